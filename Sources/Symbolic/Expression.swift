/// A formula over symbols. It prints, and is typeset, in the order it is stored.
public indirect enum Expression: Hashable, Sendable, ExpressibleByIntegerLiteral {
    case number(Rational)
    case symbol(Symbol)
    /// An operation on as many operands as it takes. A difference is a sum with a negated term: `y_1-t_1`.
    case operation(Operation, [Expression])
    /// Of arrays, which are written without indices; for print only.
    case arrays(ArrayOperation, [Expression])
    /// ∑ or ∏ over all values of an index, or over all but one.
    case series(Series, index: Symbol.Index, except: Symbol.Index? = nil, Expression)

    public init(integerLiteral value: Int) { self = .number(Rational(value)) }

    /// The value in floating point; what has no value, such as a sum over nobody knows how many terms, is not a number or infinite, as IEEE 754 has it.
    ///
    /// - Parameter value: the value of a symbol.
    public func evaluate(_ value: (Symbol) throws -> Double) rethrows -> Double {
        switch self {
        case .number(let number): number.doubleValue
        case .symbol(let symbol): try value(symbol)
        case .operation(let operation, let operands):
            operation.value(try operands.map { try $0.evaluate(value) })
        case .arrays, .series: .nan
        }
    }

    /// The symbols in the order they are printed, each as often as it is.
    public var symbols: [Symbol] {
        switch self {
        case .number: []
        case .symbol(let symbol): [symbol]
        case .operation(_, let operands), .arrays(_, let operands): operands.flatMap(\.symbols)
        case .series(_, _, _, let operand): operand.symbols
        }
    }
}

extension Expression {
    /// A symbol; a number, where it is that of an index that has one.
    private init(_ symbol: Symbol) {
        self = symbol.numberedIndex?.value.map { .number(Rational($0)) } ?? .symbol(symbol)
    }

    /// The expression with other indices.
    package func replacingIndices(_ image: (Symbol.Index) -> Symbol.Index) -> Expression {
        func replaced(_ part: Expression) -> Expression { part.replacingIndices(image) }
        return switch self {
        case .number: self
        case .symbol(let symbol): Expression(symbol.replacingIndices(image))
        case .operation(let operation, let operands): .operation(operation, operands.map(replaced))
        case .arrays(let operation, let operands): .arrays(operation, operands.map(replaced))
        case .series(let series, let index, let except, let part):
            .series(series, index: index, except: except.map(image), replaced(part))
        }
    }

    /// The expression with other expressions for some of its parts.
    package func replacingParts(_ image: (Expression) -> Expression?) -> Expression {
        if let image = image(self) { return image }
        func replaced(_ part: Expression) -> Expression { part.replacingParts(image) }
        return switch self {
        case .number, .symbol: self
        case .operation(let operation, let operands): .operation(operation, operands.map(replaced))
        case .arrays(let operation, let operands): .arrays(operation, operands.map(replaced))
        case .series(let series, let index, let except, let part):
            .series(series, index: index, except: except, replaced(part))
        }
    }

    /// The expression with other expressions for some of its symbols.
    package func replacingSymbols(_ image: (Symbol) -> Expression?) -> Expression {
        replacingParts { if case .symbol(let symbol) = $0 { image(symbol) } else { nil } }
    }

    /// The sums and products over indices in it, from the outermost on.
    package var series: [Expression] {
        switch self {
        case .number, .symbol: []
        case .operation(_, let operands), .arrays(_, let operands): operands.flatMap(\.series)
        case .series(_, _, _, let part): [self] + part.series
        }
    }

    /// The expression with its sums and products over indices written out.
    ///
    /// - Parameter values: those of an index that something runs over.
    package func writingOut(_ values: (Symbol.Index, Expression) -> ClosedRange<Int>) -> Expression {
        func written(_ part: Expression) -> Expression { part.writingOut(values) }
        switch self {
        case .number, .symbol: return self
        case .operation(let operation, let operands): return .operation(operation, operands.map(written))
        case .arrays(let operation, let operands): return .arrays(operation, operands.map(written))
        case .series(let series, let index, let except, let part):
            let taken = values(index, part).filter { .value($0) != except }
            return .operation(
                series.operation,
                taken.map { value in written(part.replacingIndices { $0 == index ? .value(value) : $0 }) })
        }
    }

    /// The expression with names for what its sums and products run over: for each the first that is open neither in it nor
    /// around it.
    ///
    /// - Parameter names: names for the indices of an axis, without end.
    package func namingIndices(_ names: (_ axis: String) -> [String]) -> Expression {
        namingIndices(names, taken: openIndices)
    }

    private func namingIndices(
        _ names: (_ axis: String) -> [String], taken: Set<Symbol.Index>
    ) -> Expression {
        func named(_ part: Expression) -> Expression { part.namingIndices(names, taken: taken) }
        switch self {
        case .number, .symbol: return self
        case .operation(let operation, let operands): return .operation(operation, operands.map(named))
        case .arrays(let operation, let operands): return .arrays(operation, operands.map(named))
        case .series(let series, let index, let except, let part):
            guard case .bound(let axis, _) = index else {
                return .series(series, index: index, except: except, named(part))
            }
            let name = Symbol.Index.name(names(axis).first { !taken.contains(.name($0)) } ?? axis)
            let open = part.replacingIndices { $0 == index ? name : $0 }.namingIndices(
                names, taken: taken.union([name]))
            return .series(series, index: name, except: except, open)
        }
    }

    public static func sum(_ terms: [Expression]) -> Expression { .operation(.sum, terms) }
    public static func product(_ factors: [Expression]) -> Expression { .operation(.product, factors) }
    public static func power(_ base: Expression, _ exponent: Expression) -> Expression {
        .operation(.power, [base, exponent])
    }
    public static func * (left: Expression, right: Expression) -> Expression { .product([left, right]) }
    public static func / (left: Expression, right: Expression) -> Expression {
        .operation(.quotient, [left, right])
    }
    public static func + (left: Expression, right: Expression) -> Expression { .sum([left, right]) }
    public static func - (left: Expression, right: Expression) -> Expression { .sum([left, -right]) }
    public static prefix func - (operand: Expression) -> Expression { .operation(.negation, [operand]) }
}
