import Glibc
import Scene

/// Heads out of the way of lines that pass a node.
extension Tightening {
    /// Moves heads along the outline that another line runs through, but none from its lane.
    mutating func turnHeads() {
        grantVisits(Self.visitsOfHead * routes.count)
        let sole = diagram.soleAlongLanes
        for edge in arrowsWithHeads where hasTime && !sole.contains(edge) {
            for end in freeEnds(of: edge) where isPierced(edge, at: end) && !swapped(edge, at: end) {
                if let route = turned(edge, at: end) {
                    take(route, edge)
                } else {
                    redraw(oneOf: [edge] + piercing(edge, at: end).sorted(), awayFrom: edge, at: end)
                }
            }
        }
    }

    /// The arrows with heads that another runs through, and these others.
    mutating func pierced() -> Set<Int> {
        let edges = arrowsWithHeads
        if !edges.isEmpty, !isFilled { fill() }
        var pierced: Set<Int> = []
        for edge in edges {
            for end in freeEnds(of: edge) {
                let others = piercing(edge, at: end)
                if !others.isEmpty { pierced.formUnion(others.union([edge])) }
            }
        }
        return pierced
    }

    /// So much may be looked at for each arrow, in the mean.
    private static let visitsOfHead = 600

    /// The arrows with heads that could be free.
    var arrowsWithHeads: [Int] { routes.indices.filter { !freeEnds(of: $0).isEmpty } }

    /// An end of an arrow at a circle at which there is a head.
    private typealias End = (node: Int, isTarget: Bool)

    private func ends(of edge: Int) -> [End] {
        let own = diagram.edges[edge]
        let ends: [End] = [(own.target, true)] + (own.isPair ? [(own.source, false)] : [])
        return ends.filter { diagram.radius(of: $0.node) != nil }
    }

    /// Those of them where not so many arrive or leave that there is no room for their heads.
    private func freeEnds(of edge: Int) -> [End] { ends(of: edge).filter { !isCrowded[$0.node] } }

    /// Whether an arrow and a neighbour of its at a node, which cross there, have changed their places on the outline.
    private mutating func swapped(_ edge: Int, at end: End) -> Bool {
        let others = piercing(edge, at: end).filter {
            (end.isTarget ? diagram.edges[$0].target : diagram.edges[$0].source) == end.node
        }
        for other in others.sorted() {
            let before = (routes[edge], routes[other])
            var (one, two) = before
            one.moveEnd(end.isTarget, to: end.isTarget ? before.1.line.last! : before.1.line[0])
            two.moveEnd(end.isTarget, to: end.isTarget ? before.0.line.last! : before.0.line[0])
            take(one, edge)
            take(two, other)
            if isClear(one, edge, instead: before.0), isClear(two, other, instead: before.1),
                !isPierced(edge, at: end), !isPierced(other, at: end)
            {
                return true
            }
            take(before.0, edge)
            take(before.1, other)
        }
        return false
    }

    /// Draws one of an arrow and those that run through its head in another way, so that the head is free.
    private mutating func redraw(oneOf edges: [Int], awayFrom edge: Int, at end: End) {
        for moved in edges {
            let before = routes[moved]
            if let route = nudged(moved) {
                take(route, moved)
                if !isPierced(edge, at: end) { return }
                take(before, moved)
            }
            if tighten(moved, turns: true), !isPierced(edge, at: end) { return }
            take(before, moved)
        }
    }

    /// The route with its end elsewhere on the outline, as near as that can be.
    private mutating func turned(_ edge: Int, at end: End) -> Routes.Route? {
        let center = nodes[end.node]!.bounds.center
        let former = routes[edge]
        let port = (end.isTarget ? former.line[former.line.count - 1] : former.line[0]) - center
        let most = crossings(former.line, edge)
        for step in 1...8 {
            for angle in [0.1, -0.1].map({ $0 * Double(step) }) {
                var route = former
                let turned = Point(
                    port.x * cos(angle) - port.y * sin(angle), port.x * sin(angle) + port.y * cos(angle))
                route.moveEnd(end.isTarget, to: center + turned)
                guard isClear(route, edge, instead: former), crossings(route.line, edge) <= most else {
                    continue
                }
                routes[edge] = route
                let isFree = !freeEnds(of: edge).contains { isPierced(edge, at: $0) }
                routes[edge] = former
                if isFree { return route }
            }
        }
        return nil
    }

    /// Whether another arrow runs through the head of one.
    private mutating func isPierced(_ edge: Int, at end: End) -> Bool { !piercing(edge, at: end).isEmpty }

    /// The arrows that run through its head, or whose heads do.
    private mutating func piercing(_ edge: Int, at end: End) -> Set<Int> {
        let head = head(of: edge, at: end, Self.head)
        let middle = Segment(from: head.tip, to: head.foot)
        obstacles.find(near: middle)
        var others: Set<Int> = []
        for case .stroke(let other, let stroke) in obstacles.found where other != edge {
            // Where it bends, an arrow is farther from the middle line of its pair.
            if stroke.distance(to: middle) < 2 * self.half(other) + 2 * Self.head.half { others.insert(other) }
        }
        if others.isEmpty { return [] }
        let outline = ConvexHull(of: head.corners)
        let ink = ConvexHull(of: self.head(of: edge, at: end, Self.size(ofHeadAt: end)).corners)
        return others.filter { other in
            let half = self.half(other)
            let isNear = (half > 0 ? [half, -half] : [0]).contains { shift in
                drawn(routes[other].line, of: other, shift: shift).segments.contains {
                    $0.distance(to: outline) < 0.8
                }
            }
            return isNear
                || ends(of: other).contains { end in
                    self.head(of: other, at: end, Self.size(ofHeadAt: end)).sides
                        .contains { $0.distance(to: ink) == 0 }
                }
        }
    }

    /// The triangle at an arrow's end.
    private struct Head {
        let tip: Point
        /// The middle of the side across the arrow.
        let foot: Point
        let corners: [Point]

        var sides: [Segment] { (corners + [tip]).segments }
    }

    /// The heads of forward arrows are smaller than those of backward ones, as these are where they are new.
    private static func size(ofHeadAt end: End) -> (length: Double, half: Double) {
        end.isTarget ? (length: 6.0, half: 2.1) : head
    }

    private func head(of edge: Int, at end: End, _ size: (length: Double, half: Double)) -> Head {
        let half = half(edge)
        let line = drawn(routes[edge].line, of: edge, shift: end.isTarget ? half : -half)
        let (tip, before) = end.isTarget ? (line[line.count - 1], line[line.count - 2]) : (line[0], line[1])
        let back = (before - tip).unit
        let (foot, across) = (tip + back * size.length, Point(-back.y, back.x) * size.half)
        return Head(tip: tip, foot: foot, corners: [tip, foot + across, foot - across])
    }
}

extension Routes.Route {
    /// Moves the first or the last point, and with it the values that stand beside the part that ends there.
    fileprivate mutating func moveEnd(_ isTarget: Bool, to point: Point) {
        let (end, bend) = isTarget ? (line.count - 1, line.count - 2) : (0, 1)
        let foot = (values.from + values.to) * 0.5
        let part = Segment(from: line[bend], to: line[end])
        if part.distance(to: foot) < 0.01 {
            let moved = line[bend] + (point - line[bend]) * ((foot - line[bend]).length / part.length)
            let along = (point - line[bend]).unit * (isTarget ? 1 : -1)
            values = (moved - along, moved + along)
        }
        line[end] = point
    }
}
