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
        let (hull, bounds) = (geometry.labels[label].hull, geometry.labels[label].bounds)
        let isOwn = geometry.labels[label].owner == .arrow(index)
        let apart = isOwn ? Self.ownClearance : Self.clearance
        let ofLine = isOwn ? apart : max(apart, min(distances[label], Self.farthest) + Self.lead)
        func isNear(_ segment: Segment, _ distance: Double) -> Bool {
            segment.distance(to: bounds) < distance && segment.distance(to: hull) < distance
        }
        func isNearFrame(_ segment: Segment, _ distance: Double) -> Bool {
            geometry.labels[label].frame.map { segment.distance(to: $0) < distance } ?? false
        }
        let half = arrow.lineWidth / 2
        if segments.contains(where: { isNear($0, ofLine + half) || isNearFrame($0, apart + half) })
            || head.contains(where: { isNear($0, apart) || isNearFrame($0, apart) })
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
}
