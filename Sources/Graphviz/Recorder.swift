import CGraphviz
import CGraphvizPlugin
import Scene

/// Turns the renderer's callbacks into events.
struct Recorder {
    /// Whether events tell attributes: reading them all takes as long as drawing.
    let readsAttributes: Bool
    private(set) var events: [DrawingEvent] = []
    private var page = gvp_box()

    init(readsAttributes: Bool) { self.readsAttributes = readsAttributes }

    mutating func beginGraph(_ graph: UnsafeMutablePointer<Agraph_t>, page: gvp_box) {
        self.page = page
        let size = Size(width: page.high.x - page.low.x, height: page.high.y - page.low.y)
        let attributes = readsAttributes ? attributes(of: graph) : [:]
        events.append(.beginGraph(name: name(of: graph), page: size, attributes: attributes))
    }

    mutating func endGraph() { events.append(.endGraph) }

    mutating func begin(_ kind: gvp_object, _ object: UnsafeMutableRawPointer) {
        let attributes = readsAttributes ? attributes(of: object) : [:]
        switch kind {
        case GVP_CLUSTER: events.append(.beginCluster(name: name(of: object), attributes: attributes))
        case GVP_NODE: events.append(.beginNode(name: name(of: object), attributes: attributes))
        default: events.append(.beginEdge(edgeName(of: object), attributes: attributes))
        }
    }

    mutating func end(_ kind: gvp_object) {
        switch kind {
        case GVP_CLUSTER: events.append(.endCluster)
        case GVP_NODE: events.append(.endNode)
        default: events.append(.endEdge)
        }
    }

    mutating func draw(_ shape: gvp_shape, _ style: gvp_style, _ points: UnsafeBufferPointer<gvp_point>) {
        let points = points.map(onPage)
        let style = Style(style)
        switch shape {
        case GVP_ELLIPSE:
            let radii = Size(width: points[1].x - points[0].x, height: points[0].y - points[1].y)
            events.append(.ellipse(center: points[0], radii: radii, style))
        case GVP_POLYGON: events.append(.polygon(points, style))
        case GVP_POLYLINE: events.append(.polyline(points, style))
        default: events.append(.bezier(points, style))
        }
    }

    mutating func draw(
        _ text: String, at origin: gvp_point, _ justification: UInt8, _ fontSize: Double, _ width: Double
    ) {
        let justification: TextLine.Justification =
            switch justification {
            case UInt8(ascii: "l"): .left
            case UInt8(ascii: "r"): .right
            default: .center
            }
        events.append(
            .text(
                TextLine(
                    text: text, origin: onPage(origin), justification: justification, fontSize: fontSize,
                    width: width)))
    }

    private func onPage(_ point: gvp_point) -> Point { Point(point.x - page.low.x, page.high.y - point.y) }
}

extension Style {
    fileprivate init(_ style: gvp_style) {
        let pen: Pen =
            switch style.pen {
            case GVP_PEN_NONE: .none
            case GVP_PEN_DASHED: .dashed
            case GVP_PEN_DOTTED: .dotted
            default: .solid
            }
        let part: Part =
            switch style.part {
            case GVP_ARROW_AT_TAIL: .arrowAtTail
            case GVP_ARROW_AT_HEAD: .arrowAtHead
            default: .body
            }
        self.init(isFilled: style.filled != 0, pen: pen, lineWidth: style.pen_width, part: part)
    }
}
