import Symbolic

/// Where the pieces meet of which operations are made.
extension ComputationalGraph {
    /// For an operation on what depends on an input that is no constant the two sides that are equal where its pieces meet: x and 0
    /// of relu(x), x and y of max(x, y); and of a product by a condition those of the condition. None for other operations.
    public func piecesMeeting(at node: Int) -> [(left: Expression, right: Expression)] {
        guard let operation = nodes[node].operation else { return [] }
        let sources = edges.filter { $0.target == node }.map(\.source)
        if operation == .product {
            return sources.filter { nodes[$0].operation?.isComparison ?? false }.flatMap(piecesMeeting)
        }
        guard operation.isPiecewise, nodes[node].summed.isEmpty, sources.count <= 2, isVariable(node) else {
            return []
        }
        return [(nodes[sources[0]].value, sources.count == 1 ? 0 : nodes[sources[1]].value)]
    }

    /// Whether a value changes with an input that is no constant.
    private func isVariable(_ node: Int) -> Bool {
        var seen: Set<Int> = []
        func isVariable(_ node: Int) -> Bool {
            guard seen.insert(node).inserted else { return false }
            if case .input = nodes[node].kind { return !isConstant(node) }
            return edges.contains { $0.target == node && isVariable($0.source) }
        }
        return isVariable(node)
    }
}
