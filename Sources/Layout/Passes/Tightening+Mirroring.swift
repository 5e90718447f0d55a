import Scene

/// Figures that are their own mirror image about a level axis, and stay so.
extension Tightening {
    /// Draws two arrows that were each other's mirror image both in a new way, or both in the former one: in the ways of the
    /// upper ones or of the lower ones, where fewer bend too often.
    mutating func mirror(_ former: [Routes.Route]) {
        guard let partners = partners(former) else { return }
        let pairs = partners.indices.filter { $0 <= partners[$0] && !areImages($0, partners[$0]) }
            .map { $0 == partners[$0] ? [$0] : [$0, partners[$0]] }
        if pairs.isEmpty { return }
        if !isFilled { fill() }
        let new = routes
        func isUpper(_ edge: Int) -> Bool {
            (former[edge].line.map(\.y).reduce(0, +)) < axis * Double(former[edge].line.count)
        }
        let choices = [true, false].map { takesUpper in
            for edge in pairs.joined() {
                let partner = partners[edge]
                let isModel = edge != partner && isUpper(edge) == takesUpper
                take(isModel ? new[edge] : edge == partner ? former[edge] : mirrored(new[partner]), edge)
            }
            settle(pairs, former)
            return routes
        }
        func crooked(_ routes: [Routes.Route]) -> Int { routes.count { $0.line.count > Self.most } }
        let best = crooked(choices[1]) < crooked(choices[0]) ? choices[1] : choices[0]
        for edge in pairs.joined() { take(best[edge], edge) }
    }

    /// For each route that which is its mirror image; nil where one has none.
    private func partners(_ routes: [Routes.Route]) -> [Int]? {
        var edges: [[Corner]: Int] = [:]
        for (edge, route) in routes.enumerated() { edges[route.line.map { Corner($0, from: axis) }] = edge }
        var partners: [Int] = []
        for route in routes {
            guard let partner = edges[mirrored(route).line.map({ Corner($0, from: axis) })] else { return nil }
            partners.append(partner)
        }
        return partners
    }

    private func areImages(_ edge: Int, _ other: Int) -> Bool {
        mirrored(routes[edge]).line.map { Corner($0, from: axis) }
            == routes[other].line.map { Corner($0, from: axis) }
    }

    private func mirrored(_ route: Routes.Route) -> Routes.Route {
        func mirrored(_ point: Point) -> Point { Point(point.x, 2 * axis - point.y) }
        return Routes.Route(
            line: route.line.map(mirrored), values: (mirrored(route.values.from), mirrored(route.values.to)),
            places: route.places)
    }
}

/// A point, known again when rounding has moved it.
private struct Corner: Hashable {
    let x: Int
    let y: Int

    /// In parts of a point, of which halves and quarters are not the edges.
    init(_ point: Point, from axis: Double) {
        x = Int((point.x * 3.1).rounded())
        y = Int(((point.y - axis) * 3.1).rounded())
    }
}
