import Diagnostics
import Symbolic

/// Turns formulas into operations, one for each that is written: on single values for a graph, on indexed ones for a network.
protocol FormulaLowering {
    /// Where a formula stands, and what its indices are.
    associatedtype Context
    associatedtype Value

    var scope: Scope { get }
    /// How deep the formula that is being lowered is nested, with the definitions that wait for it.
    var depth: Int { get set }

    mutating func constant(_ number: Rational, at syntax: Syntax, _ context: Context) throws -> Value
    /// The n of 1...n.
    mutating func lastValue(of index: String, at syntax: Syntax, _ context: Context) throws -> Value
    mutating func value(of reference: Syntax.Reference, at syntax: Syntax, _ context: Context) throws -> Value
    mutating func series(
        _ series: Series, over index: String, of operand: Syntax, at syntax: Syntax, _ context: Context
    ) throws -> Value
    /// - Parameter end: the term of a chain that the operation reaches to; nil for the whole syntax.
    mutating func operation(
        _ operation: Operation, on operands: [Value], at syntax: Syntax, upTo end: Syntax?, _ context: Context
    ) throws -> Value
}

extension FormulaLowering {
    mutating func lower(_ syntax: Syntax, _ context: Context) throws -> Value {
        depth += 1
        defer { depth -= 1 }
        if depth > maximumDepth {
            throw syntax.place.error(
                "too many definitions wait for later ones here; define each before it is used")
        }
        switch syntax.kind {
        case .number(let number): return try constant(number, at: syntax, context)
        case .symbol(let reference):
            if let index = scope.indexOfLastValue(named: reference) {
                return try lastValue(of: index, at: syntax, context)
            }
            return try value(of: reference, at: syntax, context)
        case .operation(.sum, let terms): return try chain(terms, syntax, context)
        case .operation(.quotient, let x):
            if case .number(1) = x[0].kind { return try operation(.reciprocal, [x[1]], syntax, context) }
            return try operation(.quotient, x, syntax, context)
        case .operation(let operation, let operands):
            return try self.operation(operation, operands, syntax, context)
        case .series(let series, let index, _, let operand):
            return try self.series(series, over: index, of: operand, at: syntax, context)
        case .boundedSeries, .derivative:
            throw syntax.place.error("this can be said in an equation, but not computed in a layer")
        }
    }

    private mutating func operation(
        _ operation: Operation, _ operands: [Syntax], _ syntax: Syntax, _ context: Context
    ) throws -> Value {
        let values = try operands.map { try lower($0, context) }
        return try self.operation(operation, on: values, at: syntax, upTo: nil, context)
    }

    /// `a + b + c` is one sum; `a + b - c` is a difference of a sum and c.
    private mutating func chain(_ terms: [Syntax], _ syntax: Syntax, _ context: Context) throws -> Value {
        var operands: [Value] = []
        for term in terms {
            guard case .operation(.negation, let subtracted) = term.kind, !operands.isEmpty else {
                operands.append(try lower(term, context))
                continue
            }
            // Each is told from the others of the chain by where it ends.
            let left =
                operands.count == 1
                ? operands[0] : try operation(.sum, on: operands, at: syntax, upTo: term, context)
            let right = try lower(subtracted[0], context)
            operands = [try operation(.difference, on: [left, right], at: syntax, upTo: term, context)]
        }
        return operands.count == 1
            ? operands[0] : try operation(.sum, on: operands, at: syntax, upTo: nil, context)
    }
}

/// Bounds the stack: definitions that wait for later ones nest like brackets.
private let maximumDepth = 1_000
