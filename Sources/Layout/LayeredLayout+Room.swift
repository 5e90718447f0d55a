/// More room along the flow.
extension LayeredLayout {
    /// The layout with more room along the flow beside the ends and values of these arrows.
    ///
    /// - Parameters:
    ///   - most: how much wider it may be than it was at first, as a part of its width, or of a quarter of its height.
    ///   - isCrowded: whether so many touch that a little room is of no use.
    /// - Returns: nil where that is too little.
    public func widening(_ edges: Set<Int>, most: Double, isCrowded: Bool = false) -> LayeredLayout? {
        wider(edges, most: most, isCrowded: isCrowded)?.roomier(for: \.piercing)
    }

    private func wider(_ edges: Set<Int>, most: Double, isCrowded: Bool = false) -> LayeredLayout? {
        var room = room
        var columns: Set<Int> = []
        for edge in edges {
            let chain = tracks.itemsOfEdge[edge]
            for item in [chain[0], chain[chain.count - 1], tracks.valueItem(of: edge)] {
                columns.formUnion([tracks.items[item].column, tracks.items[item].column + 1])
            }
        }
        for column in columns {
            room[column] = max(2 * (room[column] ?? 0), isCrowded ? Self.muchRoom : Self.moreRoom)
        }
        let width = (positions.ranges.last?.upperBound ?? 0) - self.room.values.reduce(0, +)
        let height = (heights.y.max() ?? 0) - (heights.y.min() ?? 0)
        if room.values.reduce(0, +) > most * max(width, height / 4) { return nil }
        return placing(bent: bent, room: room)
    }

    /// The first time; then as much again as there is.
    private static let moreRoom = 24.0
    private static let muchRoom = 96.0

    /// The layout with more room beside some of its arrows, if there are fewer faults then.
    func roomier(for arrows: KeyPath<Self, Set<Int>>) -> LayeredLayout {
        var (best, wider) = (self, self)
        for _ in 0..<Self.mostOften where !best[keyPath: arrows].isEmpty {
            guard let next = wider.wider(wider[keyPath: arrows], most: Self.most) else { break }
            wider = next
            if wider.faults < best.faults { best = wider }
        }
        return best
    }

    /// How often more room is made, and how much in all, as a part of the width.
    private static let mostOften = 6
    private static let most = 0.4

    /// How many arrows run through heads, have such heads, bend too often or leave their lane.
    package var faults: Int { piercing.count + crooked.count + unlevel.union(tilted).count }

    /// The arrows that could be level along their lane, and are not.
    var unlevel: Set<Int> {
        diagram.soleAlongLanes.filter { edge in
            routes[edge].line.contains { abs($0.y - routes[edge].line[0].y) > 0.5 }
        }
    }

    /// The arrows without a bend that are not level, though the nodes that they join stand at one height.
    var tilted: Set<Int> {
        Set(
            routes.indices.filter { index in
                let (edge, line) = (diagram.edges[index], routes[index].line)
                return line.count == 2 && abs(line[0].y - line[1].y) > 0.1
                    && [edge.source, edge.target].allSatisfy { diagram.radius(of: $0) != nil }
                    && abs(centers[edge.source].y - centers[edge.target].y) < 0.01
            })
    }

    /// The nodes at whose outlines arrows have no room to stay level.
    var narrow: Set<Int> {
        Set(
            tilted.flatMap { index in
                let (edge, line) = (diagram.edges[index], routes[index].line)
                return [(edge.source, line[0]), (edge.target, line[1])]
                    .filter { abs(centers[$0].y - $1.y) > 0.1 }.map(\.0)
            })
    }

    /// The arrows that bend more than twice.
    var crooked: Set<Int> { Set(routes.indices.filter { routes[$0].line.count > Tightening.most }) }
}
