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
        guard tracks.items[item].edge == nil else {
            let reserved = positions.reserved[tracks.items[item].column]
            return (Point(reserved.lowerBound, heights.y[item]), Point(reserved.upperBound, heights.y[item]))
        }
        let isSource = start.x > positions.ranges[tracks.items[item].column].lowerBound - 1
        let halves = halfWidths[item]
        let isFromAbove = isSource ? stop.y < start.y : start.y < stop.y
        let range = besideNode(item, isFromAbove ? halves.above : halves.below)
        return isSource
            ? (start, Point(max(range.upperBound, start.x), start.y))
            : (Point(min(range.lowerBound, stop.x), stop.y), stop)
    }

    /// Where something of that width is in the column of a node.
    private func besideNode(_ item: Int, _ half: Double) -> ClosedRange<Double> {
        let middle = positions.ranges[tracks.items[item].column].middle
        return (middle - half)...(middle + half)
    }

    func isFree(from start: Point, to stop: Point, over items: [Int]) -> Bool {
        guard stop.x > start.x else { return false }
        let line = Segment(from: start, to: stop)
        // An arrow begins or ends in the middle of its nodes' columns.
        func heights(over range: ClosedRange<Double>) -> [Double] {
            [range.lowerBound, range.upperBound].map { x in
                let x = min(max(x, start.x), stop.x)
                return start.y + (stop.y - start.y) * (x - start.x) / (stop.x - start.x)
            }
        }
        return items.allSatisfy { item in
            let isClear = neighbours[item].allSatisfy {
                line.distance(to: $0.center) >= $0.radius + (spacing.pair + spacing.clearance) / 2
            }
            guard isClear else { return false }
            guard tracks.items[item].edge == nil else {
                return heights(over: positions.reserved[tracks.items[item].column]).allSatisfy(
                    free[item].contains)
            }
            let ranges = [halfWidths[item].above, halfWidths[item].below].map {
                besideNode(item, $0 > 0 ? $0 + spacing.clearance : 0)
            }
            return heights(over: ranges[0]).allSatisfy { $0 >= free[item].lowerBound }
                && heights(over: ranges[1]).allSatisfy { $0 <= free[item].upperBound }
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
