import Diagnostics
import Symbolic
import Testing

@testable import ComputationalGraph

/// Values that are computed from those before them: h_t from h_{t-1}.
struct RecursionTests {
    private func model(
        _ inputs: [SourceSlice], _ equations: SourceSlice, outputs: [SourceSlice] = ["h_3"],
        gradients: [Layer.NamedGradient] = [], upstream: [Layer.NamedGradient] = [.init("h_3", name: "g")]
    ) -> Model {
        Model(
            indices: [.init("t", 1...3), .init("k", 1...2), .init("i", 1...2)],
            layers: [
                Layer(
                    "RNN", inputs: inputs, equations: equations, outputs: outputs, gradients: gradients,
                    upstream: upstream)
            ])
    }

    private func gradient(_ graph: ComputationalGraph, _ input: SourceSlice) throws -> String? {
        try graph.gradient(along: graph.edges(matching: input))?.plain
    }

    @Test func `what all steps share is one input, whose gradients add`() throws {
        let graph = try ComputationalGraph(
            model(
                ["x_t", "h_0", "w", "u", "b"], "h_t = tanh(w * x_t + u * h_{t-1} + b)",
                gradients: [.init("h_t", name: "delta_t")]))
        #expect(graph.nodes.count { $0.operation == .tanh } == 3)
        #expect(try graph.edges(matching: "w").count == 3)
        #expect(
            graph.gradientDefinitions.map { "\($0.symbol.plain) = \($0.value)" } == [
                "delta_2 = g*u*(1-h_3^2)", "delta_1 = delta_2*u*(1-h_2^2)",
            ])
        #expect(try gradient(graph, "b") == "g*(1-h_3^2)+delta_1*(1-h_1^2)+delta_2*(1-h_2^2)")
        #expect(try gradient(graph, "h_0") == "delta_1*u*(1-h_1^2)")
    }

    /// The gradients of h_t are long, so that they have names; but not that of the last one, which is 1.
    @Test func `a gradient that is a number has no name`() throws {
        let graph = try ComputationalGraph(
            model(
                ["x_t", "h_0", "c_0", "w", "u", "v", "r", "p", "q"],
                """
                f_t = sigmoid(w * x_t + u * h_{t-1})
                o_t = sigmoid(v * x_t + r * h_{t-1})
                g_t = tanh(p * x_t + q * h_{t-1})
                c_t = f_t * c_{t-1} + (1 - f_t) * g_t
                h_t = o_t * tanh(c_t)
                """, upstream: []))
        #expect(
            graph.gradientDefinitions.map(\.symbol.plain).filter { $0.hasPrefix("d h_3 / d h") } == [
                "d h_3 / d h_2", "d h_3 / d h_1",
            ])
        #expect(try gradient(graph, "x_3")?.contains("d h_3") == false)
    }

    @Test func `steps follow each other along the flow and are no lanes, values of another index are`() throws {
        func lanes(_ model: Model) throws -> [[String]] {
            try ComputationalGraph(model).nodes.filter { $0.operation != nil }.map { $0.lane.map(\.index) }
        }
        let alone = try lanes(model(["x_t", "h_0", "w"], "h_t = tanh(w * x_t + h_{t-1})"))
        #expect(alone.count == 9 && alone.allSatisfy(\.isEmpty))
        let beside = try lanes(
            model(
                ["x_k_t", "h_k_0", "w"], "h_k_t = tanh(w * x_k_t + h_k_{t-1})", outputs: ["h_k_3"],
                upstream: []))
        #expect(beside.count == 18 && beside.allSatisfy { $0 == ["k"] })
        let shifted = try lanes(
            model(["x_t", "x_0"], "y_t = tanh(x_t) + x_{t-1}", outputs: ["y_t"], upstream: []))
        #expect(shifted.contains(["t"]))
    }

    /// Where the last step's gradient has the name of the others it stands in the order of the steps, too.
    @Test func `the sum over time is in the order of time`() throws {
        let graph = try ComputationalGraph(
            model(
                ["x_t", "h_0", "w", "u", "b"], "h_t = tanh(w * x_t + u * h_{t-1} + b)",
                gradients: [.init("h_t", name: "delta_t")], upstream: []))
        #expect(
            try gradient(graph, "b") == "delta_1*(1-h_1^2)+delta_2*(1-h_2^2)+delta_3*(1-h_3^2)")
    }

    /// Steps are unrolled, units are not.
    @Test func `a recursion of vectors`() throws {
        let graph = try ComputationalGraph(
            model(
                ["h_{k,0}", "w_{k,i}"], "h_{k,t} = tanh(sum_i (w_{k,i} * h_{i,t-1}))", outputs: ["h_{k,3}"],
                upstream: []))
        #expect(graph.nodes.count { $0.operation == .tanh } == 6)
        #expect(try graph.edges(matching: "w_{1,2}").count == 3)
    }

    @Test func `a recursion may run backward`() throws {
        let graph = try ComputationalGraph(
            model(["x_t", "h_4"], "h_t = x_t * h_{t+1}", outputs: ["h_1"], upstream: [.init("h_1", name: "g")]))
        #expect(try gradient(graph, "h_4") == "g*x_1*x_2*x_3")
    }

    // MARK: Errors

    @Test func `a recursion without start`() {
        #expect(
            message(model(["x_t"], "h_t = x_t * h_{t-1}")) == """
                <formula>:1:13: error: there is no ‘h_0’
                    h_t = x_t * h_{t-1}
                                ^~~~~~~
                h_t has t = 1...3; a recursion starts with an input: add ‘h_0’ to the inputs
                """)
        #expect(
            message(model(["x_t", "h_0"], "h_t = x_t * h_{t-2}")) == """
                <formula>:1:13: error: there is no ‘h_-1’
                    h_t = x_t * h_{t-2}
                                ^~~~~~~
                h_t has t = 1...3; values are counted from 0 on: let the index begin 1 later
                """)
    }

    @Test func `a recursion that has no end`() {
        #expect(message(model(["h_0", "x_t"], "h_t = x_t * h_{t-0}")).contains("depends on itself"))
        #expect(message(model(["h_1"], "h_t = h_{t-1}")).contains("is an input and cannot be defined as well"))
    }

    @Test(
        arguments: [
            (
                "h_t = 2 * h_{t-k}",
                """
                <formula>:1:11: error: the index ‘k’ of ‘h_{t-k}’ is not on the left side
                    h_t = 2 * h_{t-k}
                              ^~~~~~~
                sum over it with ‘sum_k’, or write a number
                """
            ),
            (
                "h_t = 2 * h_{t-}",
                """
                <formula>:1:16: error: an index is shifted by a whole number, as in ‘h_{t-1}’, or by another index
                    h_t = 2 * h_{t-}
                                   ^
                """
            ),
            (
                "h_t = 2 * h_{t*k}",
                """
                <formula>:1:15: error: an index is a sum of indices and whole numbers
                    h_t = 2 * h_{t*k}
                                  ^
                such as i+j-1, or 2*i+1
                """
            ),
            (
                "h_t = 2 * sum_k h_{t-k}",
                """
                <formula>:1:17: error: there is no ‘h_-1’
                    h_t = 2 * sum_k h_{t-k}
                                    ^~~~~~~
                h_t has t = 1...3
                """
            ),
        ] as [(SourceSlice, String)])
    func `an index that is shifted by what it can't be`(equation: SourceSlice, error: String) {
        #expect(message(model(["h_0"], equation)) == error)
    }
}
