import ComputationalGraph
import Drawing
import FigureTemplate
import LaneLayout
import Scene
import StepPage

extension FigureRenderer {
    /// The page that goes through a series of steps, as a file.
    func renderPage(through series: Int, of set: FigureSet, id: String) throws -> RenderedFigure {
        let (page, layout) = try page(through: series, of: set, id: "f")
        return RenderedFigure(
            id: id, format: .html, name: FigureFormat.html.fileName(id), bytes: Array(page.document.utf8),
            missingCharacters: layout.missingCharacters)
    }

    /// The page that goes through a series of steps of a template.
    ///
    /// - Parameters:
    ///   - series: one of the template's, as `Figure.series` numbers them.
    ///   - id: what the ids of the page's elements begin with.
    package func stepPage(through series: Int, of set: FigureSet, id: String) throws -> StepPage {
        try page(through: series, of: set, id: id).page
    }

    private func page(
        through series: Int, of set: FigureSet, id: String
    ) throws -> (page: StepPage, layout: FigureLayout) {
        guard let stage = Walkthrough.stage(of: series, in: set) else {
            throw EmptyFigure(description: "the template has no series of steps with the number \(series)")
        }
        let drawing = try drawings(of: [stage], in: set)[0]
        let figure = try stepFigure(drawing, through: series, of: set, id: id)
        return (try StepPage(figure, words: StepPhrases.of(stage.language).controls), drawing.layout)
    }

    private func stepFigure(
        _ drawing: FigureDrawing, through series: Int, of set: FigureSet, id: String
    ) throws -> StepFigure {
        let scene = try drawing.scene()
        let visible = drawing.layout.visible
        var groups: [String: Group] = [:]
        // Layers are drawn below the arrows, nodes above them.
        var ground: [Element] = []
        var front: [Element] = []
        for case .group(let group) in scene.elements {
            if group.classes.contains("edge") {
                groups[group.id] = group
            } else if groups.isEmpty {
                ground.append(.group(group))
            } else {
                front.append(.group(group))
            }
        }
        ground += visible.edges.compactMap { groups[$0.id(.forward)]?.trace }
        let description = FigureDescription(drawing.figure, in: drawing.layout)
        let phrases = StepPhrases.of(drawing.figure.language)
        func arrows(_ edges: [Int], _ direction: Direction) throws -> [StepFigure.Arrow] {
            try edges.compactMap { index in
                let edge = visible.edges[index]
                guard let group = groups[edge.id(direction)] else { return nil }
                let nodes = [edge.source, edge.target].map { drawing.layout.nodeLabels[$0]?.plain }
                let ends = direction == .forward ? nodes : nodes.reversed()
                let explanation = try Explanation(edge, direction, in: set.graph, phrases: phrases)
                return StepFigure.Arrow(
                    group: group.marked, words: group.title ?? "",
                    way: phrases.way(direction, ends[0], ends[1]), reason: explanation.reason,
                    formula: try explanation.drawing(typesetter: typesetter))
            }
        }
        let walk = Walkthrough(series, in: set, stage: drawing.figure, visible: visible)
        let steps = try walk.steps.map { step in
            StepFigure.Step(
                title: step.title, caption: step.caption,
                news: description.news(forward: step.forward, backward: step.backward),
                arrows: try arrows(step.forward, .forward) + arrows(step.backward, .backward))
        }
        return StepFigure(
            id: id, title: set.template.title, language: drawing.figure.language ?? "en", size: scene.size,
            ground: ground, front: front, steps: steps, outlines: scene.outlines)
    }
}
