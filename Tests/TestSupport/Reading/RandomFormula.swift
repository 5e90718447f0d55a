/// Random formulas over all constructs of the language, as text with more brackets than it needs.
package struct RandomFormula {
    private var generator: SeededGenerator
    /// With bounded sums and derivatives, as equations may have.
    private let isStatement: Bool

    package init(seed: UInt64, isStatement: Bool) {
        generator = SeededGenerator(seed: seed)
        self.isStatement = isStatement
    }

    package mutating func text() -> String { text(depth: Int.random(in: 1...4, using: &generator)) }

    private mutating func text(depth: Int) -> String {
        if depth == 0 { return leaf() }
        func list(_ sign: String, _ self: inout RandomFormula) -> String {
            (0..<Int.random(in: 2...3, using: &self.generator)).map { _ in self.part(depth) }
                .joined(separator: sign)
        }
        switch Int.random(in: 0..<(isStatement ? 16 : 14), using: &generator) {
        case 0: return list("+", &self)
        case 1: return "\(part(depth))-\(part(depth))+\(part(depth))"
        case 2: return list("-", &self)
        case 3, 4, 5: return list("*", &self)
        case 6: return "\(part(depth))/\(part(depth))"
        case 7: return "\(part(depth))^\(part(depth))"
        case 8: return "-\(part(depth))"
        case 9, 10: return "\(Self.functions.randomElement(using: &generator)!)(\(text(depth: depth - 1)))"
        case 11: return "\(Bool.random(using: &generator) ? "sum_k" : "prod_i") \(part(depth))"
        case 12: return "\(Bool.random(using: &generator) ? "max" : "min")(\(list(",", &self)))"
        case 13:
            let relation = ["=", "!=", "<", "<=", ">", ">="].randomElement(using: &generator)!
            return "[\(text(depth: depth - 1))\(relation)\(text(depth: depth - 1))]"
        case 14:
            let bounds = ["{i=1}^(n)", "{j=0}^12", "{k=-2}^(n+1)", "{i=(k-1)}^(n*2)"]
            return "sum_\(bounds.randomElement(using: &generator)!) \(part(depth))"
        default: return "(d \(name()) / d \(name()))"
        }
    }

    private mutating func part(_ depth: Int) -> String {
        let text = text(depth: Int.random(in: 0..<depth, using: &generator))
        return text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." } ? text : "(\(text))"
    }

    private mutating func leaf() -> String {
        Int.random(in: 0..<5, using: &generator) < 2
            ? Self.numbers.randomElement(using: &generator)! : name()
    }

    private mutating func name() -> String { Self.names.randomElement(using: &generator)! }

    private static let functions = [
        "exp", "log", "sqrt", "sin", "cos", "tan", "sinh", "cosh", "tanh", "abs", "sigmoid", "softplus", "sign",
    ]
    private static let names = [
        "x", "y", "a_1", "w_{1,2}", "w_{i,j}", "a_k", "e", "d", "v", "i", "theta", "Theta", "Alpha", "apple",
        "tax", "x1", "rate_2", "loss_k", "T", "pi_3", "a_n",
    ]
    private static let numbers = [
        "0", "1", "2", "3", "13", "7", "0.5", "0.044715", "2.50", "1e-9", "2.5e-7", "1000000", "3e8", "1.5e7",
        "(-1)", "(-2)", "(-0.5)", "(1/3)", "(2/3)", "(-1e-6)",
    ]
}
