import Scene

/// What the proof will ask for, of the middle lines of pairs.
extension Tightening {
    /// The farthest that anything here is held against anything else.
    static func reach(_ spacing: Spacing) -> Double {
        [
            spacing.clearance, spacing.pair + spacing.clearance / 2, spacing.pair / 2 + spacing.label + astray,
            spacing.pair + head.half,
        ].reduce(0, max)
    }

    /// Whether a whole route, with its values, touches nothing; `former` is where it was before.
    mutating func isClear(_ route: Routes.Route, _ edge: Int, instead former: Routes.Route) -> Bool {
        passesLayers(route.line, edge) && isClearOfThings(route, edge, instead: former)
    }

    /// As above, but for the outlines of layers.
    mutating func isClearOfThings(_ route: Routes.Route, _ edge: Int, instead former: Routes.Route) -> Bool {
        let segments = route.line.segments
        guard segments.allSatisfy({ isClear($0, edge) }) else { return false }
        let own = values(edge, route)
        let foot = (route.values.from + route.values.to) * 0.5
        for segment in segments where segment.distance(to: foot) > 0.01 {
            if own.contains(where: { segment.distance(to: $0) < half(edge) + spacing.label - 0.01 }) {
                return false
            }
        }
        for point in corners(route.line, of: edge) {
            obstacles.find(near: Segment(from: point, to: point))
            for case .stroke(let other, let stroke) in obstacles.found where other != edge {
                if isAcrossBar(point, of: other, edge) { continue }
                if stroke.distance(to: point) < half(other) + spacing.clearance / 2 { return false }
            }
        }
        for head in heads(route.line, of: edge) {
            obstacles.find(near: head)
            for case .stroke(let other, let stroke) in obstacles.found where other != edge {
                if isAtHead(stroke, of: other, head, of: edge) { return false }
            }
        }
        let before = values(edge, former)
        return own == before && !isMending || zip(own, before).allSatisfy { isClear($0, instead: $1, edge) }
    }

    /// Whether the end of an arrow is at the bar where another begins: the one is before it, the other behind.
    private func isAcrossBar(_ point: Point, of other: Int, _ edge: Int) -> Bool {
        let (one, two) = (diagram.edges[edge], diagram.edges[other])
        let bar = one.source == two.target ? one.source : one.target == two.source ? one.target : nil
        return bar.map { diagram.nodes[$0].shape == .junction && nodes[$0]!.bounds.distance(to: point) < 3 }
            ?? false
    }

    /// Whether a stroke of one edge comes too near to the head of another.
    private func isAtHead(_ stroke: Segment, of line: Int, _ head: Segment, of edge: Int) -> Bool {
        // Those that meet at a node are as near as its ports.
        let (one, two) = (diagram.edges[line], diagram.edges[edge])
        let isShared = !Set([one.source, one.target]).isDisjoint(with: [two.source, two.target])
        let reach = half(line) + half(edge) + (isShared ? Self.head.half - 0.4 : Self.head.half)
        return stroke.distance(to: head) < reach
    }

    /// Whether a value can stand in another place.
    mutating func isClear(_ value: Rect, instead former: Rect, _ edge: Int) -> Bool {
        for layer in layers.compactMap(\.self) {
            if layer.contains(value.expanded(by: spacing.clearance)) != layer.contains(former) { return false }
            if !layer.contains(value), layer.distance(to: value) < spacing.clearance { return false }
        }
        obstacles.find(near: value)
        for thing in obstacles.found {
            switch thing {
            case .node(let node): if nodes[node]!.distance(to: value) < spacing.clearance { return false }
            case .title(let title): if title.distance(to: value) < spacing.clearance { return false }
            case .value(let other, let rect):
                if other != edge, rect.distance(to: value) < spacing.clearance - 1 { return false }
            case .stroke(let other, let stroke):
                if other != edge, stroke.distance(to: value) < half(other) + spacing.label + Self.astray {
                    return false
                }
            case .corner, .head: break
            }
        }
        return true
    }

    /// By so much more an arrow is away from foreign values than from its own.
    static let astray = 1.5

