import Diagnostics
import Symbolic
import Testing

@testable import ComputationalGraph

/// No gradient divides by what may be 0, and assumptions are taken at their word.
struct SoundGradientTests {
    /// The backward values without their proof, which has tests of its own.
    private func derived(
        _ model: Model
    ) throws -> (builder: GraphBuilder, gradients: [[Expression?]], named: [Symbol: Expression]) {
        let builder = try GraphBuilder(Scope(model))
        var derivation = try Derivation(builder, try builder.scope.instantiatedAssumptions())
        let backward = try derivation.backward()
        let names = IndexNames(builder.scope, builder.network.axes)
        func form(_ derivative: Derivation.Derivative?) -> Expression? {
            derivative.map { derivation.algebra.expression($0.polynomial).writingOut(names.values) }
        }
        let named = derivation.namedGradients.map { ($0.symbol, form(backward.nodes[$0.node])!) }
        return (
            builder, backward.edges.map { $0.map(form) }, Dictionary(uniqueKeysWithValues: named)
        )
    }

    /// The gradients on the edges that leave an input.
    private func gradients(
        _ inputs: [SourceSlice], constants: [SourceSlice] = [], _ equations: SourceSlice,
        assuming: [SourceSlice] = [], by input: String
    ) throws -> [String] {
        let model = layer(inputs: inputs, constants: constants, equations, assuming: assuming)
        let (builder, gradients, _) = try derived(model)
        return builder.drafts.enumerated().flatMap { target, draft in
            draft.operands.enumerated().compactMap { position, source in
                builder.drafts[source].id == input ? gradients[target][position]?.plain : nil
            }
        }
    }

    // MARK: Denominators

    @Test func `a product is not divided by its factors`() throws {
        for (input, gradient) in [("x", "y*z"), ("y", "x*z"), ("z", "x*y")] {
            #expect(try gradients(["x", "y", "z"], "L = x*y*z", by: input) == [gradient])
        }
        for (input, gradient) in [("x_1", "x_2*x_3"), ("x_2", "x_1*x_3"), ("x_3", "x_1*x_2")] {
            #expect(try gradients(["x_k"], "L = prod_k x_k", by: input) == [gradient])
        }
    }

