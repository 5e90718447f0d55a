/// A formula as a tree to be written, whether it was derived or typed in: what all printers start from.
package indirect enum Notation: Hashable, Sendable {
    /// A number without a sign, as an integer or a decimal.
    case numeral(String)
    case symbol(name: String, indices: [Syntax.Index])
    /// A subtracted term is a negation. Sums and products never have fewer than two operands.
    case operation(Operation, [Notation])
    case arrays(ArrayOperation, [Notation])
    /// With bounds over one index, else over several together, too.
    case series(Series, indices: [String], bounds: Bounds?, Notation)
    case derivative(Notation, by: Notation)
    /// A function of the author's, by its name.
    case call(String, [Notation])
    /// Values, each with its condition.
    case cases([Case])

    package struct Case: Hashable, Sendable {
        let value: Notation
        let condition: Notation
    }
    /// Terms or factors that are left out: ⋯
    case dots

    /// What a series runs over, if not over all values of its index.
    package enum Bounds: Hashable, Sendable {
        case values(from: Notation, to: Notation)
        case others(than: Notation)
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
        case .operation(.quotient, let x) where style == .builtUp:
            self = .fraction(notation(x[0]), notation(x[1]))
        case .operation(let operation, let operands): self.init(operation, operands.map(notation))
        case .arrays(let operation, let operands): self = .arrays(operation, operands.map(notation))
        case .series(let series, let index, let except, let operand):
            let bounds = except.map { Bounds.others(than: Notation($0)) }
            self = .series(series, indices: [index.text], bounds: bounds, notation(operand))
        }
    }

    private init(_ symbol: Symbol) {
        if let index = symbol.numberedIndex {
            self.init(index)
            return
        }
        let indices = symbol.indices.map { Syntax.Index($0.text) }
        let value = Notation(name: symbol.name, indices: indices)
        self =
            switch symbol.gradient {
            case nil: value
            case .total(let loss): .derivative(Notation(name: loss, indices: []), by: value)
            case .upstream: .symbol(name: "g", indices: [.name(symbol.name)] + indices)
            }
    }

    /// An index that stands alone.
    private init(_ index: Symbol.Index) {
        if case .value(let value) = index {
            self.init(Rational(value), in: .linear)
        } else {
            self = .symbol(name: index.text, indices: [])
        }
    }

    /// Words below a name stand where indices do: h_prev. A call is a name as a whole.
    private init(name: String, indices: [Syntax.Index]) {
        if name.contains("(") {
            self = .symbol(name: name, indices: indices)
            return
        }
        let parts = name.split(separator: "_").map(String.init)
        self = .symbol(name: parts[0], indices: parts.dropFirst().map(Syntax.Index.init) + indices)
    }

    package init(_ syntax: Syntax, in style: Style) {
        func notation(_ part: Syntax) -> Notation { Notation(part, in: style) }
        if let call = syntax.call {
            self.init(call, in: style)
            return
        }
        switch syntax.kind {
        case .number(let number): self.init(number, in: style)
        case .symbol(let reference):
            self.init(name: reference.name, indices: reference.indices)
        case .index(let index): self = .symbol(name: index, indices: [])
        case .operation(let operation, let operands): self.init(operation, operands.map(notation))
        case .arrays(let operation, let operands): self = .arrays(operation, operands.map(notation))
        case .series(let series, let index, _, var operand):
            var indices = [index]
            while operand.isInner, case .series(_, let inner, _, let part) = operand.kind {
                indices.append(inner)
                operand = part
            }
            self = .series(series, indices: indices, bounds: nil, notation(operand))
        case .boundedSeries(let series, let index, _, let bounds, let operand):
            let written: Bounds =
                switch bounds {
                case .values(let from, let to): .values(from: notation(from), to: notation(to))
                case .others(let other): .others(than: notation(other))
                }
            self = .series(series, indices: [index], bounds: written, notation(operand))
        case .derivative(let value, let variable):
            self = .derivative(notation(value), by: notation(variable))
        }
    }

    /// A call as it is written.
    package init(_ call: Syntax.Call, in style: Style) {
        switch call {
        case .function(let name, let arguments):
            self = .call(name, arguments.map { Notation($0, in: style) })
        case .choice(let conditions, let values):
            self = .cases(Self.cases(conditions, values, in: style))
        }
    }

    /// What is chosen where nothing before it is chosen from goes on in the same list.
    private static func cases(_ conditions: [Syntax], _ values: [Syntax], in style: Style) -> [Case] {
        zip(conditions, values).flatMap { condition, value -> [Case] in
            if case .choice(let conditions, let values)? = value.call,
                value.place.range == values.last?.place.range
            {
                return cases(conditions, values, in: style)
            }
            return [Case(value: Notation(value, in: style), condition: Notation(condition, in: style))]
        }
    }

    /// A number. With a power of ten it is one word in a line, and a product otherwise: 2.5e-9, 2.5·10⁻⁹.
    init(_ number: Rational, in style: Style) {
        let size: Notation
        switch number.magnitude.digits {
        case nil:
            let parts = number.magnitude.fraction.split(separator: "/")
            size = .operation(.quotient, parts.map { .numeral(String($0)) })
        case (let mantissa, 0)?: size = .numeral(mantissa)
        case (let mantissa, let exponent)? where style == .linear: size = .numeral("\(mantissa)e\(exponent)")
        case (let mantissa, let exponent)?:
            let power = Notation.operation(.power, [.numeral("10"), Notation(Rational(exponent), in: style)])
            size = mantissa == "1" ? power : .operation(.product, [.numeral(mantissa), power])
        }
        self = number.isNegative ? .operation(.negation, [size]) : size
    }

    /// A fraction beside the gradients that are factors of its numerator, which would be fractions in it.
    private static func fraction(_ top: Notation, _ bottom: Notation) -> Notation {
        let factors = top.flattenedFactors
        let gradients = factors.filter(\.isWrittenWithGradients)
        guard !gradients.isEmpty else { return .operation(.quotient, [top, bottom]) }
        let rest = Notation(.product, factors.filter { !$0.isWrittenWithGradients })
        return .operation(.product, [.operation(.quotient, [rest, bottom])] + gradients)
    }

    /// Whether a gradient ∂L/∂y stands in the line of a formula, in no fraction.
    private var isWrittenWithGradients: Bool {
        switch self {
        case .derivative: true
        case .operation(.quotient, _), .numeral, .symbol, .dots, .call, .cases: false
        case .operation(.power, let x): x[0].isWrittenWithGradients
        case .operation(_, let operands), .arrays(_, let operands):
            operands.contains(where: \.isWrittenWithGradients)
        case .series(_, _, _, let operand): operand.isWrittenWithGradients
        }
    }

    /// A sum that begins with a sum is one chain, as is a product.
    private init(_ operation: Operation, _ operands: [Notation]) {
        if operation == .difference {
            self.init(.sum, [operands[0], .operation(.negation, [operands[1]])])
        } else if operation == .reciprocal {
            self = .operation(.quotient, [.numeral("1"), operands[0]])
        } else if operation.arity != nil {
            self = .operation(operation, operands)
        } else if !operation.isFunction, case .operation(operation, let start)? = operands.first {
            self = .operation(operation, start + operands.dropFirst())
        } else if operands.count > 1 {
            self = .operation(operation, operands)
        } else {
            self = operands.first ?? .numeral(operation == .sum ? "0" : "1")
        }
    }
}
