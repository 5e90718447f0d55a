import ComputationalGraph
import FigureTemplate
import Graphviz
import Layout
import Scene

/// One figure on its way through Graphviz: a positioned graph, which Graphviz lays out, measures and draws.
struct FigureDrawing {
    let figure: Figure
    let layout: FigureLayout
    let placement: Placement
    let typesetter: LabelTypesetter

    init(_ figure: Figure, in layout: FigureLayout, typesetter: LabelTypesetter) {
        self.figure = figure
        self.layout = layout
        placement = layout.placement(of: figure)
        self.typesetter = typesetter
    }

    /// The positioned graph in the DOT language.
    func dot() throws -> String {
        let graph = try FigureGraph(self)
        if let width = figure.width, scale < 1 { try graph.fit(width.points) }
        return graph.graph.dot()
    }

    func scene() throws -> Scene {
        let extents = textExtents
        let events = try FigureGraph(self).graph.render(engine: "nop2", readsAttributes: false) { text, size in
            guard let extent = extents[Written(text: text, size: size)] else {
                throw UnknownText(description: "no label reads “\(text)” at \(size) points")
            }
            return extent
        }
        let elements = SceneBuilder(self).elements(events)
        let scene = Scene(
            size: placement.page, id: figure.id, title: figure.title,
            description: FigureDescription(figure, in: layout).text, language: figure.language,
            elements: elements, outlines: typesetter.outlines(of: elements),
            substitutions: layout.labels.substitutions)
        return scale < 1 ? scene.scaled(by: scale) : scene
    }

    /// The arrow of a direction along an edge, if the figure has it.
    func arrow(_ direction: Direction, along index: Int) -> DrawnArrow? {
        let edge = layout.visible.edges[index]
        switch direction {
        case .forward:
            return DrawnArrow(
                style: FigureStyle.forward, line: placement.edges[index].forward,
                label: figure.writesForward(edge) ? layout.labels.forward[index] : nil,
                labelCenter: placement.edges[index].forwardLabel, hasHead: !edge.isStem)
        case .backward:
            guard figure.hasBackwardArrow(edge), let line = placement.edges[index].backward else { return nil }
            return DrawnArrow(
                style: figure.isNew(edge) ? FigureStyle.new : FigureStyle.backward, line: line,
                label: figure.writesBackward(edge) ? layout.labels.backward[index] : nil,
                labelCenter: placement.edges[index].backwardLabel, hasHead: !edge.isBranch)
        }
    }

    /// The extents that Graphviz asks for. Operations, values and names differ in size, so that a text at its size is
    /// one label.
    private var textExtents: [Written: TextSize] {
        let operations = zip(layout.visible.nodes, layout.labels.nodes).filter(\.0.isOperation).map(\.1)
        let labels = [
            (LabelTypesetter.operationSize, operations),
            (LabelTypesetter.valueSize, layout.labels.forward + layout.labels.backward),
            (LabelTypesetter.nameSize, layout.labels.layers),
        ]
        var extents: [Written: TextSize] = [:]
        for (size, labels) in labels {
            for label in labels.compactMap({ $0 }) {
                extents[Written(text: label.plain, size: size)] = TextSize(
                    width: label.size.width, height: label.size.height, baseline: label.baseline)
            }
        }
        return extents
    }

    private struct Written: Hashable {
        let text: String
        let size: Double
    }
}

/// Graphviz asks for a text that the figure doesn't have.
private struct UnknownText: Error, CustomStringConvertible {
    let description: String
}

enum Direction: String, CaseIterable {
    case forward, backward
}

/// One arrow of a figure with what is written on it.
struct DrawnArrow {
    let style: FigureStyle.Arrow
    /// From tail to tip.
    let line: [Point]
    let label: Label?
    let labelCenter: Point
    /// Wires have none where they split.
    let hasHead: Bool
}
