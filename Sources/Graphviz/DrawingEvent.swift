import Scene

/// What Graphviz draws, one thing after the other.
///
/// Coordinates are points, y growing downwards from the page's upper left corner, exactly as the layout has them:
/// nothing is scaled, turned or rounded, so the attributes `size`, `rotate`, `landscape`, `dpi` and `viewport` do nothing.
public enum DrawingEvent: Hashable, Sendable {
    /// The page is the graph's bounding box and the `pad` attribute's margin (inches; none by default).
    case beginGraph(name: String, page: Size, attributes: Attributes)
    case endGraph
    /// Clusters come first, an outer one ends before its inner ones begin.
    case beginCluster(name: String, attributes: Attributes)
    case endCluster
    /// A node with `style=invis` has no events.
    case beginNode(name: String, attributes: Attributes)
    case endNode
    /// An edge with `style=invis` has no events.
    case beginEdge(EdgeName, attributes: Attributes)
    case endEdge

    case ellipse(center: Point, radii: Size, Style)
    case polygon([Point], Style)
    case polyline([Point], Style)
    /// 3n + 1 points: a start, then two control points and an end for each of n cubic curves.
    case bezier([Point], Style)
    case text(TextLine)
}

/// An edge: its ends and, among parallel edges, its key.
public struct EdgeName: Hashable, Sendable {
    public let tail: String
    public let head: String
    public let key: String?

    public init(tail: String, head: String, key: String? = nil) {
        self.tail = tail
        self.head = head
        self.key = key
    }
}

/// How a shape is drawn. Colours are in the object's attributes.
public struct Style: Hashable, Sendable {
    public enum Pen: Sendable { case none, solid, dashed, dotted }
    /// What a shape of an edge is; all other shapes are bodies.
    public enum Part: Sendable { case body, arrowAtTail, arrowAtHead }

    public let isFilled: Bool
    public let pen: Pen
    /// In points.
    public let lineWidth: Double
    public let part: Part

    public init(isFilled: Bool = false, pen: Pen = .solid, lineWidth: Double = 1, part: Part = .body) {
        self.isFilled = isFilled
        self.pen = pen
        self.lineWidth = lineWidth
        self.part = part
    }
}

/// One line of a label at its place.
public struct TextLine: Hashable, Sendable {
    /// Which point of the line its origin is.
    public enum Justification: Sendable { case left, center, right }

    public let text: String
    /// On the baseline.
    public let origin: Point
    public let justification: Justification
    /// In points.
    public let fontSize: Double
    /// As it was measured, in points.
    public let width: Double

    public init(text: String, origin: Point, justification: Justification, fontSize: Double, width: Double) {
        self.text = text
        self.origin = origin
        self.justification = justification
        self.fontSize = fontSize
        self.width = width
    }
}
