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
        case .numeral, .symbol, .dots: false
        case .sum: position > .start
        case .negation(let operand):
            position > .start && !(position == .firstFactor && operand.isNumber)
        case .product:
            position > .firstFactor || position == .term && beginsWithSign(in: style)
        case .quotient:
            style == .builtUp
                ? position == .base : position > .firstFactor || position == .term && beginsWithSign(in: style)
        case .power: position == .base
        // In a line it would read as a product of names.
        case .derivative: style == .linear ? position > .term : position == .base
        // Built up it takes the product behind it, which must end with it; see `Notation.written`.
        case .series: position == .base
        case .function(let function, _):
            style == .builtUp && position == .base && function != .exp && function != .sqrt
        }
    }

    /// What this is the negation of, if it is written with a minus sign before it.
    func opposite(in style: Style) -> Notation? {
        switch self {
        case .negation(let operand): operand
        case .product(let factors):
            factors[0].needsBrackets(in: .firstFactor, style)
                ? nil : factors[0].opposite(in: style).map { .product([$0] + factors.dropFirst()) }
        case .quotient(let top, let bottom):
            style == .builtUp || top.needsBrackets(in: .firstFactor, style)
                ? nil : top.opposite(in: style).map { .quotient($0, bottom) }
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
        case .quotient(let first, let second), .power(let first, let second): first.isNumber && second.isNumber
        case .sum(let parts), .product(let parts): parts.allSatisfy(\.isNumber)
        case .negation(let operand): operand.isNumber
        default: false
        }
    }
}
