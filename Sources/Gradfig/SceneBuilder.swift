import FigureTemplate
import Graphviz
import Layout
import Scene

/// Turns what Graphviz draws into the elements of a scene, giving each part its meaning.
struct SceneBuilder {
    private let drawing: FigureDrawing
    /// What the names in Graphviz's graph stand for.
    private let nodes: [String: Int]
    private let arrows: [String: (edge: Int, direction: Direction)]

    init(_ drawing: FigureDrawing) {
        self.drawing = drawing
        let visible = drawing.layout.visible
        nodes = Dictionary(uniqueKeysWithValues: visible.nodes.indices.map { (visible.nodes[$0].id, $0) })
        arrows = Dictionary(
            uniqueKeysWithValues: visible.edges.indices.flatMap { index in
                Direction.allCases.map { (visible.edges[index].id($0), (index, $0)) }
            })
    }

    func elements(_ events: [DrawingEvent]) -> [Element] {
        var elements: [Element] = []
        var group: Group?
        var draw: (DrawingEvent) -> [Element] = { _ in [] }
        for event in events {
            switch event {
            case .beginCluster(let name, _): (group, draw) = layer(name)
            case .beginNode(let name, _): (group, draw) = node(name)
            case .beginEdge(let name, _): (group, draw) = edge(name)
            case .endCluster, .endNode, .endEdge:
                if let group, !group.elements.isEmpty { elements.append(.group(group)) }
                group = nil
            default: group?.elements += draw(event)
            }
        }
        return elements
    }

    /// A component's group, still empty, and what makes its elements.
    private typealias Component = (group: Group?, draw: (DrawingEvent) -> [Element])

    private func layer(_ name: String) -> Component {
        guard let number = Int(name.dropFirst("cluster".count)) else { return (nil, { _ in [] }) }
        let label = drawing.layout.labels.layers[number - 1]
        let group = Group(id: "layer\(number)", classes: ["layer"], title: label.plain)
        return (group, { boxElements($0, label: label) })
    }

    private func node(_ name: String) -> Component {
        if name.hasPrefix("omission") { return (Group(id: name, classes: ["omission"]), dotElements) }
        guard let index = nodes[name] else { return (nil, { _ in [] }) }
        if drawing.layout.visible.nodes[index].kind == .junction {
            return (Group(id: name, classes: ["junction"]), junctionElements)
        }
        guard let label = drawing.layout.labels.nodes[index] else { return (nil, { _ in [] }) }
        let isLayer = !drawing.layout.visible.nodes[index].isOperation
        let group = Group(id: name, classes: [isLayer ? "layer" : "node"], title: label.plain)
        return (group, { boxElements($0, label: label) })
    }

    private func edge(_ name: EdgeName) -> Component {
        guard let key = name.key, let (index, direction) = arrows[key],
            let arrow = drawing.arrow(direction, along: index)
        else { return (nil, { _ in [] }) }
        let isNew = direction == .backward && drawing.figure.isNew(drawing.layout.visible.edges[index])
        let group = Group(
            id: key, classes: ["edge", direction.rawValue] + (isNew ? ["new"] : []),
            title: title(index, direction),
            step: direction == .backward ? drawing.layout.step(ofEdge: index, in: drawing.figure) : nil)
        return (group, { arrowElements($0, arrow, id: key, isNew: isNew) })
    }

    /// The parts of a node or a layer.
    private func boxElements(_ event: DrawingEvent, label: Label) -> [Element] {
        switch event {
        case .ellipse(let center, let radii, _):
            let circle = Shape.Geometry.circle(center: center, radius: radii.width)
            return [
                .shape(Shape(circle, fill: .nodeFill, stroke: .nodeOutline, lineWidth: FigureStyle.nodeLine))
            ]
        case .polygon, .bezier:
            return bounds(of: event).map { bounds in
                let box = Shape.Geometry.rectangle(bounds, cornerRadius: FigureStyle.cornerRadius)
                return [
                    .shape(
                        Shape(box, fill: .layerFill, stroke: .layerOutline, lineWidth: FigureStyle.layerLine))
                ]
            } ?? []
        case .text(let line): return [.text(label.text(baseline: line.origin, ink: .text))]
        default: return []
        }
    }

