import Glibc

/// The fourth pass: the height of every item, and of the layers' outlines.
///
/// Heights keep the order of each column and all distances, and make arrows level where they can be: those along a lane
/// first. In all rows an item of one role stands at one height, counted from its row.
struct ItemHeights {
    /// The y of each item's line.
    let y: [Double]
    /// The upper and the lower edge of each layer, and how far its name reaches above it.
    let layers: [(top: Double, bottom: Double, name: Double)]
    /// Where dots stand for lanes that are left out.
    let omissions: [OmissionGaps.Place]

    /// What an item of one role stands below one of another at least.
    struct Distance {
        let upper: Int
        let lower: Int
        let least: Double
    }

    /// - Parameters:
    ///   - levelAround: the edges that come level to an outline from around other layers, and not aslant.
    ///   - known: heights of nearly the same: where the rows are as far apart as in these, and no less level, that is taken.
    /// - Returns: nil where no distance of the lanes keeps the order of all columns.
    init?(
        _ tracks: Tracks, _ order: ColumnOrder, _ columns: NodeColumns, _ diagram: Diagram, spacing: Spacing,
        levelAround: Set<Int>, like known: Self? = nil
    ) {
        let mirror = Mirror(tracks, order, diagram)
        let lanes = tracks.lanes
        let gaps = OmissionGaps(tracks, order, diagram, spacing)
        let hubs = tracks.hasHalves ? Self.hubs(tracks, diagram) : []
        func solved(_ stretch: Stretch) -> (heights: Self?, haveGaps: Bool) {
            let pitches = Pitches.least(tracks, order, gaps, mirror, spacing, gap: stretch.gap) { depth in
                pow(1.1, Double(depth == lanes.depth - 1 ? stretch.inner : stretch.outer))
            }
            let heights = Self(
                tracks, order, gaps, hubs, columns, diagram, mirror?.fits(pitches) == true ? mirror : nil,
                spacing: spacing, pitches: pitches, stretch, levelAround: levelAround)
            return (heights, pitches.haveGaps)
        }
        if let known, let heights = solved(known.stretch).heights, heights.isLevel || !known.isLevel {
            self = heights
            return
        }
        var best: Self?
        // Rows that are a little farther apart may be level where the least distance lets them not be; where something stands
        // between them, that first.
        for (inner, outer) in Self.stretches(lanes)
        where best == nil || best?.isLevel == false && max(inner, outer) < 5 {
            for gap in Self.gaps where best?.isLevel != true {
                let (heights, haveGaps) = solved(Stretch(inner: inner, outer: outer, gap: gap))
                if let heights, heights.cost < best?.cost ?? .infinity { best = heights }
                if !haveGaps { break }
            }
            if !lanes.counts.contains(where: { $0 > 1 }) { break }
        }
        guard let best else { return nil }
        self = best
    }

    /// Whether all lanes are level.
    private let isLevel: Bool
    /// The mean distance of the rows, and what isn't level, in points.
    private let cost: Double
    private let stretch: Stretch

    /// How much farther apart than they must be rows are.
    private struct Stretch {
        /// How often they are stretched a little, the innermost and those around them.
        let inner: Int
        let outer: Int
        /// How much more room there is for what stands between two of many rows.
        let gap: Double
    }

    /// The gaps that are tried.
    private static let gaps = [1, 1.25, 1.5, 2]

    private static func stretches(_ lanes: Lanes) -> [(inner: Int, outer: Int)] {
        if lanes.depth < 2 { return (0..<30).map { ($0, 0) } }
        return (0..<30).flatMap { steps in
            steps < 5 ? (0...steps).map { ($0, steps - $0) } : [(steps, 0), (0, steps), (steps, steps)]
        }
    }

    /// What there is at least between the lines of two items with dots between them.
    static func apart(_ gap: OmissionGaps.Gap, _ items: [Tracks.Item], _ spacing: Spacing) -> Double {
        apart(items[gap.upper], items[gap.lower], spacing) + gap.omission.size.height + spacing.clearance
    }

    static func apart(_ upper: Tracks.Item, _ lower: Tracks.Item, _ spacing: Spacing) -> Double {
        upper.below + upper.room.below + lower.above + lower.room.above + spacing.clearance
    }

