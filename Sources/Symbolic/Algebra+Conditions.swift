/// What has a value only where some condition is true: [x > 0] log(x).
extension Algebra {
    /// A condition, or what is made of pieces, with what is known where both are there: [x > 0] |x| is [x > 0] x. A condition is
    /// its own square.
    mutating func piece(_ piece: Atom) throws(ArithmeticError) -> Polynomial {
        let known = atoms.count
        let result = Polynomial(atom: number(of: piece))
        guard atoms.count > known, case .operation(let operation, let operands) = piece else { return result }
        if Algebra.isCondition(piece) { try noteEqual(power(result, 2), result) }
        guard operands.count == 1 || operands[1].terms.isEmpty else { return result }
        for condition in [Operation.greater, .greaterOrEqual, .less, .lessOrEqual] {
            for other in [Operation.abs, .relu, .max, .sign] where operation == condition || operation == other
            {
                try noteValue(of: other, where: condition, operands[0])
            }
        }
        return result
    }

    private mutating func noteValue(
        of piece: Operation, where condition: Operation, _ argument: Polynomial
    ) throws(ArithmeticError) {
        let isPositive = condition == .greater || condition == .greaterOrEqual
        let value: Polynomial
        switch piece {
        case .abs: value = isPositive ? argument : try difference(.zero, argument)
        case .relu, .max: value = isPositive ? argument : .zero
        // At 0 it is 0.
        case .sign where condition == .greater: value = .one
        case .sign where condition == .less: value = try difference(.zero, .one)
        default: return
        }
        guard let factor = numbers[.operation(condition, [argument, .zero])],
            let atom = numbers[.operation(piece, piece == .max ? [argument, .zero] : [argument])]
        else { return }
        try noteEqual(
            product(Polynomial(atom: atom), Polynomial(atom: factor)), product(value, Polynomial(atom: factor)))
    }

    private mutating func noteEqual(_ left: Polynomial, _ right: Polynomial) throws(ArithmeticError) {
        let zero = try difference(left, right)
        if !isPartial(zero) { note(zero: zero) }
    }

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
