import Foundation
import Scene

extension Text {
    /// Points on the outline of the ink, so many that none of it is farther than 0.1 points from their convex hull.
    func inkPoints(_ outlines: [Glyph: GlyphOutline]) -> [Point] {
        let ofGlyphs = glyphs.flatMap { placed -> [Point] in
            guard let outline = outlines[placed.glyph] else { return [] }
            let scale = placed.size / outline.unitsPerEm
            return outline.path.curvePoints.map {
                Point(placed.origin.x + $0.x * scale, placed.origin.y - $0.y * scale)
            }
        }
        let ofRules = rules.flatMap { rule in
            [rule.minX, rule.maxX].flatMap { x in [rule.minY, rule.maxY].map { Point(x, $0) } }
        }
        return ofGlyphs + ofRules
    }
}

extension Path {
    /// Its corners, and some points of its curves.
    var curvePoints: [Point] {
        var points: [Point] = []
        for command in commands {
            switch command {
            case .move(let point), .line(let point): points.append(point)
            case .curve(let first, let second, let end):
                let start = points[points.count - 1]
                for part in [0.2, 0.4, 0.6, 0.8, 1] {
                    // De Casteljau.
                    func between(_ from: Point, _ to: Point) -> Point { from + (to - from) * part }
                    let (one, two, three) = (
                        between(start, first), between(first, second), between(second, end)
                    )
                    points.append(between(between(one, two), between(two, three)))
                }
            case .close: break
            }
        }
        return points
    }
}

extension Rect {
    /// Points on its outline, which has round corners.
    func points(_ radius: Double) -> [Point] {
        let inner = expanded(by: -radius)
        return stride(from: 0, to: 2 * Double.pi, by: .pi / 36).map { angle in
            Point(
                (cos(angle) > 0 ? inner.maxX : inner.minX) + radius * cos(angle),
                (sin(angle) > 0 ? inner.maxY : inner.minY) + radius * sin(angle))
        }
    }
}

extension ConvexHull {
    /// Whether another shape is inside, farther from the outline than a margin.
    func contains(_ other: ConvexHull, by margin: Double) -> Bool {
        stride(from: 0, to: 2 * Double.pi, by: .pi / 36).allSatisfy { angle in
            let direction = Point(cos(angle), sin(angle))
            return reach(along: direction) >= other.reach(along: direction) + margin
        }
    }
}

/// The distance of points from a line.
func distance(_ points: [Point], _ line: [Point]) -> Double {
    var least = Double.infinity
    for (from, to) in zip(line, line.dropFirst()) {
        let along = to - from
        let square = along.x * along.x + along.y * along.y
        for point in points {
            let reach = point - from
            let part = min(max((reach.x * along.x + reach.y * along.y) / square, 0), 1)
            let (x, y) = (reach.x - along.x * part, reach.y - along.y * part)
            least = min(least, x * x + y * y)
        }
    }
    return least.squareRoot()
}
