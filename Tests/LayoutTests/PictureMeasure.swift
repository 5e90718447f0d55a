import Layout
import Scene

/// A ruler for placed figures that shares nothing with the proof: every part is held against every other, and distances are
/// found by looking along the lines.
struct PictureMeasure {
    let geometry: LayoutGeometry
    /// How much less is asked for than what is promised, in points; below 0, how much more.
    let slack: Double
    /// How far the end of an arrow may be from the outline that it ends on.
    let onLine: Double

    /// The least distance of two things, and that of a value from its own arrow.
    private var clear: Double { 2 - slack }
    private var ownClear: Double { 0.5 - slack }

    /// Half of an outline.
    private var half: Double { geometry.outlineWidth / 2 }

    /// What is wrong, in a few words; nil for a clean picture.
    var fault: String? { nodeFault ?? labelFault ?? arrowFault ?? pageFault }

    // MARK: Distances

    private struct Shape {
        /// The distance from a point to the shape, below 0 inside.
        let distance: (Point) -> Double
    }

    private func shape(_ rect: Rect) -> Shape {
        Shape { point in
            let (dx, dy) = (
                max(rect.minX - point.x, point.x - rect.maxX), max(rect.minY - point.y, point.y - rect.maxY)
            )
            return dx > 0 && dy > 0 ? (dx * dx + dy * dy).squareRoot() : max(dx, dy)
        }
    }

    /// Inside, the distance to the nearest side, below 0.
    private func shape(_ hull: ConvexHull) -> Shape {
        let corners = hull.corners
        let sides = Array(zip(corners, corners.dropFirst() + corners.prefix(1)))
        return Shape { point in
            var (isInside, least) = (true, Double.infinity)
            for (from, to) in sides {
                let (along, reach) = (to - from, point - from)
                if along.x * reach.y - along.y * reach.x < 0 { isInside = false }
                let part = (along.x * reach.x + along.y * reach.y) / (along.x * along.x + along.y * along.y)
                least = min(least, (reach - along * min(max(part, 0), 1)).length)
            }
            return isInside ? -least : least
        }
    }

    /// From a value's ink to the middle of an arrow's line.
    func distance(of label: LayoutGeometry.Label, to arrow: LayoutGeometry.Arrow) -> Double {
        distance(shape(label.hull), along: arrow.line)
    }

    private func shape(_ outline: LayoutGeometry.Outline) -> Shape {
        switch outline {
        case .box(let rect): shape(rect)
        case .circle(let center, let radius): Shape { ($0 - center).length - radius }
        }
    }

    /// The least distance of a shape to a stroke. Along a straight line the distance to a convex shape has one valley.
    private func distance(_ shape: Shape, _ from: Point, _ to: Point) -> Double {
        var (low, high) = (0.0, 1.0)
        for _ in 0..<40 {
            let (left, right) = (low + (high - low) / 3, high - (high - low) / 3)
            if shape.distance(from + (to - from) * left) < shape.distance(from + (to - from) * right) {
                high = right
            } else {
                low = left
            }
        }
        return shape.distance(from + (to - from) * ((low + high) / 2))
    }

    private func distance(_ shape: Shape, along line: [Point]) -> Double {
        zip(line, line.dropFirst()).map { distance(shape, $0, $1) }.min() ?? .infinity
    }

    private func gap(_ one: Rect, _ other: Rect) -> Double {
        let dx = max(one.minX - other.maxX, other.minX - one.maxX, 0)
        let dy = max(one.minY - other.maxY, other.minY - one.maxY, 0)
        return (dx * dx + dy * dy).squareRoot()
    }

    private func bounds(_ points: [Point]) -> Rect {
        Rect(
            minX: points.map(\.x).min() ?? 0, minY: points.map(\.y).min() ?? 0,
            maxX: points.map(\.x).max() ?? 0, maxY: points.map(\.y).max() ?? 0)
    }

    /// The distance from a rectangle's outline, measured along its four sides.
    private func distanceOfBorder(_ rect: Rect, to other: Rect) -> Double {
        let corners = [
            Point(rect.minX, rect.minY), Point(rect.maxX, rect.minY), Point(rect.maxX, rect.maxY),
            Point(rect.minX, rect.maxY), Point(rect.minX, rect.minY),
        ]
        return distance(shape(other), along: corners)
    }

    // MARK: What is wrong

    /// An outline is crossed, not followed, where it is near for so many points.
    private static let longestCrossing = 110

    private func box(_ node: LayoutGeometry.Node) -> Rect {
        switch node.outline {
        case .box(let rect): rect
        case .circle(let center, let radius):
            Rect(center: center, size: Size(width: 2 * radius, height: 2 * radius))
        }
    }

    private func isInside(_ rect: Rect, _ layer: Int) -> Bool {
        let outline = geometry.layers[layer].outline
        return rect.minX > outline.minX && rect.maxX < outline.maxX && rect.minY > outline.minY
            && rect.maxY < outline.maxY
    }

