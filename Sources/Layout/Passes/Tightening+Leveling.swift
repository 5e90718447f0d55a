import Scene

/// Lines that are level but for a few points.
extension Tightening {
    /// Draws what is nearly level level, at the height of one of its ends or parts, where nothing is in the way.
    mutating func level() {
        let nearlyLevel = routes.indices.filter { routes[$0].line.nearlyLevelParts > 0 }
        let alongLanes = diagram.soleAlongLanes.filter { !routes[$0].line.isLevel }.sorted()
        if nearlyLevel.isEmpty, alongLanes.isEmpty { return }
        if !isFilled { fill() }
        grantVisits(Self.visitsOfLine * routes.count)
        var edges = diagram.nodes.map { _ in [Int]() }
        for (index, edge) in diagram.edges.enumerated() {
            edges[edge.source].append(index)
            edges[edge.target].append(index)
        }
        for edge in alongLanes {
            if let route = alongLane(edge, beside: edges) { take(route, edge) }
        }
        for edge in nearlyLevel {
            // Each time fewer parts are left.
            while hasTime, let route = leveled(edge, beside: edges) { take(route, edge) }
        }
    }

    /// So much may be looked at for each arrow, in the mean.
    private static let visitsOfLine = 600

    /// The route with fewer nearly level parts; of the ways to do that the one that moves the least.
    private mutating func leveled(_ edge: Int, beside edges: [[Int]]) -> Routes.Route? {
        let former = routes[edge]
        let most = crossings(former.line, edge)
        let candidates = leveled(former, edge)
            .filter { $0.line.nearlyLevelParts < former.line.nearlyLevelParts }
            .map { (route: $0, cost: cost($0.line, instead: former.line, edge)) }
            .enumerated().sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }
        for (_, candidate) in candidates {
            let route = candidate.route
            if hasRoom(forEndsOf: route.line, instead: former.line, edge, beside: edges),
                passesLayers(route.line, edge)
                    || !passesLayers(former.line, edge) && keepsSides(route.line, instead: former.line, edge),
                isClearOfThings(route, edge, instead: former), crossings(route.line, edge) <= most
            {
                return route
            }
        }
        return nil
    }

    /// The level way of an arrow along its lane, at the height of one of its ends or between them.
    private mutating func alongLane(_ edge: Int, beside edges: [[Int]]) -> Routes.Route? {
        let former = routes[edge]
        let (start, stop) = (former.line[0], former.line[former.line.count - 1])
        let most = crossings(former.line, edge)
        for y in [start.y, stop.y, (start.y + stop.y) / 2] {
            let line = [Point(start.x, y), Point(stop.x, y)]
            if !hasRoom(forEndsOf: line, instead: [start, stop], edge, beside: edges) { continue }
            var values = former.values
            (values.from.y, values.to.y) = (y, y)
            let route = Routes.Route(line: line, values: values, places: former.places)
            if isClear(route, edge, instead: former), crossings(line, edge) <= most { return route }
        }
        return nil
    }

    /// The route with neighbouring parts that are level or nearly so all at one height.
    private func leveled(_ route: Routes.Route, _ edge: Int) -> [Routes.Route] {
        let line = route.line
        let isNear = line.segments.map { $0.isLevel || $0.isNearlyLevel }
        var routes: [Routes.Route] = []
        for part in isNear.indices where line.segments[part].isNearlyLevel {
            let last = isNear[part...].firstIndex(of: false) ?? isNear.count
            let first = (isNear[...part].lastIndex(of: false) ?? -1) + 1
            func height(_ points: ClosedRange<Int>, _ y: Double) {
                var moved = route
                for point in points { moved.line[point].y = y }
                moved.moveValues(from: line)
                routes.append(moved)
            }
            for y in Set(line[first...last].map(\.y)).sorted() { height(first...last, y) }
            // One side of the part alone.
            let level = line.segments.map(\.isLevel)
            let before = (level[..<part].lastIndex(of: false) ?? -1) + 1
            let behind = level[(part + 1)...].firstIndex(of: false) ?? level.count
            height(before...part, line[part + 1].y)
            height((part + 1)...behind, line[part].y)
        }
        return routes
    }

    /// What it costs to move points of a line: free ends move as easily as bends, ends at a node least.
    private func cost(_ line: [Point], instead former: [Point], _ edge: Int) -> Double {
        let moves = zip(line, former).map { abs($0.y - $1.y) }
        let ends = [
            (diagram.edges[edge].source, moves[0]), (diagram.edges[edge].target, moves[moves.count - 1]),
        ]
        let ofEnds = ends.reduce(0.0) { sum, end in
            guard end.1 > 0 else { return sum }
            return switch diagram.nodes[end.0].shape {
            case .end: sum
            case .junction, .box: sum + 100
            case .circle: sum + 200
            }
        }
        return ofEnds + moves.reduce(0, +)
    }

    /// Whether the ends that are moved still lie on what they end at, and no nearer to others there than they may.
    private func hasRoom(
        forEndsOf line: [Point], instead former: [Point], _ edge: Int, beside edges: [[Int]]
    ) -> Bool {
        let own = diagram.edges[edge]
        let ends: [(node: Int, isTarget: Bool)] = [(own.source, false), (own.target, true)]
        return ends.allSatisfy { node, isTarget in
            func port(_ line: [Point]) -> Point { isTarget ? line[line.count - 1] : line[0] }
            let (new, old) = (port(line), port(former))
            if new == old { return true }
            let half = half(edge)
            guard let outline = nodes[node]?.bounds else { return edges[node].count == 1 }
            let center = outline.center
            let apart: Double
            if let radius = diagram.radius(of: node) {
                let isInside = [half, -half].allSatisfy {
                    (new + Point(0, $0) - center).length < radius - Self.insideCircle
                }
                guard isInside else { return false }
                apart = Ports.apart(spacing)
            } else {
                let isBar = diagram.nodes[node].shape == .junction
                let reach = half + (isBar ? Self.insideBar : spacing.clearance)
                guard new.y - reach >= outline.minY, new.y + reach <= outline.maxY else { return false }
                apart = isBar ? spacing.junction * Self.leastOfBar : spacing.clearance + 2 * half
            }
            return edges[node].allSatisfy { other in
                let isOnSide =
                    isTarget ? diagram.edges[other].target == node : diagram.edges[other].source == node
                guard other != edge, isOnSide else { return true }
                let beside = port(routes[other].line).y
                let (before, after) = (old.y - beside, new.y - beside)
                return before * after > 0 && abs(after) >= min(abs(before), apart)
            }
        }
    }

    /// So far inside a circle a line still ends on its outline when it is drawn.
    private static let insideCircle = 1.5
    /// So far a bar reaches beyond its arrows at least.
    private static let insideBar = 1.5
    /// The least distance of two arrows at a bar, as a part of the usual one.
    private static let leastOfBar = 2.0 / 3
}

