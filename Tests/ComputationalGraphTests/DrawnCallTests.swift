import ComputationalGraph
import Diagnostics
import Symbolic
import Testing

/// Where a figure draws the calls of functions as one node each, the graph has each call apart, and a name for its value.
struct DrawnCallTests {
    private func graph(_ functions: SourceSlice, _ equations: SourceSlice, inputs: [SourceSlice]) throws
        -> ComputationalGraph
    {
        var model = Model(
            indices: [.init("k", 1...3), .init("t", 1...2)],
            layers: [Layer("layer", inputs: inputs, equations: equations, outputs: ["L"])])
        model.functions = functions.lines
        model.drawnFunctions = .all
        return try ComputationalGraph(model)
    }

    /// The values of each call, with what it takes, in the order of its parameters.
    private func calls(_ graph: ComputationalGraph) -> [String] {
        graph.functionCalls { _ in true }.map { call in
            let taken = call.taken.map { graph.nodes[$0].value.plain }.joined(separator: ", ")
            return "\(call.function)(\(taken)): "
                + call.values.map { graph.nodes[$0].value.plain }.joined(separator: ", ")
        }
    }

    /// What comes back to an input.
    private func gradient(of input: String, in graph: ComputationalGraph) throws -> String? {
        let edges = graph.edges.indices.filter { graph.nodes[graph.edges[$0].source].id == input }
        return try graph.gradient(along: edges)?.plain
    }

    private static let sig: SourceSlice = "sig(x) = 1 / (1 + exp(-x))"

    @Test func `one that gives one of several values`() throws {
        let graph = try graph("first(a, b) = a", "L = y * first(x, y)", inputs: ["x", "y"])
        #expect(graph.functionCalls { _ in true }.map(\.function) == ["first"])
    }

    @Test func `what stands in its formula may stand elsewhere as well`() throws {
        #expect(calls(try graph("f(x) = 1 / (1 + x^2)", "L = f(x) + x^2", inputs: ["x"])) == ["f(x): f(x)"])
        #expect(calls(try graph(Self.sig, "y = sig(x)\nL = y * exp(-x)", inputs: ["x"])) == ["sig(x): y"])
        #expect(
            calls(try graph("f(x, a) = a * (x + 1)", "L = f(x, 2) * f(x, 3)", inputs: ["x"]))
                == ["f(x, 2): f(x,2)", "f(x, 3): f(x,3)"])
    }

    /// The name of a call is no other value's: what it is written as stands for it.
    @Test func `gradients are written with the call`() throws {
        let graph = try graph(Self.sig, "L = c * sig(w * x)", inputs: ["c", "w", "x"])
        #expect(calls(graph) == ["sig(w*x): sig(w*x)"])
        #expect(try gradient(of: "c", in: graph) == "sig(w*x)")
        #expect(try gradient(of: "w", in: graph) == "x*L*(1-sig(w*x))")
    }

    @Test func `what an equation names has that name, also where the call is written again`() throws {
        let graph = try graph(Self.sig, "y = sig(w * x)\nL = y + sig(w * x)^2", inputs: ["w", "x"])
        #expect(calls(graph) == ["sig(w*x): y"])
    }

    @Test func `a call in the argument of another`() throws {
        let graph = try graph(Self.sig, "L = 2 * sig(w * sig(x))", inputs: ["w", "x"])
        #expect(calls(graph) == ["sig(x): sig(x)", "sig(w*sig(x)): sig(w*sig(x))"])
    }

    @Test func `one for each lane, though the numbers in its formula are those of all`() throws {
        let graph = try graph("g(x) = x * sqrt(2 / pi)", "L = sum_k (c * g(x_k))", inputs: ["x_k", "c"])
        #expect(calls(graph) == ["g(x_1): g(x_k)_1", "g(x_2): g(x_k)_2", "g(x_3): g(x_k)_3"])
        let value = try #require(graph.calledValues["g(x_k)"])
        #expect(value.function == "g" && value.indices == ["k"])
    }

    @Test func `one for each step of a recursion`() throws {
        let graph = try graph(Self.sig, "h_t = 2 * sig(w * h_{t-1})\nL = h_2", inputs: ["w", "h_0"])
        #expect(calls(graph).count == 2)
    }

    @Test func `what it takes is in the order of its parameters`() throws {
        let graph = try graph("f(x, y) = exp(y) * x", "L = 2 * f(u, v)", inputs: ["v", "u"])
        #expect(calls(graph) == ["f(u, v): f(u,v)"])
    }

    /// A branch may have a value only where it is taken.
    @Test func `no name for what is in a branch`() throws {
        let graph = try graph(
            Self.sig, "y_t = if t = 1 then x else sig(y_{t-1})\nL = y_2", inputs: ["x"])
        #expect(graph.calledValues.isEmpty)
    }

    @Test(
        arguments: [
            ("f(x) = 1 / (1 + exp(-x))", "f*(1-f)"),
            ("f(x) = 1 / (1 + x^2)", "-2*x*f^2"),
            ("f(x) = x * sigmoid(x)", "sigmoid(x)+f*(1-sigmoid(x))"),
            ("f(x) = if x > 0 then x else exp(x) - 1", "[x>0]+[x<=0]*exp(x)"),
            ("f(x) = x * tanh(softplus(x))", "sigmoid(x)*(x-tanh(softplus(x))*f)+tanh(softplus(x))"),
        ])
    func `its derivative is written with what it takes and gives, whatever follows`(
        function: String, derivative: String
    ) throws {
        let graph = try graph(SourceSlice(function), "L = f(x) * f(x)", inputs: ["x"])
        let call = try #require(graph.functionCalls { $0 == "f" }.first)
        let source = try #require(graph.nodes.firstIndex { $0.id == "x" })
        #expect(graph.localDerivative(of: call, by: source, isNamed: true)?.plain == derivative)
    }
}
