import Scene

/// The pass after the routes: an arrow that bends more than twice becomes slant, level, slant where nothing is in the way.
///
/// A route goes from column to column and knows of each only what is above and below; this pass sees the figure.
struct Tightening {
    var routes: [Routes.Route]

    let diagram: Diagram
    let spacing: Spacing
    let nodes: [LayoutGeometry.Outline?]
    let layers: [Rect?]
    private let titles: [Rect]
    /// The arrows that have ways, but would cross more others there.
    private var isBarred: Set<Int> = []
    /// The arrows with heads in fans that another runs through, and these others.
    private(set) var piercing: Set<Int> = []
    /// Whether even values that stay where they are may touch something.
    private(set) var isMending = false
    var obstacles: Obstacles
    /// Whether everything is among the obstacles.
    private(set) var isFilled = false
    /// How many squares and things may be looked at, so that huge figures take bounded time.
    private var mostVisits: Int
    var hasTime: Bool { obstacles.visits < mostVisits }
    /// Lets at most so many more be looked at.
    mutating func limitVisits(to count: Int) { mostVisits = min(mostVisits, obstacles.visits + count) }
    /// Lets so many more be looked at.
    mutating func grantVisits(_ count: Int) { mostVisits = obstacles.visits + count }

    /// - Parameters:
    ///   - nodes: the outlines; nil for a free end.
    ///   - layers: the outlines of the open ones; nil for the collapsed ones.
    ///   - titles: the names of layers.
    init(
        _ routes: [Routes.Route], nodes: [LayoutGeometry.Outline?], layers: [Rect?], titles: [Rect],
        _ diagram: Diagram, spacing: Spacing
    ) {
        self.routes = routes
        self.nodes = nodes
        self.layers = layers
        self.diagram = diagram
        self.spacing = spacing
        let bounds = routes.lazy.flatMap(\.line).map { Rect(center: $0, size: .zero) }
        obstacles = Obstacles(
            in: bounds.reduce(bounds.first ?? Rect(center: Point(0, 0), size: .zero)) { $0.union($1) },
            reach: Self.reach(spacing))
        mostVisits = min(4000 * routes.count, 20_000_000)
        self.titles = titles
    }

    /// All arrows that bend too often, where that can be.
    mutating func tighten() {
        let former = routes
        let crooked = routes.indices.filter { routes[$0].line.count > Self.most || hasShortEnd($0) }
        if crooked.isEmpty, arrowsOfFans.isEmpty { return }
        isFilled = true
        addThings()
        // The crooked ones are out of each other's way at first: what one gives up may be what another needs.
        let isCrooked = Set(crooked)
        for edge in routes.indices where !isCrooked.contains(edge) { add(edge) }
        var tightened = crooked.filter { tighten($0) }
        let isTightened = Set(tightened)
        let left = crooked.filter { !isTightened.contains($0) }
        for edge in left { add(edge) }
        // Where some stay as they are, so do those that run into them.
        var reverted: [Int] = []
        var isStable = false
        while !isStable {
            isStable = true
            for edge in tightened where !isClear(routes[edge], edge, instead: former[edge]) {
                take(former[edge], edge)
                tightened.removeAll { $0 == edge }
                reverted.append(edge)
                isStable = false
            }
        }
        // As long as nothing has gone away, only those find a way now that were not to cross more lines than there were.
        var again = reverted.isEmpty ? left.filter(isBarred.contains) : left + reverted
        var hopeless = reverted.isEmpty ? left.filter { !isBarred.contains($0) } : []
        var hasMoved = true
        while hasMoved, !again.isEmpty {
            let failed = again.filter { !tighten($0) }
            hasMoved = failed.count < again.count
            (again, hopeless) = (failed + hopeless, [])
        }
        straighten()
        piercing = turnHeads()
    }

    /// Those of some arrows that touch something, where they find another way: each alone, else those of one node together,
    /// on ways with a level part first.
    ///
    /// - Returns: whether any has found one.
    mutating func reroute(_ edges: [Int]) -> Bool {
        isMending = true
        fill()
        let end = obstacles.visits + Self.mostVisitsOfMending
        // Where one of two that touch has gone away, the other stays.
        var isNew = false
        func isMoved(_ edge: Int) -> Bool {
            guard let route = nudged(edge) else { return false }
            take(route, edge)
            return true
        }
        for turns in [false, true] {
            for edge in edges
            where obstacles.visits < end && !isClear(routes[edge], edge, instead: routes[edge]) {
                grantVisits(Self.visitsOfMending)
                if !turns && isMoved(edge) || tighten(edge, turns: turns) { isNew = true }
            }
            for edge in edges
            where obstacles.visits < end && !isClear(routes[edge], edge, instead: routes[edge]) {
                let own = diagram.edges[edge]
                let fan = edges.filter { other in
                    let other = diagram.edges[other]
                    return other.source == own.source || other.target == own.target
                }
                for order in [fan, fan.reversed()] where fan.count > 1 {
                    grantVisits(min(Self.visitsOfMending * fan.count, max(end - obstacles.visits, 0)))
                    if redraw(order, turns: turns) {
                        isNew = true
                        break
                    }
                }
            }
        }
        return isNew
    }

