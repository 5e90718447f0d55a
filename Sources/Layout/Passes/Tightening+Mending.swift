/// Arrows that touch something.
extension Tightening {
    /// Those of some arrows that touch something, where they find another way: each alone, else those of one node together,
    /// on ways with a level part first.
    ///
    /// - Returns: whether any has found one.
    mutating func reroute(_ edges: [Int]) -> Bool {
        (isMending, mayBeSteep) = (true, true)
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
                    if redraw(order, turns: turns, mayStay: false) {
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
    /// - Parameters:
    ///   - mayStay: whether those that find no way may stay where they are, if they touch nothing there.
    ///   - isBetter: whether the new ways are better than the former ones.
    /// - Returns: whether they are drawn anew; else they stay where they were.
    @discardableResult
    mutating func redraw(
        _ edges: [Int], turns: Bool, mayStay: Bool, isBetter: ([Routes.Route]) -> Bool = { _ in true }
    ) -> Bool {
        guard hasTime else { return false }
        let before = edges.map { routes[$0] }
        for edge in edges { obstacles.remove(edge: edge) }
        var isDone = true
        for edge in edges where isDone {
            if tighten(edge, turns: turns) { continue }
            isDone = mayStay && isClear(routes[edge], edge, instead: routes[edge])
            if isDone { add(edge) }
        }
        if isDone, isBetter(edges.map { routes[$0] }) { return true }
        for (edge, route) in zip(edges, before) { take(route, edge) }
        return false
    }
}
