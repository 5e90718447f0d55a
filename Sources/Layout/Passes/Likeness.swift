/// Which nodes of all lanes are alike: they stand in one column, and what they lead to is alike, and the same where lanes share
/// it.
struct Likeness {
    /// Of each node that has a lane the place among those of its lane in its column: what is alike has one place in all lanes.
    let positions: [Int]

    private struct Traits: Hashable {
        /// Itself, if lanes share it.
        let node: Int?
        let column: Int
        let isJunction: Bool
        let axes: [Int]
        let uses: [Use]
    }

    private struct Use: Hashable, Comparable {
        let target: Int
        /// Which of the target's operands in its own lane; −1 where lanes share the target.
        let operand: Int

        static func < (one: Use, other: Use) -> Bool {
            (one.target, one.operand) < (other.target, other.operand)
        }
    }

    init(_ diagram: Diagram, _ columns: NodeColumns) {
        guard diagram.hasLanes else {
            positions = diagram.nodes.map { _ in 0 }
            return
        }
        var operands = diagram.nodes.map { _ in 0 }
        var uses: [[(target: Int, operand: Int)]] = diagram.nodes.map { _ in [] }
        for edge in diagram.edges {
            uses[edge.source].append((edge.target, operands[edge.target]))
            operands[edge.target] += 1
        }
        var known: [Traits: Int] = [:]
        var kinds = diagram.nodes.map { _ in 0 }
        for node in diagram.topologicalOrder.reversed() {
            let lane = diagram.nodes[node].lane
            let isShared = lane == nil && diagram.nodes[node].shape != .end
            let traits = Traits(
                node: isShared ? node : nil, column: columns.columns[node],
                isJunction: diagram.nodes[node].shape == .junction, axes: lane?.axes ?? [],
                uses: uses[node].map { target, operand in
                    Use(
                        target: kinds[target],
                        operand: diagram.nodes[target].lane == lane ? operand : -1)
                }.sorted())
            kinds[node] = known[traits] ?? known.count
            known[traits] = kinds[node]
        }
        // In the order in which the kinds are met first.
        var ranks: [Int: Int] = [:]
        for kind in kinds where ranks[kind] == nil { ranks[kind] = ranks.count }
        struct Place: Hashable {
            let column: Int
            let lane: Diagram.Lane?
        }
        var counts: [Place: Int] = [:]
        var positions = kinds.map { _ in 0 }
        for node in kinds.indices.sorted(by: { (ranks[kinds[$0]]!, $0) < (ranks[kinds[$1]]!, $1) }) {
            let place = Place(column: columns.columns[node], lane: diagram.nodes[node].lane)
            positions[node] = counts[place, default: 0]
            counts[place] = positions[node] + 1
        }
        self.positions = positions
    }
}
