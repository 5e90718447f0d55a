import Scene

/// Where everything of a diagram stands, in points; y grows downwards and the page's upper left corner is the origin.
public struct Placement: Sendable, Equatable {
    /// One edge: its arrows, from tail to tip, and the centres of its values.
    public struct Edge: Sendable, Equatable {
        public var forward: [Point]
        /// Nil where there is no backward arrow.
        public var backward: [Point]?
        public var forwardLabel: Point
        public var backwardLabel: Point
    }

    /// Dots for lanes that are left out.
    public struct Omission: Sendable, Equatable {
        public var center: Point
        public var size: Size
        /// The layer that they stand in, open or collapsed; nil outside of all.
        public var layer: Int?
    }

    public var page: Size
    /// The centre of each node.
    public var nodes: [Point]
    /// The size of each node's outline.
    public var nodeSizes: [Size]
    public var edges: [Edge]
    /// The outline of each open layer; nil for a collapsed one, which is a node.
    public var layers: [Rect?]
    /// The centre of each open layer's name.
    public var layerLabels: [Point?]
    public var omissions: [Omission]
}

extension Placement {
    /// Makes the page hold the whole diagram, so that all figures of a series have one size.
    mutating func fitPage(to diagram: Diagram, outlines: [Rect], margin: Double) {
        var extent = outlines.dropFirst().reduce(outlines[0]) { $0.union($1) }
        for (layer, center) in zip(diagram.layers, layerLabels) {
            if let size = layer.label, let center { extent = extent.union(Rect(center: center, size: size)) }
        }
        for (edge, placed) in zip(diagram.edges, edges) {
            for point in placed.forward {
                extent = extent.union(Rect(center: point, size: .zero))
            }
            if let size = edge.forward?.size {
                extent = extent.union(Rect(center: placed.forwardLabel, size: size))
            }
            if let size = edge.backward?.size {
                extent = extent.union(Rect(center: placed.backwardLabel, size: size))
            }
        }
        extent = extent.expanded(by: margin)
        move(by: Point(-extent.minX, -extent.minY))
        page = Size(width: extent.width, height: extent.height)
    }

    private mutating func move(by shift: Point) {
        func moved(_ point: Point) -> Point { point + shift }
        nodes = nodes.map(moved)
        layers = layers.map { rect in
            rect.map {
                Rect(
                    minX: $0.minX + shift.x, minY: $0.minY + shift.y, maxX: $0.maxX + shift.x,
                    maxY: $0.maxY + shift.y)
            }
        }
        layerLabels = layerLabels.map { $0.map(moved) }
        for index in omissions.indices { omissions[index].center = moved(omissions[index].center) }
        edges = edges.map { edge in
            Placement.Edge(
                forward: edge.forward.map(moved), backward: edge.backward?.map(moved),
                forwardLabel: moved(edge.forwardLabel), backwardLabel: moved(edge.backwardLabel))
        }
    }
}
