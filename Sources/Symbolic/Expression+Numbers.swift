extension Expression {
    /// With numbers for those of indices that have one, and computed what is made from these: 1 q (1 − q)^(1 − 1) is q. What
    /// formulas have as a number stays as it is written.
    package var withNumbersOfIndices: Expression { counted.value }

    private var counted: (value: Expression, isCounted: Bool) {
        switch self {
        case .number, .arrays: return (self, false)
        case .symbol(let symbol):
            let number = symbol.numberedIndex?.value.map { Expression.number(Rational($0)) }
            return (number ?? self, number != nil)
        case .series(let series, let index, let except, let part):
            return (.series(series, index: index, except: except, part.counted.value), false)
        case .operation(let operation, let operands):
            let parts = operands.map(\.counted)
            let written = Expression.operation(operation, parts.map(\.value))
            return (parts.contains { $0.isCounted } ? operation.counted(parts) : nil) ?? (written, false)
        }
    }

    /// A number, or one with a minus sign.
    fileprivate var signedNumber: Rational? {
        switch self {
        case .number(let number): number
        case .operation(.negation, let operands): operands[0].signedNumber.flatMap { try? $0.negated() }
        default: nil
        }
    }

    fileprivate init(signed number: Rational) {
        self = number.isNegative ? -.number(number.magnitude) : .number(number)
    }
}

extension Operation {
    /// The value on operands some of which are counted with indices; nil where it is no shorter than it is written.
    fileprivate func counted(
        _ parts: [(value: Expression, isCounted: Bool)]
    ) -> (value: Expression, isCounted: Bool)? {
        let arithmetic: Set<Operation> = [
            .sum, .difference, .negation, .product, .quotient, .reciprocal, .power,
        ]
        guard isComparison || arithmetic.contains(self) else { return nil }
        let numbers = parts.compactMap(\.value.signedNumber)
        if numbers.count == parts.count {
            var algebra = Algebra()
            let value = try? algebra.apply(self, to: numbers.map { Polynomial($0) })
            return value?.number.map { (Expression(signed: $0), true) }
        }
        func isCounted(_ part: (value: Expression, isCounted: Bool), _ number: Rational) -> Bool {
            part.isCounted && part.value.signedNumber == number
        }
        func rest(without neutral: Rational) -> (value: Expression, isCounted: Bool) {
            let rest = parts.filter { !isCounted($0, neutral) }
            return rest.count == 1 ? rest[0] : (.operation(self, rest.map(\.value)), false)
        }
        switch self {
        case .sum: return rest(without: .zero)
        case .product:
            return parts.contains { isCounted($0, .zero) } ? (.number(.zero), true) : rest(without: .one)
        case .quotient where isCounted(parts[1], .one): return parts[0]
        case .power where isCounted(parts[1], .one): return parts[0]
        case .power where isCounted(parts[1], .zero) || isCounted(parts[0], .one): return (.number(.one), true)
        default: return nil
        }
    }
}
