import Diagnostics
import Symbolic
import Testing

@testable import ComputationalGraph

/// Arrays with as many values as networks have.
struct LargeArrayTests {
    private func affine(_ indices: [Model.Index]) -> Model {
        Model(
            indices: indices,
            layers: [
                Layer(
                    "affine", inputs: ["x_i", "w_i_j", "b_j"], equations: "y_j = sum_i (x_i * w_i_j) + b_j",
                    outputs: ["y_j"], upstream: [Layer.NamedGradient("y_j", name: "g_j")])
            ])
    }

    @Test func `are derived as small ones are`() throws {
        func lines(_ lengths: (Int, Int, Int)) throws -> [String] {
            let (n, d, m) = (
                SourceSlice("\(lengths.0)"), SourceSlice("\(lengths.1)"), SourceSlice("\(lengths.2)")
            )
            let shapes = [Model.Shape("X", [n, d]), Model.Shape("W", [d, m]), Model.Shape("b", [m])]
            let layer = Layer(
                "affine", inputs: ["X", "W", "b"], equations: "Y = mean(relu(X @ W + b))", outputs: ["Y"])
            return try ComputationalGraph(Model(shapes: shapes, layers: [layer])).lines
        }
        let large = try lines((2, 4_096, 16_384))
        #expect(large.contains("X → product_i_k: X, [X@W+b>0]@W'/32768"), "\(large)")
        let small = try lines((2, 3, 4)).map { $0.replacing("/8", with: "/32768") }
        #expect(large == small)
    }

    @Test func `are rolled up, where a grid would not be read`() throws {
        let small = affine([.init("i", 1...6), .init("j", 1...6)]).rollingUpLargeArrays()
        #expect(small.indices.allSatisfy { !$0.isRolledUp })
        let large = affine([.init("i", 1...784), .init("j", 1...100)]).rollingUpLargeArrays()
        #expect(large.indices.allSatisfy { $0.isRolledUp })
        let graph = try ComputationalGraph(large)
        #expect(graph.lines.first == "x_i → product_i_j: x_i, sum_j (g_j*w_i_j)")
    }

    @Test func `have all their values`() throws {
        let graph = try ComputationalGraph(
            affine([.init("i", 1...784), .init("j", 1...10)]).rolledUp(["i", "j"]))
        let shape = try #require(graph.shapes.first { $0.name == "w" })
        #expect(shape.axes.map(\.length) == [.number(784), .number(10)])
    }

    /// A number may be how many there are, as far as it is that for any number.
    @Test func `are proven by statements about any number`() throws {
        let layer = Layer(
            "loss", inputs: ["X", "T"], constants: ["T"], equations: "L = mean((X - T)^2)", outputs: ["L"])
        let shapes: [Model.Shape] = [.init("X", ["64", "784"]), .init("T", ["64", "784"])]
        let graph = try ComputationalGraph(Model(shapes: shapes, layers: [layer]))
        func check(_ text: SourceSlice) throws { try graph.check(Statement(text)) }
        try check("L = 1 / (64 * 784) * sum_i (sum_j ((X_{i,j} - T_{i,j})^2))")
        try check("d L / d X = 2 (X - T) / 50176")
        #expect(throws: Diagnostic.self) { try check("d L / d X = 2 (X - T) / 64") }
        #expect(throws: Diagnostic.self) { try check("d L / d X = 2 (X - T)^64 / 50176") }
        // So it is for 2, 3 and 5 values.
        #expect(throws: Diagnostic.self) { try check("L = L + (n - 2) * (n - 3) * (n - 5)") }
    }

    /// What is true for a few values and not for all of them.
    @Test(arguments: [
        "b_k = [k != 7] * b_k", "b_k = [k <= 5] * b_k", "b_k = [k < 5000] * b_k", "sum_k [k > 5] = 0",
        "b_k = if k = 7 then 0 else b_k", "d L / d b_k = [k != 9] * (d L / d b_k)",
        "b_k = b_k + 0^abs(k - 7)", "b_k = abs(k - 8) * b_k / (8 - k)", "b_k = k * b_k / min(k, 8)",
        "sum_k b_k = sum_k ([k <= 9] * b_k)",
    ])
    func `are not taken for a few in statements`(text: String) throws {
        let layer = Layer("squares", inputs: ["b_k"], equations: "L = sum_k b_k^2", outputs: ["L"])
        let model = Model(indices: [Model.Index("k", 1...5_000)], layers: [layer])
        let graph = try ComputationalGraph(model.rolledUp())
        #expect(throws: Diagnostic.self) { try graph.check(Statement(SourceSlice(text))) }
    }

    @Test func `are told apart in statements where there are a few`() throws {
        let model = Model(
            indices: [Model.Index("i", 1...64)],
            layers: [Layer("mean", inputs: ["x_i"], equations: "y = mean_i x_i", outputs: ["y"])])
        let graph = try ComputationalGraph(model.rolledUp(["i"]))
        try graph.check(Statement("y = (x_64 + sum_{i=1}^63 x_i) / 64"))
        #expect(throws: Diagnostic.self) { try graph.check(Statement("y = (x_64 + sum_{i=1}^62 x_i) / 64")) }
    }

    /// The last of them is another than the others.
    @Test func `one of whose values is told apart has all of them`() throws {
        let model = Model(
            indices: [Model.Index("k", 1...200)],
            layers: [
                Layer(
                    "layer", inputs: ["x_k"], equations: "y = sum_k x_k * x_200", outputs: ["y"])
            ])
        let graph = try ComputationalGraph(model)
        #expect(graph.nodes.count > 200)
        let error = #expect(throws: Diagnostic.self) { try ComputationalGraph(model.rolledUp(["k"])) }
        #expect(
            "\(error!)" == """
                <formula>:1:1: error: the values of ‘k’ are not all alike, so that they can’t be drawn as one
                    k
                    ^
                ‘x_200’ is a single one of them
                """)
    }

    @Test func `are told where ranges differ`() {
        let model = Model(
            indices: [.init("k", 1...200), .init("j", 1...300)],
            layers: [
                Layer(
                    "layer", inputs: ["x_k", "w_j"], equations: "y = sum_j (x_j * w_j)", outputs: ["y"])
            ])
        let error = #expect(throws: Diagnostic.self) { try ComputationalGraph(model.rolledUp(["k", "j"])) }
        #expect(
            "\(error!)" == """
                <formula>:1:12: error: there is no ‘x_201’
                    y = sum_j (x_j * w_j)
                               ^~~
                x_k has k = 1...200
                """)
    }
}
