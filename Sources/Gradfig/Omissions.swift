import Layout
import Scene

/// The dots between two lanes where others are left out.
extension FigureDrawing {
    struct Omission {
        let center: Point
        /// The layer that it stands in, as an index into the figure's layers; nil outside.
        let layer: Int?

        /// In points.
        static let dotSize = 1.8
        static let dotDistance = 4.5
        /// What is kept free around the dots.
        static let clearance = 6.0

        var dots: [Point] { (-1...1).map { center + Point(0, Double($0) * Self.dotDistance) } }
        var bounds: Rect {
            Rect(
                center: center, size: Size(width: Self.dotSize, height: 2 * Self.dotDistance + Self.dotSize))
        }
    }

    /// Between two nodes, or two arrows from or to the outside, that stand for the same in two lanes: wherever nothing else
    /// is.
    var freeOmissions: [Omission] {
        let geometry = geometry
        return candidates.reduce(into: []) { omissions, places in
            let place = places.first { place in
                let room = place.bounds.expanded(by: Omission.clearance)
                return isAtHome(place) && geometry.isFree(place.bounds, margin: Omission.clearance)
                    && !omissions.contains { $0.bounds.intersects(room) }
            }
            if let place { omissions.append(place) }
        }
    }

    /// Whether dots stand in their layer, or outside all.
    private func isAtHome(_ omission: Omission) -> Bool {
        placement.layers.indices.allSatisfy { layer in
            guard let box = placement.layers[layer] else { return true }
            let room = omission.bounds.expanded(by: Omission.clearance)
            return omission.layer == layer ? box.contains(room) : !box.intersects(room)
        }
    }

    /// The middle between an edge's two arrows.
    private func line(_ edge: Int) -> [Point] {
        let edge = placement.edges[edge]
        guard let backward = edge.backward, backward.count == edge.forward.count else { return edge.forward }
        return zip(edge.forward, backward.reversed()).map { ($0 + $1) * 0.5 }
    }

    /// For each pair the places to try, one after the other.
    private var candidates: [[Omission]] {
        let visible = layout.visible
        var nodes: [Int: Int] = [:]
        for (index, node) in visible.nodes.enumerated() {
            if case .operation(let operation) = node.kind { nodes[operation] = index }
        }
        var edges: [Int: [Int]] = [:]
        for (index, edge) in visible.edges.enumerated() where !edge.isEntry && !edge.isBranch {
            if nodes[edge.value] == nil || visible.nodes[edge.target].kind == .end {
                edges[edge.value, default: []].append(index)
            }
        }
        let circles = zip(visible.nodes, placement.nodes).map { Row(lane: $0.lane, point: $1) }
        let lines = visible.edges.indices.map(line)
        let starts = zip(visible.edges, lines).map { Row(lane: $0.lane, point: $1[0]) }
        let tips = zip(visible.edges, lines).map { Row(lane: $0.lane, point: $1[$1.count - 1]) }
        return layout.graph.omissions.flatMap { before, after -> [[Omission]] in
            var places: [[Omission]] = []
            if let first = nodes[before], let last = nodes[after],
                let center = middle(circles[first], circles[last], among: circles)
            {
                places.append([Omission(center: center, layer: visible.nodes[first].layer)])
            }
            for (first, last) in zip(edges[before] ?? [], edges[after] ?? []) {
                let sides = [(starts, 12.0), (tips, -12.0)]
                let isIncoming = visible.nodes[visible.edges[first].source].kind == .end
                places.append(
                    (isIncoming ? sides : sides.reversed()).compactMap { ends, shift in
                        middle(ends[first], ends[last], among: ends).map {
                            Omission(center: $0 + Point(shift, 0), layer: nil)
                        }
                    })
            }
            return places
        }
    }

    /// What has its place in a lane.
    private struct Row {
        let lane: Diagram.Lane?
        let point: Point
    }

    /// The middle between what stands for the same in two lanes; with others of their lanes between them, the middle
    /// between the last of the one and the first of the other; nil if others stand there.
    private func middle(_ first: Row, _ last: Row, among all: [Row]) -> Point? {
        let middle = (first.point + last.point) * 0.5
        guard let before = first.lane, let after = last.lane, before.values.count > 1,
            let axis = before.values.indices.first(where: { before.values[$0] != after.values[$0] })
        else { return middle }
        var (top, bottom) = (first.point.y, last.point.y)
        let between = all.filter {
            abs($0.point.x - first.point.x) < 1 && $0.point.y > first.point.y && $0.point.y < last.point.y
        }
        for other in between.sorted(by: { $0.point.y < $1.point.y }) {
            guard let value = other.lane?.values[axis] else { continue }
            if value == before.values[axis], bottom == last.point.y {
                top = other.point.y
            } else if value == after.values[axis] {
                bottom = min(bottom, other.point.y)
            } else {
                return nil
            }
        }
        return Point(middle.x, (top + bottom) / 2)
    }
}
