import Scene

/// A small step aside, for an arrow that nearly has room.
extension Tightening {
    /// The nearest way and place of the values that touch nothing, with the same bends but one of them, one level part or the
    /// values a little moved.
    mutating func nudged(_ edge: Int) -> Routes.Route? {
        let route = routes[edge]
        let most = crossings(route.line, edge)
        for distance in Self.nudges {
            for way in [-distance, distance] {
                for candidate in moved(route, by: way)
                where hasTime && isClear(candidate, edge, instead: route)
                    && crossings(candidate.line, edge) <= most
                {
                    return candidate
                }
            }
        }
        return nil
    }

    /// How far things are moved, in points.
    private static let nudges = [3, 6, 9, 12, 18, 24, 36, 48, 72.0]

    /// The route with one thing moved by a distance: a bend along its level part, a level part up or down, or the values
    /// along theirs.
    private func moved(_ route: Routes.Route, by distance: Double) -> [Routes.Route] {
        let line = route.line
        func isLevel(_ index: Int) -> Bool {
            line.indices.contains(index) && line.indices.contains(index + 1)
                && abs(line[index].y - line[index + 1].y) < 0.01
        }
        var candidates: [Routes.Route] = []
        let middle = (route.values.from + route.values.to) * 0.5
        let isBesideLevel = abs(route.values.from.y - route.values.to.y) < 0.01
        func take(_ line: [Point], _ values: (from: Point, to: Point), _ places: ValuePlaces? = route.places) {
            let segments = line.segments
            let isForward = segments.allSatisfy {
                $0.to.x > $0.from.x && abs($0.to.y - $0.from.y) < steepest * ($0.to.x - $0.from.x)
            }
            // The values still stand beside a part of it.
            let foot = (values.from + values.to) * 0.5
            guard isForward, segments.contains(where: { $0.distance(to: foot) < 0.01 }) else { return }
            candidates.append(Routes.Route(line: line, values: values, places: places))
        }
        for index in line.indices.dropFirst().dropLast() where isLevel(index - 1) != isLevel(index) {
            var line = line
            line[index].x += distance
            take(line, route.values)
        }
        for index in line.indices.dropFirst().dropLast(2) where isLevel(index) {
            var (line, values) = (line, route.values)
            let isBeside = isBesideLevel && abs(middle.y - line[index].y) < 0.01
            for end in [index, index + 1] { line[end].y += distance }
            if isBeside { (values.from.y, values.to.y) = (line[index].y, line[index].y) }
            take(line, values)
        }
        let along = Point(distance, 0)
        if isBesideLevel {
            take(
                line, (route.values.from + along, route.values.to + along), route.places?.moved(by: distance))
        }
        return candidates
    }
}
