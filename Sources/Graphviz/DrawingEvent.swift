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

    /// A shape that nothing is seen of, neither line nor area, has no event.
    case ellipse(center: Point, radii: Size, Style)
    case polygon([Point], Style)
    case polyline([Point], Style)
    /// 3n + 1 points: a start, then two control points and an end for each of n cubic curves.
    case bezier([Point], Style)
    case text(TextLine)
}