    /// So much may be looked at for one arrow that touches something.
    private static let visitsOfMending = 100_000
    /// As much for all together as for those that bend too often, so that huge figures take bounded time.
    private static let mostVisitsOfMending = 20_000_000

    /// Draws some arrows anew, one after the other.
    ///
    /// - Returns: whether all have found a way; else they stay where they were.
    private mutating func redraw(_ edges: [Int], turns: Bool) -> Bool {
        let before = edges.map { routes[$0] }
        for edge in edges { obstacles.remove(edge: edge) }
        if edges.allSatisfy({ tighten($0, turns: turns) }) { return true }
        for (edge, route) in zip(edges, before) { take(route, edge) }
        return false
    }

    /// Puts everything in its place.
    mutating func fill() {
        isFilled = true
        addThings()
        for edge in routes.indices { add(edge) }
    }

    private mutating func addThings() {
        for (index, node) in nodes.enumerated() {
            if let node { obstacles.add(.node(index), in: node.bounds) }
        }
        for title in titles { obstacles.add(.title(title), in: title) }
    }

    /// The points of a line with two bends.
    static let most = 4

    /// Whether an arrow bends beside a node, where its head should be.
    private func hasShortEnd(_ edge: Int) -> Bool {
        let line = routes[edge].line
        return [(diagram.edges[edge].source, line[1]), (diagram.edges[edge].target, line[line.count - 2])]
            .contains {
                node, corner in
                diagram.radius(of: node).map {
                    (corner - nodes[node]!.bounds.center).length < $0 + Self.head.length
                } ?? false
            }
    }

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

    /// Where the arrows of an edge bend, and where they end but at a circle.
    func corners(_ line: [Point], of edge: Int) -> [Point] {
        let (source, target) = (diagram.edges[edge].source, diagram.edges[edge].target)
        func center(_ node: Int, _ end: Point) -> Point { nodes[node]?.bounds.center ?? end }
        let half = half(edge)
        return (half > 0 ? [half, -half] : [0]).flatMap { shift in
            var corners = arrow(
                diagram.edges[edge], along: line,
                between: (center(source, line[0]), center(target, line[line.count - 1])), shift: shift, diagram)
            if diagram.nodes[target].shape == .circle { corners.removeLast() }
            if diagram.nodes[source].shape == .circle { corners.removeFirst() }
            return corners
        }
    }

    /// Where the heads of an edge's arrows lie, on its middle line.
    func heads(_ line: [Point], of edge: Int) -> [Segment] {
        var heads: [Segment] = []
        func add(_ node: Int, _ tip: Point, _ before: Point) {
            // A wire splits without heads.
            if diagram.nodes[node].shape == .junction { return }
            let radius = diagram.radius(of: node)
            let tip =
                radius.map { exit(from: tip, to: before, center: nodes[node]!.bounds.center, radius: $0) }
                ?? tip
            heads.append(Segment(from: tip, to: Segment(from: tip, to: before).point(after: Self.head.length)))
        }
        add(diagram.edges[edge].target, line[line.count - 1], line[line.count - 2])
        if diagram.edges[edge].isPair { add(diagram.edges[edge].source, line[0], line[1]) }
        return heads
    }

    /// The room that an arrow's head takes.
    static let head = (length: 9.0, half: 2.9)

    // MARK: One arrow

