import Diagnostics
import Symbolic
import Testing

@testable import ComputationalGraph

/// Models with any number of values of an index: 1, 2, …, n.
struct AnyNumberTests {
    private func model(
        _ inputs: [SourceSlice], constants: [SourceSlice] = [], _ equations: SourceSlice,
        assuming: [SourceSlice] = [], outputs: [SourceSlice] = ["L"], upstream: [Layer.NamedGradient] = []
    ) -> Model {
        Model(
            indices: [Model.Index("k", 1...3, last: "n")],
            layers: [
                Layer(
                    "layer", inputs: inputs, constants: constants, equations: equations, assumptions: assuming,
                    outputs: outputs, upstream: upstream)
            ])
    }

    /// The gradient of a node's value, all its uses together.
    private func gradient(_ graph: ComputationalGraph, of node: String) throws -> String? {
        let index = try #require(graph.nodes.firstIndex { $0.id == node || $0.definition?.plain == node })
        return try graph.gradient(along: graph.edges.indices.filter { graph.edges[$0].source == index })?.plain
    }

    @Test func `softmax with loss`() throws {
        let graph = try ComputationalGraph(softmaxWithLoss(classes: 3).withFirstIndex(last: "n"))
        #expect(try gradient(graph, of: "a_1") == "y_1-t_1")
        #expect(try gradient(graph, of: "a_n") == "y_n-t_n")
        #expect(try gradient(graph, of: "S") == "1/S")
        #expect(graph.definitions[0].symbol.plain == "S")
        #expect(graph.definitions[0].value.plain == "sum_k exp(a_k)")
        #expect(graph.nodes.map(\.id).contains("exp_n"))
    }

    @Test func `a sum takes another index where its own is taken`() throws {
        let graph = try ComputationalGraph(
            model(
                ["a_k"], "S = sum_k exp(a_k)\ny_k = exp(a_k) / S", outputs: ["y_k"],
                upstream: [Layer.NamedGradient("y_k", name: "g_k")]))
        #expect(try gradient(graph, of: "a_2") == "y_2*(g_2-sum_k (g_k*y_k))")
    }

    @Test func `the number itself is a value`() throws {
        let graph = try ComputationalGraph(
            model(
                ["x_k", "gamma", "beta", "eps"], constants: ["eps"],
                """
                mu  = (sum_k x_k) / n
                d_k = x_k - mu
                v   = (sum_k d_k^2) / n
                s   = sqrt(v + eps)
                h_k = d_k / s
                y_k = gamma * h_k + beta
                """, outputs: ["y_k"], upstream: [Layer.NamedGradient("y_k", name: "g_k")]))
        #expect(try gradient(graph, of: "beta") == "sum_k g_k")
        #expect(try gradient(graph, of: "gamma") == "sum_k (g_k*h_k)")
        #expect(try gradient(graph, of: "s") == "-gamma*sum_k (g_k*h_k)/s")
        #expect(try gradient(graph, of: "v") == "-gamma*sum_k (g_k*h_k)/(2*s^2)")
        #expect(try gradient(graph, of: "mu") == "-gamma*sum_k g_k/s")
        #expect(try gradient(graph, of: "x_2") == "gamma*(g_2-h_2*sum_k (g_k*h_k)/n-sum_k g_k/n)/s")
    }

    @Test func `the number is that of the template where it has one`() throws {
        let general = model(["x_k"], "L = (sum_k x_k^2) / n")
        #expect(try gradient(ComputationalGraph(general), of: "x_n") == "2*x_n/n")
        #expect(try gradient(ComputationalGraph(general.withFirstIndex(1...4)), of: "x_4") == "x_4/2")
    }

    @Test func `what is stated of inputs is known of what is computed from them`() throws {
        let graph = try ComputationalGraph(
            model(
                ["x_k", "z_k"], "y_k = sqrt(x_k^2) * z_k\nL = sum_k (y_k * log(x_k^3))",
                assuming: ["x_k > 0"]))
        #expect(try gradient(graph, of: "z_n") == "3*x_n*log(x_n)")
    }

    @Test func `dots stand between the last two lanes`() throws {
        let graph = try ComputationalGraph(model(["x_k"], "L = sum_k exp(x_k)"))
        let pairs = graph.omissions.map { [graph.nodes[$0.before].id, graph.nodes[$0.after].id] }
        #expect(pairs == [["x_2", "x_n"], ["exp_2", "exp_n"]])
    }

    @Test func `a statement holds for several numbers`() throws {
        let graph = try ComputationalGraph(softmaxWithLoss(classes: 3).withFirstIndex(last: "n"))
        try graph.check(Statement("sum_k y_k = 1"))
        #expect(throws: Diagnostic.self) { try graph.check(Statement("y_1 + y_2 + y_3 = 1")) }
    }

    // MARK: Errors

    @Test func `a value that is written out`() {
        #expect(
            message(model(["x_k"], "L = x_1 * sum_k x_k")) == """
                <formula>:1:1: error: the values of ‘k’ are not all alike, so that they can’t be any number, 1, 2, …, n
                    k
                    ^
                ‘x_1’ is a single one of them
                """)
    }

    /// y has three rows as y_i_j says, and n as y_k_j does.
    @Test func `indices of one place that run over other numbers`() {
        let layer = Layer(
            "layer", inputs: ["x_i_j"], equations: "y_i_j = 2*x_i_j\nz_i_j = prod_k (y_i_k * y_k_j)",
            outputs: ["z_i_j"])
        let indices = [Model.Index("i", 1...3), Model.Index("j", 1...3), Model.Index("k", 1...3, last: "n")]
        #expect(
            message(Model(indices: indices, layers: [layer])) == """
                <formula>:1:1: error: the values of ‘k’ are not all alike, so that they can’t be any number, 1, 2, …, n
                    k
                    ^
                ‘i’ runs over 1...3, ‘k’ runs over 1...n; both stand at the same place of ‘y’
                """)
    }

    /// Of more than is drawn it comes back as one: −v_1 p_1/S − v_2 p_2/S − v_n p_n/S is not all of it.
    @Test func `what comes back from more than is drawn is one, in each row`() throws {
        let graph = try ComputationalGraph(
            Model(
                indices: [.init("i", 1...3, last: "n"), .init("k", 1...3, last: "m")],
                layers: [
                    Layer(
                        "layer", inputs: ["a_i_k", "v_k"],
                        equations: """
                            e_i_k = exp(a_i_k)
                            S_i   = sum_k e_i_k
                            L     = sum_i (sum_k (v_k * e_i_k / S_i))
                            """, outputs: ["L"])
                ]))
        let sum = try #require(graph.nodes.firstIndex { $0.definition?.plain == "S_1" })
        let edge = try #require(graph.edges.firstIndex { $0.target == sum })
        #expect(graph.gradientRule(of: edge)?.upstream.count == 1)
    }

    @Test func `a number for the first index is one for those that have as many values`() throws {
        let model = Model(
            indices: [
                .init("i", 1...3, last: "n"), .init("k", 1...3, last: "n"), .init("m", 1...3, last: "m"),
            ],
            layers: [
                Layer(
                    "layer", inputs: ["s_i_k"], equations: "L = sum_i log(s_i_i) + sum_k s_k_k", outputs: ["L"])
            ])
        #expect(model.withFirstIndex(1...4).indices.map(\.range) == [1...4, 1...4, 1...3])
        #expect(model.withFirstIndex(1...4).indices.map(\.isAny) == [false, false, true])
    }
}
