import ComputationalGraph
import Diagnostics
import TestSupport

extension Corpus {
    /// Networks at random of up to 200 nodes.
    ///
    /// Through products and functions gradients grow with each node; those of sums and differences are numbers, so that
    /// the largest have backward arrows too.
    package static let random: [CorpusTemplate] =
        [5, 5, 10, 10, 20, 20].enumerated().map { seed, size in
            randomTemplate("functions", size, seed: UInt64(seed), hasGradients: size < 20) {
                operand, generator in
                switch Int.random(in: 0..<10, using: &generator) {
                case 0..<3: "\(["sin", "cos", "tanh"].randomElement(using: &generator)!)(\(operand()))"
                case 3..<6: "\(operand()) + \(operand())"
                case 6..<8: "\(operand()) * \(operand())"
                default: "\(operand()) - \(operand())"
                }
            }
        }
        + [randomFunctions(50)] + [5, 10, 20, 50].map { randomSums($0) }

    /// Larger ones.
    package static let large: [CorpusTemplate] =
        [100, 200].map(randomSums) + [100, 200].map(randomFunctions)

    /// Products and functions at random, as many.
    private static func randomFunctions(_ size: Int) -> CorpusTemplate {
        randomTemplate("functions", size, seed: UInt64(size), hasGradients: false) { operand, generator in
            Bool.random(using: &generator) ? "\(operand()) * \(operand())" : "sin(\(operand()))"
        }
    }

    /// Sums and differences at random, as many.
    package static func randomSums(_ size: Int) -> CorpusTemplate {
        randomTemplate("sums", size, seed: UInt64(size), hasGradients: true) { operand, generator in
            "\(operand()) \(Bool.random(using: &generator) ? "+" : "-") \(operand())"
        }
    }

    /// - Parameter operation: one more operation on operands that it asks for.
    private static func randomTemplate(
        _ kind: String, _ size: Int, seed: UInt64, hasGradients: Bool,
        operation: (_ operand: () -> String, inout SeededGenerator) -> String
    ) -> CorpusTemplate {
        var generator = SeededGenerator(seed: seed)
        var operands = SeededGenerator(seed: seed + 1000)
        let inputs = (1...max(2, size / 10)).map { "x\($0)" }
        var values = inputs
        var unused = inputs
        func operand() -> String {
            // Mostly what nothing uses yet, so that few values are left over; else one of the last ones.
            let isNew = Int.random(in: 0..<10, using: &operands) < 6
            let pool = isNew && !unused.isEmpty ? unused : Array(values.suffix(8))
            let value = pool.randomElement(using: &operands)!
            unused.removeAll { $0 == value }
            return value
        }
        var equations: [String] = []
        for index in 1...size {
            equations.append("v\(index) = \(operation(operand, &generator))")
            values.append("v\(index)")
            unused.append("v\(index)")
        }
        equations.append("L = " + unused.joined(separator: " + "))
        // What has two outputs has no gradients.
        let outputs = hasGradients ? "L" : "L, v\(size)"
        return CorpusTemplate(
            "\(size) random \(kind), seed \(seed)", kinds: hasGradients ? FigureKind.allCases : [.forward],
            layer("Graph(\(inputs.joined(separator: ", "))) -> \(outputs)", lines: equations))
    }
}