    /// Whether a straight part of an arrow touches nothing.
    mutating func isClear(_ segment: Segment, _ edge: Int) -> Bool {
        let (own, ends) = (half(edge), [diagram.edges[edge].source, diagram.edges[edge].target])
        let apart = own + spacing.clearance / 2
        // Inside its nodes it is not drawn.
        let whole = segment
        let segment = drawn(whole, of: edge)
        obstacles.find(near: segment)
        for thing in obstacles.found {
            switch thing {
            case .node(let node):
                if ends.contains(node) {
                    if diagram.nodes[node].shape == .junction, own > 0 {
                        // Both arrows of a pair end on the bar.
                        let along = (segment.to - segment.from).unit
                        let bar = nodes[node]!.bounds
                        let end =
                            bar.distance(to: segment.from) < bar.distance(to: segment.to)
                            ? segment.from : segment.to
                        let reach = own / max(abs(along.x), 0.01) + 1
                        if end.y - reach < bar.minY || end.y + reach > bar.maxY { return false }
                    }
                    guard let radius = diagram.radius(of: node) else { continue }
                    let center = nodes[node]!.bounds.center
                    let reach = [whole.from, whole.to].map { ($0 - center).length }
                    if reach.min()! >= radius {
                        if segment.distance(to: center) < radius + apart { return false }
                    } else if reach.max()! < radius + Self.head.length {
                        // An arrow's head stands on one straight part.
                        return false
                    }
                } else if nodes[node]!.distance(to: segment) < apart {
                    return false
                }
            case .title(let rect):
                if segment.distance(to: rect) < apart { return false }
            case .value(let other, let rect):
                if other != edge, segment.distance(to: rect) < own + spacing.label + Self.astray {
                    return false
                }
            case .stroke(let other, let stroke):
                if other == edge { continue }
                let within = own + half(other) + spacing.clearance / 2
                // They converge at a node that they share, but not where a wire splits.
                let shared = ends.contains { node in
                    diagram.nodes[node].shape != .junction
                        && (node == diagram.edges[other].source || node == diagram.edges[other].target)
                }
                if !shared, segment.runs(along: stroke, within: within) { return false }
            case .corner(let other, let point):
                if other != edge, !isAcrossBar(point, of: other, edge), segment.distance(to: point) < apart {
                    return false
                }
            case .head(let other, let head):
                if other != edge, isAtHead(segment, of: edge, head, of: other) { return false }
            }
        }
        return true
    }

    /// Whether a line crosses the outline of each layer as often as it must.
    func passesLayers(_ line: [Point], _ edge: Int) -> Bool {
        let ends = [diagram.edges[edge].source, diagram.edges[edge].target].map { diagram.nodes[$0].layer }
        let apart = half(edge) + spacing.clearance / 2
        return layers.indices.allSatisfy { index in
            guard let layer = layers[index] else { return true }
            let segments = line.segments
            let inside = ends.count { $0 == index }
            if inside == 0 { return segments.allSatisfy { $0.distance(to: layer) >= apart } }
            let inner = layer.expanded(by: -apart)
            let sides = line.map { inner.distance(to: $0) == 0 }
            if inside == 2 { return !sides.contains(false) }
            let isOnLine = line.contains { inner.distance(to: $0) > 0 && layer.distance(to: $0) < apart }
            let changes = zip(sides, sides.dropFirst()).count { $0 != $1 }
            return !isOnLine && changes == 1
                && !segments.contains { segment in
                    layer.sides.contains { segment.runs(along: $0, within: apart) }
                }
        }
    }

    /// Whether all points of a line are on the same sides of all outlines as they were, and near to the same ones.
    func keepsSides(_ line: [Point], instead former: [Point], _ edge: Int) -> Bool {
        let apart = half(edge) + spacing.clearance / 2
        return layers.compactMap(\.self).allSatisfy { layer in
            let inner = layer.expanded(by: -apart)
            return zip(line, former).allSatisfy { point, before in
                (inner.distance(to: point) == 0) == (inner.distance(to: before) == 0)
                    && (layer.distance(to: point) < apart) == (layer.distance(to: before) < apart)
            }
        }
    }
}