    private var nodeFault: String? {
        for (index, node) in geometry.nodes.enumerated() {
            for other in geometry.nodes[..<index] {
                let apart: Double
                switch (node.outline, other.outline) {
                case (.circle(let one, let radius), .circle(let two, let second)):
                    apart = (one - two).length - radius - second
                case (.circle(let center, let radius), .box(let rect)),
                    (.box(let rect), .circle(let center, let radius)):
                    apart = shape(rect).distance(center) - radius
                case (.box(let one), .box(let two)): apart = gap(one, two)
                }
                if apart < clear + 2 * half { return "\(node.id) and \(other.id)" }
            }
            for layer in geometry.layers.indices {
                if isInside(box(node), layer) != (node.layer == layer)
                    || distanceOfBorder(geometry.layers[layer].outline, to: box(node)) < clear + 2 * half
                {
                    return "\(node.id) and layer \(layer)"
                }
            }
        }
        for (index, layer) in geometry.layers.enumerated() {
            for other in geometry.layers[..<index] where gap(layer.outline, other.outline) < clear + 2 * half {
                return "two layers"
            }
        }
        return nil
    }

    private var labelFault: String? {
        for (index, label) in geometry.labels.enumerated() {
            for other in geometry.labels[..<index] where gap(label.bounds, other.bounds) < clear {
                return "\(label.text) and \(other.text)"
            }
            for node in geometry.nodes where gap(label.bounds, box(node)) < clear + half {
                // The corner of a label may come into the corner of a circle's square.
                let corners = [label.bounds.minX, label.bounds.maxX].flatMap { x in
                    [label.bounds.minY, label.bounds.maxY].map { Point(x, $0) }
                }
                let sides = [0, 1, 3, 2, 0].map { corners[$0] }
                if distance(shape(node.outline), along: sides) < clear + half {
                    return "\(label.text) and \(node.id)"
                }
            }
            for layer in geometry.layers where distanceOfBorder(layer.outline, to: label.bounds) < clear + half
            {
                return "\(label.text) and an outline"
            }
            var own = 0.0
            if case .arrow(let arrow) = label.owner {
                let arrow = geometry.arrows[arrow]
                own = distance(shape(label.hull), along: arrow.line) - arrow.lineWidth / 2
                if own > 6 + slack { return "\(label.text) is astray" }
            }
            for (arrow, other) in geometry.arrows.enumerated()
            where gap(bounds(other.line), label.bounds) < 12 {
                let isOwn = label.owner == .arrow(arrow)
                let least = isOwn ? ownClear : clear
                // A value is nearer to its own arrow than to another.
                let ofLine = isOwn ? ownClear : max(clear, min(own, 6) + 0.5 - slack)
                if distance(shape(label.hull), along: other.line) - other.lineWidth / 2 < ofLine
                    || distance(shape(label.hull), along: head(of: other)) < least
                {
                    return "\(label.text) and arrow \(arrow)"
                }
            }
        }
        return nil
    }

    /// The triangle of an arrow's head.
    private func head(of arrow: LayoutGeometry.Arrow) -> [Point] {
        let (tip, before) = (arrow.line[arrow.line.count - 1], arrow.line[arrow.line.count - 2])
        let back = (before - tip) * (1 / (before - tip).length)
        let base = tip + back * arrow.headLength
        let side = Point(back.y, -back.x) * (arrow.headWidth / 2)
        return [tip, base + side, base - side, tip]
    }

    private var arrowFault: String? {
        for (index, arrow) in geometry.arrows.enumerated() {
            for (end, point) in [(arrow.tail, arrow.line[0]), (arrow.tip, arrow.line[arrow.line.count - 1])] {
                switch end {
                case .node(let node):
                    if abs(shape(geometry.nodes[node].outline).distance(point)) > onLine {
                        return "an end of arrow \(index)"
                    }
                case .outside:
                    for layer in geometry.layers
                    where shape(layer.outline).distance(point) < clear + half + arrow.lineWidth / 2 {
                        return "arrow \(index) ends in a layer"
                    }
                case .beside: break
                }
            }
            for (number, node) in geometry.nodes.enumerated() where gap(bounds(arrow.line), box(node)) < 10 {
                let isOwn = arrow.tail == .node(number) || arrow.tip == .node(number)
                let least = distance(shape(node.outline), along: arrow.line)
                if isOwn ? least < -onLine : least - arrow.lineWidth / 2 < clear + half {
                    return "arrow \(index) and \(node.id)"
                }
            }
            for (number, layer) in geometry.layers.enumerated() where !passes(arrow, layer, number) {
                return "arrow \(index) and layer \(number)"
            }
            for (other, second) in geometry.arrows.enumerated() where other != index {
                let apart = clear + (arrow.lineWidth + second.lineWidth) / 2
                for point in corners(of: second) {
                    let spot = Shape { ($0 - point).length }
                    if distance(spot, along: arrow.line) < apart { return "arrow \(index) and arrow \(other)" }
                }
            }
            for (other, second) in geometry.arrows[..<index].enumerated() where runsAlong(arrow, second) {
                return "arrow \(index) along arrow \(other)"
            }
        }
        return nil
    }

