/// What has a value only where some condition is true: [x > 0] log(x).
extension Algebra {
    /// A condition, or what is made of pieces, with what is known where both are there: [x > 0] |x| is [x > 0] x. A condition is
    /// its own square.
    mutating func piece(_ piece: Atom) throws(ArithmeticError) -> Polynomial {
        let known = atoms.count
        let result = Polynomial(atom: number(of: piece))
        guard atoms.count > known, case .operation(let operation, let operands) = piece else { return result }
        if Algebra.isCondition(piece) { try noteEqual(power(result, 2), result) }
        // max(0, x), too.
        let isTurned = operation == .max && operands[0].terms.isEmpty
        guard operands.count == 1 || isTurned || operands[1].terms.isEmpty else { return result }
        for condition in [Operation.greater, .greaterOrEqual, .less, .lessOrEqual] {
            for other in [Operation.abs, .relu, .max, .sign] where operation == condition || operation == other
            {
                try noteValue(of: other, where: condition, operands[isTurned ? 1 : 0])
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
        case .sign: value = isPositive ? .one : try difference(.zero, .one)
        default: return
        }
        guard let factor = numbers[.operation(condition, [argument, .zero])] else { return }
        let operands = piece == .max ? [[argument, .zero], [.zero, argument]] : [[argument]]
        for atom in operands.compactMap({ numbers[.operation(piece, $0)] }).map(Polynomial.init(atom:)) {
            let product = try product(atom, Polynomial(atom: factor))
            // At 0 the sign is 0, also where the condition is true.
            let strict: Operation? =
                piece == .sign && condition == .greaterOrEqual
                ? .greater : piece == .sign && condition == .lessOrEqual ? .less : nil
            var condition = Polynomial(atom: factor)
            if let strict { condition = try apply(strict, to: [argument, .zero]) }
            try noteEqual(product, self.product(value, condition))
            if piece == .relu || piece == .max, isPositive { try noteEqual(product, atom) }
        }
    }

    /// The operands of an operation as they are written. What is compared with 0 stands on both sides, as far as it has
    /// different signs: 1 − x y > 0 is x y < 1.
    func written(_ operation: Operation, _ x: [Polynomial]) -> (operation: Operation, operands: [Polynomial]) {
        guard operation.isComparison, x[1].terms.isEmpty else { return (operation, x) }
        let constant = x[0].terms.filter { $0.monomial == .one }
        let others = x[0].terms.filter { $0.monomial != .one }
        let (left, right) = (
            others.filter { !$0.coefficient.isNegative }, others.filter(\.coefficient.isNegative)
        )
        func sides(_ left: [Polynomial.Term], _ negated: [Polynomial.Term]) -> [Polynomial]? {
            guard let left = try? Polynomial(summing: left), let right = try? Polynomial(summing: negated),
                let right = try? right.multiplied(by: .one.negated())
            else { return nil }
            return [left, right]
        }
        if left.isEmpty {
            return sides(constant, right).map { (operation.turned, $0.reversed()) } ?? (operation, x)
        }
        let isBehind = right.isEmpty || constant.first?.coefficient.isNegative ?? false
        let operands = isBehind ? sides(left, right + constant) : sides(left + constant, right)
        return (operation, operands ?? x)
    }

    mutating func noteEqual(_ left: Polynomial, _ right: Polynomial) throws(ArithmeticError) {
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
