import ComputationalGraph
import Diagnostics
import Symbolic
import Testing

/// The operations that stand for a call can be drawn as one node, with the derivative of its value.
struct FunctionCallTests {
    private func graph(
        _ functions: SourceSlice = "", _ equations: SourceSlice, inputs: [SourceSlice],
        outputs: [SourceSlice] = ["L"],
        shapes: [Model.Shape] = []
    ) throws -> ComputationalGraph {
        var model = Model(
            indices: shapes.isEmpty ? [.init("k", 1...3), .init("j", 1...2), .init("t", 1...4)] : [],
            shapes: shapes, layers: [Layer("layer", inputs: inputs, equations: equations, outputs: outputs)])
        model.functions = functions.lines
        return try ComputationalGraph(model)
    }

    /// What each call takes, and what its values are.
    private func calls(_ graph: ComputationalGraph, _ names: String...) -> [String] {
        graph.functionCalls { names.isEmpty || names.contains($0) }.map { call in
            let taken = graph.edges.filter { edge in
                if case .constant = graph.nodes[edge.source].kind, !call.numbers.contains(edge.source) {
                    return false
                }
                return !call.nodes.contains(edge.source) && call.nodes.contains(edge.target)
            }
            var sources: [String] = []
            for source in taken.map({ graph.nodes[$0.source].value.plain }) where !sources.contains(source) {
                sources.append(source)
            }
            let values = call.values.map { graph.nodes[$0].value.plain }
            return "\(call.function)(\(sources.joined(separator: ", "))): \(values.joined(separator: ", "))"
        }
    }

    private func isInput(_ node: ComputationalGraph.Node) -> Bool {
        if case .input = node.kind { true } else { false }
    }

    private static let sig: SourceSlice = "sig(x) = 1 / (1 + exp(-x))"

    @Test func `what a call is given is no part of it`() throws {
        let graph = try graph(Self.sig, "y = sig(2*x + b)\nL = y * sig(y)", inputs: ["x", "b"])
        #expect(calls(graph) == ["sig(2*x+b): y", "sig(y): 1/(1+exp(-y))"])
    }

    @Test func `a number that it is given is told from one of its formula`() throws {
        let graph = try graph("f(x, a) = a * (x + 1)", "L = f(x, 2) * f(y, 1)", inputs: ["x", "y"])
        #expect(calls(graph) == ["f(x, 2): 2*(x+1)", "f(y, 1): 1*(y+1)"])
    }

    @Test func `one for each lane`() throws {
        let graph = try graph(Self.sig, "y_k = sig(x_k)\nL = sum_k y_k", inputs: ["x_k"])
        #expect(calls(graph) == ["sig(x_1): y_1", "sig(x_2): y_2", "sig(x_3): y_3"])
    }

    /// Each takes the value of the one before it.
    @Test func `one for each step of a recursion`() throws {
        let graph = try graph(
            Self.sig, "h_t = sig(w * h_{t-1} + x_t)\nL = h_4", inputs: ["x_t", "w", "h_0"])
        #expect(calls(graph).count == 4)
        #expect(calls(graph).last == "sig(w*h_3+x_4): h_4")
    }

