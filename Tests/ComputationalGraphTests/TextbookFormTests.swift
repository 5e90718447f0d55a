import ComputationalGraph
import Diagnostics
import Symbolic
import Testing

/// Gradients in the form that books have, where several are equally long.
struct TextbookFormTests {
    private func gradients(
        _ inputs: [SourceSlice], _ equations: SourceSlice, constants: [SourceSlice] = [],
        assuming: [SourceSlice] = [], by variables: [SourceSlice]
    ) throws -> [String?] {
        let left = equations.lines.last!.text.prefix { $0 != " " }
        let graph = try ComputationalGraph(
            Model(
                indices: [.init("k", 1...3), .init("j", 1...3)],
                layers: [
                    Layer(
                        "layer", inputs: inputs, constants: constants, equations: equations,
                        assumptions: assuming, outputs: [SourceSlice(String(left))])
                ]))
        return try variables.map { try graph.gradient(along: graph.edges(matching: $0))?.plain }
    }

    private func lines(
        _ inputs: [SourceSlice], _ equations: SourceSlice, assuming: [SourceSlice] = []
    ) throws -> [String] {
        let left = equations.lines.last!.text.prefix { $0 != " " }
        return try ComputationalGraph(
            Model(
                indices: [.init("k", 1...3)],
                layers: [
                    Layer(
                        "layer", inputs: inputs, equations: equations, assumptions: assuming,
                        outputs: [SourceSlice(String(left))])
                ])
        ).lines
    }

    /// g (v + ε) − …, not g √(v + ε)² − …, beside a common 1/√(v + ε)³.
    @Test func `an even power of a root has no root`() throws {
        let lines = try lines(
            ["x_k", "g", "b"],
            "m = mean_k x_k\nv = mean_k (x_k - m)^2\ny_k = g * (x_k - m) / sqrt(v + 1) + b")
        #expect(lines.contains { $0.contains("sqrt(v+1)^3") })
        #expect(lines.filter { $0.contains("sqrt(v+1)^2") } == [])
    }

