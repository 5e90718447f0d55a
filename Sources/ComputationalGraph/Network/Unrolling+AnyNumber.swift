import Symbolic

/// What is shown for any number of lanes.
extension Unrolling {
    /// Pairs of nodes that are alike but for an index that has its last two shown values there: between them others are
    /// left out.
    func omissions() -> [(before: Int, after: Int)] {
        var drafts: [GraphBuilder.Origin: Int] = [:]
        for (draft, origin) in origins.enumerated() { drafts[origin] = draft }
        return origins.enumerated().flatMap { after, origin -> [(before: Int, after: Int)] in
            network.nodes[origin.node].frame.indices.compactMap { place in
                guard let axis = network.nodes[origin.node].frame[place].axis, scope.lastValues[axis] != nil,
                    origin.values[place] == scope.ranges[axis]!.upperBound
                else { return nil }
                var values = origin.values
                values[place] -= 1
                return drafts[GraphBuilder.Origin(node: origin.node, values: values)].map { ($0, after) }
            }
        }
    }

    /// An algebra for what is shown: its symbols are in the order in which the model's are.
    func algebra(_ names: GradientNames) -> Algebra {
        var algebra = Algebra()
        for axis in network.axes.sizes.keys.sorted() {
            algebra.setSize(of: axis, to: size(of: axis, in: &algebra))
        }
        for symbol in names.symbolsInOrder(of: scope) { _ = algebra.symbol(network.shown(symbol, in: scope)) }
        return algebra
    }

    /// The derivative of what a node computes by one of its operands.
    mutating func local(of draft: Int, at position: Int, in algebra: inout Algebra) throws(ArithmeticError)
        -> Polynomial?
    {
        let origin = origin(of: draft)
        let (operand, indices) = operand(position, of: origin)
        return try unrolled(gradients.derivatives[origin.node][operand], shown(indices), &algebra)
    }

    /// What a node computes, written with the named intermediates; and the formula of its operation.
    func values(of draft: Int) -> (value: Expression, formula: Expression)? {
        let origin = origin(of: draft)
        let node = network.nodes[origin.node]
        let indices = shown(Dictionary(uniqueKeysWithValues: zip(node.frame, origin.values)))
        func replaced(_ expression: Expression) -> Expression {
            expression.replacingSymbols { $0.replacingIndices { indices[$0] ?? $0 } }
        }
        let formula = replaced(self.formula(of: origin.node, depth: 1))
        return (node.definition.map { replaced(.symbol($0)) } ?? formula, formula)
    }

    /// In the indices of the node's frame.
    private func formula(of node: Int, depth: Int) -> Expression {
        let node = network.nodes[node]
        func operand(_ reference: Network.Reference, depth: Int) -> Expression {
            let taken = Dictionary(
                uniqueKeysWithValues: zip(network.nodes[reference.node].frame, reference.indices))
            let value =
                network.nodes[reference.node].definition.map(Expression.symbol)
                ?? formula(of: reference.node, depth: depth)
            return value.replacingSymbols { $0.replacingIndices { taken[$0] ?? $0 } }
        }
        switch node.kind {
        case .input(let symbol): return .symbol(symbol)
        case .output: return operand(node.operands[0], depth: depth)
        case .constant(let number): return .number(number)
        case .lastValue(let index):
            return scope.lastValues[index].map { .symbol(Symbol($0)) }
                ?? .number(Rational(scope.ranges[index]!.upperBound))
        case .operation(let operation):
            return operation.rule(node.operands.map { operand($0, depth: depth) }, 0).value
        case .reduction(let series, let axis):
            let bound = Symbol.Index.bound(axis: axis, level: depth)
            let body = operand(node.operands[0], depth: depth + 1).replacingSymbols {
                $0.replacingIndices { $0 == Network.reduced(axis) ? bound : $0 }
            }
            return .series(series, index: bound, body)
        }
    }
}