    @Test func `one with all its values`() throws {
        let graph = try graph("", "y_k = softmax(x_k)\nL = y_1 * norm(y_k)", inputs: ["x_k"])
        #expect(
            calls(graph) == [
                "softmax(x_1, x_2, x_3): y_1, y_2, y_3", "norm(y_1, y_2, y_3): sqrt(y_1^2+y_2^2+y_3^2)",
            ])
    }

    @Test func `one for each row`() throws {
        let graph = try graph("", "P_j_k = softmax_k(S_j_k)\nL = P_1_2 * P_2_1", inputs: ["S_j_k"])
        #expect(
            calls(graph) == [
                "softmax(S_1_1, S_1_2, S_1_3): P_1_1, P_1_2, P_1_3",
                "softmax(S_2_1, S_2_2, S_2_3): P_2_1, P_2_2, P_2_3",
            ])
    }

    @Test func `of arrays`() throws {
        let graph = try graph(
            "act(x) = x / (1 + exp(-x))", "Z = X @ W\nP = softmax(act(Z))", inputs: ["X", "W"], outputs: ["P"],
            shapes: [.init("X", ["N", "D"]), .init("W", ["D", "M"])])
        #expect(calls(graph).map { $0.prefix { $0 != ":" } }.count == 2)
        #expect(calls(graph).first == "act(Z): Z_n_m/(1+exp(-Z_n_m))")
    }

    @Test func `of calls in each other the outer one, or those that are asked for`() throws {
        let graph = try graph(
            "sig(x) = 1 / (1 + exp(-x))\nswish(x) = x * sig(x)", "L = 2 * swish(3*x)", inputs: ["x"])
        #expect(calls(graph).map { $0.prefix { $0 != ":" } } == ["swish(3*x)"])
        #expect(calls(graph, "sig").first?.hasPrefix("sig(3*x): ") == true)
        #expect(graph.calledFunctions == ["sig", "swish"])
    }

    @Test func `a choice`() throws {
        let graph = try graph("", "L = 2 * (if x > y then exp(x) else 3)", inputs: ["x", "y"])
        #expect(calls(graph).count == 1)
        #expect(calls(graph)[0].hasPrefix("if(x, y, exp(x)"))
    }

    /// One node stands for equal operations; it can't be inside of a call for one of them only.
    @Test func `none where others take more than its value`() throws {
        let graph = try graph(Self.sig, "y = sig(x)\nL = y * exp(-x)", inputs: ["x"])
        #expect(calls(graph) == [])
        // The first of two calls has x + 1, the second would take it, which its formula doesn't.
        let twice = try self.graph("f(x, a) = a * (x + 1)", "L = f(x, 2) * f(x, 3)", inputs: ["x"])
        #expect(calls(twice) == [])
    }

    /// All lanes share exp(z_1), and y_2 goes into z_3: their one node would wait for itself.
    @Test func `none where a value goes into the same call`() throws {
        let graph = try graph(
            "f(x_k) = x_k * exp(x_1)", "z_1 = x\nz_2 = 2*x\nz_3 = y_2 + 1\ny_k = f(z_k)\nL = sum_k y_k",
            inputs: ["x"])
        #expect(calls(graph) == [])
    }

    @Test(
        arguments: [
            ("f(x) = 1 / (1 + exp(-x))", "y*(1-y)"),
            ("f(x) = x^2", "2*x"), ("f(x) = exp(x)", "y"), ("f(x) = max(x, 0)", "[x>0]"),
            ("f(x) = log(1 + exp(x))", "exp(x)/(1+exp(x))"), ("f(x) = x * x * x", "3*x^2"),
        ])
    func `the derivative of its value, in short`(function: String, derivative: String) throws {
        let graph = try graph(SourceSlice(function), "y = f(x)\nL = 5 * y", inputs: ["x"])
        let call = try #require(graph.functionCalls { _ in true }.first)
        let source = try #require(graph.nodes.firstIndex(where: isInput))
        #expect(graph.localDerivative(of: call, by: source)?.plain == derivative)
        let rule = try #require(graph.gradientRule(of: call, by: source))
        #expect(rule.upstream.map(\.plain) == ["5"])
    }

    @Test func `with the function's name for a value that has none`() throws {
        let graph = try graph(Self.sig, "L = 5 * sig(x)", inputs: ["x"])
        let call = try #require(graph.functionCalls { _ in true }.first)
        let source = try #require(graph.nodes.firstIndex(where: isInput))
        #expect(graph.localDerivative(of: call, by: source, isNamed: true)?.plain == "sig*(1-sig)")
    }

    @Test func `of arrays, and of all values of an index`() throws {
        let arrays = try graph(
            Self.sig, "H = sig(X @ W)", inputs: ["X", "W"], outputs: ["H"],
            shapes: [.init("X", ["N", "D"]), .init("W", ["D", "M"])])
        let call = try #require(arrays.functionCalls { _ in true }.first)
        let source = try #require(
            arrays.edges.last {
                call.nodes.contains($0.target) && !arrays.isConstant($0.source)
                    && !call.nodes.contains($0.source)
            })
        #expect(arrays.localDerivative(of: call, by: source.source)?.plain == "H*(1-H)")
        let norm = try graph("", "L = norm(x_k)", inputs: ["x_k"])
        #expect(norm.localDerivative(of: norm.functionCalls { _ in true }[0], by: 1)?.plain == "x_2/L")
    }

    @Test func `by each of what it takes`() throws {
        let graph = try graph("f(a, b) = a * exp(b)", "y = f(u, v)\nL = 5 * y", inputs: ["u", "v"])
        let call = try #require(graph.functionCalls { _ in true }.first)
        let derivatives = graph.nodes.indices.filter { isInput(graph.nodes[$0]) }.map {
            "\(graph.nodes[$0].value.plain): \(graph.localDerivative(of: call, by: $0)?.plain ?? "none")"
        }
        #expect(derivatives == ["u: exp(v)", "v: y"])
    }

    @Test func `none of a function of several values`() throws {
        let graph = try graph("", "y_k = softmax(x_k)\nL = y_1", inputs: ["x_k"])
        let call = try #require(graph.functionCalls { _ in true }.first)
        #expect(graph.localDerivative(of: call, by: 0) == nil)
        #expect(graph.gradientRule(of: call, by: 0) == nil)
    }

    /// What stands between the product and the printed form.
    @Test func `what comes back through a call is multiplied out`() throws {
        let graph = try ComputationalGraph(
            layer(
                inputs: ["x", "t"], constants: ["t"],
                "f(x) = 1 / (1 + exp(-x))\ny = f(x)\nL = (y - t)^2 / 2"))
        let call = try #require(graph.functionCalls { $0 == "f" }.first)
        let input = try #require(graph.nodes.firstIndex { $0.id == "x" })
        let rule = try #require(graph.gradientRule(of: call, by: input))
        #expect(rule.local.plain == "y*(1-y)")
        let product = try #require(rule.product)
        #expect(graph.areEqual(product, rule.summedProduct))
    }
}
