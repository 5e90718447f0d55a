import Scene

/// What arrows and their values take up.
extension Tightening {
    /// How far an arrow is from the middle line of its edge.
    func half(_ edge: Int) -> Double { diagram.edges[edge].isPair ? spacing.pair / 2 : 0 }

    /// Where the values of an edge stand.
    func values(_ edge: Int, _ route: Routes.Route) -> [Rect] {
        let own = diagram.edges[edge]
        let centers = route.labelCenters(of: own, offset: half(edge), spacing)
        return [
            own.forward.map { Rect(center: centers.forward, size: $0.size) },
            own.backward.map { Rect(center: centers.backward, size: $0.size) },
        ].compactMap(\.self)
    }

    mutating func take(_ route: Routes.Route, _ edge: Int) {
        obstacles.remove(edge: edge)
        routes[edge] = route
        add(edge)
    }

    mutating func add(_ edge: Int) {
        let line = routes[edge].line
        for value in values(edge, routes[edge]) { obstacles.add(.value(edge: edge, value), in: value) }
        for segment in line.segments {
            let stroke = drawn(segment, of: edge)
            obstacles.add(.stroke(edge: edge, stroke), along: stroke)
        }
        for point in corners(line, of: edge) {
            obstacles.add(.corner(edge: edge, point), in: Rect(center: point, size: .zero))
        }
        for head in heads(line, of: edge) { obstacles.add(.head(edge: edge, head), along: head) }
    }

    /// The part of a segment of an edge's line that is drawn: outside of its nodes.
    func drawn(_ segment: Segment, of edge: Int) -> Segment {
        var drawn = segment
        for node in [diagram.edges[edge].source, diagram.edges[edge].target] {
            guard let radius = diagram.radius(of: node), let center = nodes[node]?.bounds.center else {
                continue
            }
            let (from, to) = ((drawn.from - center).length < radius, (drawn.to - center).length < radius)
            if from, !to { drawn.from = exit(from: drawn.from, to: drawn.to, center: center, radius: radius) }
            if to, !from { drawn.to = exit(from: drawn.to, to: drawn.from, center: center, radius: radius) }
        }
        return drawn
    }

    /// One of the arrows of an edge, from outline to outline.
    func drawn(_ line: [Point], of edge: Int, shift: Double) -> [Point] {
        let own = diagram.edges[edge]
        return arrow(
            own, along: line,
            between: (
                nodes[own.source]?.bounds.center ?? line[0],
                nodes[own.target]?.bounds.center ?? line[line.count - 1]
            ), shift: shift, diagram)
    }

    /// Where the arrows of an edge bend, and where they end but at a circle.
    func corners(_ line: [Point], of edge: Int) -> [Point] {
        let half = half(edge)
        return (half > 0 ? [half, -half] : [0]).flatMap { shift in
            var corners = drawn(line, of: edge, shift: shift)
            if diagram.nodes[diagram.edges[edge].target].shape == .circle { corners.removeLast() }
            if diagram.nodes[diagram.edges[edge].source].shape == .circle { corners.removeFirst() }
            return corners
        }
    }

    /// Where the heads of an edge's arrows lie, on its middle line.
    func heads(_ line: [Point], of edge: Int) -> [Segment] {
        let line = drawn(line, of: edge, shift: 0)
        func head(_ tip: Point, _ before: Point) -> Segment {
            Segment(from: tip, to: Segment(from: tip, to: before).point(after: Self.head.length))
        }
        // A wire splits without heads.
        func hasHead(_ node: Int) -> Bool { diagram.nodes[node].shape != .junction }
        let own = diagram.edges[edge]
        return (hasHead(own.target) ? [head(line[line.count - 1], line[line.count - 2])] : [])
            + (own.isPair && hasHead(own.source) ? [head(line[0], line[1])] : [])
    }

    /// The room that an arrow's head takes.
    static let head = (length: 9.0, half: 2.9)
}
