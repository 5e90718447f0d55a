import CGraphviz
import CGraphvizPlugin
import Scene

/// Where a layout engine has put everything; in points, y growing downwards from the upper left corner of the graph's
/// bounding box. All lists are in the graph's own order.
public struct Layout: Hashable, Sendable {
    public let size: Size
    public let nodes: [Node]
    public let edges: [Edge]
    /// An outer cluster comes before its inner ones.
    public let clusters: [Cluster]

    public struct Node: Hashable, Sendable {
        public let name: String
        public let box: Rect
    }

    public struct Edge: Hashable, Sendable {
        public let name: EdgeName
        /// The edge's Bézier splines; more than one only where it is broken up.
        public let splines: [Spline]
        /// Where the label's centre is; nil if the edge has none.
        public let labelCenter: Point?
    }

    public struct Cluster: Hashable, Sendable {
        public let name: String
        public let box: Rect
        /// Where the label's centre is; nil if the cluster has none.
        public let labelCenter: Point?
    }

    /// A curve in one piece. Where an arrowhead is at an end, its tip is beyond that end.
    public struct Spline: Hashable, Sendable {
        /// 3n + 1 points: a start, then two control points and an end for each of n cubic curves.
        public let points: [Point]
        /// The tip of the arrowhead before the first point; nil if there is none.
        public let tipAtStart: Point?
        /// The tip of the arrowhead after the last point; nil if there is none.
        public let tipAtEnd: Point?
    }
}

extension Graph {
    /// Lays the graph out with an engine, `dot` or another one, and gives what is where. The graph stays as it is.
    ///
    /// Throws what Graphviz reports, a `GraphvizError`; or what `measure` threw.
    public func layOut(engine: String = "dot", measure: TextMeasure? = nil) throws -> Layout {
        try withLayout(engine, Call(measure: measure)) { _, _ in LayoutReader(graph: root).layout }
    }
}

/// Reads a finished layout from Graphviz's records.
private struct LayoutReader {
    let graph: UnsafeMutablePointer<Agraph_t>
    private let box: gvp_box

    init(graph: UnsafeMutablePointer<Agraph_t>) {
        self.graph = graph
        box = gvp_graph_box(graph)
    }

    var layout: Layout {
        let nodes = sequence(first: agfstnode(graph)) { agnxtnode(graph, $0) }.prefix { $0 != nil }.map { $0! }
        let edges = nodes.flatMap { node in
            sequence(first: agfstout(graph, node)) { agnxtout(graph, $0) }.prefix { $0 != nil }.map { $0! }
        }
        return Layout(
            size: Size(width: box.high.x - box.low.x, height: box.high.y - box.low.y),
            nodes: nodes.map { Layout.Node(name: name(of: $0), box: onPage(gvp_node_box($0))) },
            edges: edges.map(edge), clusters: clusters(of: graph))
    }

    private func edge(_ edge: UnsafeMutablePointer<Agedge_t>) -> Layout.Edge {
        var splines: [Layout.Spline] = []
        var spline = gvp_spline()
        while gvp_edge_spline(edge, Int32(splines.count), &spline) != 0 {
            let points = UnsafeBufferPointer(start: spline.points, count: Int(spline.count))
            splines.append(
                Layout.Spline(
                    points: points.map(onPage), tipAtStart: spline.at_start != 0 ? onPage(spline.start) : nil,
                    tipAtEnd: spline.at_end != 0 ? onPage(spline.end) : nil))
        }
        return Layout.Edge(
            name: edgeName(of: edge), splines: splines, labelCenter: center { gvp_edge_label(edge, $0) })
    }

    private func clusters(of graph: UnsafeMutablePointer<Agraph_t>) -> [Layout.Cluster] {
        sequence(state: Int32(0)) { index in
            defer { index += 1 }
            return gvp_cluster(graph, index)
        }
        .flatMap { cluster in
            [
                Layout.Cluster(
                    name: name(of: cluster), box: onPage(gvp_graph_box(cluster)),
                    labelCenter: center { gvp_graph_label(cluster, $0) })
            ] + clusters(of: cluster)
        }
    }

    private func center(_ read: (UnsafeMutablePointer<gvp_point>) -> Int32) -> Point? {
        var center = gvp_point()
        return read(&center) != 0 ? onPage(center) : nil
    }

    private func onPage(_ point: gvp_point) -> Point { Point(point.x - box.low.x, box.high.y - point.y) }

    private func onPage(_ rect: gvp_box) -> Rect {
        let upperLeft = onPage(gvp_point(x: rect.low.x, y: rect.high.y))
        let lowerRight = onPage(gvp_point(x: rect.high.x, y: rect.low.y))
        return Rect(minX: upperLeft.x, minY: upperLeft.y, maxX: lowerRight.x, maxY: lowerRight.y)
    }
}
