import Scene

/// All that is drawn near dots for lanes that are left out.
struct PlacedInk {
    private let placement: Placement
    private let lines: [Segment]
    private let boxes: [Rect]

    init(_ placement: Placement, of diagram: Diagram) {
        self.placement = placement
        lines = placement.edges.flatMap { $0.forward.segments + ($0.backward?.segments ?? []) }
        let values = zip(diagram.edges, placement.edges).flatMap { edge, placed in
            [(edge.forward, placed.forwardLabel), (edge.backward, placed.backwardLabel)]
        }
        let labels = values.compactMap { value, center -> Rect? in
            guard let box = value?.hull.bounds else { return nil }
            return Rect(
                minX: box.minX + center.x, minY: box.minY + center.y, maxX: box.maxX + center.x,
                maxY: box.maxY + center.y)
        }
        let nodes = diagram.nodes.indices.filter { diagram.nodes[$0].shape != .end }
        boxes = labels + nodes.map { Rect(center: placement.nodes[$0], size: placement.nodeSizes[$0]) }
    }

    /// Dots in the middle between two lanes where there is room for that, else between what is above and below; where they are,
    /// if that is nearer to something.
    func centred(_ dots: Placement.Omission, between ends: Diagram.Omission.Ends?, clearance: Double)
        -> Placement.Omission
    {
        let box = Rect(center: dots.center, size: dots.size)
        let column =
            lines.compactMap { $0.heights(from: box.minX, to: box.maxX) }
            + boxes.filter { $0.minX <= box.maxX && $0.maxX >= box.minX }.map { $0.minY...$0.maxY }
        let above = column.map(\.upperBound).filter { $0 <= dots.center.y }.max() ?? -.infinity
        let below = column.map(\.lowerBound).filter { $0 >= dots.center.y }.min() ?? .infinity
        let middle = ends.map { self.middle(between: $0, at: dots.center.x) } ?? Double.infinity
        let room = min(nearest(to: box), clearance)
        for (y, least) in [(middle, clearance), ((above + below) / 2, room)] where above < y && y < below {
            var moved = dots
            moved.center.y = y
            if nearest(to: Rect(center: moved.center, size: dots.size)) >= least - 1e-6 { return moved }
        }
        return dots
    }

    /// The height in the middle between two nodes, or two pairs of arrows.
    private func middle(between ends: Diagram.Omission.Ends, at x: Double) -> Double {
        switch ends {
        case .nodes(let before, let after): return (placement.nodes[before].y + placement.nodes[after].y) / 2
        case .edges(let before, let after):
            let heights = [before, after].flatMap { edge in
                [placement.edges[edge].forward, placement.edges[edge].backward ?? []].flatMap(\.segments)
                    .compactMap { $0.heights(from: x, to: x) }
            }
            return heights.isEmpty
                ? .infinity
                : heights.reduce(0) { $0 + ($1.lowerBound + $1.upperBound) / 2 } / Double(heights.count)
        }
    }

    private func nearest(to box: Rect) -> Double {
        min(
            boxes.map { $0.distance(to: box) }.min() ?? .infinity,
            lines.map { $0.distance(to: box) }.min() ?? .infinity)
    }
}

extension Segment {
    /// Between what heights it runs over a part of the flow; nil where it does not come there.
    fileprivate func heights(from left: Double, to right: Double) -> ClosedRange<Double>? {
        let (start, end) = from.x <= to.x ? (from, to) : (to, from)
        guard start.x <= right, end.x >= left else { return nil }
        let slope = end.x - start.x < 1e-9 ? 0 : (end.y - start.y) / (end.x - start.x)
        let ends = [max(start.x, left), min(end.x, right)].map { start.y + slope * ($0 - start.x) }
        return min(ends[0], ends[1])...max(ends[0], ends[1])
    }
}
