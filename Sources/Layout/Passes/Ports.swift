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

    /// The points lie on a circle of so much of the node's radius.
    private static let depth = 0.75
    /// From straight up and down arrows keep away, in radians.
    private static let steepest = 1.3

    init(
        _ tracks: Tracks, _ order: ColumnOrder, _ heights: ItemHeights, _ positions: ColumnPositions,
        _ diagram: Diagram, spacing: Spacing
    ) {
        sources = diagram.edges.map { _ in nil }
        targets = sources
        for node in diagram.nodes.indices where [.circle, .junction].contains(diagram.nodes[node].shape) {
            guard let own = tracks.itemOfNode[node] else { continue }
            let range = positions.ranges[tracks.items[own].column]
            let center = Point((range.lowerBound + range.upperBound) / 2, heights.y[own])
            for isIncoming in [true, false] {
                let neighbours = isIncoming ? tracks.items[own].left : tracks.items[own].right
                let arrows = neighbours.compactMap { item in
                    tracks.items[item].edge.map { (item: item, edge: $0) }
                }
                .sorted { (heights.y[$0.item], $0.item) < (heights.y[$1.item], $1.item) }
                if arrows.isEmpty { continue }
                let wishes = arrows.map { arrow in
                    if positions.feet[arrow.edge] != nil {
                        let edge = diagram.edges[arrow.edge]
                        let other = tracks.itemOfNode[isIncoming ? edge.source : edge.target]!
                        let run = abs(positions.ranges[tracks.items[other].column].middle - center.x)
                        return atan2(heights.y[other] - center.y, run)
                    }
                    let column = positions.ranges[tracks.items[arrow.item].column]
                    let run = isIncoming ? center.x - column.upperBound : column.lowerBound - center.x
                    return atan2(heights.y[arrow.item] - center.y, max(run, 1))
                }
                guard let radius = diagram.radius(of: node) else {
                    let wishes = arrows.map { heights.y[$0.item] - center.y }
                    let most = (Double(arrows.count) - 1) / 2 * spacing.junction
                    let x = center.x + (isIncoming ? -spacing.bar : spacing.bar) / 2
                    for (index, arrow) in arrows.enumerated() {
                        let rank = wishes[index] > 0 ? arrows.count - 1 - index : index
                        stubs[arrow.edge] = spacing.clearance + Double(rank) * spacing.stagger
                    }
                    for (arrow, offset) in zip(
                        arrows, Self.spread(wishes, least: spacing.junction, within: most))
                    {
                        let port = Point(x, center.y + offset)
                        if isIncoming { targets[arrow.edge] = port } else { sources[arrow.edge] = port }
                        let end = Rect(
                            center: Point(center.x, port.y),
                            size: Size(width: spacing.bar, height: 2 * spacing.junction / 3))
                        bars[node] = bars[node]?.union(end) ?? end
                    }
                    continue
                }
                // A pair takes up some of the outline.
                let least = min(
                    (spacing.pair + 4) / radius, 2 * Self.steepest / Double(max(arrows.count - 1, 1)))
                let angles = Self.spread(wishes, least: least, within: Self.steepest)
                for (arrow, angle) in zip(arrows, angles) {
                    let reach = Point(cos(angle) * (isIncoming ? -1 : 1), sin(angle)) * (radius * Self.depth)
                    if isIncoming {
                        targets[arrow.edge] = center + reach
                    } else {
                        sources[arrow.edge] = center + reach
                    }
                }
            }
        }
    }

    /// The angles nearest to the wished ones that are so far apart: neighbours that are too near are spread around their
    /// middle (the pool-adjacent-violators algorithm); level ones weigh more.
    static func spread(_ wishes: [Double], least: Double, within most: Double) -> [Double] {
        struct Block {
            var sum: Double
            var weight: Double
            var count: Int
            var value: Double { sum / weight }
        }
        var blocks: [Block] = []
        for (index, wish) in wishes.enumerated() {
            let weight = abs(wish) < 1e-6 ? 1e9 : 1
            let limited = min(max(wish, -most), most)
            blocks.append(Block(sum: (limited - Double(index) * least) * weight, weight: weight, count: 1))
            while blocks.count > 1, blocks[blocks.count - 2].value > blocks[blocks.count - 1].value {
                let last = blocks.removeLast()
                blocks[blocks.count - 1].sum += last.sum
                blocks[blocks.count - 1].weight += last.weight
                blocks[blocks.count - 1].count += last.count
            }
        }
        return blocks.flatMap { block in Array(repeating: block.value, count: block.count) }.enumerated()
            .map { $1 + Double($0) * least }
    }
}
