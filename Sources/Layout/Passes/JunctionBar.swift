import Scene

/// One side of the bar at which a wire splits: what comes to it, or what leaves it.
struct JunctionBar {
    let node: Int
    let isIncoming: Bool
    /// From above.
    let edges: [Int]
    /// The heights that they lead to, from the stem.
    let wishes: [Double]
    let center: Point
    /// Where the arrows begin or end.
    let x: Double
    private(set) var bar: Bar

    /// The bars of a diagram, spread as far as there is room.
    static func all(
        _ tracks: Tracks, _ heights: ItemHeights, _ positions: ColumnPositions, _ diagram: Diagram,
        rooms: [Int: Bar.Room], spacing: Spacing
    ) -> [JunctionBar] {
        var bars: [JunctionBar] = []
        for node in diagram.nodes.indices where diagram.nodes[node].shape == .junction {
            guard let own = tracks.itemOfNode[node] else { continue }
            let center = Point(positions.ranges[tracks.items[own].column].middle, heights.y[own])
            for isIncoming in [true, false] {
                let arrows = tracks.arrows(at: own, isIncoming: isIncoming, heights)
                if arrows.isEmpty { continue }
                let wishes = arrows.map { heights.y[$0.item] - center.y }
                let x = center.x + (isIncoming ? -spacing.bar : spacing.bar) / 2
                let runs = arrows.map { arrow in
                    let column = positions.reserved[tracks.items[arrow.item].column]
                    return isIncoming ? x - column.upperBound : column.lowerBound - x
                }
                let bar = Bar(
                    wishes, runs: runs, isPair: arrows.map { diagram.edges[$0.edge].isPair }, spacing)
                bars.append(
                    JunctionBar(
                        node: node, isIncoming: isIncoming, edges: arrows.map(\.edge), wishes: wishes,
                        center: center, x: x, bar: bar))
            }
        }
        var mayStretch = Set(rooms.keys)
        while true {
            let stretched = bars.map { bar in
                var bar = bar
                if mayStretch.contains(bar.node) {
                    bar.bar.stretch(within: rooms[bar.node]!.moved(by: -bar.center.y))
                }
                return bar
            }
            let touching = nodes(touchingIn: stretched, spacing).intersection(mayStretch)
            if touching.isEmpty { return stretched }
            // What each had room for alone may be too much for two.
            mayStretch.subtract(touching)
        }
    }

    /// The nodes of bars in one column that touch.
    private static func nodes(touchingIn bars: [JunctionBar], _ spacing: Spacing) -> Set<Int> {
        var touching: Set<Int> = []
        for (_, bars) in Dictionary(grouping: bars, by: \.center.x) {
            let rects = rects(of: bars, spacing)
                .sorted { ($0.value.minY, $0.key) < ($1.value.minY, $1.key) }
            for (upper, lower) in zip(rects, rects.dropFirst())
            where lower.value.minY < upper.value.maxY + spacing.clearance {
                touching.formUnion([upper.key, lower.key])
            }
        }
        return touching
    }

    /// From where to where the bar of each node reaches, with both sides.
    static func rects(of bars: [JunctionBar], _ spacing: Spacing) -> [Int: Rect] {
        bars.reduce(into: [:]) { rects, bar in
            let rect = bar.rect(spacing)
            rects[bar.node] = rects[bar.node]?.union(rect) ?? rect
        }
    }

    /// What this side covers.
    private func rect(_ spacing: Spacing) -> Rect {
        let (low, high) = (bar.offsets[0] - bar.ends[0], bar.offsets.last! + bar.ends.last!)
        return Rect(
            minX: center.x - spacing.bar / 2, minY: center.y + low, maxX: center.x + spacing.bar / 2,
            maxY: center.y + high)
    }
}
