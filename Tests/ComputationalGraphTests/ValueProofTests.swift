import Diagnostics
import Symbolic
import Testing

@testable import ComputationalGraph

/// The proof finds what is wrong, if something is.
struct ValueProofTests {
    /// Proves the graph of `model` with one backward value changed.
    private func prove(_ model: Model, edge wrong: String, changedTo value: String) throws {
        let graph = try ComputationalGraph(model)
        let index = try #require(graph.lines.firstIndex { $0.hasPrefix(wrong + ":") })
        var backward = graph.edges.map(\.backward)
        backward[index] = try Formula(.init(value)).instantiate()
        try ValueProof(graph, graph.conditions, backward: backward).run()
    }

    /// Edges are moved by less than what is nearest to a kink, however near that is.
    @Test func `values close to 0 are told apart`() throws {
        _ = try ComputationalGraph(layer(inputs: ["x_k"], "y_k = exp(20 * x_k)\nL = min_k (y_k * y_k)"))
        let recursion = Model(
            indices: [.init("t", 1...6)],
            layers: [
                Layer(
                    "layer", inputs: ["x_t", "h_0", "w", "u"],
                    equations: "h_t = relu(h_{t-1} * h_{t-1} - u * x_t * w)\nL = h_6", outputs: ["L"])
            ])
        _ = try ComputationalGraph(recursion)
        for function in ["sigmoid", "tanh"] {
            let matrices = Model(
                shapes: [.init("X", ["2", "3"]), .init("b", ["3"])],
                layers: [
                    Layer(
                        "layer", inputs: ["X", "b"],
                        equations: SourceSlice("Y = \(function)(X @ (X' @ X)) * b\nL = max(Y * Y)"),
                        outputs: ["L"])
                ])
            _ = try ComputationalGraph(matrices)
        }
    }

