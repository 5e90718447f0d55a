import Diagnostics
import Symbolic
import Testing

@testable import ComputationalGraph

/// What subscripts mean: indices, last values, or words that are parts of names.
struct SubscriptTests {
    private func model(_ inputs: [SourceSlice], _ equations: SourceSlice, output: SourceSlice = "L") -> Model {
        Model(
            indices: [.init("i", 1...2), .init("j", 1...3, last: "m")],
            layers: [Layer("layer", inputs: inputs, equations: equations, outputs: [output])])
    }

    private func lines(_ inputs: [SourceSlice], _ equations: SourceSlice) throws -> [String] {
        try ComputationalGraph(model(inputs, equations)).lines
    }

    /// As if they were declared with it.
    @Test func `inputs listed one by one can have an index`() throws {
        let equations: SourceSlice = "y_i = 2*x_i\nL = sum_i (y_i * x_i)"
        let listed = try ComputationalGraph(layer(inputs: ["x_1", "x_2"], equations))
        #expect(try listed.lines == ComputationalGraph(layer(inputs: ["x_i"], equations)).lines)
        #expect(listed.gradient("x_2") == ["y_2", "y_2"])
        let rows: SourceSlice = "L = sum_i (sum_k w_i_k^2)"
        let listedRows = try ComputationalGraph(layer(inputs: ["w_1_k", "w_2_k"], rows))
        #expect(try listedRows.lines == ComputationalGraph(layer(inputs: ["w_i_k"], rows)).lines)
    }

    @Test func `indices side by side, with an underscore or in braces, are the same`() throws {
        let expected = try lines(["w_{i,j}"], "L = sum_i sum_j w_{i,j}^2")
        #expect(try lines(["w_i_j"], "L = sum_i sum_j w_i_j^2") == expected)
        #expect(try lines(["w_ij"], "L = sum_i sum_j w_ij^2") == expected)
        #expect(try lines(["w_ij"], "L = sum_i sum_j w_{i,j}^2") == expected)
    }

    @Test func `a sum over indices side by side`() throws {
        let expected = try lines(["w_ij"], "L = sum_i sum_j w_ij^2")
        #expect(try lines(["w_ij"], "L = sum_ij w_ij^2") == expected.map { $0.replacing("sum2", with: "sum") })
    }

    @Test func `a letter that is no index is a part of the name`() throws {
        let graph = try ComputationalGraph(model(["n_a", "x_i"], "S = sum_i x_i\nL = S * n_a"))
        #expect(graph.gradient("n_a") == ["S"])
    }

    @Test func `a word is a part of the name`() throws {
        let graph = try ComputationalGraph(
            model(["h_prev_i", "a_max"], "h_next_i = h_prev_i * a_max\nL = sum_i h_next_i"))
        #expect(graph.nodes.map(\.id).prefix(3) == ["h_prev_1", "h_prev_2", "a_max"])
        #expect(graph.gradient("a_max") == ["h_prev_1", "h_prev_2"])
        #expect(Expression.symbol(Symbol("h_prev", 1)).tex == "h_{\\mathrm{prev},1}")
    }

    /// In ‘x_in’ stands a word.
    @Test(arguments: [
        (
            "v_jk", "L = x_in * v_jk",
            """
            <formula>:1:1: error: ‘k’ is no index
                v_jk
                ^~~~
            declare it, as in ‘index: { k: 1...3 }’
            """
        ),
        (
            "a", "L = x_in * a * v_kl",
            """
            <formula>:1:16: error: ‘v_kl’ is not defined
                L = x_in * a * v_kl
                               ^~~~
            ‘k’ and ‘l’ are no indices; declare them, as in ‘index: { k: 1...3, l: 1...3 }’
            """
        ),
    ]) func `two letters of which one is no index`(input: String, equation: String, expected: String) {
        let error = #expect(throws: Diagnostic.self) {
            try lines(["x_in", SourceSlice(input)], SourceSlice(equation))
        }
        #expect("\(error!)" == expected)
    }

    @Test func `the name of the last value is that value`() throws {
        var all = model(["x_j"], "L = sum_j x_j^2")
        let edges = { (model: Model, selector: SourceSlice) in
            let graph = try ComputationalGraph(model)
            return try graph.edges(matching: selector).map { graph.edges[$0].forward.plain }
        }
        #expect(try edges(all, "x_m") == ["x_m"])
        #expect(try edges(all, "x_m^2") == ["x_m^2"])
        all.indices[1].isAny = false
        #expect(try edges(all, "x_m") == ["x_3"])
    }

    @Test(arguments: [
        (
            "L = sum_i w_ik",
            """
            <formula>:1:11: error: the index ‘ik’ is not defined here
                L = sum_i w_ik
                          ^~~~
            did you mean ‘i’?
            """
        ),
        (
            "L = sum_i (w_i_j)",
            """
            <formula>:1:12: error: the index ‘j’ of ‘w_{i,j}’ is not on the left side
                L = sum_i (w_i_j)
                           ^~~~~
            sum over it with ‘sum_j’, or write a number
            """
        ),
    ]) func `a misspelt index is told`(equation: String, expected: String) {
        let error = #expect(throws: Diagnostic.self) { try lines(["w_ij"], SourceSlice(equation)) }
        #expect("\(error!)" == expected)
    }
}
