import Symbolic

extension Unrolling {
    /// The derivative of the value of a call by one that it takes, in its shortest form; nil where that is none of one value by
    /// one other: where the call adds up or repeats what it has for several indices.
    ///
    /// - Parameters:
    ///   - value: the node of the graph that is the value.
    ///   - members: the nodes that stand for the call.
    ///   - source: the node that is differentiated by.
    mutating func localDerivative(
        of value: Int, within members: [Int], by source: Int, in algebra: inout Algebra
    ) throws(ArithmeticError) -> Polynomial? {
        let (value, taken) = (origin(of: value).node, origin(of: source))
        // Those on the way.
        var nodes: Set<Int> = [taken.node]
        for node in Set(members.map { origin(of: $0).node }).sorted()
        where network.nodes[node].operands.contains(where: { nodes.contains($0.node) }) {
            nodes.insert(node)
        }
        var arriving: [Int: [Polynomial]] = [value: [.one]]
        for node in nodes.subtracting([taken.node]).sorted().reversed() {
            guard let parts = arriving[node] else { continue }
            let total = try gradients.algebra.shortestSum(parts)
            let operands = network.nodes[node].operands
            for (position, operand) in operands.enumerated()
            where nodes.contains(operand.node) {
                guard let places = frame(of: operand, in: node, isSingle: network.nodes[value].frame.isEmpty)
                else { return nil }
                let derivative = try gradients.chained(total, through: node, to: position)
                arriving[operand.node, default: []].append(
                    try gradients.algebra.replacing(places, in: derivative))
            }
        }
        guard let parts = arriving[taken.node] else { return nil }
        return try unrolled(
            gradients.algebra.shortestSum(parts), shown(builder.indexValues(of: taken), of: taken.node),
            &algebra)
    }

    /// The indices of an operand in its own frame, where it is taken at just those of the node; nil where not.
    ///
    /// - Parameter isSingle: whether all comes to one value, so that what is added up stands for itself.
    private func frame(
        of operand: Network.Reference, in node: Int, isSingle: Bool
    ) -> [Symbol.Index: Symbol.Index]? {
        let frame = network.nodes[operand.node].frame
        if case .reduction = network.nodes[node].kind {
            return isSingle ? Dictionary(uniqueKeysWithValues: zip(operand.indices, frame)) : nil
        }
        return operand.indices == frame && network.nodes[node].frame == frame ? [:] : nil
    }
}
