import Diagnostics
import Symbolic
import Testing

@testable import ComputationalGraph

/// Models that nobody would write: each is either refused with an error at its place, or all its values are right.
@Suite struct RandomModelTests {
    @Test(arguments: 1...8)
    func gradientsAreRightOrTheModelIsRefused(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        var built = 0
        for _ in 0..<10 {
            let depth = Int.random(in: 1...3, using: &generator)
            let equations = [
                "u_i = " + formula(depth, ["x_i", "y"], &generator),
                "S = sum_i (" + formula(depth, ["u_i", "x_i", "y"], &generator) + ")",
                "w_i = " + formula(depth, ["S", "u_i"], &generator),
                "L = sum_i (" + formula(depth, ["w_i", "u_i", "S"], &generator) + ") + x_1*y + sum_i (t_i*x_i)",
            ]
            let model = layer(
                inputs: ["x_i", "y", "t_i"], constants: ["t_i"], SourceSlice(equations.joined(separator: "\n")),
                assuming: ["sum_i t_i = 1"])
            do {
                let graph = try ComputationalGraph(model)
                built += 1
                for backward in graph.edges.compactMap(\.backward) {
                    #expect(try Formula(SourceSlice(backward.plain)).instantiate().plain == backward.plain)
                }
            } catch is Diagnostic {
            } catch {
                Issue.record(error, "\(equations)")
            }
        }
        #expect(built > 0)
    }

    private func formula(_ depth: Int, _ symbols: [String], _ generator: inout SplitMix64) -> String {
        if depth == 0 { return (symbols + symbols + ["2", "0.5"]).randomElement(using: &generator)! }
        let a = formula(depth - 1, symbols, &generator)
        let b = formula(depth - 1, symbols, &generator)
        let forms = [
            "(\(a) + \(b))", "(\(a) - \(b))", "\(a) * \(b)", "(\(a)) / (\(b))", "(\(a))^2", "exp(\(a))",
            "log(\(a))",
            "-(\(a))", "tanh(\(a))",
        ]
        return forms.randomElement(using: &generator)!
    }
}
