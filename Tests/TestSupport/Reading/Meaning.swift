import Symbolic

/// What a formula says, whoever wrote or read it: compared by its value in a field with a prime number of elements,
/// where functions are any functions. So only what is equal for all functions is equal, but for one chance in 2⁶¹.
package indirect enum Meaning: Sendable {
    case number(Field)
    case symbol(String)
    case sum([Meaning])
    case product([Meaning])
    case quotient(Meaning, Meaning)
    case power(Meaning, Meaning)
    case negation(Meaning)
    /// A function, a series with its bounds, or a derivative: of its arguments.
    case function(String, [Meaning])

    package var value: Field {
        switch self {
        case .number(let number): number
        case .symbol(let name): Field(hashing: name, [])
        case .sum(let terms): terms.reduce(Field(0)) { $0 + $1.value }
        case .product(let factors): factors.reduce(Field(1)) { $0 * $1.value }
        case .quotient(let top, let bottom): top.value * bottom.value.inverse
        case .power(let base, let exponent): base.value.raised(to: exponent.value)
        case .negation(let operand): Field(0) - operand.value
        case .function(let name, let arguments): Field(hashing: name, arguments.map(\.value))
        }
    }
}

extension Meaning {
    package init(_ expression: Expression) {
        switch expression {
        case .number(let number): self = .number(Field(number))
        case .symbol(let symbol): self.init(symbol.name, indices: symbol.indices.map(\.text))
        case .operation(let operation, let operands): self.init(operation, operands.map(Meaning.init))
        case .arrays(let operation, let operands):
            self = .function("\(operation)", operands.map(Meaning.init))
        case .series(let series, let index, let except, let operand):
            let others = except.map { " but \($0.text)" } ?? ""
            self = .function("\(series) \(index.text)\(others)", [Meaning(operand)])
        }
    }

    private init(_ operation: Operation, _ x: [Meaning]) {
        self =
            switch operation {
            case .sum: .sum(x)
            case .product: .product(x)
            case .quotient: .quotient(x[0], x[1])
            case .power: .power(x[0], x[1])
            case .negation: .negation(x[0])
            default: .function(operation.name, x)
            }
    }

    package init(_ syntax: Syntax) {
        switch syntax.kind {
        case .number(let number): self = .number(Field(number))
        case .symbol(let reference): self.init(reference.name, indices: reference.indices.map(\.text))
        case .index(let index): self.init(index, indices: [])
        case .operation(let operation, let operands): self.init(operation, operands.map(Meaning.init))
        case .arrays(let operation, let operands):
            self = .function("\(operation)", operands.map(Meaning.init))
        case .series(let series, let index, _, let operand):
            self = .function("\(series) \(index)", [Meaning(operand)])
        case .boundedSeries(let series, let index, _, .values(let from, let to), let operand):
            self = .function("\(series) \(index)", [Meaning(from), Meaning(to), Meaning(operand)])
        case .boundedSeries(let series, let index, _, .others(let other), let operand):
            self = .function("\(series) \(index) but \(other.place.text)", [Meaning(operand)])
        case .derivative(let value, let variable):
            self = .function("derivative", [Meaning(value), Meaning(variable)])
        }
    }

    package init(_ name: String, indices: [String]) {
        self = .symbol(([name] + indices).joined(separator: "_"))
    }
}

/// A number modulo 2⁶¹ − 1.
package struct Field: Hashable, Sendable {
    private static let prime: UInt64 = (1 << 61) - 1
    private let residue: UInt64

    package init(_ number: Int) {
        let size = number.magnitude % UInt(Self.prime)
        residue = number < 0 && size > 0 ? Self.prime - UInt64(size) : UInt64(size)
    }

    /// Of numbers whose parts fit machine integers.
    init(_ number: Rational) {
        self = Field(number.numerator.integer!) * Field(number.denominator.integer!).inverse
    }

    /// The number with these digits, and a point among them.
    package init(digits: String) {
        let places = digits.contains(".") ? digits.split(separator: ".")[1].count : 0
        let whole = digits.utf8.filter { $0 != UInt8(ascii: ".") }
            .reduce(Field(0)) { $0 * Field(10) + Field(Int($1) - 48) }
        self = whole * Field(10).raised(to: Field(-places))
    }

    /// A random function of its arguments, as the name is its seed.
    init(hashing name: String, _ arguments: [Field]) {
        var state: UInt64 = 14_695_981_039_346_656_037
        func mix(_ value: UInt64) {
            state = (state ^ value) &* 0x9E37_79B9_7F4A_7C15
            state ^= state >> 29
            state = state &* 0xBF58_476D_1CE4_E5B9
            state ^= state >> 32
        }
        name.utf8.forEach { mix(UInt64($0)) }
        arguments.forEach { mix($0.residue &+ 1_000) }
        residue = state % Self.prime
    }

    private init(residue: UInt64) { self.residue = residue }

    static func + (left: Field, right: Field) -> Field {
        Field(residue: (left.residue + right.residue) % prime)
    }

    static func - (left: Field, right: Field) -> Field {
        Field(residue: (left.residue + prime - right.residue) % prime)
    }

    static func * (left: Field, right: Field) -> Field {
        let product = left.residue.multipliedFullWidth(by: right.residue)
        return Field(residue: prime.dividingFullWidth(product).remainder)
    }

    /// Of 0, any number: a formula that divides by zero still says so.
    var inverse: Field { self == Field(0) ? Field(hashing: "1/0", []) : raised(Self.prime - 2) }

    /// A power by a small whole number; any other is a function of its base and exponent.
    func raised(to exponent: Field) -> Field {
        let most: UInt64 = 1_000
        if exponent.residue <= most { return raised(exponent.residue) }
        if Self.prime - exponent.residue <= most { return inverse.raised(Self.prime - exponent.residue) }
        return Field(hashing: "power", [self, exponent])
    }

    private func raised(_ exponent: UInt64) -> Field {
        var (result, base, rest) = (Field(1), self, exponent)
        while rest > 0 {
            if rest & 1 == 1 { result = result * base }
            base = base * base
            rest >>= 1
        }
        return result
    }
}
