import Glibc

/// The fourth pass: the height of every item, and of the layers' outlines.
///
/// Heights keep the order of each column and all distances, and make arrows level where they can be: those along a lane
/// first. In all lanes an item of one role stands at one height, counted from its lane.
struct ItemHeights {
    /// The y of each item's line.
    let y: [Double]
    /// The upper and the lower edge of each layer, and how far its name reaches above it.
    let layers: [(top: Double, bottom: Double, name: Double)]

    /// What an item of one role stands below one of another at least.
    struct Distance {
        let upper: Int
        let lower: Int
        let least: Double
    }

    /// - Returns: nil where no distance of the lanes keeps the order of all columns.
    init?(
        _ tracks: Tracks, _ order: ColumnOrder, _ columns: NodeColumns, _ diagram: Diagram, spacing: Spacing
    ) {
        let least = Self.leastPitch(tracks, order, spacing)
        let mirror = Mirror(tracks, order, diagram)
        var best: Self?
        // Lanes that are a little farther apart may be level where the least distance lets them not be.
        for step in 0..<30 where best == nil || step < 5 {
            let pitch = least * pow(1.1, Double(step))
            if let solved = Self(tracks, order, columns, diagram, mirror, spacing: spacing, pitch: pitch),
                solved.cost < best?.cost ?? .infinity
            {
                best = solved
            }
            if tracks.laneCount < 2 || best?.isLevel == true { break }
        }
        guard let best else { return nil }
        self = best
    }

    /// Whether all lanes are level.
    private let isLevel: Bool
    /// The distance of the lanes, and what isn't level, in points.
    private let cost: Double

    private static func apart(_ upper: Tracks.Item, _ lower: Tracks.Item, _ spacing: Spacing) -> Double {
        upper.below + upper.room.below + lower.above + lower.room.above + spacing.clearance
    }

    /// What the fullest column needs from one lane to the next.
    private static func leastPitch(_ tracks: Tracks, _ order: ColumnOrder, _ spacing: Spacing) -> Double {
        let items = tracks.items
        var pitch = 0.0
        for column in order.columns {
            var height = 0.0
            var starts: [Int: Double] = [:]
            for (upper, lower) in zip([nil] + column.map(Optional.some), column) {
                if let upper { height += apart(items[upper], items[lower], spacing) }
                guard let lane = items[lower].lane, starts[lane] == nil else { continue }
                starts[lane] = height
                if let before = starts[lane - 1] { pitch = max(pitch, height - before) }
            }
        }
        return pitch
    }

