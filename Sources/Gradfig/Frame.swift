import Scene

/// The frame of a new value: a rectangle with round corners around it. What would come nearer to the value's arrow than on
/// a level one is cut off along the arrow: ink is at one distance from every arrow, but the corner of its rectangle, where
/// there is none, is not.
struct Frame {
    private let rectangle: Rect
    /// The outer normal of the arrow's line, towards the value, and the line's distance along it.
    private let line: (normal: Point, distance: Double)?

    init(around value: Rect, beside arrow: [Point]) {
        let margin = FigureStyle.frameMargin
        rectangle = Rect(
            center: value.center,
            size: Size(width: value.width + 2 * margin.width, height: value.height + 2 * margin.height))
        line = Self.nearest(of: arrow, to: value.center)
    }

    private static func nearest(of line: [Point], to point: Point) -> (normal: Point, distance: Double)? {
        let feet = zip(line, line.dropFirst()).compactMap {
            from, to -> (from: Point, along: Point, away: Double)? in
            let along = to - from
            guard along.length > 0 else { return nil }
            let part = min(max((point - from).dot(along) / along.dot(along), 0), 1)
            return (from, along, (point - from - along * part).length)
        }
        guard let foot = feet.min(by: { $0.away < $1.away }) else { return nil }
        let normal = Point(-foot.along.y, foot.along.x) * (1 / foot.along.length)
        let side = (point - foot.from).dot(normal) < 0 ? normal * -1 : normal
        return (side, foot.from.dot(side))
    }

    /// What of a rectangle is at least so far from the arrow's line.
    private func part(of rectangle: Rect, from distance: Double) -> ConvexHull {
        let whole = ConvexHull(of: rectangle)
        guard let line else { return whole }
        return whole.beyond(line.distance + distance, along: line.normal) ?? whole
    }

    /// What it takes up, as if its corners weren't round.
    var hull: ConvexHull { part(of: rectangle, from: FigureStyle.frameGap) }

    var geometry: Shape.Geometry {
        let radius = min(FigureStyle.frameRadius, rectangle.width / 2, rectangle.height / 2)
        let inner = rectangle.expanded(by: -radius)
        let part = part(of: inner, from: FigureStyle.frameGap + radius)
        return part == ConvexHull(of: inner)
            ? .rectangle(rectangle, cornerRadius: radius) : .path(Path(around: part, by: radius))
    }
}
