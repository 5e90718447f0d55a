/// A formula as a tree to be written, whether it was derived or typed in: what all printers start from.
package indirect enum Notation: Hashable, Sendable {
    /// A number without a sign, as an integer or a decimal.
    case numeral(String)
    case symbol(name: String, indices: [String])
    /// A subtracted term is a negation. Never fewer than two.
    case sum([Notation])
    /// Never fewer than two.
    case product([Notation])
    case quotient(Notation, Notation)
    case power(Notation, Notation)
    case negation(Notation)
    case function(Function, Notation)
    case series(Series, index: String, bounds: Bounds?, Notation)
    case derivative(Notation, by: Notation)
    /// Terms or factors that are left out: ⋯
    case dots

    package struct Bounds: Hashable, Sendable {
        package let from: Notation
        package let to: Notation
    }

    package enum Style: Sendable {
        /// In one line, as formulas are typed.
        case linear
        /// With raised exponents, and fractions above each other.
        case builtUp
    }

    package init(_ expression: Expression, in style: Style) {
        func notation(_ part: Expression) -> Notation { Notation(part, in: style) }
        switch expression {
        case .number(let number): self.init(number, in: style)
        case .symbol(let symbol): self.init(symbol)
        case .sum(let terms): self = .sum(of: terms.map(notation))
        case .product(let factors): self = .product(of: factors.map(notation))
        case .quotient(let top, let bottom):
            self =
                style == .linear
                ? .quotient(notation(top), notation(bottom)) : .fraction(notation(top), notation(bottom))
        case .power(let base, let exponent): self = .power(notation(base), notation(exponent))
        case .negation(let operand): self = .negation(notation(operand))
        case .function(let function, let argument): self = .function(function, notation(argument))
        case .series(let series, let index, let operand):
            self = .series(series, index: index.text, bounds: nil, notation(operand))
        }
    }

    private init(_ symbol: Symbol) {
        let value = Notation.symbol(name: symbol.name, indices: symbol.indices.map(\.text))
        self =
            switch symbol.gradient {
            case nil: value
            case .total(let loss): .derivative(.symbol(name: loss, indices: []), by: value)
            case .upstream: .symbol(name: "g", indices: [symbol.name] + symbol.indices.map(\.text))
            }
    }

    package init(_ syntax: Syntax, in style: Style) {
        func notation(_ part: Syntax) -> Notation { Notation(part, in: style) }
        switch syntax.kind {
        case .number(let number): self.init(number, in: style)
        case .symbol(let reference):
            self = .symbol(name: reference.name, indices: reference.indices.map(\.text))
        case .sum(let terms): self = .sum(of: terms.map(notation))
        case .product(let factors): self = .product(of: factors.map(notation))
        case .quotient(let top, let bottom): self = .quotient(notation(top), notation(bottom))
        case .power(let base, let exponent): self = .power(notation(base), notation(exponent))
        case .negation(let operand): self = .negation(notation(operand))
        case .function(let function, let argument): self = .function(function, notation(argument))
        case .series(let series, let index, _, let operand):
            self = .series(series, index: index, bounds: nil, notation(operand))
        case .boundedSeries(let series, let index, let from, let to, let operand):
            let bounds = Bounds(from: notation(from), to: notation(to))
            self = .series(series, index: index, bounds: bounds, notation(operand))
        case .derivative(let value, let variable):
            self = .derivative(notation(value), by: notation(variable))
        }
    }

    /// A number. With a power of ten it is one word in a line, and a product otherwise: 2.5e-9, 2.5·10⁻⁹.
    init(_ number: Rational, in style: Style) {
        let size: Notation
        switch number.magnitude.digits {
        case nil:
            let parts = number.magnitude.fraction.split(separator: "/")
            size = .quotient(.numeral(String(parts[0])), .numeral(String(parts[1])))
        case (let mantissa, 0)?: size = .numeral(mantissa)
        case (let mantissa, let exponent)? where style == .linear: size = .numeral("\(mantissa)e\(exponent)")
        case (let mantissa, let exponent)?:
            let power = Notation.power(.numeral("10"), Notation(Rational(exponent), in: style))
            size = mantissa == "1" ? power : .product([.numeral(mantissa), power])
        }
        self = number.isNegative ? .negation(size) : size
    }

    /// A fraction beside the gradients that are factors of its numerator, which would be fractions in it.
    private static func fraction(_ top: Notation, _ bottom: Notation) -> Notation {
        let factors = top.flattenedFactors
        let gradients = factors.filter(\.isWrittenWithGradients)
        guard !gradients.isEmpty else { return .quotient(top, bottom) }
        let rest = factors.filter { !$0.isWrittenWithGradients }
        return .product([.quotient(product(of: rest), bottom)] + gradients)
    }

    /// Whether a gradient ∂L/∂y stands in the line of a formula, in no fraction.
    private var isWrittenWithGradients: Bool {
        switch self {
        case .derivative: true
        case .sum(let parts), .product(let parts): parts.contains(where: \.isWrittenWithGradients)
        case .negation(let operand), .function(_, let operand), .series(_, _, _, let operand),
            .power(let operand, _):
            operand.isWrittenWithGradients
        case .quotient, .numeral, .symbol, .dots: false
        }
    }

    /// A sum that begins with a sum is one chain.
    private static func sum(of terms: [Notation]) -> Notation {
        guard case .sum(let start)? = terms.first else {
            return terms.count > 1 ? .sum(terms) : terms.first ?? .numeral("0")
        }
        return .sum(start + terms.dropFirst())
    }

    private static func product(of factors: [Notation]) -> Notation {
        guard case .product(let start)? = factors.first else {
            return factors.count > 1 ? .product(factors) : factors.first ?? .numeral("1")
        }
        return .product(start + factors.dropFirst())
    }
}
