import ComputationalGraph
import FigureTemplate
import LaneLayout
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
    private let layout: LaneLayout
    private let figures: [Figure]

    /// - Parameter figures: at least one; all with the same layers open and collapsed.
    init(_ figures: [Figure], of graph: ComputationalGraph, typesetter: LabelTypesetter) throws {
        let visible = VisibleGraph(figures[0], of: graph)
        self.graph = graph
        self.visible = visible
        self.figures = figures
        let layerLabels = figures[0].layers.map { typesetter.name(graph.model.layers[$0].displayName) }
        self.layerLabels = layerLabels
        let nodeLabels: [Label?] = try visible.nodes.map { node in
            switch node.kind {
            case .operation(let index): try graph.nodes[index].operation.map(typesetter.operation)
            case .layer: node.layer.map { layerLabels[$0] }
            case .end: nil
            }
        }
        self.nodeLabels = nodeLabels
        forward = try visible.edges.map { edge in
            guard figures.contains(where: { $0.writesForward(edge) }) else { return nil }
            return try typesetter.value(graph.nodes[edge.value].value)
        }
        backward = try visible.edges.map { edge in
            guard figures.contains(where: { $0.writesBackward(edge) }) else { return nil }
            return try graph.gradient(along: edge.graphEdges).map(typesetter.value)
        }
        layout = LaneLayout(
            Diagram(
                nodes: zip(visible.nodes, nodeLabels).map { node, label in
                    let shape: Diagram.Shape =
                        switch node.kind {
                        case .operation: .circle
                        case .layer: .box(label?.size ?? Size(width: 0, height: 0))
                        case .end: .end
                        }
                    return Diagram.Node(shape: shape, layer: node.layer, lane: node.lane)
                },
                edges: visible.edges.indices.map { [forward, backward] index in
                    let edge = visible.edges[index]
                    return Diagram.Edge(
                        source: edge.source, target: edge.target, lane: edge.lane,
                        forward: forward[index]?.size,
                        backward: backward[index]?.size, isPair: figures.contains { $0.hasBackwardArrow(edge) },
                        isEntry: edge.isEntry)
                },
                layers: zip(figures[0].layers, layerLabels).map { layer, label in
                    Diagram.Layer(label: figures[0].open.contains(layer) ? label.size : nil)
                },
                radius: Self.radius(
                    for: zip(visible.nodes, nodeLabels).filter { $0.0.isOperation }.compactMap(\.1))))
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
    func writesForward(_ edge: VisibleGraph.Edge) -> Bool { !forward.isDisjoint(with: edge.graphEdges) }
    func writesBackward(_ edge: VisibleGraph.Edge) -> Bool { !backward.isDisjoint(with: edge.graphEdges) }
    func hasBackwardArrow(_ edge: VisibleGraph.Edge) -> Bool {
        !backwardArrows.isDisjoint(with: edge.graphEdges)
    }
    func isNew(_ edge: VisibleGraph.Edge) -> Bool { !new.isDisjoint(with: edge.graphEdges) }
}
