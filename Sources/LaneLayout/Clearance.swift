import Scene

/// A straight stroke.
struct Segment {
    var from: Point
    var to: Point

    /// The distance to a point.
    func distance(to point: Point) -> Double {
        let along = to - from
        let length = along.dot(along)
        let part = length == 0 ? 0 : min(max((point - from).dot(along) / length, 0), 1)
        return (from + along * part - point).length
    }

    /// The distance to a rectangle; 0 where they meet.
    func distance(to rect: Rect) -> Double {
        if meets(rect) { return 0 }
        let corners = [
            Point(rect.minX, rect.minY), Point(rect.maxX, rect.minY), Point(rect.minX, rect.maxY),
            Point(rect.maxX, rect.maxY),
        ]
        let ofEnds = min(rect.distance(to: from), rect.distance(to: to))
        return corners.reduce(ofEnds) { min($0, distance(to: $1)) }
    }

    /// Liang–Barsky clipping: whether any part lies in the rectangle.
    private func meets(_ rect: Rect) -> Bool {
        let along = to - from
        var enter = 0.0
        var leave = 1.0
        for (step, room) in [
            (-along.x, from.x - rect.minX), (along.x, rect.maxX - from.x),
            (-along.y, from.y - rect.minY), (along.y, rect.maxY - from.y),
        ] {
            if step == 0 {
                if room < 0 { return false }
            } else if step < 0 {
                enter = max(enter, room / step)
            } else {
                leave = min(leave, room / step)
            }
        }
        return enter <= leave
    }
}

extension Rect {
    /// The distance to a point; 0 inside.
    func distance(to point: Point) -> Double {
        Point(max(minX - point.x, 0, point.x - maxX), max(minY - point.y, 0, point.y - maxY)).length
    }

    /// The distance to a rectangle; 0 where they meet.
    func distance(to other: Rect) -> Double {
        Point(max(minX - other.maxX, 0, other.minX - maxX), max(minY - other.maxY, 0, other.minY - maxY)).length
    }
}
