import Diagnostics
import Precision
import Symbolic
import Testing

@testable import ComputationalGraph

/// Points are where a model has values and its assumptions hold, and they leave no case out.
struct SamplePointTests {
    private func points(_ model: Model) throws -> (points: [SamplePoint], symbols: [Symbol]) {
        let graph = try ComputationalGraph(model)
        var generator = SplitMix64(seed: 1)
        let domain = ValueProof(graph, graph.conditions).domain
        return (SamplePoints(domain, &generator).points, domain.inputs.map(\.symbol))
    }

    /// What an input is at the points.
    private func values(of name: String, _ equations: SourceSlice, assuming: [SourceSlice] = []) throws
        -> [Double]
    {
        let model = layer(
            inputs: ["x", "y"], constants: ["x", "y"], SourceSlice(equations.text + "\nL = u + 0*x + 0*y"),
            assuming: assuming)
        let (points, symbols) = try points(model)
        let index = try #require(symbols.firstIndex { $0.name == name })
        return points.map { $0.values[index] }
    }

    @Test(arguments: [2, 3, 4, 7, 12, 40]) func `any two inputs meet with all signs`(count: Int) {
        var generator = SplitMix64(seed: 1)
        let rows = SignPatterns(inputs: count, &generator).rows
        #expect(rows.count <= 60)
        for input in 0..<count { #expect(Set(rows.map { $0[input] }) == [-1, 0, 1]) }
        if count > 12 { return }
        for first in 0..<count {
            for second in 0..<first { #expect(Set(rows.map { [$0[first], $0[second]] }).count == 9) }
        }
    }

    @Test func `inputs have all signs`() throws {
        let values = try values(of: "x", "u = exp(x)*y")
        #expect(values.contains(0) && values.contains { $0 > 0 } && values.contains { $0 < 0 })
        #expect(values.contains { abs($0) > 1.5 } && values.contains { abs($0) < 0.5 && $0 != 0 })
    }

    @Test(arguments: [
        ("u = log(1 - x)", -100.0..<1), ("u = sqrt(1 - x^2)", -1..<1.0001), ("u = log(x/(1 - x))", 0..<1),
        ("u = log(x - 300)", 300..<1e6), ("u = sqrt(x - 100)*sqrt(101 - x)", 100..<101.0001),
        ("u = log(log(log(x)))", 2.7..<1e9), ("u = 1/sqrt(x*y - 7) + log(-y)", -1e9..<0),
        ("u = exp(800*x)", -1e3..<0.9), ("u = log(0.001 - x^2 - y^2)", -0.04..<0.04),
    ]) func `points are found where a formula has values`(equation: String, range: Range<Double>) throws {
        let values = try values(of: "x", SourceSlice(equation))
        #expect(values.count > 5)
        #expect(values.allSatisfy(range.contains))
    }

    /// An exponent that is a number counts as what it is, however it is written.
    @Test func `whole powers have bases of all signs`() throws {
        for equation: SourceSlice in ["u = x^3", "u = x^(6/2)", "u = x^-1", "u = x^(1 - 2)"] {
            let values = try values(of: "x", equation)
            #expect(values.contains { $0 < 0 } && values.contains { $0 > 0 }, "\(equation.text)")
        }
        #expect(try values(of: "x", "u = x^(1/2)").allSatisfy { $0 >= 0 })
    }

    @Test func `inequalities hold`() throws {
        #expect(try values(of: "x", "u = x", assuming: ["x > 0"]).allSatisfy { $0 > 0 })
        let zeros = try values(of: "x", "u = x", assuming: ["x >= 0"])
        #expect(zeros.allSatisfy { $0 >= 0 } && zeros.contains(0))
        #expect(try values(of: "x", "u = x", assuming: ["0 < x < 1"]).allSatisfy { $0 > 0 && $0 < 1 })
        let others = try values(of: "x", "u = x", assuming: ["x != 0"])
        #expect(others.contains { $0 > 0 } && others.contains { $0 < 0 } && !others.contains(0))
        let above = try values(of: "x", "u = x", assuming: ["x > y^2 + 5"])
        #expect(above.count > 5 && above.allSatisfy { $0 > 5 })
    }

    /// Far from where a search begins, near a pole, or in little room.
    @Test(arguments: [
        "0.999 < x < 1", "1e-12 < x < 1e-11", "x > 1e30", "1/x > 1e4", "1/x < -1e4", "y < x < y + 0.001",
    ])
    func `narrow regions have points`(assumption: String) throws {
        #expect(try values(of: "x", "u = x", assuming: [SourceSlice(assumption)]).count > 5)
    }

    @Test func `all branches of an equation are met`() throws {
        #expect(Set(try values(of: "x", "u = x", assuming: ["x*x = x"])) == [0, 1])
        let (xs, ys) = (
            try values(of: "x", "u = x", assuming: ["x*y = 0"]),
            try values(of: "y", "u = x", assuming: ["x*y = 0"])
        )
        #expect(zip(xs, ys).allSatisfy { $0 * $1 == 0 })
        #expect(zip(xs, ys).contains { $0 == 0 && $1 != 0 } && zip(xs, ys).contains { $0 != 0 && $1 == 0 })
        let roots = try values(of: "x", "u = x", assuming: ["x^2 = 2"])
        #expect(roots.contains { $0 > 0 } && roots.contains { $0 < 0 })
    }

    @Test func `labels are one-hot`() throws {
        for assumptions: [SourceSlice] in [
            ["sum_k t_k = 1", "t_k*t_k = t_k"],
            ["sum_k t_k = 1", "t_1*t_2 = 0", "t_1*t_3 = 0", "t_2*t_3 = 0", "t_k^2 = t_k"],
        ] {
            let model = layer(
                inputs: ["t_k", "x_k"], constants: ["t_k", "x_k"], "L = sum_k (t_k * x_k)",
                assuming: assumptions)
            let (points, symbols) = try points(model)
            let labels = points.map { point in
                symbols.indices.filter { symbols[$0].name == "t" }.map { point.values[$0] }
            }
            #expect(Set(labels) == [[1, 0, 0], [0, 1, 0], [0, 0, 1]])
        }
    }

    /// u² + v² = 4, u = v: to 1,000 bits.
    @Test func `equations hold to any precision`() throws {
        let model = layer(
            inputs: ["t_k", "u", "v"], constants: ["t_k", "u", "v"], "L = sum_k t_k * u * v",
            assuming: ["sum_k t_k = 1", "t_1 = 0.5", "u^2 + v^2 = 4", "u = v", "exp(t_2) = u"])
        let (points, symbols) = try points(model)
        #expect(points.count > 5)
        let balls = Balls(count: 3, precision: 1000)
        for point in points {
            #expect(point.prepare(precision: 1000))
            point.set(try #require(symbols.firstIndex(of: Symbol("u"))), 0, balls)
            balls.multiply(0, 0, to: 1)
            balls.set(2, to: 2.0)
            balls.subtract(1, 2, to: 2)
            #expect(balls.isSmall(2, power: -950) && balls.sign(of: 2) ?? 0 == 0)
        }
    }
}
