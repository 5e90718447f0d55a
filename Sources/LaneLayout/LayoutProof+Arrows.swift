import Scene

extension LayoutProof {
    /// One arrow against its ends and all that it passes.
    mutating func checkArrow(_ index: Int, _ grid: PartGrid) {
        let arrow = geometry.arrows[index]
        guard arrow.line.count > 1 else { return report(.miss, .arrow(index), .page) }
        checkEnds(index)
        let segments = arrow.segments
        let head = arrow.headSides
        for part in grid.parts(along: segments) {
            switch part {
            case .node(let node): check(index, segments, node: node)
            case .label(let label): check(index, segments, head, label: label)
            case .layer(let layer): check(index, segments, layer: layer)
            case .corner(let other, let point) where other != index:
                let apart = Self.clearance + (arrow.lineWidth + geometry.arrows[other].lineWidth) / 2
                if segments.contains(where: { $0.distance(to: point) < apart }) {
                    report(.touch, .arrow(index), .arrow(other))
                }
            case .corner: break
            }
        }
    }

    /// Each end lies on the stroke of its node's outline.
    private mutating func checkEnds(_ index: Int) {
        let arrow = geometry.arrows[index]
        for (end, point) in [(arrow.tail, arrow.line[0]), (arrow.tip, arrow.line[arrow.line.count - 1])] {
            guard case .node(let node) = end else { continue }
            if geometry.nodes[node].outline.distanceOfLine(to: point) > geometry.outlineWidth / 2 {
                report(.miss, .arrow(index), .node(node))
            }
        }
    }

    private mutating func check(_ index: Int, _ segments: [Segment], node: Int) {
        let arrow = geometry.arrows[index]
        let outline = geometry.nodes[node].outline
        if arrow.tail == .node(node) || arrow.tip == .node(node) {
            // The end itself lies on the outline; the rest of the way is outside.
            var way = segments
            if arrow.tail == .node(node) { way[0].from = way[0].point(after: 1) }
            if arrow.tip == .node(node) { way[way.count - 1].to = way[way.count - 1].reversed.point(after: 1) }
            if way.contains(where: { outline.distance(to: $0) <= 0 }) {
                report(.cross, .arrow(index), .node(node))
            }
        } else {
            let apart = Self.clearance + (arrow.lineWidth + geometry.outlineWidth) / 2
            if segments.contains(where: { outline.distance(to: $0) < apart }) {
                report(.cross, .arrow(index), .node(node))
            }
        }
    }

    private mutating func check(_ index: Int, _ segments: [Segment], _ head: [Segment], label: Int) {
        let arrow = geometry.arrows[index]
        let bounds = geometry.labels[label].bounds
        let isOwn = geometry.labels[label].owner == .arrow(index)
        let apart = isOwn ? Self.ownClearance : Self.clearance
        let ofLine = isOwn ? apart : max(apart, min(distances[label], Self.farthest) + Self.lead)
        if segments.contains(where: { $0.distance(to: bounds) < ofLine + arrow.lineWidth / 2 })
            || head.contains(where: { $0.distance(to: bounds) < apart })
        {
            report(.touch, .label(label), .arrow(index))
        }
    }

    /// An arrow that has one end in a layer crosses its outline once, one that has both stays inside, and one that has none
    /// stays outside.
    private mutating func check(_ index: Int, _ segments: [Segment], layer: Int) {
        let arrow = geometry.arrows[index]
        let outline = geometry.layers[layer].outline
        let apart = Self.clearance + (arrow.lineWidth + geometry.outlineWidth) / 2
        let isTailInside = isInside(arrow.tail, beside: arrow.tip, layer: layer, at: segments[0].from)
        let isTipInside = isInside(
            arrow.tip, beside: arrow.tail, layer: layer, at: segments[segments.count - 1].to)
        guard isTailInside || isTipInside else {
            if segments.contains(where: { $0.distance(to: outline) < apart }) {
                report(.cross, .arrow(index), .layer(layer))
            }
            return
        }
        let inner = outline.expanded(by: -apart)
        var corners = arrow.line
        if !isTailInside {
            if outline.distance(to: corners[0]) < apart { report(.beginInside, .arrow(index), .layer(layer)) }
            corners.removeFirst()
        } else if !isTipInside {
            if outline.distance(to: corners[corners.count - 1]) < apart {
                report(.beginInside, .arrow(index), .layer(layer))
            }
            corners.removeLast()
        }
        // Corners on the way may lie on both sides, but not on the line, and the line is crossed once.
        let sides = corners.map { inner.distance(to: $0) == 0 }
        let changes = zip(sides, sides.dropFirst()).filter { $0 != $1 }.count
        let isMonotonic = isTailInside && isTipInside ? !sides.contains(false) : changes <= 1
        let isOnLine = corners.contains { inner.distance(to: $0) > 0 && outline.distance(to: $0) < apart }
        let runsAlong = segments.contains { segment in
            outline.sides.contains { segment.runs(along: $0, within: apart) }
        }
        if !isMonotonic || isOnLine || runsAlong { report(.cross, .arrow(index), .layer(layer)) }
    }

