import Diagnostics
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
