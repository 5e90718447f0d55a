import Scene

/// Ways with two bends anywhere.
extension Tightening {
    /// What still bends too often, on ways with two bends anywhere; those of one bar together where one is in another's way.
    mutating func straighten() {
        limitVisits(to: Self.visitsOfArrow * routes.count)
        func isCrooked(_ edge: Int) -> Bool { routes[edge].line.count > Self.most }
        for ends in [\Diagram.Edge.source, \.target] {
            let hubs = Set(routes.indices.filter(isCrooked).map { diagram.edges[$0][keyPath: ends] })
            for hub in hubs.sorted() where diagram.nodes[hub].shape != .end {
                let fan = routes.indices.filter {
                    diagram.edges[$0][keyPath: ends] == hub && routes[$0].line.count > 3
                }
                if fan.contains(where: isCrooked) { restyle(fan) }
            }
        }
        for edge in routes.indices where isCrooked(edge) { _ = tighten(edge, turns: true) }
        let left = routes.indices.filter(isCrooked)
        let bars = Set(left.map { diagram.edges[$0].source })
        for bar in bars.sorted() {
            let fan = routes.indices.filter { diagram.edges[$0].source == bar && routes[$0].line.count > 2 }
            if fan.count < 2 { continue }
            for order in [fan, fan.reversed()] where fan.contains(where: isCrooked) { straighten(order) }
        }
        let rest = routes.indices.filter(isCrooked)
        for order in [rest, rest.reversed()] where rest.contains(where: isCrooked) { straighten(order) }
        mayBeSteep = true
        for edge in rest.prefix(Self.mostSteep) where isCrooked(edge) {
            grantVisits(Self.visitsOfSteep)
            _ = tighten(edge, turns: true)
        }
        mayBeSteep = false
    }

    /// So much may be looked at for each arrow, in the mean.
    private static let visitsOfArrow = 6000

    /// The same for each that may be steep, and how many may.
    private static let visitsOfSteep = 100_000
    private static let mostSteep = 100

    /// Draws some arrows anew, if fewer of them bend too often then.
    private mutating func straighten(_ edges: [Int]) {
        func crooked(_ routes: [Routes.Route]) -> Int { routes.count { $0.line.count > Self.most } }
        let most = crooked(edges.map { routes[$0] })
        redraw(edges, turns: true, mayStay: true) { crooked($0) < most }
    }

    /// The way with the gentlest slants whose bends lie where the arrow bends now, or at the heights of its ends or level
    /// parts, and on which the values find room.
    mutating func turned(_ edge: Int, xs: [Double], heights: [Double], crossings most: Int) -> Routes.Route? {
        let route = routes[edge]
        let (start, stop) = (route.line[0], route.line[route.line.count - 1])
        let steepest = steepest(instead: route)
        func slope(_ from: Point, _ to: Point) -> Double { abs(to.y - from.y) / (to.x - from.x) }
        func isWay(_ from: Point, _ to: Point) -> Bool {
            to.x > from.x + 0.5 && slope(from, to) < steepest
        }
        let bends = Array(route.line.dropFirst().dropLast())
        let grid = ([start.y, stop.y] + heights).flatMap { y in xs.map { Point($0, y) } }
        let points = (bends + grid).filter { $0.x > start.x && $0.x < stop.x }
        let firsts = points.filter { isWay(start, $0) && isClear(Segment(from: start, to: $0), edge) }
        let lasts = points.filter { isWay($0, stop) && isClear(Segment(from: $0, to: stop), edge) }
        var ways: [(line: [Point], cost: Double)] = []
        for first in firsts {
            for last in lasts {
                if first == last {
                    ways.append(([start, first, stop], max(slope(start, first), slope(first, stop))))
                } else if isWay(first, last) {
                    let cost = max(slope(start, first), slope(first, last), slope(last, stop))
                    ways.append(([start, first, last, stop], cost))
                }
            }
        }
        let sorted = ways.enumerated().sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }
        for (_, way) in sorted {
            let segments = way.line.segments
            guard hasTime else { return nil }
            guard segments.count < 3 || isClear(segments[1], edge), crossings(way.line, edge) <= most else {
                continue
            }
            if let found = placingValues(of: edge, along: way.line) { return found }
        }
        return nil
    }

    /// Draws the arrows of a fan in one way, the first in which all of them find room.
    private mutating func restyle(_ fan: [Int]) {
        guard hasTime else { return }
        let before = fan.map { routes[$0] }
        let mosts = fan.map { crossings(routes[$0].line, $0) }
        for edge in fan { obstacles.remove(edge: edge) }
        for style in Style.all {
            var done = 0
            for (edge, most) in zip(fan, mosts) {
                guard hasTime, let line = style.line(of: routes[edge]), isGentle(line, instead: routes[edge]),
                    line.segments.allSatisfy({ isClear($0, edge) }), crossings(line, edge) <= most,
                    let route = placingValues(of: edge, along: line)
                else { break }
                routes[edge] = route
                add(edge)
                done += 1
            }
            if done == fan.count { return }
            for edge in fan.prefix(done) { obstacles.remove(edge: edge) }
            for (edge, route) in zip(fan, before) { routes[edge] = route }
        }
        for edge in fan { add(edge) }
    }

    private func isGentle(_ line: [Point], instead former: Routes.Route) -> Bool {
        let steepest = steepest(instead: former)
        return line.segments.allSatisfy {
            $0.to.x > $0.from.x && abs($0.to.y - $0.from.y) < steepest * ($0.to.x - $0.from.x)
        }
    }

    /// A way to leave out bends.
    private enum Style {
        /// Without all but some bends, by their places: from the start those below 0 from the stop.
        case keeping([Int])
        /// With the bend before the level part of the values so far below where it is, and none behind it.
        case gentle(Double)

        static let all =
            [.keeping([]), .keeping([1]), .keeping([-3, -2])]
            + [0, -6, -12, -18, -24, -32, -40, 6, 12, 18, 24, 32, 40].map(gentle) + [.keeping([1, -2])]

        func line(of route: Routes.Route) -> [Point]? {
            let line = route.line
            switch self {
            case .keeping(let bends):
                let places = bends.map { $0 < 0 ? line.count + $0 : $0 }
                guard places.allSatisfy({ $0 > 0 && $0 < line.count - 1 }) else { return nil }
                return [line[0]] + places.map { line[$0] } + [line[line.count - 1]]
            case .gentle(let shift):
                guard line.count > 4 else { return nil }
                let bend = line[line.count - 3] + Point(0, shift)
                return [line[0], line[1], bend, line[line.count - 1]]
            }
        }
    }

    /// The route along a line, with the values where they find room: on the longest part, in the middle, first.
    mutating func placingValues(
        of edge: Int, along line: [Point], beside parts: [Segment]? = nil
    ) -> Routes.Route? {
        let former = routes[edge]
        let sizes = [diagram.edges[edge].forward, diagram.edges[edge].backward].compactMap { $0?.size }
        for segment in (parts ?? line.segments).sorted(by: { $0.length > $1.length }) {
            let along = (segment.to - segment.from).unit
            // What reached beyond a bend would be farther from the arrow there.
            let reach = sizes.map { ($0.width * abs(along.x) + $0.height * abs(along.y)) / 2 }.max() ?? 0
            let room = reach / segment.length
            for part in [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8] where part >= room && 1 - part >= room {
                let foot = segment.from + (segment.to - segment.from) * part
                let candidate = Routes.Route(line: line, values: (foot - along, foot + along))
                if isClear(candidate, edge, instead: former) { return candidate }
            }
        }
        return nil
    }
}
