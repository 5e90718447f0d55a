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

    /// Whether a point lies beside it, and not before its start or behind its end.
    func isBeside(_ point: Point) -> Bool {
        let along = to - from
        return (0...along.dot(along)).contains((point - from).dot(along))
    }

    /// The distance to a rectangle; 0 where they meet.
    func distance(to rect: Rect) -> Double {
        if meets(rect) { return 0 }
        let ofEnds = min(rect.distance(to: from), rect.distance(to: to))
        return rect.corners.reduce(ofEnds) { min($0, distance(to: $1)) }
    }

    /// The distance to a convex shape; 0 where they meet.
    func distance(to hull: ConvexHull) -> Double {
        if meets(hull) { return 0 }
        let corners = hull.corners
        var distance = Double.infinity
        for (index, corner) in corners.enumerated() {
            let side = Segment(from: corner, to: corners[index + 1 < corners.count ? index + 1 : 0])
            distance = min(distance, self.distance(to: corner), side.distance(to: from), side.distance(to: to))
        }
        return distance
    }

    /// Whether any part lies in the shape.
    private func meets(_ hull: ConvexHull) -> Bool {
        guard hull.corners.count > 2 else { return false }
        let along = to - from
        return hasPart(
            within: hull.corners.indices.lazy.map { index in
                let corner = hull.corners[index]
                let next = hull.corners[index + 1 < hull.corners.count ? index + 1 : 0]
                let outwards = Point(next.y - corner.y, corner.x - next.x)
                return (step: outwards.dot(along), room: outwards.dot(corner - from))
            })
    }

    /// Whether any part lies in the rectangle.
    private func meets(_ rect: Rect) -> Bool {
        let along = to - from
        return hasPart(within: [
            (-along.x, from.x - rect.minX), (along.x, rect.maxX - from.x),
            (-along.y, from.y - rect.minY), (along.y, rect.maxY - from.y),
        ])
    }

    /// Cyrus–Beck clipping, of a rectangle that of Liang and Barsky.
    ///
    /// - Parameter sides: how far the whole segment runs towards each side, and how far the side is from its start.
    private func hasPart(within sides: some Sequence<(step: Double, room: Double)>) -> Bool {
        var enter = 0.0
        var leave = 1.0
        for (step, room) in sides {
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

extension Segment {
    var length: Double { (to - from).length }
    var reversed: Segment { Segment(from: to, to: from) }

    /// The point so far along the segment; its end on a shorter one.
    func point(after distance: Double) -> Point {
        length <= distance ? to : from + (to - from) * (distance / length)
    }

    /// Whether another segment of nearly the same direction is near over more than `LayoutProof.longestStretch`.
    ///
    /// Two that cross are near each other too, but for a small part of their length.
    func runs(along other: Segment, within distance: Double) -> Bool {
        let (length, otherLength) = (length, other.length)
        guard length > 0, otherLength > 0 else { return false }
        let along = (other.to - other.from) * (1 / otherLength)
        let own = (to - from) * (1 / length)
        let sine = along.x * own.y - along.y * own.x
        guard abs(sine) < LayoutProof.leastSine else { return false }
        // The part of this segment that lies beside the other one.
        let start = from - other.from
        let cosine = own.dot(along)
        let ends = [-start.dot(along) / cosine, (otherLength - start.dot(along)) / cosine].sorted()
        let beside = (low: max(ends[0], 0), high: min(ends[1], length))
        // And that which lies near its line.
        let offset = along.x * start.y - along.y * start.x
        let near =
            abs(sine) * max(length, otherLength) < 1e-9
            ? (abs(offset) < distance ? [-Double.infinity, .infinity] : [.infinity, .infinity])
            : [(-distance - offset) / sine, (distance - offset) / sine].sorted()
        let stretch = min(near[1], beside.high) - max(near[0], beside.low)
        guard stretch > LayoutProof.longestStretch else { return false }
        let crosses = near[0] > beside.low && near[1] < beside.high
        return !crosses || stretch > LayoutProof.longestPart * min(length, otherLength)
    }
}

extension Rect {
    var corners: [Point] {
        [Point(minX, minY), Point(maxX, minY), Point(maxX, maxY), Point(minX, maxY)]
    }

    var sides: [Segment] {
        let corners = corners
        return corners.indices.map { Segment(from: corners[$0], to: corners[($0 + 1) % 4]) }
    }

    /// How far a point inside is from the nearest side.
    func depth(of point: Point) -> Double {
        min(point.x - minX, maxX - point.x, point.y - minY, maxY - point.y)
    }
}

extension Size {
    package static let zero = Size(width: 0, height: 0)
}

extension Segment {
    /// Whether two segments have an inner point in common.
    func crosses(_ other: Segment) -> Bool {
        func side(_ one: Segment, _ point: Point) -> Double {
            (one.to - one.from).x * (point - one.from).y - (one.to - one.from).y * (point - one.from).x
        }
        return side(self, other.from) * side(self, other.to) < 0 && side(other, from) * side(other, to) < 0
    }

    /// The distance of two segments; 0 where they cross.
    func distance(to other: Segment) -> Double {
        if crosses(other) { return 0 }
        return min(
            distance(to: other.from), distance(to: other.to), other.distance(to: from), other.distance(to: to))
    }
}

extension [Point] {
    /// The straight parts of a line.
    var segments: [Segment] { zip(self, dropFirst()).map(Segment.init) }
}
