import Scene

/// Ways of slant, level, slant.
extension Tightening {
    /// Whether the arrow has found a way with two bends at most.
    mutating func tighten(_ edge: Int, turns: Bool = false) -> Bool {
        guard hasTime else { return false }
        let route = routes[edge]
        let (start, stop) = (route.line[0], route.line[route.line.count - 1])
        let steepest = steepest(instead: route)
        let crossings = crossings(route.line, edge) + mostNewCrossings
        var heights = [route.values.from.y]
        for segment in route.line.segments where abs(segment.from.y - segment.to.y) < 0.01 {
            if !heights.contains(where: { abs($0 - segment.from.y) < 0.5 }) { heights.append(segment.from.y) }
        }
        let stops = stride(from: 0.0, through: 1, by: 1.0 / 16).map { start.x + (stop.x - start.x) * $0 }
        let near = mayBeSteep ? Self.nearEnds.flatMap { [start.x + $0, stop.x - $0] } : []
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
    var steepest: Double { mayBeSteep ? 6 : 3 }

    /// So many more others an arrow may cross for two bends.
    private var mostNewCrossings: Int { mayBeSteep && !isMending ? 4 : 0 }

    /// Nor is one steeper that was steep before.
    func steepest(instead former: Routes.Route) -> Double {
        former.line.segments.reduce(steepest) { steepest, part in
            max(steepest, abs(part.to.y - part.from.y) / max(part.to.x - part.from.x, 1) + 0.01)
        }
    }

    /// The way on which the values stand beside a slant, with a level part before or behind it where there must be one.
    private mutating func slanted(_ edge: Int, stops: [Double], crossings: Int) -> Routes.Route? {
        let route = routes[edge]
        let (start, stop) = (route.line[0], route.line[route.line.count - 1])
        let steepest = steepest(instead: route)
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