    /// s + y (1 − s), not s − y (s − 1).
    @Test func `a bracket takes up a minus sign`() throws {
        let equations: SourceSlice = "u = x * 1\ns = 1 / (1 + exp(-u))\ny = u * s"
        #expect(try gradients(["x"], equations, by: ["x"]) == ["s*(1+x*(1-s))"])
        // What begins with a number does so still.
        #expect(
            try gradients(["g", "a", "b", "c"], "L = g * (a - b * (1 - c))", by: ["g"]) == ["a-b*(1-c)"])
    }

    @Test func `brackets stand where the formula has them`() throws {
        #expect(
            try gradients(
                ["K", "M", "a", "rho"], "Y = (a * K^rho + (1 - a) * M^rho)^(1 / rho)",
                assuming: ["K > 0", "M > 0", "0 < a < 1", "rho > 0"], by: ["K"])
                == ["a*K^(rho-1)*(a*K^rho+M^rho*(1-a))^(1/rho-1)"])
        #expect(
            try gradients(
                ["b", "m", "g", "v"], "y = v / sqrt(b * m + (1 - b) * g)",
                assuming: ["b * m + (1 - b) * g > 0"],
                by: ["v"]) == ["1/sqrt(b*m+g*(1-b))"])
    }

    /// What a formula begins with a number is printed so; what it does not have isn't.
    @Test func `1 + x stays 1 + x`() throws {
        #expect(
            try gradients(["x", "r"], "y = x / (1 + r)", by: ["x", "r"]) == ["1/(1+r)", "-y/(1+r)"])
        #expect(try gradients(["x", "r"], "y = x / (r + 1)", by: ["x"]) == ["1/(r+1)"])
        #expect(
            try gradients(["x", "r", "s"], "y = x * (1 + r - s)", by: ["x"]) == ["1+r-s"])
        #expect(try gradients(["x", "r"], "y = x * (2 + 2*r)", by: ["x"]) == ["2*(1+r)"])
        let rolledUp = try ComputationalGraph(
            layer(inputs: ["x_k", "w_k"], "L = 2 * sum_k (w_k * (1 + x_k))").rolledUp(["k"]))
        #expect(rolledUp.gradient("w_k") == ["2*(1+x_k)"])
    }

    @Test func `a square of a power`() throws {
        #expect(
            try gradients(["c", "r", "t"], "y = c / (1 + r)^t + c", by: ["(1 + r)^t"]) == ["-c/(1+r)^(2*t)"])
    }

    @Test func `steps of a descent`() throws {
        #expect(
            try gradients(
                ["w", "n", "a"],
                """
                u = w - 2 * n * (w - a)
                v = u - 2 * n * (u - a)
                y = v - 2 * n * (v - a)
                """, by: ["w"]) == ["(1-2*n)^3"])
    }

    /// What a formula has as exp(−x) is so wherever it stands.
    @Test func `a negative exponential of values that are drawn as one`() throws {
        let graph = try ComputationalGraph(
            layer(inputs: ["E_k", "b"], "Z = sum_k exp(-b * E_k)\nL = log(Z)").rolledUp(["k"]))
        #expect(graph.gradient("E_k") == ["-b*exp(-b*E_k)/Z"])
        #expect(graph.gradient("b") == ["-sum_k (E_k*exp(-b*E_k))/Z"])
    }

    @Test func `the reciprocal of a root`() throws {
        #expect(
            try gradients(["a", "b"], "D = a * b\nx = (1 + sqrt(D)) / 2", by: ["D"]) == ["1/(4*sqrt(D))"])
        #expect(
            try gradients(["m", "v"], "V = v^2\nS = (m - 1) / sqrt(V)", by: ["m - 1"]) == ["1/sqrt(V)"])
    }

    @Test func `an exponential below other factors`() throws {
        #expect(try gradients(["x", "s"], "L = x^2 / (2 * exp(s))", by: ["x^2"]) == ["1/(2*exp(s))"])
        #expect(try gradients(["x", "s"], "L = x^2 * exp(-s) / 2", by: ["x^2"]) == ["exp(-s)/2"])
    }

    /// A part of two: 1/(1 + K p) is 1 − t, so that both its uses together are (1 − t)².
    @Test func `the rest of a part`() throws {
        #expect(
            try gradients(["K", "p"], "t = K * p / (1 + K * p)", by: ["K", "K * p"])
                == ["p*(1-t)^2", "(1-t)^2"])
    }

    @Test func `a power by its base`() throws {
        #expect(
            try gradients(
                ["A", "K", "M", "alpha"], "Y = A * K^alpha * M^(1 - alpha)", assuming: ["K > 0", "M > 0"],
                by: ["K", "M"]) == ["alpha*Y/K", "Y*(1-alpha)/M"])
    }

    @Test func `a sum in an exponent`() throws {
        #expect(
            try gradients(["a", "g", "T"], "y = log(1 + exp((a + g) / T))", assuming: ["T > 0"], by: ["g"])
                == ["(1-1/(1+exp((a+g)/T)))/T"])
    }

    @Test func `signs of what is not 0`() throws {
        #expect(try gradients(["x", "w"], "y = log(abs(x * w + 1))", by: ["x"]) == ["w/(x*w+1)"])
        #expect(try gradients(["z"], "y = sign(z) * sqrt(abs(z))", by: ["z"]) == ["1/(2*sqrt(abs(z)))"])
        #expect(try gradients(["z", "w"], "y = sign(z)^2 * w", assuming: ["z != 0"], by: ["w"]) == ["1"])
    }

    @Test func `roots of numbers are one`() throws {
        #expect(
            try gradients(["x"], "y = erf(x / sqrt(2)) / 2", by: ["x"]) == ["exp(-x^2/2)/sqrt(2*pi)"])
        #expect(try gradients(["x"], "y = sqrt(2) * x / sqrt(pi)", by: ["x"]) == ["sqrt(2/pi)"])
    }

    /// A factor keeps its bracket where what stands beside it is multiplied out.
    @Test func `a policy gradient`() throws {
        #expect(
            try gradients(
                ["a_k", "t_k", "G", "b"], "p_k = softmax(a_k)\nL = -(G - b) * sum_k (t_k * log(p_k))",
                constants: ["t_k", "G", "b"], assuming: ["sum_k t_k = 1"], by: ["a_1"]) == ["(G-b)*(p_1-t_1)"])
    }

    /// To be rid of its minus sign is no reason to multiply a power out.
    @Test func `a square stays one`() throws {
        #expect(try lines(["p"], "L = -(1 - p)^2 * log(p)").contains("p → log: p, -(1-p)^2/p"))
    }

    @Test func `a minus sign of all stands before the bracket`() throws {
        let lines = try lines(["a", "b", "t"], "y = (1 - t)^2 * a + 2 * t * (1 - t) * b")
        #expect(lines.contains("t → difference: t, -2*(a*(1-t)+t*b)"))
    }

    @Test func `numbers that have names stand first`() throws {
        #expect(
            try gradients(["t", "T"], "y = sin(2 * pi * t / T)", assuming: ["T > 0"], by: ["t"])
                == ["2*pi*cos(2*pi*t/T)/T"])
    }

    @Test func `a half inside of a function`() throws {
        #expect(try gradients(["x", "w"], "y = w * log(1 + x / 2)", by: ["w"]) == ["log(1+x/2)"])
    }

    /// Below the bar, too, and where a sum has one of two indices.
    @Test func `a sum in an exponent below`() throws {
        let lines = try lines(["a_k", "g_k"], "y_k = softmax(a_k + g_k)\nL = sum_k y_k^2")
        #expect(lines.contains("exp_1 → quotient_1: exp(a_1+g_1), 2*y_1^2/exp(a_1+g_1)"))
        let any = try ComputationalGraph(
            Model(
                indices: [.init("i", 1...3, last: "n"), .init("j", 1...3, last: "m")],
                layers: [
                    Layer(
                        "layer", inputs: ["a_i", "t_i_j"],
                        equations: "b_j = log(sum_i exp(a_i + t_i_j))\nL = sum_j b_j", outputs: ["L"])
                ]))
        #expect(any.gradient("t_n_1") == ["exp(a_n+t_n_1)/sum_i exp(a_i+t_i_1)"])
    }

    /// An output that is a product is a factor of gradients also where it is multiplied out a sum.
    @Test(arguments: [nil, "n"])
    func `a normalization in one line`(last: String?) throws {
        let graph = try ComputationalGraph(
            Model(
                indices: [.init("k", 1...3, last: last)],
                layers: [
                    Layer(
                        "layer", inputs: ["x_k"],
                        equations: "m = mean_k x_k\ns = sqrt(mean_k (x_k - m)^2)\ny_k = (x_k - m) / s",
                        assumptions: ["s > 0"], outputs: ["y_k"], upstream: [.init("y_k", name: "g_k")])
                ]))
        let sum = last == nil ? "(g_1*y_1+g_2*y_2+g_3*y_3)/(3*s)" : "sum_k (g_k*y_k)/(n*s)"
        #expect(graph.lines.contains("difference_1 → power_1: x_1-m, -y_1*\(sum)"))
    }

    @Test func `a value by a root`() throws {
        let lines = try lines(
            ["x_k", "m", "e", "w_k"],
            "v = mean_k (x_k - m)^2\nh_k = (x_k - m) / sqrt(v + e)\nL = sum_k (w_k * h_k)", assuming: ["e > 0"])
        #expect(
            lines.contains(
                "difference_1 → power_1: x_1-m, -h_1*(w_1*h_1+w_2*h_2+w_3*h_3)/(3*sqrt(e+v))"))
    }

    @Test func `what all terms have in common stands before the sum`() {
        let shortened = Shortening(mostTerms: 5, mostSummands: 2, ranges: ["k": 1...3])
        let sum = Expression.sum((1...3).map { .symbol(Symbol("p", 1)) * .symbol(Symbol("F", $0)) })
        #expect(shortened(Notation(sum, in: .linear)).plain == "p_1*sum_k F_k")
    }

    /// o (1 − tanh(c)²), not o − h tanh(c).
    @Test func `another name for a factor makes no other sum`() throws {
        #expect(
            try gradients(["o", "c", "w"], "h = o * tanh(c)\nL = w * h", by: ["c"]) == ["o*w*(1-tanh(c)^2)"])
        #expect(
            try gradients(["x", "v", "d"], "h = tanh(x)\ny = v * h\nL = (y - d)^2 / 2", by: ["x"])
                == ["v*(y-d)*(1-h^2)"])
    }

    /// Factors stand as formulas have them, whatever is declared first.
    @Test(arguments: [
        (["x", "w", "b", "t"], "y = softplus(w * x + b)\nL = (y - t)^2", ["x"], ["2*w*sigmoid(w*x+b)*(y-t)"]),
        (["x", "a", "b", "c"], "y = (a * x + b) * x + c", ["x"], ["2*a*x+b"]),
        // Most have it so.
        (["x", "w", "v"], "y = sin(x * w) + sin(w * x) + cos(w * x) * v", ["v"], ["cos(w*x)"]),
        // Neither comes first.
        (["x", "w", "v"], "y = sin(x * w) + cos(w * x) * v", ["v"], ["cos(x*w)"]),
        (["x_k", "w_k"], "y = exp(sum_k (w_k * x_k))", ["x_1"], ["w_1*y"]),
    ])
    func `the order of factors`(inputs: [String], equations: String, by: [String], expected: [String]) throws {
        #expect(
            try gradients(
                inputs.map { SourceSlice($0) }, SourceSlice(equations), by: by.map { SourceSlice($0) })
                == expected)
    }

    /// Terms of a sum in brackets with what they share.
    @Test(arguments: [
        ("x * a * b + x * a * c - x * w", "a*(b+c)-w"),
        ("x * (a * b - a * c - w * c * a^2 - w * c * b)", "a*(b-c)-w*c*(a^2+b)"),
        // The factor would stay in the bracket.
        ("x * (a^2 * b + a * c + w)", "a^2*b+a*c+w"),
        // There are several that could.
        ("x * a * b + x * b * c + x * a * c", "a*b+a*c+b*c"),
        ("x * (a * b - a * c - b * w - w * c)", "a*b-a*c-b*w-w*c"),
        // It would be in half of the terms only.
        ("x * (3 * a + b^2 + c - a * w)", "3*a+b^2+c-a*w"),
    ])
    func `what some terms have in common`(formula: String, gradient: String) throws {
        let inputs = ["x", "a", "b", "c", "w"].filter(formula.contains).map { SourceSlice($0) }
        #expect(try gradients(inputs, SourceSlice("L = \(formula)"), by: ["x"]) == [gradient])
    }

    /// x > 0.2 x is x > 0.
    @Test func `multiples are compared with 0`() throws {
        #expect(
            try lines(["x"], "L = max(x, 0.2 * x)").filter { $0.hasPrefix("x → max") } == ["x → max: x, [x>0]"])
        #expect(
            try lines(["x", "b"], "L = max(3 * x + 3 * b, 5 * (b + x))").contains { $0.hasSuffix("[x+b<0]") })
    }
}