    /// - Parameter pitches: from one row to the next, for each level.
    private init?(
        _ tracks: Tracks, _ order: ColumnOrder, _ gaps: OmissionGaps, _ hubs: [Hub], _ columns: NodeColumns,
        _ diagram: Diagram, _ mirror: Mirror?, spacing: Spacing, pitches: Pitches, _ stretch: Stretch,
        levelAround: Set<Int>
    ) {
        self.stretch = stretch
        let items = tracks.items
        var simplex = NetworkSimplex(count: tracks.roleCount + 2 * diagram.layers.count)
        func top(_ layer: Int) -> Int { tracks.roleCount + 2 * layer }
        func bottom(_ layer: Int) -> Int { tracks.roleCount + 2 * layer + 1 }
        func name(_ layer: Int) -> Double {
            diagram.layers[layer].label.map { $0.height + spacing.title } ?? 0
        }
        let lanes = tracks.lanes
        func shift(_ item: Tracks.Item) -> Double { lanes.shift(item.lane, pitches) }
        struct Pair: Hashable {
            let upper: Int
            let lower: Int
            let shift: Double
        }
        var known: Set<Pair> = []
        for column in order.columns {
            for (upper, lower) in zip(column, column.dropFirst()) {
                let (above, below) = (items[upper], items[lower])
                let shift = lanes.shift(from: above.lane, to: below.lane, pitches)
                guard known.insert(Pair(upper: above.role, lower: below.role, shift: shift)).inserted else {
                    continue
                }
                guard above.layer == below.layer else { continue }
                let distance = Distance(
                    upper: above.role, lower: below.role,
                    least: Self.apart(above, below, spacing) - shift)
                for distance in [distance, mirror?.image(distance, pitches: pitches)].compactMap(\.self) {
                    simplex.keep(distance.lower, below: distance.upper, by: distance.least)
                }
            }
        }
        for gap in gaps.all {
            let (above, below) = (items[gap.upper], items[gap.lower])
            let shift = lanes.shift(from: above.lane, to: below.lane, pitches)
            simplex.keep(below.role, below: above.role, by: Self.apart(gap, items, spacing) - shift)
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
                // From around another layer an arrow comes aslant, if it has room for that.
                if line.isAround, !isBox, !levelAround.contains(index) { continue }
                // A box has no other height than that of its arrows.
                let above = isBox ? spacing.padding + line.above : spacing.clearance + spacing.pair / 2
                let below = isBox ? spacing.padding + line.below : spacing.clearance + spacing.pair / 2
                simplex.keep(line.role, below: top(layer), by: above - shift(line))
                simplex.keep(bottom(layer), below: line.role, by: below + shift(line))
                if isBox, let mirror {
                    let (other, role) = (mirror.layers[layer], mirror.role(line.role))
                    let shift = mirror.shift(line.role, pitches) - shift(line)
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
        let besides = Self.besides(tracks, order, diagram, spacing)
        struct Joint: Hashable {
            let left: Int
            let right: Int
            let offset: Double
        }
        var joints: Set<Joint> = []
        for (number, left) in items.enumerated() {
            for index in left.right {
                let right = items[index]
                if left.isBox(diagram) || right.isBox(diagram) { continue }
                // To what lanes share, one arrow stands for those of all lanes: the one in the middle.
                let halves = (
                    left: tracks.hasHalves && left.edge != nil, right: tracks.hasHalves && right.edge != nil
                )
                let beside = (besides[index] ?? 0) - (besides[number] ?? 0)
                let offset = beside + lanes.alignment(from: left.lane, to: right.lane, pitches, halves: halves)
                guard joints.insert(Joint(left: left.role, right: right.role, offset: offset)).inserted else {
                    continue
                }
                let isAlongLane = !lanes.areUnlike(left.lane, right.lane)
                simplex.align(
                    left.role, right.role, offset: offset,
                    weight: Self.weight(
                        of: left, right, isAlongLane: isAlongLane, sole: sole, tracks, diagram))
            }
        }
        // Between the middles of both halves of the rows all places are as good.
        var leanings: Set<Joint> = []
        for hub in hubs {
            for (role, ends) in Dictionary(grouping: hub.ends, by: \.role).sorted(by: { $0.key < $1.key }) {
                let shifts = ends.map(shift)
                let middle = (shifts.min()! + shifts.max()!) / 2
                let joint = Joint(left: hub.item.role, right: role, offset: shift(hub.item) - middle)
                if leanings.insert(joint).inserted {
                    simplex.lean(joint.left, joint.right, offset: joint.offset)
                }
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
                let offset = lanes.alignment(from: left.lane, to: right.lane, pitches)
                guard lanes.areUnlike(left.lane, right.lane),
                    joints.insert(Joint(left: left.role, right: right.role, offset: offset)).inserted
                else { continue }
                simplex.align(left.role, right.role, offset: offset, weight: 1)
            }
        }
        let problem = simplex
        guard simplex.solve() else { return nil }
        for _ in 0..<2 { simplex.sharpen() }
        if let middle = mirror?.middle(simplex.heights[..<tracks.roleCount], pitches: pitches) {
            var symmetric = problem
            for role in middle.indices.dropFirst() {
                symmetric.keep(role, below: 0, by: middle[role] - middle[0])
                symmetric.keep(0, below: role, by: middle[0] - middle[role])
            }
            if symmetric.solve() {
                simplex = symmetric
                // So that boxes are in the middle, too.
                var heights = simplex.heights
                let axis = mirror!.axis(heights, pitches: pitches)
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
        // Wires from outside can be level at one distance of the rows; so can what enters along a lane, where it has no other
        // place below than above.
        isLevel = simplex.unaligned(atLeast: tracks.hasHalves ? Self.lane : 3 * Self.stem) == 0
        cost = lanes.meanPitch(pitches) + Double(simplex.unaligned())
        y = items.map { simplex.heights[$0.role] + lanes.shift($0.lane, pitches) }
        omissions = gaps.places(y, tracks, diagram, spacing)
        layers = diagram.layers.indices.map { layer in
            (simplex.heights[top(layer)], simplex.heights[bottom(layer)], name(layer))
        }
    }
}
