import Glibc
import Scene

/// Where arrows meet nodes and junctions: each aims at a point of its own, so that they arrive apart from each other.
///
/// An arrow aims at the direction it comes from; where several come from nearly one, they give way to each other, level
/// ones last.
struct Ports {
    /// For each edge, what it aims at in its source and in its target; nil where that is not round.
    private(set) var sources: [Point?]
    private(set) var targets: [Point?]
    /// How far each branch runs level from its junction before it bends: of those that bend upwards the uppermost least.
    private(set) var stubs: [Int: Double] = [:]
    /// From where to where the bar of a junction reaches.
    private(set) var bars: [Int: Rect] = [:]

    /// The points lie so far inside the outline, as a part of the usual radius.
    private static let depth = 0.25
    /// So much of the outline arrows are spread over at most.
    static let range = 2.4
    /// So near to the middle of a node, as a part of its radius, an elbow may be level.
    private static let nearCenter = 0.5
    /// For more arrows than these on one side, a node grows no further.
    static let most = 20

    /// The distance of two arrows, or pairs, on the outline: their heads don't touch.
    static func apart(_ spacing: Spacing) -> Double { spacing.pair + 5 }

    /// The distance of arrows that begin at a node and have no partners with heads there, as a part of that of others.
    static let tails = 0.5

    init(
        _ tracks: Tracks, _ heights: ItemHeights, _ positions: ColumnPositions, _ diagram: Diagram,
        rooms: [Int: Bar.Room], spacing: Spacing
    ) {
        sources = diagram.edges.map { _ in nil }
        targets = sources
        place(JunctionBar.all(tracks, heights, positions, diagram, rooms: rooms, spacing: spacing), spacing)
        for node in diagram.nodes.indices {
            guard let radius = diagram.radius(of: node), let own = tracks.itemOfNode[node] else { continue }
            let center = Point(positions.ranges[tracks.items[own].column].middle, heights.y[own])
            var levelElbows: Set<Int> = []
            var round: [Side] = []
            for isIncoming in [true, false] {
                let arrows = tracks.arrows(at: own, isIncoming: isIncoming, heights)
                if arrows.isEmpty { continue }
                let wishes = arrows.map { arrow in
                    if positions.spokes.contains(arrow.edge) {
                        let edge = diagram.edges[arrow.edge]
                        let other = tracks.itemOfNode[isIncoming ? edge.source : edge.target]!
                        let run = abs(positions.ranges[tracks.items[other].column].middle - center.x)
                        return atan2(heights.y[other] - center.y, run)
                    }
                    let rise = heights.y[arrow.item] - center.y
                    // A short elbow comes level where that is on the outline.
                    if diagram.edges[arrow.edge].isEntry, abs(rise) > 1e-6,
                        abs(rise) < Self.nearCenter * radius
                    {
                        levelElbows.insert(arrow.edge)
                        return asin(rise / (radius - Self.depth * diagram.radius))
                    }
                    let column = positions.ranges[tracks.items[arrow.item].column]
                    let run = isIncoming ? center.x - column.upperBound : column.lowerBound - center.x
                    return atan2(rise, max(run, 1))
                }
                let scale = isIncoming || arrows.contains { diagram.edges[$0.edge].isPair } ? 1 : Self.tails
                // Spokes don't come from where their values stand.
                let sorted = arrows.indices.sorted { (wishes[$0], $0) < (wishes[$1], $1) }
                round.append(
                    Side(
                        edges: sorted.map { arrows[$0].edge }, wishes: sorted.map { wishes[$0] },
                        isIncoming: isIncoming, scale: scale))
            }
            let sides = Self.angles(round, radius: radius, levelElbows: levelElbows, diagram, spacing)
            // Beside its middle line an arrow of a pair still meets the outline.
            let depth = radius - Self.depth * diagram.radius
            let most = asin(min((radius - spacing.pair / 2 - 0.5) / depth, 1))
            for (side, angles) in zip(round, sides) {
                for (edge, (wish, spread)) in zip(side.edges, zip(side.wishes, angles)) {
                    let angle = min(max(spread, wish - most), wish + most)
                    let reach =
                        Point(cos(angle) * (side.isIncoming ? -1 : 1), sin(angle)) * depth
                    if side.isIncoming {
                        targets[edge] = center + reach
                    } else {
                        sources[edge] = center + reach
                    }
                }
            }
        }
    }

    private mutating func place(_ bars: [JunctionBar], _ spacing: Spacing) {
        for junction in bars {
            let bar = junction.bar
            for (index, edge) in junction.edges.enumerated() {
                let rank = junction.wishes[index] > 0 ? junction.edges.count - 1 - index : index
                if !bar.isStretched { stubs[edge] = spacing.clearance + Double(rank) * spacing.stagger }
                let port = Point(junction.x, junction.center.y + bar.offsets[index])
                if junction.isIncoming { targets[edge] = port } else { sources[edge] = port }
            }
        }
        self.bars = JunctionBar.rects(of: bars, spacing)
    }
}

extension Tracks {
    /// The arrows that come to an item, or leave it, from above.
    func arrows(at item: Int, isIncoming: Bool, _ heights: ItemHeights) -> [(item: Int, edge: Int)] {
        (isIncoming ? items[item].left : items[item].right)
            .compactMap { other in items[other].edge.map { (item: other, edge: $0) } }
            .sorted { (heights.y[$0.item], $0.item) < (heights.y[$1.item], $1.item) }
    }
}
