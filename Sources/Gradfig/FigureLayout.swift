import ComputationalGraph
import FigureTemplate
import Layout
import Scene

/// The layout that all figures share which show the same layers, open or collapsed: everything that any of them
/// shows has its place, so that nothing moves from one to the next.
package struct FigureLayout {
    let graph: ComputationalGraph
    let visible: VisibleGraph
    /// The labels of the nodes; nil for an end.
    let nodeLabels: [Label?]
    /// The names of the layers, in the figures' order.
    let layerLabels: [Label]
    /// The values that some figure shows, by edge of the visible graph.
    let forward: [Label?]
    let backward: [Label?]
    private var layout: any DiagramLayout
    private let figures: [Figure]
    /// What touches what in each of the figures, if anything does.
    private var conflicts: [LayoutConflict?] = []

    /// - Parameter figures: at least one; all with the same layers open and collapsed.
    ///
    /// - Throws: an `EmptyFigure` where there is nothing to draw; an error at the figure's id where there is too much.
    init(
        _ figures: [Figure], of graph: ComputationalGraph, typesetter: LabelTypesetter,
        mostArrows: Int = FigureLayout.mostArrows
    ) throws {
        let visible = VisibleGraph(figures[0], of: graph)
        guard visible.edges.count <= mostArrows else {
            throw figures[0].error(
                FigureFault(
                    message:
                        "the figure ‘\(figures[0].id)’ has \(visible.edges.count) arrows; at most \(mostArrows) "
                        + "can be drawn",
                    suggestion:
                        "draw fewer classes, or layers collapsed, with ‘open’; or fewer of them, with ‘layers’")
            )
        }
        let drawn = Set(visible.nodes.compactMap(\.layer))
        guard !drawn.isEmpty, drawn.count == figures[0].layers.count else {
            throw EmptyFigure(
                description: "the figure ‘\(figures[0].id)’ has a layer without an operation, or none")
        }
        let layerLabels = figures[0].layers.map { layer in
            typesetter.name(graph.model.layers[layer].displayName, language: figures[0].language)
        }
        let nodeLabels = try visible.nodes.map { node in
            try Self.label(of: node, graph, layers: layerLabels, typesetter)
        }
        let notation = ShortNotation(of: graph)
        let forward = try visible.edges.map { edge in
            let isWritten = figures.contains { $0.writesForward(edge) }
            return isWritten ? try typesetter.value(graph.nodes[edge.value].value, in: notation) : nil
        }
        let backward = try visible.edges.map { edge in
            let isWritten = figures.contains { $0.writesBackward(edge) }
            let gradient = isWritten ? try graph.gradient(along: edge.graphEdges) : nil
            return try gradient.map { try typesetter.value($0, in: notation) }
        }
        let edges = visible.edges.indices.map { index in
            let edge = visible.edges[index]
            return Diagram.Edge(
                source: edge.source, target: edge.target, lane: edge.lane, forward: forward[index]?.size,
                backward: backward[index]?.size, isPair: figures.contains { $0.hasBackwardArrow(edge) },
                isEntry: edge.isEntry)
        }
        let layers = zip(figures[0].layers, layerLabels).map { layer, label in
            Diagram.Layer(label: figures[0].open.contains(layer) ? label.size : nil)
        }
        let diagram = Diagram(
            nodes: zip(visible.nodes, nodeLabels).map(Self.diagramNode), edges: edges, layers: layers,
            radius: Self.radius(for: zip(visible.nodes, nodeLabels).filter(\.0.isOperation).compactMap(\.1)))
        layout = LaneLayout(diagram)
        self.graph = graph
        self.visible = visible
        self.figures = figures
        self.layerLabels = layerLabels
        self.nodeLabels = nodeLabels
        self.forward = forward
        self.backward = backward
        choose(diagram, typesetter)
    }

    /// Takes the first layout in which all figures are right; else that in which the most are.
    ///
    /// Lanes are laid out with more and more room; what is none of lanes alone, or doesn't fit, as a layered graph.
    private mutating func choose(_ diagram: Diagram, _ typesetter: LabelTypesetter) {
        var (best, fewest) = (layout, Int.max)
        var tries = max(3, Self.mostArrowsTried / max(diagram.edges.count, 1))
        /// - Returns: the edges that touch something.
        func prove(_ candidate: any DiagramLayout) -> Set<Int> {
            layout = candidate
            tries -= 1
            let found = figures.map { FigureDrawing($0, in: self, typesetter: typesetter).findConflicts() }
            let count = found.count { !$0.conflicts.isEmpty }
            if count < fewest { (best, fewest, conflicts) = (layout, count, found.map(\.conflicts.first)) }
            return found.reduce(into: []) { $0.formUnion($1.edges) }
        }
        if !visible.nodes.contains(where: { $0.kind == .junction }) {
            _ = prove(layout)
            for room in Self.rooms where fewest > 0 { _ = prove(LaneLayout(diagram, room: room)) }
        }
        for (diagram, spacing) in Self.graphs(diagram) where fewest > 0 && tries > 0 {
            var next = LayeredLayout(diagram, spacing: spacing)
            while let candidate = next {
                // Where a straight arrow meets something, it bends.
                let bending = candidate.straightArrows.intersection(prove(candidate))
                next = bending.isEmpty || fewest == 0 || tries <= 0 ? nil : candidate.bending(bending)
            }
        }
        layout = best
    }

    /// The layered graphs to try: with the lanes, then without.
    private static func graphs(_ diagram: Diagram) -> [(Diagram, Spacing)] {
        let hasLanes = diagram.nodes.contains { $0.lane != nil }
        return Spacing.growing.map { (diagram, $0) }
            + (hasLanes ? Spacing.growing.map { (diagram.withoutLanes, $0) } : [])
    }

    /// What touches what in a drawing: known already of the figures that the layout is made for.
    func conflict(in drawing: FigureDrawing) -> LayoutConflict? {
        if let index = figures.firstIndex(where: { $0.looks(like: drawing.figure) }) { return conflicts[index] }
        return drawing.findConflict()
    }

    /// How many arrows a figure may have, so that time and memory stay within bounds.
    package static let mostArrows = 50_000
    /// How many arrows are laid out in all tries together: the larger a figure, the fewer tries it has.
    private static let mostArrowsTried = 100_000

    /// What more is tried, in points.
    private static let rooms = [12, 24, 48, 96.0]

    private static func label(
        of node: VisibleGraph.Node, _ graph: ComputationalGraph, layers: [Label], _ typesetter: LabelTypesetter
    ) throws -> Label? {
        switch node.kind {
        case .operation(let index):
            guard let operation = graph.nodes[index].operation else { return nil }
            return try typesetter.operation(operation)
        case .layer: return node.layer.map { layers[$0] }
        case .junction, .end: return nil
        }
    }

    private static func diagramNode(_ node: VisibleGraph.Node, label: Label?) -> Diagram.Node {
        let shape: Diagram.Shape =
            switch node.kind {
            case .operation: .circle
            case .layer: .box(label?.size ?? Size(width: 0, height: 0))
            case .junction: .junction
            case .end: .end
            }
        return Diagram.Node(shape: shape, layer: node.layer, lane: node.lane)
    }

    /// Where everything stands in one of the figures.
    func placement(of figure: Figure) -> Placement {
        // Along a series of steps the forward arrows keep room for the backward arrows that are still to come.
        let series = figures.filter {
            $0.id == figure.id || (figure.series != nil && $0.series == figure.series)
        }
        return layout.placement(
            isPair: visible.edges.map { edge in series.contains { $0.hasBackwardArrow(edge) } })
    }

    /// The characters of its labels that the fonts have no glyph for, each once.
    var missingCharacters: [Character] {
        var seen: Set<Character> = []
        return (nodeLabels + layerLabels + forward + backward).compactMap { $0?.missingCharacters }.joined()
            .filter { seen.insert($0).inserted }
    }

    /// The step of a figure's series in which an edge's backward arrow comes.
    func step(ofEdge index: Int, in figure: Figure) -> Int? {
        guard let series = figure.series else { return nil }
        let edge = visible.edges[index]
        return figures.first { $0.series == series && $0.isNew(edge) }?.step
    }

    /// One radius for all nodes: that of the circle around the widest label, with a little air.
    private static func radius(for labels: [Label]) -> Double {
        let air = 3.0
        return (labels.map { Point($0.size.width / 2, $0.size.height / 2).length }.max() ?? 0).rounded(.up)
            + air
    }
}

