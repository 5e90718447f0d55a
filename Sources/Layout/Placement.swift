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
}
