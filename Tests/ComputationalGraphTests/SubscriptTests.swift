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
    @Test func `inputs listed one by one are drawn as one`() throws {
        let equations: SourceSlice = "L = sum_i (x_i * w_i)"
        func lines(_ inputs: [SourceSlice]) throws -> [String] {
            try ComputationalGraph(layer(inputs: inputs, equations).rolledUp(["i"])).lines
        }
        #expect(try lines(["x_1", "w_1", "x_2", "w_2"]) == lines(["x_i", "w_i"]))
    }

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
        let graph = try ComputationalGraph(model(["w_ij"], "L = sum_ij w_ij^2"))
        #expect(graph.nodes.count { $0.operation == .sum } == 1)
        #expect(graph.edges.count { graph.nodes[$0.target].operation == .sum } == 6)
        #expect(try lines(["w_ij"], "L = sum_{i,j} w_ij^2") == graph.lines)
        // Written apart, they are two.
        let apart = try ComputationalGraph(model(["w_ij"], "L = sum_i sum_j w_ij^2"))
        #expect(apart.nodes.count { $0.operation == .sum } == 3)
        for input in ["w_1_1", "w_2_m"] { #expect(graph.gradient(input) == apart.gradient(input)) }
    }

    @Test(
        arguments: [
            ("L = sum_ij w_ij^2", "2*w_{i,j}"), ("L = mean_ij w_ij^2", "w_{i,j}/m"),
            ("L = prod_ij exp(w_ij)", "L"), ("L = max_ij w_ij", "[w_{i,j}=L]"),
        ] as [(SourceSlice, String)])
    func `one node over several indices, drawn as one or in lanes`(equation: SourceSlice, gradient: String)
        throws
    {
        let model = model(["w_ij"], equation)
        let rolledUp = try ComputationalGraph(model.rolledUp(["i", "j"]))
        #expect(rolledUp.nodes.filter { $0.operation?.series != nil }.map(\.summed) == [["i", "j"]])
        #expect(
            try rolledUp.gradient(along: rolledUp.edges(matching: "w_ij"))?.plain.replacing(
                "w_i_j", with: "w_{i,j}") == gradient)
        try ComputationalGraph(model).check(Statement(SourceSlice("d L / d w_ij = \(gradient)")))
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