extension VisibleGraph.Node {
    var isOperation: Bool {
        if case .operation = kind { true } else { false }
    }
}

extension Figure {
    func writesForward(_ edge: VisibleGraph.Edge) -> Bool {
        !edge.isBranch && !forward.isDisjoint(with: edge.graphEdges)
    }
    /// The sum on a stem is written where all its parts are.
    func writesBackward(_ edge: VisibleGraph.Edge) -> Bool {
        !backward.isDisjoint(with: edge.graphEdges)
            && (!edge.isStem || backward.isSuperset(of: edge.gradientEdges))
    }
    func hasBackwardArrow(_ edge: VisibleGraph.Edge) -> Bool {
        !backwardArrows.isDisjoint(with: edge.graphEdges)
    }
    func isNew(_ edge: VisibleGraph.Edge) -> Bool { !new.isDisjoint(with: edge.graphEdges) }
}

extension Figure {
    /// Whether two figures are drawn alike.
    fileprivate func looks(like other: Figure) -> Bool {
        id == other.id && layers == other.layers && open == other.open && forward == other.forward
            && backwardArrows == other.backwardArrows && backward == other.backward && new == other.new
            && series == other.series
    }
}

/// A figure that shows nothing.
public struct EmptyFigure: Error, CustomStringConvertible {
    public let description: String
}
