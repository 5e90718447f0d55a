extension Expression: CustomStringConvertible {
    /// Infix that any computer algebra system reads, without blanks: `-t_1/exp(a_1)`, `y_1-t_1`, `x^2`.
    public var plain: String {
        switch self {
        case .number(let number):
            return number.description
        case .symbol(let symbol):
            return symbol.plain
        case .sum(let terms):
            return terms.dropFirst().reduce(terms.first?.plain(in: .firstTerm) ?? "0") { text, term in
                if let opposite = term.opposite { return text + "-" + opposite.plain(in: .term) }
                return text + "+" + term.plain(in: .term)
            }
        case .product(let factors):
            return factors.dropFirst().reduce(factors.first?.plain(in: .firstFactor) ?? "1") {
                $0 + "*" + $1.plain(in: .factor)
            }
        case .quotient(let top, let bottom):
            return top.plain(in: .firstFactor) + "/" + bottom.plain(in: .factor)
        case .power(let base, let exponent):
            return base.plain(in: .operand) + "^" + exponent.plain(in: .operand)
        case .negation(let operand):
            return "-" + operand.plain(in: .term)
        case .function(let function, let argument):
            return "\(function.name)(\(argument.plain))"
        }
    }

    public var description: String { plain }

    private func plain(in position: Position) -> String {
        needsBrackets(in: position) ? "(\(plain))" : plain
    }
}

extension Expression {
    /// Where a part of an expression stands; the later ones bind more tightly.
    enum Position: Comparable {
        case firstTerm, term, firstFactor, factor, operand
    }

    /// Whether infix notation needs brackets round this expression at that place.
    func needsBrackets(in position: Position) -> Bool {
        switch self {
        case .number(let number):
            number.isNegative && position == .term
                || position > .firstFactor && (number.isNegative || !number.isInteger)
        case .symbol, .function: false
        case .sum: true
        case .negation: position > .firstTerm
        case .product, .quotient: position > .firstFactor || position == .term && opposite != nil
        case .power: position >= .operand
        }
    }

    /// What this is the negation of, if it prints with a minus sign before it.
    public var opposite: Expression? {
        switch self {
        case .negation(let operand): return operand
        case .number(let number):
            return number.isNegative ? (try? number.negated()).map(Expression.number) : nil
        case .product(let factors):
            switch factors.first {
            case .number?, .quotient?:
                return factors[0].opposite.map { .product([$0] + factors.dropFirst()) }
            default: return nil
            }
        case .quotient(let top, let bottom):
            if case .negation = top { return nil }
            return top.opposite.map { .quotient($0, bottom) }
        default: return nil
        }
    }
}
