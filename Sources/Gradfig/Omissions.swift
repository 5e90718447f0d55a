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
        return layout.graph.omissions.flatMap { before, after -> [[Omission]] in
            var places: [[Omission]] = []
            if let first = nodes[before], let last = nodes[after] {
                let center = (placement.nodes[first] + placement.nodes[last]) * 0.5
                places.append([Omission(center: center, layer: visible.nodes[first].layer)])
            }
            for (first, last) in zip(edges[before] ?? [], edges[after] ?? []) {
                let lines = (line(first), line(last))
                let ends = [(lines.0.first!, lines.1.first!, 12.0), (lines.0.last!, lines.1.last!, -12.0)]
                let isIncoming = visible.nodes[visible.edges[first].source].kind == .end
                places.append(
                    (isIncoming ? ends : ends.reversed()).map { top, bottom, shift in
                        Omission(center: (top + bottom) * 0.5 + Point(shift, 0), layer: nil)
                    })
            }
            return places
        }
    }
}