    /// Whether the arrow has found a way with two bends at most.
    mutating func tighten(_ edge: Int, turns: Bool = false) -> Bool {
        guard hasTime else { return false }
        let route = routes[edge]
        let (start, stop) = (route.line[0], route.line[route.line.count - 1])
        let crossings = crossings(route.line, edge)
        var heights = [route.values.from.y]
        for segment in route.line.segments where abs(segment.from.y - segment.to.y) < 0.01 {
            if !heights.contains(where: { abs($0 - segment.from.y) < 0.5 }) { heights.append(segment.from.y) }
        }
        let stops = stride(from: 0.0, through: 1, by: 1.0 / 16).map { start.x + (stop.x - start.x) * $0 }
        let near = isMending ? Self.nearEnds.flatMap { [start.x + $0, stop.x - $0] } : []
        let xs = (route.line.map(\.x) + stops + near).sorted()
        var candidates: [(route: Routes.Route, cost: Double)] = []
        let hasValues = diagram.edges[edge].forward != nil || diagram.edges[edge].backward != nil
        let width = max(
            diagram.edges[edge].forward?.size.width ?? 0, diagram.edges[edge].backward?.size.width ?? 0)
        let lead = hasValues ? width / 2 + spacing.clearance : 0
        for y in heights {
            let isMoved = abs(y - route.values.from.y) > 0.01
            func clear(_ end: Point) -> [(x: Double, cost: Double)] {
                if abs(end.y - y) < 0.01 { return [(end.x, 0)] }
                return xs.compactMap { x in
                    let rise = abs(y - end.y)
                    guard (end.x < stop.x) == (x > end.x), abs(x - end.x) > 0.5, x > start.x, x < stop.x,
                        rise / abs(x - end.x) < steepest
                    else { return nil }
                    let slant =
                        end.x == start.x
                        ? Segment(from: start, to: Point(x, y)) : Segment(from: Point(x, y), to: stop)
                    return isClear(slant, edge) ? (x, rise / abs(x - end.x)) : nil
                }
            }
            let (firsts, lasts) = (clear(start), clear(stop))
            for first in firsts {
                for last in lasts where last.x > first.x {
                    let cost = max(first.cost, last.cost) + (isMoved ? 1 : 0)
                    var values = route.values
                    let middle = (values.from.x + values.to.x) / 2
                    guard last.x - first.x >= 2 * lead else { continue }
                    let x = min(max(middle, first.x + lead), last.x - lead)
                    var places = route.places
                    if abs(x - middle) > 0.01 || isMoved {
                        values = (Point(x - 1, y), Point(x + 1, y))
                        places = nil
                    }
                    let line = [start, Point(first.x, y), Point(last.x, y), stop].withoutNeighbours
                    candidates.append((Routes.Route(line: line, values: values, places: places), cost))
                }
            }
        }
        // The best that is clear; of equal ones the first.
        candidates = candidates.enumerated().sorted {
            ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset)
        }
        .map(\.element)
        let best = candidates.first { candidate in
            isClear(candidate.route, edge, instead: route)
                && crossesLittle(candidate.route.line, edge, crossings)
        }
        guard
            let best = best?.route ?? slanted(edge, stops: stops, crossings: crossings)
                ?? (turns ? turned(edge, xs: xs, heights: heights, crossings: crossings) : nil)
        else { return false }
        take(best, edge)
        return true
    }

    /// Where bends find room between a node and what is beside it, in points from the node's centre.
    private static let nearEnds: [Double] = stride(from: 18, through: 90, by: 6).map { $0 }

    /// No slant is steeper; between things that are far above each other there is no room for gentle ones.
    var steepest: Double { isMending ? 6 : 3 }

    /// The way on which the values stand beside a slant, with a level part before or behind it where there must be one.
    private mutating func slanted(_ edge: Int, stops: [Double], crossings: Int) -> Routes.Route? {
        let route = routes[edge]
        let (start, stop) = (route.line[0], route.line[route.line.count - 1])
        let before = stops.filter { $0 > start.x && $0 < stop.x }
        // A branch leaves its junction level as far as those beside it let it.
        let bends = route.line.dropFirst().dropLast()
        let firsts = before + bends.filter { abs($0.y - start.y) < 0.01 }.map(\.x)
        let lasts = before.reversed() + bends.filter { abs($0.y - stop.y) < 0.01 }.map(\.x)
        let ways =
            [[start, stop]] + firsts.map { [start, Point($0, start.y), stop] }
            + lasts.map { [start, Point($0, stop.y), stop] }
        for line in ways {
            let segments = line.segments
            guard
                let slant = segments.first(where: { abs($0.from.y - $0.to.y) > 0.01 }),
                abs(slant.to.y - slant.from.y) / (slant.to.x - slant.from.x) < steepest,
                segments.allSatisfy({ isClear($0, edge) }),
                crossesLittle(line, edge, crossings)
            else { continue }
            if let candidate = placingValues(of: edge, along: line, beside: [slant]) { return candidate }
        }
        return nil
    }

    /// Whether a line that is clear crosses no more others than may be.
    private mutating func crossesLittle(_ line: [Point], _ edge: Int, _ most: Int) -> Bool {
        if crossings(line, edge) <= most { return true }
        isBarred.insert(edge)
        return false
    }

    /// How many other arrows a line crosses.
    mutating func crossings(_ line: [Point], _ edge: Int) -> Int {
        line.segments.reduce(0) { $0 + crossings($1, edge) }
    }

    private mutating func crossings(_ segment: Segment, _ edge: Int) -> Int {
        let segment = drawn(segment, of: edge)
        obstacles.find(near: segment)
        return obstacles.found.count { thing in
            if case .stroke(let other, let stroke) = thing {
                other != edge && segment.crosses(stroke)
            } else {
                false
            }
        }
    }
}

extension [Point] {
    /// Without points that are those before them.
    fileprivate var withoutNeighbours: [Point] {
        reduce(into: []) { line, point in
            if line.last.map({ ($0 - point).length > 1e-6 }) ?? true { line.append(point) }
        }
    }
}
