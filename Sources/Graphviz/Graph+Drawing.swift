import CGraphvizPlugin
import Scene

extension Graph {
    /// Lays out the graph with an engine of Graphviz and draws it.
    ///
    /// - Parameters:
    ///   - engine: `nop2` for a graph whose nodes, edges and labels have positions, `dot` and others to give them.
    ///   - measure: the extent of a text at a font size in points; nil where the text is unknown, which is an error.
    /// - Returns: what Graphviz draws: clusters, then edges, then nodes.
    public func draw(
        engine: String, measure: (String, Double) -> TextExtent?
    ) throws(GraphvizError) -> [DrawingEvent] {
        try withGraphviz { () throws(GraphvizError) in
            try withoutActuallyEscaping(measure) { measure throws(GraphvizError) in
                let recorder = Recorder(measure: measure)
                let isDrawn = withExtendedLifetime(recorder) {
                    var canvas = recorder.canvas
                    return gradfig_draw(handle, engine, &canvas)
                }
                if let text = recorder.unknownText {
                    throw GraphvizError(description: "no extent for the text “\(text)”")
                }
                guard isDrawn else { throw failure("laying out the graph with \(engine)") }
                return recorder.events
            }
        }
    }
}

/// Takes down what Graphviz draws. Nothing is thrown through C: the first unknown text is kept for afterwards.
private final class Recorder {
    private(set) var events: [DrawingEvent] = []
    private(set) var unknownText: String?
    private let measure: (String, Double) -> TextExtent?

    init(measure: @escaping (String, Double) -> TextExtent?) { self.measure = measure }

    /// The table of callbacks; its context is this object, which must outlive its use.
    var canvas: gradfig_canvas {
        gradfig_canvas(
            context: Unmanaged.passUnretained(self).toOpaque(),
            measure: { Recorder.of($0).measure($1, size: $2, into: $3) },
            begin: { Recorder.of($0).begin($1, name: $2) },
            end: { Recorder.of($0).events.append(.end) },
            ellipse: { context, center, radii in
                let size = Size(width: radii.x, height: radii.y)
                Recorder.of(context).events.append(.ellipse(center: Point(center.x, center.y), radii: size))
            },
            polygon: { context, points, count, isArrowhead in
                let points = Recorder.points(points, count)
                Recorder.of(context).events.append(isArrowhead ? .arrowhead(points) : .polygon(points))
            },
            bezier: { Recorder.of($0).events.append(.bezier(Recorder.points($1, $2))) },
            polyline: { Recorder.of($0).events.append(.polyline(Recorder.points($1, $2))) },
            text: { context, text, baseline in
                let text = text.map { String(cString: $0) } ?? ""
                Recorder.of(context).events.append(.text(text, baseline: Point(baseline.x, baseline.y)))
            })
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> Recorder {
        Unmanaged<Recorder>.fromOpaque(context!).takeUnretainedValue()
    }

    private static func points(_ points: UnsafePointer<gradfig_point>?, _ count: Int32) -> [Point] {
        UnsafeBufferPointer(start: points, count: Int(count)).map { Point($0.x, $0.y) }
    }

    private func measure(
        _ text: UnsafePointer<CChar>?, size: Double, into extent: UnsafeMutablePointer<gradfig_extent>?
    ) -> Bool {
        let text = text.map { String(cString: $0) } ?? ""
        guard let measured = measure(text, size) else {
            unknownText = unknownText ?? text
            return false
        }
        extent?.pointee = gradfig_extent(width: measured.width, height: measured.height, depth: measured.depth)
        return true
    }

    private func begin(_ component: gradfig_component, name: UnsafePointer<CChar>?) {
        let name = name.map { String(cString: $0) } ?? ""
        switch component {
        case GRADFIG_CLUSTER: events.append(.begin(.cluster(name)))
        case GRADFIG_NODE: events.append(.begin(.node(name)))
        case GRADFIG_EDGE: events.append(.begin(.edge(name)))
        default: events.append(.begin(.graph(name)))
        }
    }
}