    @Test func `it is divided by factors that the formula divides by, or takes the logarithm of`() throws {
        #expect(
            try gradients(["x_k"], "P = prod_k x_k\nL = P^2 + sum_k (1/x_k)", by: "x_2") == [
                "2*P^2/x_2", "-1/x_2^2",
            ])
        #expect(try gradients(["x_k"], "P = prod_k x_k\nL = P^2 + log(P)", by: "x_2") == ["(2*P^2+1)/x_2"])
        #expect(try gradients(["x_k"], "e_k = exp(x_k)\nP = prod_k e_k\nL = P^2", by: "x_2") == ["2*L"])
    }

    @Test func dropout() throws {
        let equations: SourceSlice = "y_k = x_k * m_k / (1 - p)\nL = sum_k (g_k * y_k)"
        #expect(
            try gradients(["x_k", "m_k", "p", "g_k"], constants: ["m_k", "p", "g_k"], equations, by: "x_2")
                == ["m_2*g_2/(1-p)"])
    }

    @Test func `root mean square normalization`() throws {
        let equations: SourceSlice = """
            r   = sqrt(sum_k x_k^2 / 3 + 1e-5)
            y_k = w_k * x_k / r
            L   = sum_k (g_k * y_k)
            """
        #expect(
            try gradients(["x_k", "w_k", "g_k"], constants: ["g_k"], equations, by: "x_2") == [
                "-x_2*(g_1*y_1+g_2*y_2+g_3*y_3)/(3*r^2)", "w_2*g_2/r",
            ])
    }

    @Test func `a number is not 0, the factor beside it may be`() throws {
        let equations: SourceSlice = "y_k = c * sqrt(2) * x_k\nL = sum_k (g_k * y_k)"
        let inputs: [SourceSlice] = ["c", "x_k", "g_k"]
        for k in 1...3 {
            #expect(try gradients(inputs, constants: ["g_k"], equations, by: "x_\(k)") == ["c*g_\(k)*sqrt(2)"])
        }
        #expect(
            try gradients(inputs, constants: ["g_k"], equations, by: "c")
                == ["x_1*g_1*sqrt(2)", "x_2*g_2*sqrt(2)", "x_3*g_3*sqrt(2)"])
    }

    @Test func `a sum with a factor that may be 0 is no fraction of its name`() throws {
        let all = try gradients(["x", "a", "b", "c"], "S = x*a + x*b\nL = S*c + c^2*(a + b)", by: "c")
        #expect(all == ["S", "2*c*(a+b)"])
    }

    // MARK: Sums of products of sums

    /// Each is proven, with e_k = x_k/T and i_k = e_k y_k.
    @Test(arguments: [
        "L = (sum_k i_k) * (sum_k e_k)", "j = sum_k i_k\nL = sum_k (j * e_k)",
        "L = (sum_k e_k^2) * (sum_k i_k)", "j = sum_k e_k\nm_k = j * i_k\nL = sum_k m_k^2",
    ])
    func `a sum that is made short is not taken for one around it`(last: String) throws {
        for sum in ["sum_k exp(x_k)", "1 + sum_k x_k^2", "sum_k y_k^2 + sum_k (x_k * y_k)^2"] {
            let equations = "e_k = x_k / (\(sum))\ni_k = e_k * y_k\n\(last)"
            _ = try ComputationalGraph(layer(inputs: ["x_k", "y_k"], SourceSlice(equations)))
        }
    }

    // MARK: Assumptions

    @Test func `a product that is 0 says nothing about its factors`() throws {
        let equations: SourceSlice = "L = (x + y)^2 + 1 * z"
        #expect(try gradients(["x", "y", "z"], equations, assuming: ["x * y = 0"], by: "x") == ["2*(x+y)"])
    }

    @Test func `terms with a product that is 0 vanish`() throws {
        #expect(
            try gradients(["x", "y", "z"], "L = x*y*z^2 + z", assuming: ["x * y = 0"], by: "z") == ["0", "1"])
    }

    @Test func `a factor that is known not to be 0 cancels`() throws {
        let equations: SourceSlice = "L = y^2 * z + exp(x) * z"
        #expect(
            try gradients(["x", "y", "z"], equations, assuming: ["exp(x) * y = 0"], by: "z") == ["0", "exp(x)"])
    }

    @Test func `t² = t does not say t = 1`() throws {
        for assumption: SourceSlice in ["t_k * t_k = t_k", "t_k^2 = t_k"] {
            let equations: SourceSlice = "L = sum_k (t_k * log(y_k)) * -1"
            #expect(
                try gradients(["y_k", "t_k"], constants: ["t_k"], equations, assuming: [assumption], by: "y_2")
                    == ["-t_2/y_2"])
        }
        #expect(try gradients(["x", "t"], "L = t^2 * x", assuming: ["t*t = t"], by: "x") == ["t"])
    }

    @Test func `a·b = a·c does not say b = c`() throws {
        let equations: SourceSlice = "L = x*b + x^2*a*b + x^3*a*c"
        let all = try gradients(["a", "b", "c", "x"], equations, assuming: ["a*b = a*c"], by: "x")
        #expect(all == ["b", "2*x*a*b", "3*x^2*a*b"])
    }

    @Test(arguments: [
        ["sum_k t_k = 1"], ["sum_k t_k = 1", "t_k * t_k = t_k"],
        ["sum_k t_k = 1", "t_1 * t_2 = 0", "t_1 * t_3 = 0", "t_2 * t_3 = 0"],
    ])
    func `one-hot labels, as textbooks write them`(assumptions: [String]) throws {
        let equations: SourceSlice = """
            S   = sum_k exp(a_k)
            y_k = exp(a_k) * (1 / S)
            L   = -sum_k (t_k * log(y_k))
            """
        let model = layer(
            inputs: ["a_k", "t_k"], constants: ["t_k"], equations, assuming: assumptions.map { SourceSlice($0) }
        )
        let (builder, gradients, _) = try derived(model)
        var lines: [String: String] = [:]
        for (target, draft) in builder.drafts.enumerated() {
            for (source, gradient) in zip(draft.operands, gradients[target]) where gradient != nil {
                lines["\(builder.drafts[source].id) → \(draft.id)"] = gradient?.plain
            }
        }
        for k in 1...3 {
            #expect(lines["a_\(k) → exp_\(k)"] == "y_\(k)-t_\(k)")
            #expect(lines["product_\(k) → log_\(k)"] == "-t_\(k)/y_\(k)")
            #expect(lines["exp_\(k) → product_\(k)"] == "-t_\(k)/exp(a_\(k))")
        }
        #expect(lines["sum → reciprocal"] == "1/S")
    }

    @Test func `assumptions of other kinds`() throws {
        let circle: SourceSlice = "L = x * (u^2 + v^2) + u * x^2"
        #expect(
            try gradients(["u", "v", "x"], circle, assuming: ["u^2 + v^2 = 4"], by: "x") == ["4", "2*u*x"])
        let sum: SourceSlice = "L = sum_k (y_k * x) + y_1 * x^2"
        #expect(
            try gradients(["y_k", "x"], sum, assuming: ["sum_k y_k = 0"], by: "x")
                == ["y_1", "y_2", "y_3", "2*y_1*x"])
    }

    // MARK: All that can be written

    @Test(arguments: 1...12)
    func `gradients are right, and finite wherever they can be`(seed: UInt64) throws {
        var built = 0
        var compared = 0
        for seed in seed * 1000..<seed * 1000 + 20 {
            let random = RandomModel(seed: seed)
            guard let (builder, gradients, named) = try? derived(random.model) else { continue }
            built += 1
            var generator = SplitMix64(seed: seed)
            for _ in 0..<12 {
                let point = random.point(&generator)
                let truth = TangentGradient(builder.drafts, at: point)
                // Numbers of moderate size, that rounding does nothing to.
                guard truth.numbers.allSatisfy({ $0 == 0 || 1e-5..<1e4 ~= abs($0) }) else { continue }
                for (target, row) in gradients.enumerated() {
                    for (position, gradient) in row.enumerated() {
                        guard let gradient,
                            let expected = truth.gradient(target: target, position: position),
                            abs(expected) < 1e6
                        else { continue }
                        func number(_ symbol: Symbol) -> Double {
                            named[symbol].map { $0.evaluate(number) }
                                ?? truth.numbers[builder.nodeOfSymbol[symbol]!]
                        }
                        let value = gradient.evaluate(number)
                        compared += 1
                        if !(abs(value - expected) <= 1e-6 * max(1, abs(expected))) {
                            Issue.record(
                                "seed \(seed), to \(builder.drafts[target].id): \(gradient) is \(value), not \(expected), at \(point)"
                            )
                        }
                    }
                }
            }
        }
        #expect(built > 10 && compared > 1000)
    }
}
