import TestSupport

extension Corpus {
    /// Layers at random: what runs over the classes, and what these share.
    static let randomLayers: [CorpusTemplate] = (1...16).map { randomLayer(3 + $0 % 3, seed: UInt64($0)) }

    private struct Value {
        let name: String
        let hasClasses: Bool

        var written: String { hasClasses ? "\(name)_k" : name }
    }

    private static func randomLayer(_ size: Int, seed: UInt64) -> CorpusTemplate {
        var generator = SeededGenerator(seed: seed)
        var values = [Value(name: "x", hasClasses: true)]
        var unused = values.map(\.name)
        var equations: [String] = []
        for name in ["a", "b", "c", "d", "e"].prefix(size) {
            let first = values.suffix(3).randomElement(using: &generator)!
            var operands = [first]
            let formula: String
            var hasClasses = first.hasClasses
            switch Int.random(in: 0..<8, using: &generator) {
            case 0, 1:
                formula = "\(["sin", "tanh"].randomElement(using: &generator)!)(\(first.written))"
            case 2,
                3 where hasClasses:
                (formula, hasClasses) = ("sum_k \(first.written)", false)
            case 4 where hasClasses:
                formula = "\(first.written) / (1 + sum_k \(first.written)^2)"
            default:
                let second = values.randomElement(using: &generator)!
                operands.append(second)
                let sign = ["*", "+", "-"].randomElement(using: &generator)!
                formula = "\(first.written) \(sign) \(second.written)"
                hasClasses = hasClasses || second.hasClasses
            }
            let value = Value(name: name, hasClasses: hasClasses)
            equations.append("\(value.written) = \(formula)")
            values.append(value)
            unused.removeAll { operands.map(\.name).contains($0) }
            unused.append(name)
        }
        let rest = values.filter { unused.contains($0.name) }
        let sum = rest.map { $0.hasClasses ? "(sum_k \($0.written))" : $0.name }.joined(separator: " + ")
        return CorpusTemplate(
            "\(size) random operations on classes, seed \(seed)", over: "k",
            layer("Layer(x_k) -> L", lines: equations + ["L = \(sum)"]))
    }
}
