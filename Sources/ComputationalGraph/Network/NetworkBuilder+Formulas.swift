import Diagnostics
import Symbolic

/// Turns formulas into operations, one for each that is written.
extension NetworkBuilder {
    mutating func lower(_ syntax: Syntax, _ context: Context) throws -> Network.Reference {
        depth += 1
        defer { depth -= 1 }
        if depth > maximumDepth {
            throw syntax.place.error(
                "too many definitions wait for later ones here; define each before it is used")
        }
        switch syntax.kind {
        case .number(let number): return node(.constant(number), [], from: syntax, in: context)
        case .symbol(let reference):
            if let index = scope.indexOfLastValue(named: reference) {
                let axis = network.axes.axisOfIndex[index] ?? index
                return node(.lastValue(of: axis), [], from: syntax, in: context)
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
        case .arrays:
            throw syntax.place.error(
                "this is done to matrices, but there are none here",
                suggestion: "declare them, as in ‘shapes: { X: [N, D] }’")
        case .boundedSeries, .derivative:
            throw syntax.place.error("this can be said in an equation, but not computed in a layer")
        }
    }

    private mutating func operation(
        _ operation: Operation, _ operands: [Syntax], _ syntax: Syntax, _ context: Context
    ) throws -> Network.Reference {
        let values = try operands.map { try lower($0, context) }
        return node(.operation(operation), values, from: syntax, in: context)
    }

    /// `a + b + c` is one sum; `a + b - c` is a difference of a sum and c.
    private mutating func chain(_ terms: [Syntax], _ syntax: Syntax, _ context: Context) throws
        -> Network.Reference
    {
        var operands: [Network.Reference] = []
        for term in terms {
            guard case .operation(.negation, let subtracted) = term.kind, !operands.isEmpty else {
                operands.append(try lower(term, context))
                continue
            }
            // Each is told from the others of the chain by where it ends.
            let left =
                operands.count == 1
                ? operands[0] : node(.operation(.sum), operands, from: syntax, upTo: term, in: context)
            let right = try lower(subtracted[0], context)
            operands = [node(.operation(.difference), [left, right], from: syntax, upTo: term, in: context)]
        }
        return operands.count == 1
            ? operands[0] : node(.operation(.sum), operands, from: syntax, in: context)
    }
}

/// Bounds the stack: definitions that wait for later ones nest like brackets.
private let maximumDepth = 1_000