    @Test(arguments: [3, 40])
    func `a wrong value is named`(classes: Int) throws {
        for (edge, value) in [
            ("a_2 → exp_2", "y_2 - t_1"), ("exp_1 → sum", "2/S"), ("sum → reciprocal", "-1/S"),
            ("log_3 → product2_3", "t_3"), ("reciprocal → product_3", "-t_3*S*1.000000000001"),
            ("product3 → L", "-1"), ("product3 → L", "1 + 1e-15"),
        ] {
            let failure = #expect(throws: CheckFailure.self) {
                try prove(softmaxWithLoss(classes: classes), edge: edge, changedTo: value)
            }
            #expect(failure?.place == edge)
        }
    }

    @Test(arguments: [
        ("4", "the value 4 is 4 at x = 0.683594, where the graph gives 3"),
        ("3 + 1e-12", "the value 3+1e-12 is 3.000000000001 at x = 0.683594, where the graph gives 3"),
        ("3*x/x", "the value 3*x/x has no value at x = 0, where the graph gives 3"),
        ("3*sqrt(x^2)/x", "the value 3*sqrt(x^2)/x is -3 at x = -1.86328, where the graph gives 3"),
    ]) func `the message says what and where`(value: String, expected: String) throws {
        let failure = try #require(
            #expect(throws: CheckFailure.self) {
                try prove(layer(inputs: ["x"], "L = 3*x"), edge: "x → product", changedTo: value)
            })
        #expect(failure.description == "on x → product \(expected); please report this model")
    }

    @Test func `a proof that takes too long is told`() throws {
        let graph = try ComputationalGraph(softmaxWithLoss(classes: 3))
        let error = try #require(
            #expect(throws: Diagnostic.self) { try ValueProof(graph, graph.conditions).run(mostWork: 1000) })
        #expect(
            error.message == "the gradients can’t be proven in 1000 steps; here they need numbers of 192 bits")
        #expect(error.suggestion == "write smaller numbers and exponents, or fewer equations")
    }

    /// The loss has 800 bits.
    @Test func `large numbers are proven in few steps`() throws {
        let names = (1...400).map { "v\($0)" }
        let equations = zip(["x"] + names, names).map { "\($1) = 3*\($0) + \($0)" } + ["L = 2*v400"]
        let graph = try ComputationalGraph(layer(inputs: ["x"], SourceSlice(equations.joined(separator: "\n"))))
        try ValueProof(graph, graph.conditions).run(mostWork: 10_000_000)
    }

    /// In Black and Scholes’s price the gradient by d is S φ(d) − K exp(−r T) φ(f), which is 0 all through. Without the
    /// assumptions, d is large at many points.
    @Test(arguments: [[], ["S > 0", "K > 0", "T > 0", "sigma > 0"]])
    func `what is 0 but isn’t written so is proven in few steps`(assumptions: [SourceSlice]) throws {
        let graph = try ComputationalGraph(
            layer(
                inputs: ["S", "K", "T", "r", "sigma"],
                """
                Phi(x) = (1 + erf(x / sqrt(2))) / 2
                d = (log(S / K) + (r + sigma^2 / 2) * T) / (sigma * sqrt(T))
                f = d - sigma * sqrt(T)
                C = S * Phi(d) - K * exp(-r * T) * Phi(f)
                L = C
                """, assuming: assumptions))
        try ValueProof(graph, graph.conditions).run(mostWork: 200_000)
    }

    /// Gradients divide by a sum that the graph writes with other brackets. Where it is 0 no edge says anything.
    @Test func `a point where the graph has no value is given up as a whole`() throws {
        let graph = try ComputationalGraph(
            layer(inputs: ["x", "w", "v"], "L = v/(x*w + w + v*w + log(exp(x)))/(x + v)"))
        try ValueProof(graph, graph.conditions).run(mostWork: 200_000)
    }

    @Test func `another form of the same value passes`() throws {
        try prove(softmaxWithLoss(classes: 3), edge: "exp_1 → product_1", changedTo: "-t_1/(y_1*S)")
        // Only because the labels add to 1.
        try prove(softmaxWithLoss(classes: 3), edge: "sum → reciprocal", changedTo: "(t_1+t_2+t_3)/S")
        // Only because of what exp is.
        try prove(
            layer(inputs: ["x"], "L = exp(2*x)"), edge: "x → product", changedTo: "2*exp(x)*exp(x)")
    }

    @Test func `what is true where labels add to one is true where they are one-hot`() throws {
        let graph = try ComputationalGraph(softmaxWithLoss(classes: 3))
        var model = softmaxWithLoss(classes: 3)
        for assumptions: [SourceSlice] in [
            ["sum_k t_k = 1", "t_k * t_k = t_k"], ["sum_k t_k = 1", "0 <= t_k <= 1"],
            ["sum_k t_k = 1", "t_1 * t_2 = 0", "t_k >= 0"],
        ] {
            model.layers[1].assumptions = assumptions
            try ValueProof(graph, Scope(model).instantiatedAssumptions()).run()
        }
        model.layers[1].assumptions = ["t_k * t_k = t_k"]
        #expect(throws: CheckFailure.self) {
            try ValueProof(graph, Scope(model).instantiatedAssumptions()).run()
        }
    }

    /// exp(S) is too large for any number of bits; what is divided by it is not wrong for that.
    @Test func `what is too large to be a number says nothing`() throws {
        _ = try ComputationalGraph(
            layer(inputs: ["x"], "u = exp(x + 0.5)\nS = exp((2*u)^2)\nL = exp(-(S - 1)) + x"))
    }

    @Test func `a model that nothing proves is refused`() {
        let error = #expect(throws: Diagnostic.self) {
            // Wherever it has a value, it is at the edge of where it has.
            try ComputationalGraph(layer(inputs: ["x"], "L = sqrt(-x^2)"))
        }
        #expect(
            error?.description == """
                <formula>:1:11: error: the gradient here can’t be proven at any of the points that were tried: ‘sqrt’ is at its kink at each of them
                    L = sqrt(-x^2)
                              ^~~
                say where it is to hold, as in ‘assume: x > 0’
                """)
    }

    /// The first values for seed 0, from the reference implementation of the algorithm.
    @Test func splitMix64() {
        var generator = SplitMix64(seed: 0)
        #expect(generator.next() == 0xE220_A839_7B1D_CDAF)
        #expect(generator.next() == 0x6E78_9E6A_A1B9_65F4)
    }
}