    private func dotElements(_ event: DrawingEvent) -> [Element] {
        guard case .ellipse(let center, let radii, _) = event else { return [] }
        return [.shape(Shape(.circle(center: center, radius: radii.width), fill: .text))]
    }

    private func junctionElements(_ event: DrawingEvent) -> [Element] {
        bounds(of: event).map { bounds in
            let bar = Shape.Geometry.rectangle(bounds, cornerRadius: min(bounds.width, bounds.height) / 2)
            return [.shape(Shape(bar, fill: .forward))]
        } ?? []
    }

    /// What a box is drawn in: a rounded one comes as its outline; what is drawn is the rectangle that it rounds.
    private func bounds(of event: DrawingEvent) -> Rect? {
        switch event {
        case .polygon(let points, _), .bezier(let points, _):
            points.reduce(nil as Rect?) { bounds, point in
                let spot = Rect(center: point, size: .zero)
                return bounds?.union(spot) ?? spot
            }
        default: nil
        }
    }

    /// The parts of an arrow.
    private func arrowElements(_ event: DrawingEvent, _ arrow: DrawnArrow, id: String, isNew: Bool) -> [Element]
    {
        switch event {
        case .bezier(let points, _):
            let path = Path(spline: points)
            return [.shape(Shape(.path(path), stroke: arrow.style.ink, lineWidth: arrow.style.lineWidth))]
        case .polygon(let points, _):
            // The head. Graphviz strokes it too, which would carry its tip beyond the node's outline.
            return [.shape(Shape(.path(Path(polygon: points)), fill: arrow.style.ink))]
        case .text(let line):
            guard let label = arrow.label else { return [] }
            let text = label.text(baseline: line.origin, ink: arrow.style.valueInk)
            var elements: [Element] = [.text(text)]
            if isNew { elements.insert(.shape(FigureStyle.highlight(of: text, beside: arrow.line)), at: 0) }
            return [.group(Group(id: id + "-value", classes: ["value"], elements: elements))]
        default: return []
        }
    }

    /// An arrow in words.
    private func title(_ index: Int, _ direction: Direction) -> String {
        let edge = drawing.layout.visible.edges[index]
        let wording = drawing.figure.wording
        func name(_ node: Int) -> String { wording.name(drawing.layout.end(at: node)) }
        switch direction {
        case .forward:
            let value = drawing.layout.forwardWords(edge)
            return wording(
                .runs, ["value": value, "tail": name(edge.source), "head": name(edge.target)])
        case .backward:
            let value = drawing.layout.backwardWords(index) ?? wording(.gradient)
            return wording(
                .runsBack, ["value": value, "tail": name(edge.target), "head": name(edge.source)])
        }
    }
}

extension Path {
    /// A chain of cubic Bézier curves: a start point, then three points for each. A straight one becomes a line.
    init(spline points: [Point]) {
        self.init(points.isEmpty ? [] : [.move(points[0])])
        for start in stride(from: 0, to: points.count - 3, by: 3) {
            let (from, end) = (points[start], points[start + 3])
            let controls = [points[start + 1], points[start + 2]]
            let along = end - from
            let isStraight = controls.allSatisfy { control in
                let across = (control - from).x * along.y - (control - from).y * along.x
                return abs(across) < 0.001 * along.length
            }
            commands.append(isStraight ? .line(end) : .curve(controls[0], controls[1], end: end))
        }
    }

    init(polygon points: [Point]) {
        self.init(points.prefix(1).map { .move($0) } + points.dropFirst().map { .line($0) } + [.close])
    }
}
