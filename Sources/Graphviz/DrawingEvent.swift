import Scene

/// What Graphviz draws, in its order. Coordinates are points of the graph, in which y grows upwards.
public enum DrawingEvent: Hashable, Sendable {
    /// What a part of the drawing belongs to: the graph, or a cluster, node or edge by its name. An edge's is its key.
    public enum Component: Hashable, Sendable {
        case graph(String)
        case cluster(String)
        case node(String)
        case edge(String)
    }

    /// Everything up to the matching `end` belongs to the component.
    case begin(Component)
    case end
    case ellipse(center: Point, radii: Size)
    case polygon([Point])
    /// The head of an edge's arrow.
    case arrowhead([Point])
    /// A start point, then three points for each cubic curve.
    case bezier([Point])
    case polyline([Point])
    /// A text, with the middle of its baseline.
    case text(String, baseline: Point)
}

/// The extent of a text as the caller will set it, in points.
public struct TextExtent: Hashable, Sendable {
    public var width: Double
    /// Above the baseline.
    public var height: Double
    /// Below the baseline.
    public var depth: Double

    public init(width: Double, height: Double, depth: Double) {
        self.width = width
        self.height = height
        self.depth = depth
    }
}
