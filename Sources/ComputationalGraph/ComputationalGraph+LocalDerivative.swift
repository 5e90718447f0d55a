import Symbolic

/// The derivatives of what calls give by what they take.
extension ComputationalGraph {
    /// The derivative of the value of a call by one that it takes, in its shortest form: h(1 − h), where an equation calls the
    /// value h. It is written with nothing but what the call takes and gives. Nil where the call has several values, or adds up
    /// what is drawn as one.
    ///
    /// - Parameter isNamed: whether the function's name stands for a value that no equation names: σ(1 − σ).
    public func localDerivative(of call: FunctionCall, by source: Int, isNamed: Bool = false) -> Expression? {
        guard call.values.count == 1 else { return nil }
        let value = nodes[call.values[0]].value
        var name = value
        if isNamed, isNamedByCall(call.values[0]) { name = .symbol(Symbol(call.function)) }
        if let own = try? ownDerivative(of: call, by: source) {
            let form = indexNames.named(own.expression, over: axes[call.values[0]])
            let written = form.replacingSymbols { symbol in
                symbol.name == own.value.name
                    ? name
                    : own.taken[symbol.name].map { node in
                        innerCalls[node].map { .symbol(Symbol($0)) } ?? nodes[node].value
                    }
            }
            // Else its indices are those of several values.
            if written.openIndices.allSatisfy({ $0.value != nil || value.openIndices.contains($0) }) {
                return written
            }
        }
        var algebra = gradientAlgebra
        guard let derivative = derivative(of: call, by: source, in: &algebra) else { return nil }
        return indexNames.named(algebra.expression(derivative), over: axes[source]).replacingSymbols {
            .symbol($0) == value ? name : nil
        }
    }

    /// Whether no equation of the model's names the value of a node, but the call that gives it.
    public func isNamedByCall(_ node: Int) -> Bool {
        nodes[node].definition.map { calledValues[$0.name] != nil } ?? true
    }

    /// The same with the names by which all else is written.
    func derivative(of call: FunctionCall, by source: Int, in algebra: inout Algebra) -> Polynomial? {
        guard call.values.count == 1, !call.nodes.contains(where: { nodes[$0].isMatrixProduct }) else {
            return nil
        }
        var unrolling = unrolling
        return try? unrolling.localDerivative(
            of: call.values[0], within: call.nodes, by: source, in: &algebra)
    }

    /// The derivative where each operation is one of single values, or of one of an array, written with symbols of its own.
    private func ownDerivative(
        of call: FunctionCall, by source: Int
    ) throws -> (expression: Expression, value: Symbol, taken: [String: Int])? {
        // Over an axis that a value lacks what comes back to it is added up.
        guard rolledUpAxes(of: source) == rolledUpAxes(of: call.values[0]) else { return nil }
        var algebra = Algebra()
        var values: [Int: Polynomial] = [:]
        var taken: [String: Int] = [:]
        func symbol(_ name: String, at node: Int) -> Symbol { Symbol(name, indices: axes[node] ?? []) }
        for (place, node) in call.taken.enumerated() where !call.numbers.contains(node) {
            let symbol = symbol("x\(place)", at: node)
            taken[symbol.name] = node
            values[node] = algebra.symbol(symbol)
        }
        let name = symbol("y", at: call.values[0])
        let result = call.values[0]
        let operands = operands
        // What is a number may stand with another call.
        var order: [Int] = []
        func place(_ node: Int) -> Bool {
            if values[node] != nil || order.contains(node) { return true }
            switch unrolling.network.nodes[unrolling.origin(of: node).node].kind {
            case .constant: break
            case .operation where !nodes[node].isMatrixProduct:
                guard operands[node].allSatisfy(place) else { return false }
            default: return false
            }
            order.append(node)
            return true
        }
        guard place(result) else { return nil }
        algebra.isInBranch = order.contains { nodes[$0].operation?.isComparison ?? false }
        var slopes: [Int: [Polynomial]] = [:]
        for node in order {
            switch nodes[node].kind {
            case .constant(let number): values[node] = try algebra.constant(number)
            case .operation(let operation):
                let given = operands[node].map { values[$0]! }
                if !algebra.isInBranch { try algebra.know(isDefined: operation, on: given) }
                var value = try algebra.value(of: operation, on: given)
                var own = node == result ? name : nil
                if node != result, innerCalls[node] != nil {
                    own = symbol("z\(node)", at: node)
                    taken["z\(node)"] = node
                }
                if let own, !value.terms.isEmpty {
                    try algebra.define(own, as: value)
                    value = algebra.symbol(own)
                }
                values[node] = value
                slopes[node] = try algebra.derivatives(of: operation, on: given, value: value)
                algebra.noteWritten(operation, on: given)
            case .input, .output: return nil
            }
        }
        var arriving: [Int: [Polynomial]] = [result: [.one]]
        for node in order.reversed() {
            guard let parts = arriving[node], let slopes = slopes[node] else { continue }
            let total = try algebra.shortestSum(parts)
            for (operand, slope) in zip(operands[node], slopes) {
                arriving[operand, default: []].append(try algebra.shortestProduct(total, slope))
            }
        }
        guard let parts = arriving[source] else { return nil }
        return (algebra.expression(try algebra.shortestSum(parts)), name, taken)
    }

    private func rolledUpAxes(of node: Int) -> [String] {
        unrolling.network.nodes[unrolling.origin(of: node).node].frame.filter(scope.isRolledUp)
            .compactMap(\.axis).sorted()
    }
}
