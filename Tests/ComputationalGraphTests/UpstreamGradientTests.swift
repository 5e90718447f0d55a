import Diagnostics
import Symbolic
import TestSupport
import Testing

@testable import ComputationalGraph

/// What comes back from what follows the model, as a symbol; and gradients that have names.
struct UpstreamGradientTests {
    private func model(
        _ inputs: [SourceSlice], _ equations: SourceSlice, outputs: [SourceSlice],
        gradients: [(SourceSlice, SourceSlice?)] = [], upstream: [(SourceSlice, SourceSlice?)] = []
    ) -> Model {
        var model = layer(inputs: inputs, equations, outputs: outputs)
        model.layers[0].gradients = gradients.map { Layer.NamedGradient($0, name: $1) }
        model.layers[0].upstream = upstream.map { Layer.NamedGradient($0, name: $1) }
        return model
    }

    private func backward(_ graph: ComputationalGraph, _ selector: SourceSlice) throws -> [String?] {
        try graph.edges(matching: selector).map { graph.edges[$0].backward?.plain }
    }

    /// The gradient of an input, all its uses together.
    private func gradient(_ graph: ComputationalGraph, _ input: SourceSlice) throws -> String? {
        try graph.gradient(along: graph.edges(matching: input))?.plain
    }

    // MARK: Layers without a loss

    @Test func `the softmax layer`() throws {
        let graph = try ComputationalGraph(
            model(
                ["a_k"], "S = sum_k exp(a_k)\ny_k = exp(a_k) * (1 / S)", outputs: ["y_k"],
                upstream: [("y_k", "g_k")]))
        #expect(try backward(graph, "1/S -> y_2") == ["g_2*exp(a_2)"])
        #expect(try backward(graph, "S -> 1/S") == ["-(g_1*y_1+g_2*y_2+g_3*y_3)/S"])
        #expect(try backward(graph, "exp(a_2) -> y_2") == ["g_2/S"])
        #expect(try gradient(graph, "a_2") == "y_2*(g_2-g_1*y_1-g_2*y_2-g_3*y_3)")
    }

    @Test func `a symbol without a name is the derivative of a loss`() throws {
        let graph = try ComputationalGraph(model(["x_k"], "y_k = tanh(x_k)", outputs: ["y_k"]))
        #expect(graph.upstreamGradients.map(\.plain) == ["d L / d y_1", "d L / d y_2", "d L / d y_3"])
        #expect(graph.upstreamGradients[0].tex == "\\frac{\\partial L}{\\partial y_1}")
        #expect(try gradient(graph, "x_2") == "(d L / d y_2)*(1-y_2^2)")
    }

    @Test func `the letter of the loss is free`() throws {
        let graph = try ComputationalGraph(
            model(["L", "x"], "y = L * x\nz = L + x", outputs: ["y", "z"]))
        #expect(try gradient(graph, "x") == "(d J / d y)*L+d J / d z")
    }

    @Test func `affine`() throws {
        let graph = try ComputationalGraph(
            model(
                ["x_i", "w_{i,k}", "b_k"], "y_k = sum_i (x_i * w_{i,k}) + b_k", outputs: ["y_k"],
                upstream: [("y_k", "g_k")]))
        #expect(try gradient(graph, "x_1") == "g_1*w_1_1+g_2*w_1_2+g_3*w_1_3")
        #expect(try gradient(graph, "w_2_3") == "g_3*x_2")
        #expect(try gradient(graph, "b_3") == "g_3")
    }

