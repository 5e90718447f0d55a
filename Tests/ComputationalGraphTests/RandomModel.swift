import Diagnostics
import Symbolic

@testable import ComputationalGraph

/// A model that nobody would write, over three lanes, with points where its assumptions hold.
struct RandomModel {
    let equations: [String]
    let assumptions: [String]
    private let condition: Condition

    private struct Condition: Sendable {
        let assumptions: [String]
        let enforce: @Sendable (inout [Symbol: Double], inout SplitMix64) -> Void
    }

    private static let x = (1...3).map { Symbol("x", $0) }
    private static let t = (1...3).map { Symbol("t", $0) }
    private static let (p, q, r) = (Symbol("p"), Symbol("q"), Symbol("r"))

    private static let conditions: [Condition] = [
        Condition(assumptions: []) { _, _ in },
        Condition(assumptions: ["sum_k t_k = 1"]) { point, _ in point[t[2]] = 1 - point[t[0]]! - point[t[1]]! },
        Condition(assumptions: ["sum_k t_k = 1", "t_k * t_k = t_k"]) { point, generator in
            let hot = Int.random(in: 0..<3, using: &generator)
            for k in 0..<3 { point[t[k]] = k == hot ? 1 : 0 }
        },
        Condition(assumptions: ["t_k^2 = t_k"]) { point, generator in
            for k in 0..<3 { point[t[k]] = Bool.random(using: &generator) ? 1 : 0 }
        },
        Condition(assumptions: ["p * q = 0"]) { point, generator in
            point[Bool.random(using: &generator) ? p : q] = 0
        },
        Condition(assumptions: ["p * q = p * r"]) { point, generator in
            if Bool.random(using: &generator) { point[p] = 0 } else { point[q] = point[r] }
        },
        Condition(assumptions: ["x_1 * x_2 = 0", "x_1 * x_3 = 0", "x_2 * x_3 = 0"]) { point, generator in
            let kept = Int.random(in: 0..<3, using: &generator)
            for k in 0..<3 where k != kept { point[x[k]] = 0 }
        },
        Condition(assumptions: ["p = q"]) { point, _ in point[q] = point[p] },
        Condition(assumptions: ["p + q = r"]) { point, _ in point[r] = point[p]! + point[q]! },
        Condition(assumptions: ["p * p = q * q"]) { point, generator in
            point[q] = Bool.random(using: &generator) ? point[p] : -point[p]!
        },
        Condition(assumptions: ["sum_k x_k = 0"]) { point, _ in point[x[2]] = -point[x[0]]! - point[x[1]]! },
        Condition(assumptions: ["p * x_k = q * x_k"]) { point, generator in
            if Bool.random(using: &generator) {
                point[q] = point[p]
            } else {
                for k in 0..<3 { point[x[k]] = 0 }
            }
        },
        Condition(assumptions: ["p^2 + q^2 = 4"]) { point, generator in
            let places: [(Double, Double)] = [(2, 0), (0, -2), (1.2, 1.6), (-1.6, 1.2)]
            (point[p], point[q]) = places.randomElement(using: &generator)!
        },
        Condition(assumptions: ["p * q = 1"]) { point, _ in
            if point[p] == 0 { point[p] = 0.5 }
            point[q] = 1 / point[p]!
        },
    ]

    init(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        condition = Self.conditions.randomElement(using: &generator)!
        assumptions = condition.assumptions
        func formula(_ depth: Int, _ symbols: [String]) -> String {
            if depth == 0 || Int.random(in: 0..<6, using: &generator) == 0 {
                return (symbols + symbols + ["2", "0.5"]).randomElement(using: &generator)!
            }
            let a = formula(depth - 1, symbols)
            let b = formula(depth - 1, symbols)
            let forms = [
                "(\(a) + \(b))", "(\(a) - \(b))", "(\(a) + \(b))", "\(a) * \(b)", "\(a) * \(b)", "\(a) * \(b)",
                "(\(a)) / (\(b))", "1 / (\(b))", "(\(a))^2", "(\(a))^3", "(\(a))^(-1)", "(\(a))^0.5",
                "exp(\(a))",
                "log(\(a))", "sqrt(\(a))", "-(\(a))", "tanh(\(a))", "exp(-(\(a)))", "1 / (1 + exp(-(\(a))))",
                "(\(a)) * sqrt(2)", "(\(a))^(\(b))", "sin(\(a))", "log((\(a))^2)", "sqrt((\(a))^2)",
            ]
            return forms.randomElement(using: &generator)!
        }
        let series = { (generator: inout SplitMix64) in
            ["sum_k", "sum_k", "prod_k"].randomElement(using: &generator)!
        }
        let depth = Int.random(in: 1...2, using: &generator)
        var equations = ["u_k = " + formula(depth, ["x_k", "p", "t_k"])]
        equations.append("S = \(series(&generator)) (" + formula(depth, ["u_k", "x_k", "q"]) + ")")
        // What layers have in common: values normalized in one way or another.
        let normalized = [
            [],
            ["m = sum_k u_k / 3", "d_k = u_k - m", "s = sqrt(sum_k d_k^2 / 3 + 0.5)", "n_k = d_k / s"],
            ["e_k = exp(u_k)", "m = sum_k e_k", "n_k = e_k / m"], ["m = sum_k u_k", "n_k = u_k / m"],
        ].randomElement(using: &generator)!
        equations += normalized
        let more = normalized.isEmpty ? [] : ["n_k", "n_k", "m"]
        equations.append("w_k = " + formula(depth, ["S", "u_k", "r", "t_k"] + more))
        equations.append("v = " + formula(depth, ["p", "q", "S"]))
        equations.append(
            "L = \(series(&generator)) (" + formula(depth, ["w_k", "u_k", "S", "t_k", "v"])
                + ") + \(series(&generator)) (" + formula(1, ["t_k", "x_k", "w_k"] + more)
                + ") + p * q * r + sum_k (t_k * x_k)")
        self.equations = equations
    }

    var model: Model {
        layer(
            inputs: ["x_k", "p", "q", "r", "t_k"], constants: ["t_k"],
            SourceSlice(equations.joined(separator: "\n")),
            assuming: assumptions.map { SourceSlice($0) })
    }

    /// Inputs of all signs, zeros among them.
    func point(_ generator: inout SplitMix64) -> [Symbol: Double] {
        var point: [Symbol: Double] = [:]
        let numbers = [0, 0, 0, 0.5, -0.5, 1, -1, 2, 0.75, -1.25]
        let isTame = Int.random(in: 0..<3, using: &generator) == 0
        for symbol in Self.x + [Self.p, Self.q, Self.r] + Self.t {
            point[symbol] =
                isTame
                ? Double.random(in: 0.25...1.5, using: &generator) : numbers.randomElement(using: &generator)!
        }
        condition.enforce(&point, &generator)
        return point
    }
}
