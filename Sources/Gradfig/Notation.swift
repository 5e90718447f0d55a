import Symbolic

/// A formula as it is written, whether it was derived or typed in: what the typesetter's conversion starts from.
indirect enum Notation {
    case number(Rational)
    case symbol(name: String, indices: [String])
    /// A subtracted term is a negation.
    case sum([Notation])
    case product([Notation])
    case quotient(Notation, Notation)
    case power(Notation, Notation)
    case negation(Notation)
    case function(Function, Notation)
    /// A big operator with what stands below and above it.
    case series(Syntax.Series, below: [Notation], above: Notation?, Notation)
    case derivative(Notation, by: Notation)

    init(_ expression: Expression) {
        switch expression {
        case .number(let number): self = .number(number)
        case .symbol(let symbol): self = .symbol(name: symbol.name, indices: symbol.indices.map(String.init))
        case .sum(let terms): self = .sum(terms.map(Notation.init))
        case .product(let factors): self = .product(factors.map(Notation.init))
        case .quotient(let top, let bottom): self = .quotient(Notation(top), Notation(bottom))
        case .power(let base, let exponent): self = .power(Notation(base), Notation(exponent))
        case .negation(let operand): self = .negation(Notation(operand))
        case .function(let function, let argument): self = .function(function, Notation(argument))
        }
    }

    init(_ syntax: Syntax) {
        switch syntax.kind {
        case .number(let number): self = .number(number)
        case .symbol(let reference):
            self = .symbol(name: reference.name, indices: reference.indices.map(\.text))
        case .sum(let terms): self = .sum(terms.map(Notation.init))
        case .product(let factors): self = .product(factors.map(Notation.init))
        case .quotient(let top, let bottom): self = .quotient(Notation(top), Notation(bottom))
        case .power(let base, let exponent): self = .power(Notation(base), Notation(exponent))
        case .negation(let operand): self = .negation(Notation(operand))
        case .function(let function, let argument): self = .function(function, Notation(argument))
        case .series(let series, let index, _, let operand):
            self = .series(series, below: [.symbol(name: index, indices: [])], above: nil, Notation(operand))
        case .boundedSeries(let series, let index, let from, let to, let operand):
            self = .series(
                series, below: [.symbol(name: index, indices: []), Notation(from)], above: Notation(to),
                Notation(operand))
        case .derivative(let value, let variable): self = .derivative(Notation(value), by: Notation(variable))
        }
    }

    /// What this is the negation of, if it is written with a minus sign before it.
    var opposite: Notation? {
        switch self {
        case .negation(let operand): operand
        case .number(let number) where number.isNegative: (try? number.negated()).map(Notation.number)
        default: nil
        }
    }

    /// Whether a function is written without brackets before this argument: log y, but exp(a).
    func standsBare(after function: Function) -> Bool {
        switch self {
        case .symbol: function != .exp
        case .number(let number): function != .exp && number.isInteger && !number.isNegative
        default: false
        }
    }
}
