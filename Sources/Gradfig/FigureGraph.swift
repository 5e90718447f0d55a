import Graphviz
import Layout
import Scene

/// A figure as a cgraph graph: every node, arrow, layer and value at its place, for Graphviz's `nop2` and `neato -n2`.
///
/// An edge is two cgraph edges, one for each direction, so that the graph says all. Graphviz's y grows upwards.
struct FigureGraph {
    let graph: Graph
    private let drawing: FigureDrawing

    /// What plain Graphviz sets the values in; the figures themselves are typeset.
    private static let plainFont = "Latin Modern Roman"

    init(_ drawing: FigureDrawing) throws {
        self.drawing = drawing
        graph = try Graph(name: drawing.figure.id)
        let page = drawing.placement.page
        let corners = [
            Point(0, page.height), Point(page.width, page.height), Point(page.width, 0), Point(0, 0),
        ]
        // An invisible rectangle: Graphviz makes its page from what is drawn.
        let outline = corners.map { "\(number($0.x)) \(number(page.height - $0.y))" }.joined(separator: " ")
        for (key, value) in [
            ("_background", "c 9 -#00000000 p 4 \(outline) "), ("pad", "0"), ("outputorder", "edgesfirst"),
            ("tooltip", drawing.figure.title), ("fontname", Self.plainFont),
        ] {
            try graph.set(key, value)
        }
        try graph.setDefault("fontname", Self.plainFont, of: .nodes)
        try graph.setDefault("fontname", Self.plainFont, of: .edges)
        try addNodes()
        try addLayers()
        try addEdges()
        try addOmissions()
    }

    /// Makes Graphviz scale the page down to a width, in points.
    func fit(_ width: Double) throws {
        let height = drawing.placement.page.height
        try graph.set("size", "\(number(width / 72)),\(number(height / 72))")
    }

    private func addNodes() throws {
        for (index, node) in drawing.layout.visible.nodes.enumerated() {
            let size = drawing.placement.nodeSizes[index]
            var attributes = [
                ("pos", point(drawing.placement.nodes[index])), ("id", node.id), ("fixedsize", "true"),
                ("margin", "0"), ("width", number(size.width / 72)), ("height", number(size.height / 72)),
                ("label", drawing.layout.labels.nodes[index]?.plain ?? ""),
            ]
            switch node.kind {
            case .operation, .call:
                attributes +=
                    [
                        ("class", "node"), ("shape", "circle"),
                        ("fontsize", number(LabelTypesetter.operationSize)),
                    ] + outline(.nodeOutline, fill: .nodeFill, width: FigureStyle.nodeLine)
            case .layer:
                attributes +=
                    [
                        ("class", "layer"), ("shape", "box"), ("fontsize", number(LabelTypesetter.nameSize)),
                    ] + outline(.layerOutline, fill: .layerFill, width: FigureStyle.layerLine)
            case .junction:
                attributes +=
                    [("class", "junction"), ("shape", "box")]
                    + outline(.forward, fill: .forward, width: FigureStyle.nodeLine)
            case .end:
                attributes += [("shape", "point"), ("style", "invis")]
            }
            try graph.addNode(node.id, Attributes(attributes))
        }
    }

    private func addLayers() throws {
        for (position, outline) in drawing.placement.layers.enumerated() {
            guard let outline, let center = drawing.placement.layerLabels[position] else { continue }
            let members = drawing.layout.visible.nodes.filter { $0.layer == position }.map(\.id)
            let corners = [Point(outline.minX, outline.maxY), Point(outline.maxX, outline.minY)]
            try graph.addSubgraph(
                "cluster\(position + 1)", nodes: members,
                Attributes(
                    [
                        ("bb", corners.map(point).joined(separator: ",")), ("class", "layer"),
                        ("label", drawing.layout.labels.layers[position].plain), ("lp", point(center)),
                        ("fontsize", number(LabelTypesetter.nameSize)),
                    ] + self.outline(.layerOutline, fill: .layerFill, width: FigureStyle.layerLine)))
        }
    }