    /// - Parameter pitch: from one lane to the next.
    private init?(
        _ tracks: Tracks, _ order: ColumnOrder, _ columns: NodeColumns, _ diagram: Diagram, _ mirror: Mirror?,
        spacing: Spacing, pitch: Double
    ) {
        let items = tracks.items
        var simplex = NetworkSimplex(count: tracks.roleCount + 2 * diagram.layers.count)
        func top(_ layer: Int) -> Int { tracks.roleCount + 2 * layer }
        func bottom(_ layer: Int) -> Int { tracks.roleCount + 2 * layer + 1 }
        func name(_ layer: Int) -> Double {
            diagram.layers[layer].label.map { $0.height + spacing.title } ?? 0
        }
        func shift(_ item: Tracks.Item) -> Double { Double(item.lane ?? 0) * pitch }
        struct Pair: Hashable {
            let upper: Int
            let lower: Int
            let lanes: Int
        }
        var known: Set<Pair> = []
        for column in order.columns {
            for (upper, lower) in zip(column, column.dropFirst()) {
                let (above, below) = (items[upper], items[lower])
                let lanes = (below.lane ?? 0) - (above.lane ?? 0)
                guard known.insert(Pair(upper: above.role, lower: below.role, lanes: lanes)).inserted else {
                    continue
                }
                guard above.layer == below.layer else { continue }
                let distance = Distance(
                    upper: above.role, lower: below.role,
                    least: Self.apart(above, below, spacing) - Double(lanes) * pitch)
                for distance in [distance, mirror?.image(distance, pitch: pitch)].compactMap(\.self) {
                    simplex.keep(distance.lower, below: distance.upper, by: distance.least)
                }
            }
        }
        // Outlines: around what is inside, and clear of what is outside.
        for layer in diagram.layers.indices {
            for column in 2 * columns.spans[layer].lowerBound...2 * columns.spans[layer].upperBound {
                let members = order.columns[column]
                guard let first = members.firstIndex(where: { items[$0].layer == layer }),
                    let last = members.lastIndex(where: { items[$0].layer == layer })
                else { continue }
                let (highest, lowest) = (items[members[first]], items[members[last]])
                simplex.keep(
                    highest.role, below: top(layer), by: spacing.padding + highest.above - shift(highest))
                simplex.keep(
                    bottom(layer), below: lowest.role, by: spacing.padding + lowest.below + shift(lowest))
                if first > 0 {
                    let outside = items[members[first - 1]]
                    let above = outside.layer.map(bottom) ?? outside.role
                    let reach = outside.layer == nil ? outside.below + shift(outside) : 0
                    simplex.keep(top(layer), below: above, by: reach + spacing.clearance + name(layer))
                }
                if last + 1 < members.count, items[members[last + 1]].layer == nil {
                    let outside = items[members[last + 1]]
                    simplex.keep(
                        outside.role, below: bottom(layer),
                        by: outside.above - shift(outside) + spacing.clearance)
                }
            }
            simplex.keep(bottom(layer), below: top(layer), by: 0, weight: 1)
        }
        // Arrows come to a layer at its sides.
        for (index, edge) in diagram.edges.enumerated()
        where !edge.isEntry || diagram.radius(of: edge.target) == nil {
            let (from, to) = (diagram.nodes[edge.source].layer, diagram.nodes[edge.target].layer)
            guard from != to else { continue }
            let ways = [
                (from, tracks.itemsOfEdge[index].first { items[$0].layer != from }),
                (to, tracks.itemsOfEdge[index].last { items[$0].layer != to }),
            ]
            for case (let layer?, let item?) in ways {
                let line = items[item]
                let isBox = diagram.layers[layer].label == nil
                // From around another layer an arrow comes aslant.
                if line.isAround, !isBox { continue }
                // A box has no other height than that of its arrows.
                let above = isBox ? spacing.padding + line.above : spacing.clearance + spacing.pair / 2
                let below = isBox ? spacing.padding + line.below : spacing.clearance + spacing.pair / 2
                simplex.keep(line.role, below: top(layer), by: above - shift(line))
                simplex.keep(bottom(layer), below: line.role, by: below + shift(line))
                if isBox, let mirror {
                    let (other, role) = (mirror.layers[layer], mirror.role(line.role))
                    let shift = mirror.shift(line.role, pitch) - shift(line)
                    simplex.keep(role, below: top(other), by: below - shift)
                    simplex.keep(bottom(other), below: role, by: above + shift)
                }
            }
        }
        for layer in diagram.layers.indices.dropFirst() {
            simplex.align(top(layer - 1), top(layer), offset: 0, weight: 2)
            simplex.align(bottom(layer - 1), bottom(layer), offset: 0, weight: 2)
        }
        // Level arrows.
        let sole = diagram.soleAlongLanes
        let middle = Double(max(tracks.laneCount - 1, 0)) / 2
        struct Joint: Hashable {
            let left: Int
            let right: Int
            let lanes: Int
        }
        var joints: Set<Joint> = []
        for left in items {
            for index in left.right {
                let right = items[index]
                if left.isBox(diagram) || right.isBox(diagram) { continue }
                // To what the lanes share, one arrow stands for those of all lanes: the one in the middle.
                let isShared = left.lane == nil || right.lane == nil
                let lanes = isShared ? 0 : right.lane! - left.lane!
                guard joints.insert(Joint(left: left.role, right: right.role, lanes: lanes)).inserted else {
                    continue
                }
                let isBetweenLanes = (left.lane == nil) != (right.lane == nil)
                let offset =
                    isBetweenLanes ? (left.lane == nil ? -middle : middle) * pitch : -Double(lanes) * pitch
                simplex.align(
                    left.role, right.role, offset: offset,
                    weight: Self.weight(
                        of: left, right, isAlongLane: !isBetweenLanes, sole: sole, tracks, diagram))
            }
        }
        // What the lanes share leaves a box in the middle of what comes to it.
        func oneOfEachRole(_ members: [Int]) -> [Tracks.Item] {
            var seen: Set<Int> = []
            return members.map { items[$0] }.filter { seen.insert($0.role).inserted }
        }
        for box in items where box.isBox(diagram) {
            let (lefts, rights) = (oneOfEachRole(box.left), oneOfEachRole(box.right))
            for (left, right) in lefts.flatMap({ left in rights.map { (left, $0) } }) {
                guard (left.lane == nil) != (right.lane == nil),
                    joints.insert(Joint(left: left.role, right: right.role, lanes: 0)).inserted
                else { continue }
                simplex.align(
                    left.role, right.role, offset: (left.lane == nil ? -middle : middle) * pitch, weight: 1)
            }
        }
        let problem = simplex
        guard simplex.solve() else { return nil }
        for _ in 0..<2 { simplex.sharpen() }
        if let middle = mirror?.middle(simplex.heights[..<tracks.roleCount], pitch: pitch) {
            var symmetric = problem
            for role in middle.indices.dropFirst() {
                symmetric.keep(role, below: 0, by: middle[role] - middle[0])
                symmetric.keep(0, below: role, by: middle[0] - middle[role])
            }
            if symmetric.solve() {
                simplex = symmetric
                // So that boxes are in the middle, too.
                var heights = simplex.heights
                let axis = mirror!.axis(heights, pitch: pitch)
                for layer in diagram.layers.indices where diagram.layers[layer].label == nil {
                    let other = mirror!.layers[layer]
                    heights[top(layer)] =
                        (simplex.heights[top(layer)] + axis - simplex.heights[bottom(other)]) / 2
                    heights[bottom(layer)] =
                        (simplex.heights[bottom(layer)] + axis - simplex.heights[top(other)]) / 2
                }
                simplex.take(heights)
            }
        }
        isLevel = simplex.unaligned(atLeast: 3 * Self.lane) == 0
        cost = pitch + Double(simplex.unaligned())
        y = items.map { simplex.heights[$0.role] + Double($0.lane ?? 0) * pitch }
        layers = diagram.layers.indices.map { layer in
            (simplex.heights[top(layer)], simplex.heights[bottom(layer)], name(layer))
        }
    }