    /// Whether an end is to be inside a layer.
    private func isInside(
        _ end: LayoutGeometry.End, beside other: LayoutGeometry.End, layer: Int, at point: Point
    ) -> Bool {
        switch (end, other) {
        case (.node(let node), _): geometry.nodes[node].layer == layer
        case (.outside, _): false
        // A constant comes in where it is drawn, if its node is in the layer.
        case (.beside, .node(let node)):
            geometry.nodes[node].layer == layer
                && geometry.layers[layer].outline.distance(to: point) == 0
        case (.beside, _): false
        }
    }

    // MARK: Along each other

    /// No two arrows lie on each other, or run closely side by side.
    ///
    /// Only strokes of nearly one direction can: these are swept across their direction. Those that converge at a node which
    /// they share may come close there; where they end or bend, they are apart.
    mutating func checkDirections() {
        var strokes = [[Stroke]](repeating: [], count: Stroke.directions.count)
        for (index, arrow) in geometry.arrows.enumerated() {
            let segments = arrow.segments
            for (position, segment) in segments.enumerated() where segment.length > Self.longestStretch {
                let tailHub = position == 0 ? circle(arrow.tail) : nil
                let tipHub = position == segments.count - 1 ? circle(arrow.tip) : nil
                let direction = Stroke.direction(of: segment)
                let next = (direction + 1) % strokes.count
                for list in [direction, next] {
                    strokes[list].append(
                        Stroke(index, segment, tailHub, tipHub, across: list, isGuest: list == next))
                }
            }
        }
        for strokes in strokes where !isDone { sweep(strokes) }
    }

    /// The circle that an arrow ends at.
    private func circle(_ end: LayoutGeometry.End) -> Int? {
        guard case .node(let node) = end, case .circle = geometry.nodes[node].outline else { return nil }
        return node
    }

    /// Goes through strokes across their direction, each against those before it that reach so far.
    private mutating func sweep(_ strokes: [Stroke]) {
        let strokes = strokes.sorted { ($0.low, $0.arrow) < ($1.low, $1.arrow) }
        let widest = strokes.map { geometry.arrows[$0.arrow].lineWidth }.max() ?? 0
        let reach = Self.clearance + widest
        var open: [Int] = []
        for (index, stroke) in strokes.enumerated() {
            var kept = 0
            for position in open.indices {
                let other = strokes[open[position]]
                if other.high + reach < stroke.low { continue }
                open[kept] = open[position]
                kept += 1
                if other.start > stroke.end || stroke.start > other.end || other.arrow == stroke.arrow
                    || (other.isGuest && stroke.isGuest) || stroke.converges(with: other)
                {
                    continue
                }
                let widths = geometry.arrows[stroke.arrow].lineWidth + geometry.arrows[other.arrow].lineWidth
                if stroke.segment.runs(along: other.segment, within: Self.clearance + widths / 2) {
                    report(
                        .along, .arrow(min(stroke.arrow, other.arrow)), .arrow(max(stroke.arrow, other.arrow)))
                    if isDone { return }
                }
            }
            open.removeLast(open.count - kept)
            open.append(index)
        }
    }
}

/// A straight part of an arrow among those of nearly its direction.
private struct Stroke {
    let arrow: Int
    let segment: Segment
    /// The circles that it begins and ends at; below 0 for none.
    let tailHub: Int
    let tipHub: Int
    /// How far it reaches across the direction.
    let low: Double
    let high: Double
    /// And along it.
    let start: Double
    let end: Double
    /// Whether it is of the direction before: so two of nearly one direction have one in common.
    let isGuest: Bool

    init(
        _ arrow: Int, _ segment: Segment, _ tailHub: Int?, _ tipHub: Int?, across direction: Int, isGuest: Bool
    ) {
        self.arrow = arrow
        self.segment = segment
        self.tailHub = tailHub ?? -1
        self.tipHub = tipHub ?? -2
        self.isGuest = isGuest
        let along = Self.directions[direction]
        let across = Point(-along.y, along.x)
        let (from, to) = (segment.from.dot(across), segment.to.dot(across))
        low = min(from, to)
        high = max(from, to)
        let (first, last) = (segment.from.dot(along), segment.to.dot(along))
        start = min(first, last)
        end = max(first, last)
    }

    /// Whether two strokes meet at one node, and one only.
    func converges(with other: Stroke) -> Bool {
        let isTailShared = tailHub >= 0 && (tailHub == other.tailHub || tailHub == other.tipHub)
        let isTipShared = tipHub >= 0 && (tipHub == other.tailHub || tipHub == other.tipHub)
        return isTailShared != isTipShared
    }

    /// Unit vectors, evenly spaced by slope: first the flat ones, then the steep ones, half a turn in all. Neighbours differ
    /// by more than `LayoutProof.leastSine`.
    static let directions: [Point] = (0..<2 * slopes).map { index in
        let slope = (Double(index % slopes) + 0.5) * 2 / Double(slopes) - 1
        return index < slopes ? Point(1, slope).unit : Point(-slope, 1).unit
    }

    private static let slopes = 19

    /// The nearest of the directions.
    static func direction(of segment: Segment) -> Int {
        let along = segment.to - segment.from
        let isFlat = abs(along.x) >= abs(along.y)
        let slope = isFlat ? along.y / along.x : -along.x / along.y
        return min(Int((slope + 1) / 2 * Double(slopes)), slopes - 1) + (isFlat ? 0 : slopes)
    }
}
