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
                    !scope.rolledUp.contains(axis),
                    origin.values[place] == scope.ranges[axis]!.upperBound
                else { return nil }
                var values = origin.values
                values[place] -= 1
                return drafts[GraphBuilder.Origin(node: origin.node, values: values)].map { ($0, after) }
            }
        }
    }

    /// An algebra for what is shown: its symbols are in the order in which the model's are.
    mutating func algebra(_ names: GradientNames) -> Algebra {
        var algebra = Algebra()
        setSizes(in: &algebra)
        knowLast(in: &algebra)
        network.noteNamedConstants(in: &algebra)
        // The number of an index stands before what has the index.
        for axis in network.axesWithNumbers {
            let names = network.axes.axisOfIndex.filter { $0.value == axis }.keys.sorted()
            let indices = names.map(Symbol.Index.name) + (1...2).map { .bound(axis: axis, level: $0) }
            for index in indices where isSeries(over: axis) {
                _ = algebra.symbol(.number(of: index, along: axis))
            }
        }
        for symbol in names.symbolsInOrder(of: scope) where network.isDrawn(symbol, in: scope) {
            for shown in network.shown(symbol, in: scope) {
                for symbol in inSeries(shown, symbol.name) { _ = algebra.symbol(symbol) }
            }
        }
        // Numbers stand at one place in all lanes.
        for atom in gradients.algebra.atoms.indices where gradients.algebra.isNumber(atom) {
            _ = try? unrolled(Polynomial(atom: atom), [:], &algebra)
        }
        return algebra
    }

    /// Whether a sum over an axis stays one, for any number of values or all drawn as one.
    private func isSeries(over axis: String) -> Bool {
        scope.rolledUp.contains(axis) || scope.lastValues[axis] != nil
    }

    /// A symbol, and as what sums over its rolled-up axes have it.
    private func inSeries(_ symbol: Symbol, _ name: String) -> [Symbol] {
        var choices: [[Symbol.Index]] = [[]]
        for (place, index) in symbol.indices.enumerated() {
            var images = [index]
            if let axis = network.axes.axis(of: name, at: place), isSeries(over: axis) {
                images += (1...2).map { .bound(axis: axis, level: $0) }
            }
            choices = choices.flatMap { choice in images.map { choice + [$0] } }
        }
        return choices.map { indices in
            var rest = indices[...]
            return symbol.replacingIndices { _ in rest.removeFirst() }
        }
    }

    /// Takes note that the last value is none of those that are drawn before it.
    private func knowLast(in algebra: inout Algebra) {
        for axis in network.axesWithNumbers where !scope.rolledUp.contains(axis) {
            guard let last = scope.lastValues[axis] else { continue }
            let number = algebra.symbol(Symbol(last))
            for value in scope.ranges[axis]!.dropLast() {
                try? algebra.know(.greater, number, Polynomial(Rational(value)))
            }
        }
    }

    func setSizes(in algebra: inout Algebra) {
        for axis in network.axes.sizes.keys.sorted() {
            algebra.setSize(of: axis, to: size(of: axis, in: &algebra))
        }
    }

    /// The value of a node. Indices that are rolled up have no names in it, so that it can be compared.
    mutating func value(of draft: Int, in algebra: inout Algebra) throws(ArithmeticError) -> Polynomial {
        let origin = origin(of: draft)
        var values: [Symbol.Index: Symbol.Index] = [:]
        for (index, value) in builder.indexValues(of: origin) {
            values[index] = index.axis.map { compared(index, value, of: $0) }
        }
        return try unrolled(gradients.values[origin.node], values, &algebra)
    }

    /// What an operation takes, with the names that its indices have, and as a sum over them has it.
    mutating func writtenOperands(
        of draft: Int, in algebra: inout Algebra
    ) throws(ArithmeticError) -> [[Polynomial]] {
        let origin = origin(of: draft)
        let node = network.nodes[origin.node]
        guard case .operation = node.kind, !node.frame.isEmpty else { return [] }
        let operands = try gradients.operands(of: node)
        let shown = shown(builder.indexValues(of: origin), of: origin.node)
        var written: [[Polynomial]] = []
        for indices in choices(for: node.frame, shown) {
            var values: [Polynomial] = []
            for operand in operands { values.append(try unrolled(operand, indices, &algebra)) }
            written.append(values)
        }
        return written
    }

    /// Indices as they are shown, and as sums over some of them have them.
    private func choices(
        for frame: [Symbol.Index], _ shown: [Symbol.Index: Symbol.Index]
    ) -> [[Symbol.Index: Symbol.Index]] {
        // Of many indices, each alone would be too much.
        guard frame.count <= 2 else {
            let inSum = frame.map { ($0, Symbol.Index.bound(axis: $0.axis!, level: 1)) }
            return [shown, Dictionary(uniqueKeysWithValues: inSum)]
        }
        return frame.reduce([[:]]) { choices, index in
            let bound = (1...frame.count).map { Symbol.Index.bound(axis: index.axis!, level: $0) }
            return choices.flatMap { choice in
                ([shown[index] ?? index] + bound).filter { !choice.values.contains($0) }
                    .map { choice.merging([index: $0]) { $1 } }
            }
        }
    }

    private func compared(_ index: Symbol.Index, _ value: Int, of axis: String) -> Symbol.Index {
        scope.rolledUp.contains(axis) ? index : scope.shown(value, of: axis)
    }

    /// A formula as `value(of:in:)` may have it: for each order of its indices that are rolled up.
    ///
    /// - Parameter bindings: the values of its open indices.
    mutating func polynomials(
        of formula: Syntax, _ bindings: [String: Int], in algebra: inout Algebra
    ) throws -> [Polynomial] {
        var choices: [[String: Symbol.Index]] = [[:]]
        for (name, value) in bindings.sorted(by: { $0.key < $1.key }) {
            guard let axis = network.axes.axisOfIndex[name] else {
                choices = choices.map { $0.merging([name: .value(value)]) { $1 } }
                continue
            }
            let count = bindings.keys.count { network.axes.axisOfIndex[$0] == axis }
            choices = choices.flatMap { choice in
                (1...count).map { Symbol.Index.free(axis: axis, $0) }.filter { !choice.values.contains($0) }
                    .map { choice.merging([name: $0]) { $1 } }
            }
        }
        return try choices.map { choice in
            let polynomial = try gradients.polynomial(formula, choice, depth: 0)
            var values: [Symbol.Index: Symbol.Index] = [:]
            for (name, index) in choice {
                if let axis = index.axis { values[index] = compared(index, bindings[name]!, of: axis) }
            }
            return try unrolled(polynomial, values, &algebra)
        }
    }

    /// The derivative of what a node computes by one of its operands.
    mutating func local(of draft: Int, at position: Int, in algebra: inout Algebra) throws(ArithmeticError)
        -> Polynomial
    {
        let origin = builder.drafts[draft].taker
        let (operand, indices) = operand(position, of: origin)
        return try unrolled(
            gradients.derivatives[origin.node][operand], shown(indices, of: origin.node), &algebra)
    }

    /// What a node computes, written with the named intermediates; and the formula of its operation.
    func values(of draft: Int) -> (value: Expression, formula: Expression) {
        let origin = origin(of: draft)
        let node = network.nodes[origin.node]
        let indices = shown(builder.indexValues(of: origin), of: origin.node)
        func replaced(_ expression: Expression) -> Expression {
            expression.replacingSymbols { .symbol($0.replacingIndices { indices[$0] ?? $0 }) }
                .withNumbersOfIndices
        }
        let formula = replaced(self.formula(of: origin.node, depth: 1))
        return (node.definition.map { replaced(.symbol($0)) } ?? formula, formula)
    }

    /// What is taken of a node, written with the named intermediates.
    private func value(of reference: Network.Reference, depth: Int) -> Expression {
        let node = network.nodes[reference.node]
        let taken = gradients.indices(of: reference)
        let value = node.definition.map(Expression.symbol) ?? formula(of: reference.node, depth: depth)
        return value.replacingIndices { taken[$0] ?? $0 }
    }

    /// In the indices of the node's frame.
    func formula(of node: Int, depth: Int) -> Expression {
        let node = network.nodes[node]
        switch node.kind {
        case .input(let symbol): return .symbol(symbol)
        case .output: return value(of: node.operands[0], depth: depth)
        case .constant(let number): return number
        case .lastValue(let index):
            return scope.lastValues[index].map { .symbol(Symbol($0)) }
                ?? .number(Rational(scope.range(of: index).upperBound))
        case .index(let axis, _): return .symbol(.number(of: node.frame[0], along: axis))
        case .operation(let operation):
            return operation.rule(node.operands.map { value(of: $0, depth: depth) }, 0).value
        case .reduction(let series, let axes):
            let bounds = axes.enumerated().map { Symbol.Index.bound(axis: $1, level: depth + $0) }
            let places = Dictionary(uniqueKeysWithValues: zip(Network.reduced(axes), bounds))
            let body = value(of: node.operands[0], depth: depth + axes.count)
                .replacingIndices { places[$0] ?? $0 }
            let sum = bounds.reversed().reduce(body) {
                .series(series == .mean ? .sum : series, index: $1, $0)
            }
            guard series == .mean else { return sum }
            var algebra = Algebra()
            let sizes = axes.map { size(of: $0, in: &algebra) }
            guard let count = try? algebra.product(sizes) else {
                return sizes.reduce(sum) { $0 / algebra.expression($1) }
            }
            return sum / algebra.expression(count)
        }
    }
}
