import ComputationalGraph
import Layout
import Scene

/// How well a figure is laid out, in numbers.
///
/// They are found anew from what is drawn, with none of the layout's own geometry.
extension LayoutGeometry {
    /// The arrows that bend more than twice.
    package var crookedArrows: [Int] { arrows.indices.filter { arrows[$0].line.count > 4 } }

    /// The arrows from outside that bend before they split.
    package var bentStems: [Int] {
        arrows.indices.filter { index in
            guard arrows[index].tail == .outside, case .node(let tip) = arrows[index].tip else { return false }
            return nodes[tip].isJunction && arrows[index].line.count > 2
        }
    }

    /// The arrows without a bend between nodes at one height that lead up or down all the same.
    package var slantedArrowsAtOneHeight: [Int] {
        arrows.indices.filter { index in
            let line = arrows[index].line
            guard line.count == 2, case .node(let tail) = arrows[index].tail,
                case .node(let tip) = arrows[index].tip
            else { return false }
            let (one, other) = (nodes[tail].outline.middle, nodes[tip].outline.middle)
            return !nodes[tail].isJunction && !nodes[tip].isJunction && abs(one.y - other.y) < 0.01
                && abs(line[0].y - line[1].y) > 0.1
        }
    }

    /// The arrows that lead along a lane, and along nothing else at either end, and yet up or down.
    ///
    /// - Parameter lane: the lane of a node, by its id; empty for what all lanes share.
    package func unlevelArrows(lane: (String) -> [ComputationalGraph.IndexValue]) -> [Int] {
        let along = arrows.indices.filter { index in
            let arrow = arrows[index]
            guard !arrow.isBackward, case .node(let tail) = arrow.tail, case .node(let tip) = arrow.tip else {
                return false
            }
            return nodes[tail].layer == nodes[tip].layer && !lane(nodes[tail].id).isEmpty
                && lane(nodes[tail].id) == lane(nodes[tip].id)
        }
        return along.filter { index in
            along.count { arrows[$0].tail == arrows[index].tail } == 1
                && along.count { arrows[$0].tip == arrows[index].tip } == 1
                && arrows[index].line.contains { abs($0.y - arrows[index].line[0].y) > 0.5 }
        }
    }

    /// The pairs of arrows whose heads overlap.
    package var overlappingHeads: [(Int, Int)] {
        let heads = arrows.map(\.head)
        return pairs { one, other in
            !heads[one].isEmpty && !heads[other].isEmpty && polygonsOverlap(heads[one], heads[other])
        }
    }

    /// The arrows that run through the head of another one: the line's index, then the head's.
    package var pierced: [(Int, Int)] {
        let heads = arrows.map(\.head)
        return arrows.indices.flatMap { line in
            arrows.indices.compactMap { head in
                guard head != line, !heads[head].isEmpty else { return nil }
                let isPierced = zip(arrows[line].line, arrows[line].line.dropFirst()).contains {
                    polygonsOverlap([$0, $1], heads[head])
                }
                return isPierced ? (line, head) : nil
            }
        }
    }

    /// The distance of each value's ink from the stroke of its own arrow, and from the nearest other one's.
    package var valueDistances: [(label: Int, own: Double, other: Double)] {
        labels.indices.compactMap { index in
            guard case .arrow(let own) = labels[index].owner else { return nil }
            func distance(_ arrow: Int, _ shape: [Point]) -> Double {
                gap(between: arrows[arrow].line, and: shape) - arrows[arrow].lineWidth / 2
            }
            let (ink, box) = (labels[index].hull.corners, ConvexHull(of: labels[index].bounds).corners)
            let others = arrows.indices.reduce(Double.infinity) { least, arrow in
                // The ink is inside the box.
                arrow == own || distance(arrow, box) >= least ? least : min(least, distance(arrow, ink))
            }
            return (index, distance(own, ink), others)
        }
    }

    /// The values that stand nearer to another arrow than to their own.
    package var strayingValues: [Int] { valueDistances.filter { $0.other < $0.own - 0.01 }.map(\.label) }

