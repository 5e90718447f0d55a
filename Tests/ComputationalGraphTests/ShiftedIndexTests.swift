import Diagnostics
import Symbolic
import Testing

@testable import ComputationalGraph

/// Indices that are counted with others: the i+j-1 of a convolution. Their axes are written out.
struct ShiftedIndexTests {
    private func model(_ inputs: [SourceSlice], _ equations: SourceSlice, output: SourceSlice = "y_i") -> Model
    {
        Model(
            indices: [.init("i", 1...3), .init("j", 1...2), .init("k", 1...4), .init("m", 1...6)],
            layers: [Layer("layer", inputs: inputs, equations: equations, outputs: [output])])
    }

    private func gradient(_ graph: ComputationalGraph, _ input: SourceSlice) throws -> String? {
        try graph.gradient(along: graph.edges(matching: input))?.plain
    }

    @Test func convolution() throws {
        let graph = try ComputationalGraph(model(["x_k", "w_j"], "y_i = sum_j (w_j * x_{i+j-1})"))
        let values = Dictionary(
            uniqueKeysWithValues: graph.definitions.map { ($0.symbol.plain, $0.value.plain) })
        #expect(
            values == ["y_1": "w_1*x_1+w_2*x_2", "y_2": "w_1*x_2+w_2*x_3", "y_3": "w_1*x_3+w_2*x_4"])
        // Each kernel value is used at each place.
        #expect(try gradient(graph, "w_2") == "(d L / d y_1)*x_2+(d L / d y_2)*x_3+(d L / d y_3)*x_4")
        #expect(try gradient(graph, "x_1") == "(d L / d y_1)*w_1")
        #expect(try gradient(graph, "x_2") == "(d L / d y_1)*w_2+(d L / d y_2)*w_1")
    }

    @Test(
        arguments: [
            ("y_i = sum_j (w_j * x_{2i+j-2})", ["x_m", "w_j"], "y_3 = w_1*x_5+w_2*x_6"),
            ("y_i = sum_j (w_j * x_{2*i+j-2})", ["x_m", "w_j"], "y_3 = w_1*x_5+w_2*x_6"),
            ("y_i = sum_j (w_j * x_{j+i-1})", ["x_k", "w_j"], "y_3 = w_1*x_3+w_2*x_4"),
            ("y_i = sum_j (w_j * x_{i-j+2})", ["x_k", "w_j"], "y_3 = w_1*x_4+w_2*x_3"),
            ("y_i = x_{5-i} + x_i", ["x_k"], "y_3 = x_2+x_3"),
            ("y_i = max_j x_{2i+j-2}", ["x_m"], "y_3 = max(x_5,x_6)"),
        ] as [(SourceSlice, [SourceSlice], String)])
    func `others counted so`(equation: SourceSlice, inputs: [SourceSlice], value: String) throws {
        let graph = try ComputationalGraph(model(inputs, equation))
        #expect(graph.definitions.map { "\($0.symbol.plain) = \($0.value.plain)" }.contains(value))
    }

    /// In two directions, as images have them.
    @Test func `convolution of a matrix`() throws {
        let graph = try ComputationalGraph(
            Model(
                indices: [
                    .init("i", 1...2), .init("j", 1...2), .init("p", 1...2), .init("q", 1...2),
                    .init("a", 1...3), .init("b", 1...3),
                ],
                layers: [
                    Layer(
                        "layer", inputs: ["X_a_b", "W_p_q"],
                        equations: "Y_i_j = sum_p sum_q (W_p_q * X_{i+p-1,j+q-1})",
                        outputs: ["Y_i_j"], upstream: [.init("Y_i_j", name: "g_i_j")])
                ]))
        #expect(try gradient(graph, "X_1_1") == "g_1_1*W_1_1")
        #expect(
            try gradient(graph, "W_2_1") == "g_1_1*X_2_1+g_1_2*X_2_2+g_2_1*X_3_1+g_2_2*X_3_2")
        try graph.check(Statement("d L / d W_p_q = sum_i sum_j (g_i_j * X_{i+p-1,j+q-1})"))
    }

    @Test func `an equation about it`() throws {
        let graph = try ComputationalGraph(
            model(["x_k", "w_j"], "y_i = sum_j (w_j * x_{i+j-1})\nL = sum_i y_i^2", output: "L"))
        try graph.check(Statement("d L / d w_j = 2 * sum_i (y_i * x_{i+j-1})"))
        #expect(throws: Diagnostic.self) { try graph.check(Statement("d L / d w_j = sum_i (y_i * x_{i+j-1})")) }
    }

    @Test(arguments: [["x_i", "x_0", "a"], ["x_0", "x_i", "a"]] as [[SourceSlice]])
    func `a value before a list`(inputs: [SourceSlice]) throws {
        let graph = try ComputationalGraph(model(inputs, "e_i = x_i - a * x_{i-1}", output: "e_i"))
        #expect(try gradient(graph, "x_0") == "-(d L / d e_1)*a")
        #expect(try gradient(graph, "x_1") == "d L / d e_1-(d L / d e_2)*a")
    }

    @Test func `braces that are missing`() {
        #expect(
            message(model(["x_k", "w_j"], "y_i = sum_j (w_j * x_i+j-1)")) == """
                <formula>:1:24: error: ‘j’ could be counted with the index before it, or be a number of its own
                    y_i = sum_j (w_j * x_i+j-1)
                                           ^
                what is counted stands in braces, as in ‘x_{j+1}’; a sum has spaces, as in ‘x + j’
                """)
    }

    /// No number of them ends the program, or comes to a value that there is after all.
    @Test(arguments: [
        ("9223372036854775807+i+9", "9223372036854775807"), ("i-9223372036854775807-5", "9223372036854775807"),
        ("9223372036854775807*i+3*i", "9223372036854775807"), ("i+4611686018427387904i", "4611686018427387904"),
    ])
    func `numbers that are too large`(index: String, number: String) {
        let line = "y_i = x_{\(index)}"
        let column = line.distance(from: line.startIndex, to: line.range(of: number)!.lowerBound)
        #expect(
            message(model(["x_i"], SourceSlice(line), output: "y_1")) == """
                <formula>:1:\(column + 1): error: this index is too large
                    \(line)
                    \(String(repeating: " ", count: column))^\(String(repeating: "~", count: number.count - 1))
                """)
    }

    @Test func `values that there are not`() {
        #expect(
            message(model(["x_i", "w_j"], "y_i = sum_j (w_j * x_{i+j-1})")) == """
                <formula>:1:20: error: there is no ‘x_4’
                    y_i = sum_j (w_j * x_{i+j-1})
                                       ^~~~~~~~~
                x_i has i = 1...3
                """)
        #expect(
            message(model(["x_{i+j}"], "y_i = sum_j x_{i+j}")) == """
                <formula>:1:1: error: ‘x_{i+j}’ is no list of values: it has some of them several times
                    x_{i+j}
                    ^~~~~~~
                declare it with an index of its own, as ‘x_k’ is
                """)
        #expect(
            message(model(["x_k", "w_j"], "y_i = sum_j (w_j * x_{i+j-1})").rolledUp(["i"])) == """
                <formula>:1:1: error: the values of ‘i’ are not all alike, so that they can’t be drawn as one
                    i
                    ^
                ‘x_{i+j-1}’ counts with them
                """)
        #expect(
            message(model(["x_k"], "y_{i+j} = x_i * x_j", output: "y_2")) == """
                <formula>:1:1: error: ‘y_3’ is defined twice
                    y_{i+j} = x_i * x_j
                    ^~~~~~~
                """)
    }
}
