import Scene

/// Ways through columns.
extension Routes {
    /// The points from one to another: straight where that is free, else level through the columns that it is not free in.
    func way(from start: Point, over items: [Int], to stop: Point) -> [Point] {
        var points = [start]
        var rest = items[...]
        while !rest.isEmpty {
            let last = points[points.count - 1]
            if isFree(from: last, to: stop, over: Array(rest)) { break }
            // The farthest column that can be reached straight.
            let reached =
                rest.indices.reversed().first { index in
                    isFree(from: last, to: level(rest[index], start, stop).entry, over: Array(rest[..<index]))
                } ?? rest.startIndex
            let passage = level(rest[reached], start, stop)
            points += [passage.entry, passage.exit]
            rest = rest[(reached + 1)...]
        }
        return points + [stop]
    }

    /// The way through a column at the height of an item; beside a node, at the height at which the arrow meets it.
    private func level(_ item: Int, _ start: Point, _ stop: Point) -> (entry: Point, exit: Point) {
        let range = besideNode(item, clear: 0)
        guard tracks.items[item].edge == nil else {
            let reserved = positions.reserved[tracks.items[item].column]
            return (Point(reserved.lowerBound, heights.y[item]), Point(reserved.upperBound, heights.y[item]))
        }
        return start.x > range.lowerBound - 1
            ? (start, Point(max(range.upperBound, start.x), start.y))
            : (Point(min(range.lowerBound, stop.x), stop.y), stop)
    }

    /// Where what stands in the column of a node is, but for the node itself.
    private func besideNode(_ item: Int, clear: Double) -> ClosedRange<Double> {
        let column = tracks.items[item].column
        let half = widest[column].first { $0.item != item }.map { $0.width / 2 + clear } ?? 0
        let middle = positions.ranges[column].middle
        return (middle - half)...(middle + half)
    }

    func isFree(from start: Point, to stop: Point, over items: [Int]) -> Bool {
        guard stop.x > start.x else { return false }
        let line = Segment(from: start, to: stop)
        return items.allSatisfy { item in
            let isClear = neighbours[item].allSatisfy {
                line.distance(to: $0.center) >= $0.radius + (spacing.pair + spacing.clearance) / 2
            }
            guard isClear else { return false }
            let range =
                tracks.items[item].edge == nil
                ? besideNode(item, clear: spacing.clearance)
                : positions.reserved[tracks.items[item].column]
            return [range.lowerBound, range.upperBound].allSatisfy { x in
                // An arrow begins or ends in the middle of its nodes' columns.
                let x = min(max(x, start.x), stop.x)
                return free[item].contains(start.y + (stop.y - start.y) * (x - start.x) / (stop.x - start.x))
            }
        }
    }

    /// Without points that lie between their neighbours.
    static func withoutNeedless(_ points: [Point]) -> [Point] {
        var line: [Point] = []
        for point in points {
            if let last = line.last, (point - last).length < 1e-6 { continue }
            if line.count > 1 {
                let (before, last) = (line[line.count - 2], line[line.count - 1])
                let across = (last - before).x * (point - last).y - (last - before).y * (point - last).x
                if abs(across) < 1e-6 * (last - before).length * (point - last).length { line.removeLast() }
            }
            line.append(point)
        }
        return line
    }
}