    /// Of an output that the model uses as well, only a part of the gradient comes back from outside.
    @Test func `the cell of an LSTM`() throws {
        let graph = try ComputationalGraph(
            model(
                ["f", "p", "i", "z", "o"], "c = f * p + i * z\nh = o * tanh(c)", outputs: ["h", "c"],
                gradients: [("c", nil)]))
        #expect(graph.upstreamGradients.map(\.plain) == ["d L / d h", "g_c"])
        #expect(graph.gradientDefinitions.map(\.symbol.plain) == ["d L / d c"])
        #expect(graph.gradientDefinitions[0].value.plain == "(d L / d h)*o*(1-tanh(c)^2)+g_c")
        #expect(try gradient(graph, "p") == "(d L / d c)*f")
        #expect(try gradient(graph, "z") == "(d L / d c)*i")
        #expect(try gradient(graph, "o") == "(d L / d h)*tanh(c)")
    }

    @Test func `a gradient has the name that it is given`() throws {
        let graph = try ComputationalGraph(
            model(
                ["x_k"], "u_k = x_k^2\nv = sum_k u_k\ny_k = u_k / (1 + v)", outputs: ["y_k"],
                gradients: [("u_k", "delta_k")], upstream: [("y_k", "g_k")]))
        #expect(try gradient(graph, "x_3") == "2*delta_3*x_3")
    }

    // MARK: Parts of a longer model

    @Test func `a layer of a longer model`() throws {
        let whole = try ComputationalGraph(softmaxWithLoss(classes: 3))
        let graph = try ComputationalGraph(whole.excerpt(of: [0]))
        #expect(try backward(graph, "S -> 1/S").count == 1)
        #expect(graph.upstreamGradients.map(\.plain) == ["d L / d y_1", "d L / d y_2", "d L / d y_3"])
        let loss = try ComputationalGraph(whole.excerpt(of: [1]))
        #expect(loss.upstreamGradients.isEmpty)
        #expect(try gradient(loss, "y_2") == "-t_2/y_2")
        #expect(try gradient(loss, "t_2") == nil)
    }

    /// What goes around the layers that are drawn comes back to them as well.
    @Test func `an output that is taken inside and outside`() throws {
        let layers: [Layer] = [
            Layer("A", inputs: ["x"], equations: "u = x^2", outputs: ["u"]),
            Layer("B", inputs: ["u"], equations: "v = exp(u)", outputs: ["v"]),
            Layer("C", inputs: ["u", "v"], equations: "L = u * v", outputs: ["L"]),
        ]
        let whole = try ComputationalGraph(Model(layers: layers))
        let graph = try ComputationalGraph(whole.excerpt(of: [0, 1]))
        #expect(graph.upstreamGradients.map(\.plain) == ["d L / d v", "g_u"])
        #expect(try gradient(graph, "x") == "2*x*((d L / d v)*v+g_u)")
    }

    // MARK: Proof

    /// With Σ g_o o for the loss of a model with outputs o, its gradients are the same.
    @Test func `gradients of several outputs are those of their sum`() throws {
        var compared = 0
        for seed: UInt64 in 100..<148 {
            var model = RandomModel(seed: seed).model
            guard let scalar = try? ComputationalGraph(model) else { continue }
            let outputs = scalar.scope.definitions.map(\.left).filter(\.indices.isEmpty).map(\.name)
            model.layers[0].outputs = outputs.map { SourceSlice($0) }
            model.layers[0].upstream = outputs.map {
                Layer.NamedGradient(SourceSlice($0), name: SourceSlice("g\($0)"))
            }
            let several = try? ComputationalGraph(model)
            model.layers[0].upstream = []
            model.layers[0].inputs += outputs.map { SourceSlice("g\($0)") }
            model.layers[0].equations = SourceSlice(
                model.layers[0].equations.text + "\ntotal = "
                    + outputs.map { "g\($0) * \($0)" }.joined(separator: " + "))
            model.layers[0].outputs = ["total"]
            guard let several, let sum = try? ComputationalGraph(model) else { continue }
            var generator = SplitMix64(seed: seed)
            var point: [Symbol: Double] = [:]
            for symbol in sum.inputSymbols { point[symbol] = Double.random(in: 0.4...0.9, using: &generator) }
            guard let expected = try? sum.values(at: point) else { continue }
            let values = try several.values(at: point)
            for (index, edge) in several.edges.enumerated() where several.nodes[edge.target].operation != nil {
                let other = sum.edges.indices.first { other in
                    let candidate = sum.edges[other]
                    return sum.nodes[candidate.source].id == several.nodes[edge.source].id
                        && sum.nodes[candidate.target].id == several.nodes[edge.target].id
                }
                guard let other, let value = values.backward[index], let truth = expected.backward[other] else {
                    continue
                }
                #expect(abs(value - truth) <= 1e-9 * max(1, abs(truth)), "seed \(seed): \(edge.backward!)")
                compared += 1
            }
        }
        #expect(compared > 50)
    }