    /// How much more what lies in a lane weighs.
    private static let lane = 8

    /// How much it costs if the way from one item to the next isn't level: most within an arrow; more at a short arrow, which
    /// would be bent, than where a long one leaves its node; most of all along a lane.
    private static func weight(
        of left: Tracks.Item, _ right: Tracks.Item, isAlongLane: Bool, sole: Set<Int>, _ tracks: Tracks,
        _ diagram: Diagram
    ) -> Int {
        guard let edge = left.edge ?? right.edge else { return 1 }
        let isSole = sole.contains(edge)
        let own = diagram.edges[edge]
        let ends = [own.source, own.target].map { diagram.nodes[$0] }
        let lanes = Set(ends.filter { $0.shape != .end }.map { $0.shape.isBox ? own.lane : $0.lane })
        let joinsLane = isAlongLane && lanes.count < 2
        let isLong = tracks.itemsOfEdge[edge].count > 1
        let isInner = left.edge != nil && right.edge != nil
        // Every lane has the part of its own that leads from it to what the lanes share.
        let isInLane = isAlongLane && left.lane != nil
        return (isInner ? 8 : own.isEntry || isLong && !isSole ? 1 : 3)
            * (joinsLane && left.lane != nil ? lane : isInLane ? 2 : joinsLane ? 3 : 1)
    }
}

extension Diagram {
    /// The arrows along a lane between nodes that no other arrow along it leaves or comes to: nothing keeps these from being
    /// level.
    fileprivate var soleAlongLanes: Set<Int> {
        let along = edges.indices.filter { index in
            let (source, target) = (nodes[edges[index].source], nodes[edges[index].target])
            return source.shape == .circle && target.shape == .circle && source.lane != nil
                && source.lane == target.lane && source.layer == target.layer
        }
        let leaving = Dictionary(grouping: along) { edges[$0].source }
        let arriving = Dictionary(grouping: along) { edges[$0].target }
        return Set(
            along.filter { leaving[edges[$0].source]!.count == 1 && arriving[edges[$0].target]!.count == 1 })
    }
}
