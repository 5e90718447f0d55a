/// The least convex shape around some points, such as those of a text's ink.
public struct ConvexHull: Hashable, Sendable {
    /// Its corners, in order around it.
    public private(set) var corners: [Point]

    /// Andrew's monotone chain: what turns the other way lies inside.
    ///
    /// - Parameter points: at least one.
    public init(of points: [Point]) {
        let points = points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
        func chain(_ points: some Sequence<Point>) -> ArraySlice<Point> {
            var chain: [Point] = []
            for point in points {
                while let last = chain.last, chain.count > 1 {
                    let (side, next) = (last - chain[chain.count - 2], point - last)
                    if side.x * next.y - side.y * next.x > 0 { break }
                    chain.removeLast()
                }
                chain.append(point)
            }
            return chain.dropLast()
        }
        corners = Array(chain(points) + chain(points.reversed()))
        if corners.isEmpty { corners = [points[0]] }
    }

    public init(of rect: Rect) {
        corners = [
            Point(rect.minX, rect.minY), Point(rect.maxX, rect.minY), Point(rect.maxX, rect.maxY),
            Point(rect.minX, rect.maxY),
        ]
    }

    /// How far it reaches in a direction: its support, measured from the origin.
    ///
    /// - Parameter direction: of length 1.
    public func reach(along direction: Point) -> Double {
        corners.reduce(-.infinity) { max($0, $1.dot(direction)) }
    }

    /// The rectangle around it.
    public var bounds: Rect {
        func spot(_ corner: Point) -> Rect { Rect(center: corner, size: Size(width: 0, height: 0)) }
        return corners.dropFirst().reduce(spot(corners[0])) { $0.union(spot($1)) }
    }

    /// What of it lies beyond a line; nil if nothing does.
    ///
    /// - Parameters:
    ///   - normal: that of the line, of length 1: the side that is kept.
    ///   - distance: of the line from the origin, along the normal.
    public func beyond(_ distance: Double, along normal: Point) -> ConvexHull? {
        func room(_ point: Point) -> Double { point.dot(normal) - distance }
        if corners.allSatisfy({ room($0) >= 0 }) { return self }
        var kept: [Point] = []
        for (from, to) in zip(corners, corners.dropFirst() + corners.prefix(1)) {
            let (before, after) = (room(from), room(to))
            if before >= 0 { kept.append(from) }
            if before * after < 0 { kept.append(from + (to - from) * (before / (before - after))) }
        }
        return kept.isEmpty ? nil : ConvexHull(of: kept)
    }

    public func moved(by shift: Point) -> ConvexHull {
        var hull = self
        for index in corners.indices { hull.corners[index] = corners[index] + shift }
        return hull
    }
}
