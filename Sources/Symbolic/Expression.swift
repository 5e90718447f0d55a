/// A formula over symbols. It prints, and is typeset, in the order it is stored.
public indirect enum Expression: Hashable, Sendable, ExpressibleByIntegerLiteral {
    case number(Rational)
    case symbol(Symbol)
    /// A difference is a sum with a negated term: `y_1-t_1`.
    case sum([Expression])
    case product([Expression])
    case quotient(Expression, Expression)
    case power(Expression, Expression)
    case negation(Expression)
    case function(Function, Expression)
    /// ∑ or ∏ over all values of an index.
    case series(Series, index: Symbol.Index, Expression)

    public init(integerLiteral value: Int) { self = .number(Rational(value)) }

    /// The value in floating point; what has no value, such as a sum over nobody knows how many terms, is not a number or infinite, as IEEE 754 has it.
    ///
    /// - Parameter value: the value of a symbol.
    public func evaluate(_ value: (Symbol) throws -> Double) rethrows -> Double {
        switch self {
        case .number(let number): number.doubleValue
        case .symbol(let symbol): try value(symbol)
        case .sum(let terms): try terms.reduce(0) { try $0 + $1.evaluate(value) }
        case .product(let factors): try factors.reduce(1) { try $0 * $1.evaluate(value) }
        case .quotient(let top, let bottom): try top.evaluate(value) / bottom.evaluate(value)
        case .power(let base, let exponent): try raise(base.evaluate(value), to: exponent.evaluate(value))
        case .negation(let operand): try -operand.evaluate(value)
        case .function(let function, let argument): function.value(try argument.evaluate(value))
        case .series: .nan
        }
    }

    /// The symbols in the order they are printed, each as often as it is.
    public var symbols: [Symbol] {
        switch self {
        case .number: []
        case .symbol(let symbol): [symbol]
        case .sum(let parts), .product(let parts): parts.flatMap(\.symbols)
        case .quotient(let first, let second), .power(let first, let second): first.symbols + second.symbols
        case .negation(let part), .function(_, let part), .series(_, _, let part): part.symbols
        }
    }
}

extension Expression {
    /// The expression with other symbols.
    package func replacingSymbols(_ image: (Symbol) -> Symbol) -> Expression {
        func replaced(_ part: Expression) -> Expression { part.replacingSymbols(image) }
        return switch self {
        case .number: self
        case .symbol(let symbol): .symbol(image(symbol))
        case .sum(let parts): .sum(parts.map(replaced))
        case .product(let parts): .product(parts.map(replaced))
        case .quotient(let top, let bottom): .quotient(replaced(top), replaced(bottom))
        case .power(let base, let exponent): .power(replaced(base), replaced(exponent))
        case .negation(let part): .negation(replaced(part))
        case .function(let function, let part): .function(function, replaced(part))
        case .series(let series, let index, let part): .series(series, index: index, replaced(part))
        }
    }

    /// The expression with names for what its sums and products run over: for each the first that is open neither in it nor
    /// around it.
    ///
    /// - Parameter names: names for the indices of an axis, without end.
    package func namingIndices(_ names: (_ axis: String) -> [String]) -> Expression {
        namingIndices(names, taken: Set(symbols.flatMap(\.indices)))
    }

    private func namingIndices(
        _ names: (_ axis: String) -> [String], taken: Set<Symbol.Index>
    ) -> Expression {
        func named(_ part: Expression) -> Expression { part.namingIndices(names, taken: taken) }
        switch self {
        case .number, .symbol: return self
        case .sum(let parts): return .sum(parts.map(named))
        case .product(let parts): return .product(parts.map(named))
        case .quotient(let top, let bottom): return .quotient(named(top), named(bottom))
        case .power(let base, let exponent): return .power(named(base), named(exponent))
        case .negation(let part): return .negation(named(part))
        case .function(let function, let part): return .function(function, named(part))
        case .series(let series, let index, let part):
            guard case .bound(let axis, _) = index else { return .series(series, index: index, named(part)) }
            let name = Symbol.Index.name(names(axis).first { !taken.contains(.name($0)) } ?? axis)
            let open = part.replacingSymbols { $0.replacingIndices { $0 == index ? name : $0 } }
            return .series(series, index: name, open.namingIndices(names, taken: taken.union([name])))
        }
    }

    public static func * (left: Expression, right: Expression) -> Expression { .product([left, right]) }
    public static func / (left: Expression, right: Expression) -> Expression { .quotient(left, right) }
    public static func + (left: Expression, right: Expression) -> Expression { .sum([left, right]) }
    public static func - (left: Expression, right: Expression) -> Expression { .sum([left, .negation(right)]) }
    public static prefix func - (operand: Expression) -> Expression { .negation(operand) }
}
