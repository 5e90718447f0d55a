import Symbolic

/// Where the pieces meet of which operations are made.
extension ComputationalGraph {
    /// For operations on what depends on an input that is no constant the two sides that are equal where their pieces meet, each
    /// once: x and 0 of relu(x), x and y of max(x, y); and of a product by a condition those of the condition. None for other
    /// operations.
    public func piecesMeeting(at nodes: some Sequence<Int>) -> [(left: Expression, right: Expression)] {
        let operands = operands
        var found: [(left: Expression, right: Expression)] = []
        for node in nodes {
            for (left, right) in piecesMeeting(at: node, operands)
            where !found.contains(where: { $0 == (left, right) }) {
                found.append((left, right))
            }
        }
        return found
    }

    private func piecesMeeting(
        at node: Int, _ operands: [[Int]]
    ) -> [(left: Expression, right: Expression)] {
        guard let operation = nodes[node].operation else { return [] }
        let sources = operands[node]
        if operation == .product {
            return sources.filter { nodes[$0].operation?.isComparison ?? false }
                .flatMap { piecesMeeting(at: $0, operands) }
        }
        guard operation.isPiecewise, nodes[node].summed.isEmpty, sources.count <= 2, isVariable(node, operands)
        else { return [] }
        return [(nodes[sources[0]].value, sources.count == 1 ? 0 : nodes[sources[1]].value)]
    }

    /// Whether a value changes with an input that is no constant.
    private func isVariable(_ node: Int, _ operands: [[Int]]) -> Bool {
        var seen: Set<Int> = []
        func isVariable(_ node: Int) -> Bool {
            guard seen.insert(node).inserted else { return false }
            if case .input = nodes[node].kind { return !isConstant(node) }
            return operands[node].contains(where: isVariable)
        }
        return isVariable(node)
    }
}
