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
    /// The steepest direction that an arrow is taken to come from, in radians.
    private static let steepest = 1.3
    /// So much of the outline arrows are spread over at most.
    static let range = 2.4
    /// As far behind straight up and down they may arrive.
    private static let farthest = 2.3
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
        for node in diagram.nodes.indices where [.circle, .junction].contains(diagram.nodes[node].shape) {
            guard let own = tracks.itemOfNode[node] else { continue }
            let center = Point(positions.ranges[tracks.items[own].column].middle, heights.y[own])
            var levelElbows: Set<Int> = []
            var round: [(edges: [Int], wishes: [Double], isIncoming: Bool, radius: Double, scale: Double)] = []
            for isIncoming in [true, false] {
                let neighbours = isIncoming ? tracks.items[own].left : tracks.items[own].right
                let arrows = neighbours.compactMap { item in
                    tracks.items[item].edge.map { (item: item, edge: $0) }
                }
                .sorted { (heights.y[$0.item], $0.item) < (heights.y[$1.item], $1.item) }
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
                    if diagram.edges[arrow.edge].isEntry, let radius = diagram.radius(of: node),
                        abs(rise) > 1e-6, abs(rise) < Self.nearCenter * radius
                    {
                        levelElbows.insert(arrow.edge)
                        return asin(rise / (radius - Self.depth * diagram.radius))
                    }
                    let column = positions.ranges[tracks.items[arrow.item].column]
                    let run = isIncoming ? center.x - column.upperBound : column.lowerBound - center.x
                    return atan2(rise, max(run, 1))
                }
                guard let radius = diagram.radius(of: node) else {
                    let wishes = arrows.map { heights.y[$0.item] - center.y }
                    let x = center.x + (isIncoming ? -spacing.bar : spacing.bar) / 2
                    let runs = arrows.map { arrow in
                        let column = positions.reserved[tracks.items[arrow.item].column]
                        return isIncoming ? x - column.upperBound : column.lowerBound - x
                    }
                    var bar = Bar(
                        wishes, runs: runs, isPair: arrows.map { diagram.edges[$0.edge].isPair }, spacing)
                    if let room = rooms[node] { bar.stretch(within: room.moved(by: -center.y)) }
                    for (index, arrow) in arrows.enumerated() {
                        let rank = wishes[index] > 0 ? arrows.count - 1 - index : index
                        if !bar.isStretched {
                            stubs[arrow.edge] = spacing.clearance + Double(rank) * spacing.stagger
                        }
                        let port = Point(x, center.y + bar.offsets[index])
                        if isIncoming { targets[arrow.edge] = port } else { sources[arrow.edge] = port }
                        let end = Rect(
                            center: Point(center.x, port.y),
                            size: Size(width: spacing.bar, height: 2 * bar.ends[index]))
                        bars[node] = bars[node]?.union(end) ?? end
                    }
                    continue
                }
                let scale = isIncoming || arrows.contains { diagram.edges[$0.edge].isPair } ? 1 : Self.tails
                // Spokes don't come from where their values stand.
                let sorted = arrows.indices.sorted { (wishes[$0], $0) < (wishes[$1], $1) }
                round.append(
                    (sorted.map { arrows[$0].edge }, sorted.map { wishes[$0] }, isIncoming, radius, scale))
            }
            guard let radius = diagram.radius(of: node) else { continue }
            let apart = Self.apart(spacing) / radius
            /// The angles of those that arrive, and of those that leave.
            func angles(tight isTight: Bool) -> [[Double]] {
                let gaps = round.map { side in
                    zip(side.edges.indices, side.edges.indices.dropFirst()).map { one, other in
                        let edges = [side.edges[one], side.edges[other]]
                        // A line without a partner takes less room.
                        let pairs = edges.count { diagram.edges[$0].isPair }
                        let least = apart - Double(2 - pairs) * spacing.pair / 2 / radius
                        if isTight { return side.scale * least }
                        let isOfElbow = [(one, other), (other, one)].contains { elbow, level in
                            levelElbows.contains(side.edges[elbow]) && Self.isLevel(side.wishes[level])
                        }
                        let wish = side.wishes[other] - side.wishes[one]
                        return side.scale * (isOfElbow ? min(max(wish, least), apart) : apart)
                    }
                }
                let free = zip(round, gaps).map {
                    Self.angles($0.wishes, gaps: $1, within: (Self.farthest, Self.farthest))
                }
                guard free.count == 2 else { return free }
                // Those that arrive and those that leave don't come too near straight above or below.
                let above = max(-free[0][0] - free[1][0] - .pi + apart, 0) / 2
                let below = max(free[0].last! + free[1].last! - .pi + apart, 0) / 2
                if above == 0, below == 0 { return free }
                return zip(round, zip(gaps, free)).map { side, angles in
                    let limits = (
                        above: above > 0 ? -angles.1[0] - above : Self.farthest,
                        below: below > 0 ? angles.1.last! - below : Self.farthest
                    )
                    return Self.angles(side.wishes, gaps: angles.0, within: limits)
                }
            }
            var sides = angles(tight: false)
            let isLevel = zip(round, sides).allSatisfy { side, angles in
                zip(side.wishes, angles).allSatisfy { !Self.isLevel($0) || Self.isLevel($1) }
            }
            if !isLevel { sides = angles(tight: true) }
            for (side, angles) in zip(round, sides) {
                // Beside its middle line an arrow of a pair still meets the outline.
                let depth = side.radius - Self.depth * diagram.radius
                let most = asin(min((side.radius - spacing.pair / 2 - 0.5) / depth, 1))
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

    private static func isLevel(_ angle: Double) -> Bool { abs(angle) < 1e-6 }

    /// The angles at which arrows arrive from these directions.
    ///
    /// - Parameters:
    ///   - gaps: their distances, in radians, where they arrive at right angles; more where they come aslant.
    ///   - limits: how far above and below level they may be; they give way to each other there.
    private static func angles(
        _ directions: [Double], gaps apart: [Double], within limits: (above: Double, below: Double)
    ) -> [Double] {
        let wishes = directions.map { min(max($0, -steepest), steepest) }
        var gaps = apart
        var angles = wishes
        for _ in 0..<3 {
            let scale = min(1, range / max(gaps.reduce(0, +), range))
            var places = gaps.reduce(into: [0.0]) { $0.append($0[$0.count - 1] + $1 * scale) }
            let isFirm = wishes.map(isLevel)
            if let level = isFirm.firstIndex(of: true) { squeeze(&places, beside: level, within: limits) }
            angles = spread(wishes, places: places, isFirm: isFirm)
            let last = places[places.count - 1]
            angles = zip(angles, places).map { angle, place in
                max(min(angle, limits.below - (last - place)), place - limits.above)
            }
            for gap in gaps.indices {
                let slants = [gap, gap + 1].map { abs(angles[$0] - wishes[$0]) }
                gaps[gap] = apart[gap] / max(cos((slants[0] + slants[1]) / 2), 0.5)
            }
        }
        return angles
    }

    /// Brings what is above and below a level arrow a little nearer to it, if that lets it stay level.
    private static func squeeze(
        _ places: inout [Double], beside level: Int, within limits: (above: Double, below: Double)
    ) {
        let (middle, last) = (places[level], places[places.count - 1])
        func scale(_ reach: Double, _ limit: Double) -> Double {
            reach > limit && limit >= leastOfRoom * reach ? limit / reach : 1
        }
        let (above, below) = (scale(middle, limits.above), scale(last - middle, limits.below))
        for index in places.indices {
            places[index] = middle * above + (places[index] - middle) * (index < level ? above : below)
        }
    }

    /// The part of their distances that arrows have at least beside one that stays level so.
    private static let leastOfRoom = 0.9

    /// What is nearest to the wishes and as far apart as the places are: neighbours that are too near are spread around
    /// their middle (the pool-adjacent-violators algorithm); firm ones, as level arrows have, give way last.
    static func spread(_ wishes: [Double], places: [Double], isFirm: [Bool]) -> [Double] {
        struct Block {
            var sum: Double
            var weight: Double
            var count: Int
            var value: Double { sum / weight }
        }
        var blocks: [Block] = []
        for (index, wish) in wishes.enumerated() {
            let weight = isFirm[index] ? 1e9 : 1
            blocks.append(Block(sum: (wish - places[index]) * weight, weight: weight, count: 1))
            while blocks.count > 1, blocks[blocks.count - 2].value > blocks[blocks.count - 1].value {
                let last = blocks.removeLast()
                blocks[blocks.count - 1].sum += last.sum
                blocks[blocks.count - 1].weight += last.weight
                blocks[blocks.count - 1].count += last.count
            }
        }
        return blocks.flatMap { block in Array(repeating: block.value, count: block.count) }.enumerated()
            .map { $1 + places[$0] }
    }
}
