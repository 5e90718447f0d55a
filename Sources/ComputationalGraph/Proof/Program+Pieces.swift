import Symbolic

/// What conditions compare.
extension Program {
    /// The factors of a product that is compared with 0, and what has a power or a size that is.
    func factors(of register: Int) -> [Int] {
        guard case .operation(let operation, let x, let y) = instructions[register] else { return [] }
        switch operation {
        case .difference where constant(y!) == .zero: return factors(of: x)
        case .product: return [x, y!].filter { !isConstant($0) }.flatMap { [$0] + factors(of: $0) }
        case .quotient, .power, .negation, .abs, .sqrt: return isConstant(x) ? [] : [x] + factors(of: x)
        default: return []
        }
    }

    /// Whether a result is the largest or smallest of several, of which another is one.
    func isExtreme(_ register: Int, of value: Int) -> Bool {
        guard case .operation(let operation, let x, let y?) = instructions[register],
            operation == .max || operation == .min
        else { return false }
        return [x, y].contains { part in
            if part == value { return true }
            // As one after the other is taken.
            guard case .operation(operation, _, _) = instructions[part] else { return false }
            return isExtreme(part, of: value)
        }
    }

    private func isConstant(_ register: Int) -> Bool {
        if case .constant = instructions[register] { true } else { false }
    }
}
