import Graphviz
import Scene

/// Every character is 7 points wide; a line is 20 high, its baseline 15 below its top.
func sevenPerCharacter(_ text: String, _ fontSize: Double) -> TextSize? {
    TextSize(width: 7 * Double(text.count), height: 20, baseline: 15)
}

/// A circle of radius 18 at a place, in DOT's coordinates (y grows upwards).
func circle(at position: String, _ attributes: Attributes = [:]) -> Attributes {
    var circle: Attributes = [
        "shape": "circle", "width": "0.5", "height": "0.5", "fixedsize": "true", "label": "", "pos": position,
    ]
    for entry in attributes.entries { circle[entry.name] = entry.value }
    return circle
}

/// Two circles of radius 18 and an edge between them; without more, the box around it all is 200 by 36.
func pair(edge: Attributes = [:]) throws -> Graph {
    let graph = try Graph(name: "pair")
    try graph.addNode("a", circle(at: "18,18"))
    try graph.addNode("b", circle(at: "182,18"))
    try graph.addEdge(from: "a", to: "b", edge)
    return graph
}

extension [DrawingEvent] {
    var page: Size? {
        guard case .beginGraph(_, let page, _) = first else { return nil }
        return page
    }

    /// What is drawn of a node or cluster.
    func drawing(of name: String) -> [DrawingEvent] {
        drawing {
            switch $0 {
            case .beginNode(name, _), .beginCluster(name, _): true
            default: false
            }
        }
    }

    /// What is drawn of an edge.
    func drawing(of edge: EdgeName) -> [DrawingEvent] {
        drawing { if case .beginEdge(edge, _) = $0 { true } else { false } }
    }

    private func drawing(after isBegin: (DrawingEvent) -> Bool) -> [DrawingEvent] {
        drop { !isBegin($0) }.dropFirst().prefix { ![.endNode, .endEdge, .endCluster].contains($0) }.map { $0 }
    }
}

extension DrawingEvent {
    var polygon: (points: [Point], style: Style)? {
        if case .polygon(let points, let style) = self { (points, style) } else { nil }
    }

    var text: TextLine? {
        if case .text(let line) = self { line } else { nil }
    }
}

func isNear(_ a: Point, _ b: Point) -> Bool { (a - b).length < 0.001 }