    /// Dots where lanes are left out.
    private func addOmissions() throws {
        for (index, dot) in drawing.placement.omissions.flatMap(OmissionDots.centers).enumerated() {
            let size = number(OmissionDots.diameter / 72)
            try graph.addNode(
                "omission\(index + 1)",
                Attributes([
                    ("pos", point(dot)), ("fixedsize", "true"), ("margin", "0"), ("width", size),
                    ("height", size),
                    ("label", ""), ("class", "omission"), ("shape", "circle"), ("style", "filled"),
                    ("color", "#\(Ink.text.light)"), ("fillcolor", "#\(Ink.text.light)"), ("penwidth", "0"),
                ]))
        }
    }

    private func addEdges() throws {
        for (index, edge) in drawing.layout.visible.edges.enumerated() {
            let ends = [edge.source, edge.target].map { drawing.layout.visible.nodes[$0].id }
            for direction in Direction.allCases {
                guard let arrow = drawing.arrow(direction, along: index) else { continue }
                let (tail, head) = direction == .forward ? (ends[0], ends[1]) : (ends[1], ends[0])
                var attributes = [
                    ("pos", spline(arrow)), ("class", "edge \(direction.rawValue)"),
                    ("color", "#\(arrow.style.ink.light)"), ("penwidth", number(arrow.style.lineWidth)),
                ]
                attributes.append(
                    arrow.hasHead ? ("arrowsize", number(arrow.style.headSize)) : ("arrowhead", "none"))
                if let label = arrow.label {
                    attributes += [
                        ("label", label.plain), ("lp", point(arrow.labelCenter)),
                        ("fontsize", number(LabelTypesetter.valueSize)),
                        ("fontcolor", "#\(arrow.style.valueInk.light)"),
                    ]
                }
                try graph.addEdge(from: tail, to: head, key: edge.id(direction), Attributes(attributes))
            }
        }
    }

    private func outline(_ line: Ink, fill: Ink, width: Double) -> [(String, String)] {
        [
            ("style", "filled,rounded"), ("color", "#\(line.light)"), ("fillcolor", "#\(fill.light)"),
            ("penwidth", number(width)),
        ]
    }

    /// A polyline as Graphviz writes splines: the tip, then straight Bézier curves up to the head's foot.
    private func spline(_ arrow: DrawnArrow) -> String {
        let tip = arrow.line[arrow.line.count - 1]
        guard arrow.hasHead else { return curve(arrow.line).map(point).joined(separator: " ") }
        let before = arrow.line[arrow.line.count - 2]
        let along = tip - before
        let foot = tip - along * (arrow.style.headLength / along.length)
        return "e,\(point(tip)) " + curve(arrow.line.dropLast() + [foot]).map(point).joined(separator: " ")
    }

    /// A polyline as straight Bézier curves.
    private func curve(_ corners: [Point]) -> [Point] {
        zip(corners, corners.dropFirst()).reduce(into: [corners[0]]) { points, ends in
            let (from, to) = ends
            points += [from + (to - from) * (1 / 3), from + (to - from) * (2 / 3), to]
        }
    }

    private func point(_ point: Point) -> String {
        "\(number(point.x)),\(number(drawing.placement.page.height - point.y))"
    }

    /// Rounded so that it reads well and doesn't depend on the last bits; an integer without a fraction.
    private func number(_ value: Double) -> String {
        let rounded = (value * 10_000).rounded() / 10_000
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }
}

extension VisibleGraph.Edge {
    /// The name of the edge's arrow in one direction: unique in the figure.
    func id(_ direction: Direction) -> String { "\(id)-\(direction.rawValue)" }
}

extension Attributes {
    fileprivate init(_ entries: [(String, String)]) {
        self.init()
        for (name, value) in entries { self[name] = value }
    }
}