    /// The fans: arrows of one direction between one node and one in each of three or more lanes that share it, which stand in a column. How
    /// far apart the middles of their values are along the flow.
    ///
    /// - Parameter lane: the lane of a node, by its id; empty for what all lanes share.
    package func fans(lane: (String) -> [ComputationalGraph.IndexValue]) -> [(arrows: [Int], spread: Double)] {
        var middles: [Int: Double] = [:]
        for label in labels {
            if case .arrow(let arrow) = label.owner { middles[arrow] = label.bounds.center.x }
        }
        struct Hub: Hashable {
            let node: Int
            let isTail: Bool
            let isBackward: Bool
            let column: Int
        }
        var fans: [Hub: [Int]] = [:]
        for (index, arrow) in arrows.enumerated() where middles[index] != nil {
            guard case .node(let tail) = arrow.tail, case .node(let tip) = arrow.tip,
                nodes[tail].layer == nodes[tip].layer
            else { continue }
            for (hub, end, isTail) in [(tail, tip, true), (tip, tail, false)]
            where Set(lane(nodes[hub].id)).isStrictSubset(of: lane(nodes[end].id)) {
                let column = Int(nodes[end].outline.middle.x.rounded())
                fans[Hub(node: hub, isTail: isTail, isBackward: arrow.isBackward, column: column), default: []]
                    .append(index)
            }
        }
        return fans.values.filter { $0.count > 2 }.map { members in
            let places = members.map { middles[$0]! }
            return (members, places.max()! - places.min()!)
        }.sorted { $0.arrows[0] < $1.arrows[0] }
    }

    private func pairs(_ isPair: (Int, Int) -> Bool) -> [(Int, Int)] {
        arrows.indices.flatMap { other in (0..<other).filter { isPair($0, other) }.map { ($0, other) } }
    }
}

extension LayoutGeometry.Outline {
    fileprivate var middle: Point {
        switch self {
        case .circle(let center, _): center
        case .box(let rect): rect.center
        }
    }
}

extension LayoutGeometry.Arrow {
    /// The triangle of the head; empty where there is none.
    fileprivate var head: [Point] {
        let (tip, before) = (line[line.count - 1], line[line.count - 2])
        guard headLength > 0, tip != before else { return [] }
        let back = (before - tip) * (1 / (before - tip).length)
        let (foot, across) = (tip + back * headLength, Point(-back.y, back.x) * (headWidth / 2))
        return [tip, foot + across, foot - across]
    }
}

/// Whether two convex polygons, or lines, have more than a touch in common: no line separates them.
private func polygonsOverlap(_ one: [Point], _ other: [Point]) -> Bool {
    let touch = 0.01
    return !(sides(of: one) + sides(of: other)).contains { side in
        let normal = Point(-side.y, side.x)
        guard normal.length > 0 else { return false }
        func range(_ points: [Point]) -> (low: Double, high: Double) {
            let shadows = points.map { ($0.x * normal.x + $0.y * normal.y) / normal.length }
            return (shadows.min()!, shadows.max()!)
        }
        let (first, second) = (range(one), range(other))
        return first.high < second.low + touch || second.high < first.low + touch
    }
}

private func sides(of polygon: [Point]) -> [Point] {
    zip(polygon, polygon.dropFirst() + polygon.prefix(1)).map { $1 - $0 }
}

/// The distance of a polyline from a convex shape; 0 where it runs through.
private func gap(between line: [Point], and corners: [Point]) -> Double {
    zip(line, line.dropFirst()).map { from, to in
        if polygonsOverlap([from, to], corners) { return 0 }
        // The nearest points of two shapes apart: an end of one or a corner of the other is one of them.
        let ofCorners = corners.map { distance(of: $0, to: (from, to)) }
        let ofEnds = zip(corners, corners.dropFirst() + corners.prefix(1)).flatMap { side in
            [distance(of: from, to: side), distance(of: to, to: side)]
        }
        return (ofEnds + ofCorners).min()!
    }.min() ?? .infinity
}

private func distance(of point: Point, to segment: (from: Point, to: Point)) -> Double {
    let (along, reach) = (segment.to - segment.from, point - segment.from)
    let part = (reach.x * along.x + reach.y * along.y) / max(along.x * along.x + along.y * along.y, 1e-12)
    return (along * min(max(part, 0), 1) - reach).length
}