    /// Where an arrow bends, and where it ends but at a circle.
    private func corners(of arrow: LayoutGeometry.Arrow) -> [Point] {
        arrow.line.indices.filter { index in
            let end = index == 0 ? arrow.tail : index == arrow.line.count - 1 ? arrow.tip : .beside
            guard case .node(let node) = end, case .circle = geometry.nodes[node].outline else { return true }
            return false
        }.map { arrow.line[$0] }
    }

    /// Walks along an arrow and counts how often it changes sides of an outline.
    private func passes(
        _ arrow: LayoutGeometry.Arrow, _ layer: LayoutGeometry.Layer, _ number: Int
    ) -> Bool {
        let apart = clear + half + arrow.lineWidth / 2
        if gap(bounds(arrow.line), layer.outline) > apart { return true }
        var (changes, near, longestNear) = (0, 0, 0)
        var wasInside: Bool?
        for (from, to) in zip(arrow.line, arrow.line.dropFirst()) {
            let steps = max(Int((to - from).length), 1)
            for step in 0...steps {
                let distance = shape(layer.outline).distance(
                    from + (to - from) * (Double(step) / Double(steps)))
                if let wasInside, wasInside != (distance < 0) { changes += 1 }
                wasInside = distance < 0
                near = abs(distance) < apart ? near + 1 : 0
                longestNear = max(longestNear, near)
            }
        }
        func isHere(_ end: LayoutGeometry.End) -> Bool {
            if case .node(let node) = end { geometry.nodes[node].layer == number } else { false }
        }
        // A bend or a free end on the outline is on neither side.
        for point in corners(of: arrow) where abs(shape(layer.outline).distance(point)) < apart { return false }
        let ends = [arrow.tail, arrow.tip]
        switch ends.filter(isHere).count {
        case 0: return changes == 0 && wasInside == false && longestNear == 0
        case 1 where ends.contains(.beside): return changes <= 1 && longestNear < Self.longestCrossing
        case 1: return changes == 1 && longestNear < Self.longestCrossing
        default: return changes == 0 && longestNear == 0
        }
    }

    /// Steps along the one line and looks for the other beside it.
    private func runsAlong(_ arrow: LayoutGeometry.Arrow, _ other: LayoutGeometry.Arrow) -> Bool {
        guard gap(bounds(arrow.line), bounds(other.line)) < clear + 2 else { return false }
        let shared = [arrow.tail, arrow.tip].filter { $0 == other.tail || $0 == other.tip }
        let hubs = shared.compactMap { end -> Point? in
            guard case .node(let node) = end, case .circle(let center, _) = geometry.nodes[node].outline else {
                return nil
            }
            return center
        }
        let apart = clear + (arrow.lineWidth + other.lineWidth) / 2
        for (from, to) in zip(arrow.line, arrow.line.dropFirst()) {
            for (start, end) in zip(other.line, other.line.dropFirst()) {
                let (along, beside) = (to - from, end - start)
                let cross = abs(along.x * beside.y - along.y * beside.x)
                guard cross < 0.04 * along.length * beside.length else { continue }
                // Those that meet at one node come close there.
                if hubs.count == 1,
                    [from, to].contains(where: { ($0 - hubs[0]).length < 15 }),
                    [start, end].contains(where: { ($0 - hubs[0]).length < 15 })
                {
                    continue
                }
                let segment = Shape { point in
                    let part =
                        ((point - start).x * beside.x + (point - start).y * beside.y)
                        / (beside.length * beside.length)
                    return (start + beside * min(max(part, 0), 1) - point).length
                }
                let steps = Int(along.length)
                let near = (0...steps).map { step in
                    segment.distance(from + along * (Double(step) / along.length)) < apart
                }
                guard let first = near.firstIndex(of: true), let last = near.lastIndex(of: true),
                    last - first > 12
                else { continue }
                // They cross if one of them lies on both sides of the other.
                let sides = [start, end].map { along.x * ($0 - from).y - along.y * ($0 - from).x }
                let crosses = sides[0] * sides[1] < 0 && first > 0 && last < steps
                if !crosses || Double(last - first) > 0.15 * min(along.length, beside.length) { return true }
            }
        }
        return false
    }

    private var pageFault: String? {
        let rects =
            geometry.labels.map(\.bounds)
            + (geometry.layers.map(\.outline) + geometry.nodes.map(box)).map { $0.expanded(by: half) }
            + geometry.arrows.map { bounds($0.line).expanded(by: $0.lineWidth / 2) }
            + geometry.arrows.map { bounds(head(of: $0)) }
        for rect in rects
        where rect.minX < -slack || rect.minY < -slack || rect.maxX > geometry.page.width + slack
            || rect.maxY > geometry.page.height + slack
        {
            return "something off the page"
        }
        return nil
    }
}
