/// The one rule of brackets, for all printers.
extension Notation {
    /// Where a part of a formula stands; the later ones bind more tightly.
    enum Position: Comparable {
        /// A formula, or the start of a sum.
        case start
        /// After a plus or a minus sign, or a ∑ that takes the product behind it.
        case term
        case firstFactor, factor
        /// The base of a power, and in a line its exponent and what a sum over an index takes.
        case base
    }

    func needsBrackets(in position: Position, _ style: Style) -> Bool {
        switch self {
        case .numeral, .symbol, .dots, .call: false
        case .cases: position > .start
        case .operation(.negation, let x) where position == .firstFactor && x[0].isNumber: false
        case .operation(let operation, _):
            position > operation.tightestPosition(in: style) || position == .term && beginsWithSign(in: style)
        case .arrays(.matrixProduct, _): position > .firstFactor
        case .arrays(.elementwiseProduct, _): position > .term
        case .arrays(.transpose, _), .arrays(.row, _), .arrays(.overLastAxis, _): false
        // In a line it would read as a product of names.
        case .derivative: style == .linear ? position > .term : position == .base
        // Built up it takes the product behind it, which must end with it; see `Notation.written`.
        case .series: position == .base
        }
    }

    /// What this is the negation of, if it is written with a minus sign before it.
    func opposite(in style: Style) -> Notation? {
        switch self {
        case .operation(.negation, let x): x[0]
        case .operation(let operation, let x)
        where operation == .product || operation == .quotient && style == .linear:
            x[0].needsBrackets(in: .firstFactor, style)
                ? nil : x[0].opposite(in: style).map { .operation(operation, [$0] + x.dropFirst()) }
        default: nil
        }
    }

    func beginsWithSign(in style: Style) -> Bool { opposite(in: style) != nil }

    /// The terms after the first with the signs before them; dots have that of the terms that they stand for.
    static func signed(_ terms: [Notation], in style: Style) -> [(isSubtracted: Bool, term: Notation)] {
        terms.indices.dropFirst().map { index in
            let term = terms[index]
            if term == .dots { return (terms[index + 1].beginsWithSign(in: style), term) }
            let opposite = term.opposite(in: style)
            return (opposite != nil, opposite ?? term)
        }
    }

    /// Whether it consists of numbers only: 3, 2/3, 10⁻⁹.
    var isNumber: Bool {
        switch self {
        case .numeral: true
        case .operation(let operation, let operands):
            !operation.isFunction && operands.allSatisfy(\.isNumber)
        default: false
        }
    }
}

extension Operation {
    /// The tightest position in which a formula with it needs no brackets.
    fileprivate func tightestPosition(in style: Notation.Style) -> Notation.Position {
        switch form {
        // A fraction shows what it consists of.
        case .infix where self == .quotient && style == .builtUp: .factor
        case .infix(_, _, _, let tightest), .prefix(_, _, let tightest): tightest
        case .name: style == .linear ? .base : .factor
        case .bracketedName, .radical, .bars, .comparison, .letter: .base
        }
    }
}