    @Test func `a wrong named gradient is found`() throws {
        let graph = try ComputationalGraph(
            model(["x"], "u = x^2\ny = exp(u)\nz = sin(u)", outputs: ["y", "z"], gradients: [("u", nil)]))
        let value = graph.gradientDefinitions[0].value
        try ValueProof(graph, [], named: [value]).run()
        let failure = #expect(throws: CheckFailure.self) {
            try ValueProof(graph, [], named: [value + Expression.symbol(Symbol("x")) / 1_000_000]).run()
        }
        #expect(failure?.place == "power")
    }

    // MARK: Long gradients

    /// Through n layers of width w there are w^n paths.
    @Test func `what would not fit a line is written with the gradient behind it`() throws {
        let equations = (1...6).map { "h\($0)_k = tanh(sum_i (w_{k,i} * h\($0 - 1)_i))\n" }.joined()
        var model = layer(inputs: ["h0_k", "w_{k,i}"], SourceSlice(equations + "L = sum_k h6_k"))
        model.indices = [.init("i", 1...4), .init("k", 1...4)]
        let graph = try ComputationalGraph(model)
        #expect(graph.edges.compactMap { $0.backward?.plain.count }.max()! < 200)
        // In all lanes or in none.
        let named = Set(graph.gradientDefinitions.map(\.symbol))
        for name in Set(named.map(\.name)) { #expect(named.count { $0.name == name } == 4) }
        #expect(!named.isEmpty)
    }

    // MARK: Errors

    @Test func `names that do not fit`() {
        #expect(
            message(model(["x_k"], "y_k = x_k^2", outputs: ["y_k"], gradients: [("z_k", nil)])) == """
                <formula>:1:1: error: the layer ‘layer’ does not define ‘z_k’, whose gradient has a name here
                    z_k
                    ^~~
                did you mean ‘y_k’?
                """)
        #expect(
            message(model(["x_k"], "y_k = x_k^2", outputs: ["y_k"], upstream: [("y_k", "x_k")])) == """
                <formula>:1:1: error: ‘x_k’ is a value of the model already
                    x_k
                    ^~~
                """)
        #expect(
            message(model(["x_k"], "y_k = x_k^2", outputs: ["y_k"], upstream: [("y_k", "g")])) == """
                <formula>:1:1: error: ‘g’ would be the name of several gradients
                    g
                    ^
                give it the indices of ‘y_k’
                """)
        #expect(
            message(model(["x_k"], "y_k = x_k^2", outputs: ["y_k"], upstream: [("y", "g_k")])) == """
                <formula>:1:1: error: ‘y’ takes one index, not 0
                    y
                    ^
                it is declared as ‘y_k’
                """)
        #expect(
            message(
                model(["x"], "u = x^2\nL = exp(u)", outputs: ["L"], upstream: [("u", "g")])) == """
                    <formula>:1:1: error: ‘u’ is no output of the layer ‘layer’, to which a gradient could come back
                        u
                        ^
                    """)
        #expect(
            message(
                model(["x"], "u = x^2\nL = exp(u)", outputs: ["L"], gradients: [("u", nil), ("u", "g")])) == """
                    <formula>:1:1: error: the gradient of ‘u’ has two names
                        u
                        ^
                    """)
    }
}
