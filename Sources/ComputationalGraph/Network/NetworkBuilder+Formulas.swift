import Diagnostics
import Symbolic

/// Turns formulas into operations, one for each that is written.
extension NetworkBuilder {
    mutating func lower(_ syntax: Syntax, _ context: Context) throws -> Network.Reference {
        depth += 1
        defer { depth -= 1 }
        if depth > maximumDepth { throw tooDeep(at: syntax) }
        if let other = try replaced(syntax, context) { return other }
        if !syntax.frames.isEmpty { return try framed(syntax, context) }
        switch syntax.kind {
        case .number, .arrays, .boundedSeries, .derivative: return try leaf(syntax, context)
        case .symbol(let reference): return try symbol(reference, syntax, context)
        case .index(let name): return index(name, syntax, context)
        case .operation(.sum, let terms) where terms.count > 1: return try chain(terms, syntax, context)
        case .operation(let operation, let operands):
            return try self.operation(operation, operands, syntax, context)
        case .series(let series, let index, _, let operand):
            return try self.series(series, over: index, of: operand, at: syntax, context)
        }
    }

    // What is no part of a chain of calls stands in functions of its own, which keeps its stack small.

    /// The value of what is there in place of a formula: of what it is the diagonal of, or of a branch.
    private mutating func replaced(_ syntax: Syntax, _ context: Context) throws -> Network.Reference? {
        if !diagonals.isEmpty, let diagonal = try diagonal(syntax, context) { return diagonal }
        guard case .choice? = syntax.call, let branch = branch(of: syntax, context) else { return nil }
        return try lower(branch, context)
    }

    /// Of an `if` on indices that are numbers the branch that is taken: the others are not there.
    private func branch(of syntax: Syntax, _ context: Context) -> Syntax? {
        let numbers = context.bindings.compactMapValues(\.value)
        return syntax.branches.first { $0.condition.number(numbers) == 1 }?.value
    }

    /// What stands for calls, or was given to some.
    private mutating func framed(_ syntax: Syntax, _ context: Context) throws -> Network.Reference {
        var inner = context
        var outside = context.calls.count
        var given: [(call: Network.CallSite, parameter: Int)] = []
        for frame in syntax.frames {
            switch frame {
            case .enters(let call): inner.calls.append(Network.Call(call))
            case .leaves(let parameter):
                let call = Network.CallSite(definition: context.definition, calls: inner.calls)
                if let parameter { given.append((call, parameter)) }
                inner.calls.removeLast()
            }
            outside = min(outside, inner.calls.count)
        }
        let value = try lower(syntax.withoutFrames, inner)
        for (call, parameter) in given {
            let taken = Network.Given(call: call, node: value.node)
            network.parameters[taken] = min(parameter, network.parameters[taken] ?? parameter)
        }
        // Where the same was computed before, it is no part of these calls.
        if let origin = network.nodes[value.node].origin, origin.definition == context.definition,
            origin.calls.starts(with: inner.calls)
        {
            network.nodes[value.node].callsReturned.formUnion((outside + 1)..<(inner.calls.count + 1))
        }
        return value
    }

    private func tooDeep(at syntax: Syntax) -> Diagnostic {
        syntax.place.error("too many definitions wait for later ones here; define each before it is used")
    }

    private func isOfOneValue(_ series: Series, at syntax: Syntax) -> Diagnostic {
        syntax.place.error(
            "‘\(series.rawValue)’ is of several values, or of an array with a shape",
            suggestion: "over an index it is written ‘\(series.rawValue)_k’")
    }

    private mutating func leaf(_ syntax: Syntax, _ context: Context) throws -> Network.Reference {
        switch syntax.kind {
        case .number(let number): return node(.constant(.number(number)), [], from: syntax, in: context)
        case .arrays:
            throw syntax.place.error(
                "this is done to matrices, but there are none here",
                suggestion: "declare them, as in ‘shapes: { X: [N, D] }’")
        case .boundedSeries(let series, let index, let head, let bounds, _):
            let conditions =
                switch bounds {
                case .values(let from, let to):
                    "[\(index) >= \(from.place.text)] * [\(index) <= \(to.place.text)]"
                case .others(let other): "[\(index) != \(other.place.text)]"
                }
            throw head.error(
                "in a layer ‘\(series.rawValue)_\(index)’ takes all values of its index",
                suggestion: series == .sum ? FormulaHints.sum(over: index, where: conditions) : nil)
        default: throw syntax.place.error("this can be said in an equation, but not computed in a layer")
        }
    }

    private mutating func symbol(
        _ reference: Syntax.Reference, _ syntax: Syntax, _ context: Context
    ) throws -> Network.Reference {
        guard let index = scope.indexOfLastValue(named: reference) else {
            return try value(of: reference, at: syntax, context)
        }
        let axis = network.axes.axisOfIndex[index] ?? index
        return node(.lastValue(of: axis), [], from: syntax, in: context)
    }

    private mutating func index(_ name: String, _ syntax: Syntax, _ context: Context) -> Network.Reference {
        let index = context.bindings[name]!
        if let value = index.value {
            return node(.constant(.number(Rational(value))), [], from: syntax, in: context)
        }
        return node(.index(of: index.axis!, name: name), [], open: [index], from: syntax, in: context)
    }

    private mutating func operation(
        _ operation: Operation, _ operands: [Syntax], _ syntax: Syntax, _ context: Context
    ) throws -> Network.Reference {
        if operation.arity == 0 {
            return node(.constant(.operation(operation, [])), [], from: syntax, in: context)
        }
        if let series = operation.series, operands.count == 1 { throw isOfOneValue(series, at: syntax) }
        var (kind, taken) = (operation, operands)
        if operation == .quotient, case .number(1) = operands[0].kind {
            (kind, taken) = (.reciprocal, [operands[1]])
        }
        var values: [Network.Reference] = []
        for operand in taken { values.append(try lower(operand, context)) }
        try checkDomain(of: kind, taken, values)
        return node(.operation(kind), values, from: syntax, in: context)
    }

    /// A condition is 0 where it is false: there its logarithm has no value.
    private func checkDomain(of operation: Operation, _ operands: [Syntax], _ values: [Network.Reference])
        throws
    {
        guard operation != .power, let domain = operation.domain(), scope.assumptions.isEmpty,
            domain.facts.contains(.nonzero),
            case .operation(let condition) = network.nodes[values[domain.operand].node].kind,
            condition.isComparison
        else { return }
        throw operands[domain.operand].place.error(
            "this is 0 where the condition is false, and has no "
                + (operation.isLogarithm ? "logarithm there" : "reciprocal there"),
            suggestion: "say where it is true, as in ‘assume: x > 0’, and leave it out")
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
private let maximumDepth = 800
