/// What has a value only where some condition is true: [x > 0] log(x).
extension Algebra {
    static func isCondition(_ atom: Atom) -> Bool {
        if case .operation(let operation, _) = atom { operation.isComparison } else { false }
    }

    /// Whether a product is 0 where some condition is false.
    func isConditional(_ monomial: Monomial) -> Bool {
        monomial.powers.contains { $0.exponent > 0 && isConditional[$0.atom] }
    }

    /// Whether a product may have no value somewhere, so far as its factors tell.
    func isPartial(_ monomial: Monomial) -> Bool {
        monomial.powers.contains { isPartial[$0.atom] || $0.exponent < 0 && !isNonzero($0.atom) }
    }

    package func isPartial(_ polynomial: Polynomial) -> Bool {
        polynomial.terms.contains { isPartial($0.monomial) }
    }

    /// Whether an operation has no value for some operands, or what it takes has none.
    func isPartial(_ atom: Atom) -> Bool {
        if Algebra.polynomials(of: atom).contains(where: isPartial) { return true }
        guard case .operation(let operation, let operands) = atom else { return false }
        let exponent = operation == .power ? operands[1].number : nil
        guard let (operand, facts) = operation.domain(exponent: exponent.map { ($0.isInteger, $0.isNegative) })
        else { return false }
        return !self.facts(of: operands[operand]).isSuperset(of: facts)
    }
}
