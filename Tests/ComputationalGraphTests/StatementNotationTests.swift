import Diagnostics
import Symbolic
import Testing

@testable import ComputationalGraph

/// What equations that are checked can say beside what layers can.
struct StatementNotationTests {
    private let lanes = Model(
        indices: [.init("k", 1...3, last: "n"), .init("d", 1...2)],
        layers: [
            Layer(
                "layer", inputs: ["x_k", "w_d"], equations: "P = prod_k x_k\nL = P * sum_d w_d", outputs: ["L"])
        ])

    private let arrays = Model(
        shapes: [.init("A", ["N", "M"]), .init("B", ["N", "M"]), .init("s", ["M"])],
        layers: [
            Layer(
                "layer", inputs: ["A", "B", "s"], equations: "C = A * B * s", outputs: ["C"],
                upstream: [.init("C", name: "G")])
        ])

    private let outputs = Model(
        indices: [.init("k", 1...3, last: "n")],
        layers: [
            Layer(
                "layer", inputs: ["x_k", "w"], equations: "y_k = tanh(x_k * w)\nz = sum_k y_k",
                outputs: ["y_k", "z"])
        ])

    private func message(_ text: String, _ model: Model) -> String? {
        do {
            try ComputationalGraph(model).check(Statement(SourceSlice(text)))
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test(arguments: [
        // A letter that the model doesn't have runs over what it is an index of.
        "sum_i x_i = sum_k x_k", "sum_{i!=k} x_i = sum_j x_j - x_k", "x_1 * prod_{i!=1} x_i = P",
        "x_n * prod_{k!=n} x_k = P", "prod_{i!=k+1-1} x_i * x_k = P",
        "d L / d x_k = prod_{i!=k} x_i * sum_i w_i",
        "sum_i (x_i * sum_j w_j) = sum_i x_i * (w_1 + w_2)",
    ]) func `of values with an index`(text: String) {
        #expect(message(text, lanes) == nil)
    }

    /// An index is compared with another, and a derivative stands in a sum.
    @Test(arguments: [
        "d y_i / d a_j = y_i * ([i = j] - y_j)", "d L / d a_k = sum_i (d L / d y_i * d y_i / d a_k)",
        #"\frac{\partial L}{\partial a_k} = y_k - t_k"#,
    ]) func `of derivatives by each value`(text: String) {
        var model = softmaxWithLoss(classes: 3)
        model.indices += [.init("i", 1...3), .init("j", 1...3)]
        #expect(message(text, model) == nil)
    }

    @Test func `a derivative without blanks is told`() {
        let model = layer(inputs: ["x"], "y = tanh(x)", outputs: ["y"])
        #expect(
            message("dy/dx = 1 - y^2", model) == """
                <formula>:1:1: error: a derivative is written d y / d x
                    dy/dx = 1 - y^2
                    ^~~~~
                write ‘d y / d x’
                """)
    }

    @Test(arguments: [
        "(A * B)_n = A_n * B_n", "sum_n (A * s)_n = sum_i A_i * s", "A'_m = A'_m", "(A @ B')_n_n = A_n @ B_n",
        "d L / d A = G * B * s", "d L / d s = sum_n (G * A * B)_n", "d L / d A_1 = (G * B * s)_1",
        "(A @ A') @ (B @ B') = A @ (A' @ B) @ B'", "C_n_m = A_n_m * B_n_m * s_m",
    ]) func `of arrays`(text: String) {
        #expect(message(text, arrays) == nil)
    }

    /// Without a loss, L is what the outputs are part of.
    @Test(arguments: [
        "d L / d w = sum_k ((d L / d y_k) * x_k * (1 - y_k^2))", "d z / d w = sum_i (x_i * (1 - y_i^2))",
        "d L / d x_k = (g_y_k + d L / d z) * w * (1 - y_k^2)", "d L / d y_k = g_y_k + d L / d z",
    ]) func `of what comes back to outputs`(text: String) {
        #expect(message(text, outputs) == nil)
        let wrong = text.replacing(" = ", with: " = 1.0000001 * (") + ")"
        #expect(message(wrong, outputs)?.contains("this does not equal") == true)
    }

    @Test func `what stands close to 0 is moved by a part of itself`() {
        let model = layer(inputs: ["x"], "u = exp(-40 - x^2)\nL = u / (u + exp(-41))")
        #expect(message("d L / d u = exp(-41) / (u + exp(-41))^2", model) == nil)
        #expect(message("d L / d u = 1.0001 * exp(-41) / (u + exp(-41))^2", model) != nil)
    }

    /// 0 is a point where the quotients of differences grow without end.
    @Test(arguments: [
        "w = [x > 0] and d w / d x = 0", "w = sign(x) and d w / d x = 0", "d z / d x = [x > 0] + y * 0",
        "d z / d y = [x > 0]",
    ]) func `at a jump there is no derivative`(text: String) {
        #expect(message(text, layer(inputs: ["x", "y"], "z = [x > 0] * y + relu(x)\nL = z^2")) == nil)
    }

    @Test(arguments: [
        (
            "P = sum_j w_i",
            "<formula>:1:11: error: the index ‘i’ is not defined here\n    P = sum_j w_i\n              ^~~\nthe indices are ‘d’, ‘k’"
        ),
        (
            "P = sum_i (x_i * w_i)",
            """
            <formula>:1:18: error: ‘i’ would run over 1...2 here, and over 1...3 in ‘x_i’
                P = sum_i (x_i * w_i)
                                 ^~~
            """
        ),
        (
            "P = sum_j P",
            """
            <formula>:1:5: error: the index ‘j’ is not defined here
                P = sum_j P
                    ^~~~~
            the indices are ‘d’, ‘k’
            """
        ),
    ]) func `an index that stands for nothing, or for two things`(text: String, expected: String) {
        var counted = lanes
        counted.indices[0] = .init("k", 1...3)
        #expect(message(text, counted) == expected)
    }

    @Test(arguments: [
        (
            "C = A_n_m * B_n_m * s_m",
            """
            <formula>:1:5: error: ‘A_n_m * B_n_m * s_m’ is a value for each n and m, but ‘C’ is N × M in all
                C = A_n_m * B_n_m * s_m
                    ^~~~~~~~~~~~~~~~~~~
            write both with indices, as in ‘Y_n_m’
            """
        ),
        (
            "(sum(A))_n = 1",
            """
            <formula>:1:1: error: ‘sum(A)’ is a single value; it has no rows
                (sum(A))_n = 1
                ^~~~~~~~~~
            """
        ),
    ]) func `whole arrays and single values`(text: String, expected: String) {
        #expect(message(text, arrays) == expected)
    }

    /// m_1 and m_2 are one wire in the graph, but two names.
    @Test func `a value with several names`() throws {
        var model = layer(inputs: ["x_k", "c_k"], "m_k = sum_k x_k\nL = sum_k (m_k^2 * c_k)")
        #expect(message("d L / d m_1 = 2 * m_1 * c_1", model) == nil)
        #expect(message("d L / d x_1 = 2 * m_1 * sum_k c_k", model) == nil)
        for gradient in [Layer.NamedGradient("m_k"), .init("m_1"), .init("m_k", name: "delta_k")] {
            model.layers[0].gradients = [gradient]
            let error = #expect(throws: Diagnostic.self) { try ComputationalGraph(model) }
            #expect(
                error?.message
                    == "‘m_1’ and ‘m_2’ are one value: what comes back to it is the gradient of both")
        }
        // What is only another name for it comes back through it.
        let alias = Model(
            layers: [
                Layer(
                    "layer", inputs: ["x"], equations: "c = exp(x)\nh = c\nL = c * h", outputs: ["L"],
                    gradients: [.init("c")])
            ])
        let graph = try ComputationalGraph(alias)
        #expect(graph.gradientDefinitions.map(\.value.plain) == ["2*c"])
        #expect(message("d L / d c = 2 * c and d L / d h = c", alias) == nil)
    }

    /// The gradient of q is what comes back where it is written as q, also if more comes back to the one node.
    @Test(arguments: ["c * c", "c * c * c", "c + c"])
    func `a value that is written again without its name`(again: String) throws {
        let model = Model(
            indices: [.init("k", 1...6)],
            layers: [
                Layer(
                    "layer", inputs: ["x_k", "c"],
                    equations: SourceSlice(
                        "p_k = x_k / (2 + (\(again))^2)\nq = c * c\nL = q * sum_k p_k * sum_k sigmoid(x_k)^2"),
                    outputs: ["L"])
            ])
        let graph = try ComputationalGraph(model)
        #expect(graph.gradientDefinitions.contains { $0.symbol.plain == "d L / d q" })
        #expect(message("d L / d q = sum_k p_k * sum_k sigmoid(x_k)^2", model) == nil)
    }
}
