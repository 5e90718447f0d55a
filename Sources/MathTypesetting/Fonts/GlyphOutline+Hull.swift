import Scene

extension GlyphOutline {
    /// The convex hull of its ink at 1 point per em, y downwards; nil where it has none.
    ///
    /// Of a curve it has some points, between which it bulges by less than 0.01 em.
    var hull: ConvexHull? {
        var points: [Point] = []
        var last = Point(0, 0)
        for command in path.commands {
            switch command {
            case .move(let point):
                // Where nothing begins there, it is no ink.
                last = point
            case .line(let point):
                points += [last, point]
                last = point
            case .curve(let first, let second, let end):
                points.append(last)
                for part in [0.25, 0.5, 0.75, 1] {
                    let rest = 1 - part
                    let near = last * (rest * rest * rest) + first * (3 * rest * rest * part)
                    let far = second * (3 * rest * part * part) + end * (part * part * part)
                    points.append(near + far)
                }
                last = end
            case .close: break
            }
        }
        return points.isEmpty
            ? nil : ConvexHull(of: points.map { Point($0.x / unitsPerEm, -$0.y / unitsPerEm) })
    }
}
