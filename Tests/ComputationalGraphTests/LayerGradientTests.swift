import Diagnostics
import Symbolic
import Testing

@testable import ComputationalGraph

/// The gradients of usual layers, as they are taught; g stands for what comes from the layers after.
struct LayerGradientTests {
    /// The derivative of L by a value, all its uses together.
    private func gradient(
        by symbol: String, _ inputs: [SourceSlice], constants: [SourceSlice], _ equations: SourceSlice,
        assuming: [SourceSlice] = []
    ) throws -> String? {
        let builder = try GraphBuilder(
            Scope(layer(inputs: inputs, constants: constants, equations, assuming: assuming)))
        var derivation = try Derivation(builder, try builder.scope.instantiatedAssumptions())
        let totals = try derivation.backward().nodes
        let node = try #require(builder.nodeOfSymbol.first { $0.key.plain == symbol }?.value)
        return totals[node].map { derivation.algebra.expression($0.polynomial).plain }
    }

    @Test(arguments: [
        ("beta", "g_1+g_2+g_3"), ("gamma", "g_1*h_1+g_2*h_2+g_3*h_3"), ("h_2", "gamma*g_2"),
        ("s", "-gamma*(g_1*h_1+g_2*h_2+g_3*h_3)/s"), ("v", "-gamma*(g_1*h_1+g_2*h_2+g_3*h_3)/(2*s^2)"),
        ("d_2", "gamma*(3*g_2-h_2*(g_1*h_1+g_2*h_2+g_3*h_3))/(3*s)"), ("mu", "-gamma*(g_1+g_2+g_3)/s"),
        ("x_2", "gamma*(2*g_2-g_1-g_3-h_2*(g_1*h_1+g_2*h_2+g_3*h_3))/(3*s)"),
    ])
    func `batch normalization`(symbol: String, expected: String) throws {
        let equations: SourceSlice = """
            mu  = sum_k x_k / 3
            d_k = x_k - mu
            v   = sum_k d_k^2 / 3
            s   = sqrt(v + 1e-5)
            h_k = d_k / s
            y_k = gamma * h_k + beta
            L   = sum_k (g_k * y_k)
            """
        #expect(
            try gradient(by: symbol, ["x_k", "gamma", "beta", "g_k"], constants: ["g_k"], equations) == expected
        )
    }

    @Test(arguments: [("S", "-(g_1*y_1+g_2*y_2+g_3*y_3)/S"), ("a_2", "y_2*(g_2-g_1*y_1-g_2*y_2-g_3*y_3)")])
    func softmax(symbol: String, expected: String) throws {
        let equations: SourceSlice = "S = sum_k exp(a_k)\ny_k = exp(a_k) * (1 / S)\nL = sum_k (g_k * y_k)"
        #expect(try gradient(by: symbol, ["a_k", "g_k"], constants: ["g_k"], equations) == expected)
    }

    @Test(arguments: [
        ("o", "gh*tanh(c)"), ("c", "gh*o*(1-tanh(c)^2)+gc"), ("ai", "i*z*(gh*o*(1-tanh(c)^2)+gc)*(1-i)"),
        ("az", "i*(gh*o*(1-tanh(c)^2)+gc)*(1-z^2)"), ("ao", "gh*h*(1-o)"),
        ("cp", "f*(gh*o*(1-tanh(c)^2)+gc)"),
    ])
    func `a cell of an LSTM`(symbol: String, expected: String) throws {
        let equations: SourceSlice = """
            i = 1 / (1 + exp(-ai))
            f = 1 / (1 + exp(-af))
            o = 1 / (1 + exp(-ao))
            z = tanh(az)
            c = f * cp + i * z
            h = o * tanh(c)
            L = gh * h + gc * c
            """
        let inputs: [SourceSlice] = ["ai", "af", "ao", "az", "cp", "gh", "gc"]
        #expect(try gradient(by: symbol, inputs, constants: ["gh", "gc"], equations) == expected)
    }

    @Test(arguments: [
        ("c", "d+1"), ("d", "c+1"), ("a", "b*(c+1)+d+1"), ("b", "a*(c+1)+d+1"),
    ])
    func `a value used twice`(symbol: String, expected: String) throws {
        let equations: SourceSlice = "c = a + b\nd = a * b\nL = (c + d) + c * d"
        #expect(try gradient(by: symbol, ["a", "b"], constants: [], equations) == expected)
    }

    @Test func `log-softmax and negative log-likelihood`() throws {
        let equations: SourceSlice = """
            S   = sum_k exp(a_k)
            l_k = a_k - log(S)
            L   = -sum_k (t_k * l_k)
            """
        let gradient = try gradient(
            by: "a_2", ["a_k", "t_k"], constants: ["t_k"], equations, assuming: ["sum_k t_k = 1"])
        #expect(gradient == "exp(a_2)/S-t_2")
    }

    @Test func `two classes: what the one is not the other is`() throws {
        let equations: SourceSlice = "S = sum_i exp(a_i)\ny_i = exp(a_i) / S\nL = y_1"
        #expect(try gradient(by: "a_1", ["a_i"], constants: [], equations) == "y_1*y_2")
    }

    @Test(arguments: [("p", "(1-t)/(1-p)-t/p"), ("x", "p-t")])
    func `binary cross entropy`(symbol: String, expected: String) throws {
        let equations: SourceSlice = "p = 1 / (1 + exp(-x))\nL = -(t*log(p) + (1 - t)*log(1 - p))"
        #expect(try gradient(by: symbol, ["x", "t"], constants: ["t"], equations) == expected)
    }

    @Test func `three steps of a recurrent network`() throws {
        let equations: SourceSlice = """
            h1 = tanh(w*x1 + u*h0 + b)
            h2 = tanh(w*x2 + u*h1 + b)
            h3 = tanh(w*x3 + u*h2 + b)
            L  = g * h3 + g
            """
        let inputs: [SourceSlice] = ["x1", "x2", "x3", "w", "u", "b", "h0", "g"]
        #expect(
            try gradient(by: "w", inputs, constants: ["g"], equations)
                == "g*(1-h3^2)*(u*(1-h2^2)*(x1*u*(1-h1^2)+x2)+x3)")
    }

    /// Linear in the lanes.
    @Test(.timeLimit(.minutes(1))) func `a product of many factors is quick`() throws {
        for equations: SourceSlice in ["L = prod_n x_n", "P = prod_n (1 + x_n)\nL = P^2"] {
            let model = Model(
                indices: [.init("n", 1...600)],
                layers: [Layer("layer", inputs: ["x_n"], equations: equations, outputs: ["L"])])
            let builder = try GraphBuilder(Scope(model))
            var derivation = try Derivation(builder, [])
            let gradients = try derivation.backward().edges.flatMap(\.self).compactMap(\.self)
            // Each edge of the product has all factors but one, which are not written out.
            #expect(gradients.count >= 600)
            #expect(gradients.allSatisfy { $0.length < 20 })
        }
    }
}