extension Segment {
    fileprivate var isLevel: Bool { abs(to.y - from.y) < 0.01 }

    /// Whether it is so long, and so little aslant, that it looks as if it were meant to be level.
    fileprivate var isNearlyLevel: Bool {
        let (run, rise) = (abs(to.x - from.x), abs(to.y - from.y))
        return run > 30 && !isLevel && rise < min(max(7, 0.02 * run), 0.12 * run)
    }
}

extension [Point] {
    fileprivate var isLevel: Bool { segments.allSatisfy(\.isLevel) }

    /// How many straight parts are level but for a few points.
    var nearlyLevelParts: Int { segments.count(where: \.isNearlyLevel) }
}

extension Routes.Route {
    /// Moves the values with the part that they stand beside.
    ///
    /// - Parameter former: the line before some of its points moved up or down.
    fileprivate mutating func moveValues(from former: [Point]) {
        let foot = (values.from + values.to) * 0.5
        guard let part = former.segments.firstIndex(where: { $0.distance(to: foot) < 0.01 }) else { return }
        let (old, new) = (former.segments[part], line.segments[part])
        if old.from == new.from && old.to == new.to { return }
        let moved = meeting(from: new.from, to: new.to, x: foot.x)
        let half = abs(values.to.x - values.from.x) / 2
        values = (
            meeting(from: new.from, to: new.to, x: moved.x - half),
            meeting(from: new.from, to: new.to, x: moved.x + half)
        )
    }
}
