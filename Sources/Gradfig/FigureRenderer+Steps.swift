import ComputationalGraph
import Drawing
import FigureTemplate
import Layout
import Scene
import StepPage

extension FigureRenderer {
    /// The page that leads to a figure step by step, as a file.
    func renderPage(to figure: String, of set: FigureSet, id: String) throws -> RenderedFigure {
        let (page, drawing) = try page(to: figure, of: set, id: "f")
        return RenderedFigure(
            id: id, format: .html, name: FigureFormat.html.fileName(id), bytes: Array(page.document.utf8),
            missingCharacters: drawing.layout.missingCharacters,
            substitutions: Substitutions(page.substitutions), warnings: drawing.warnings)
    }

    /// The page that leads to a figure of a template step by step; to a step of a series through the whole series.
    ///
    /// - Parameters:
    ///   - figure: the figure's id.
    ///   - id: what the ids of the page's elements begin with.
    package func stepPage(to figure: String, of set: FigureSet, id: String) throws -> StepPage {
        try page(to: figure, of: set, id: id).page
    }

    private func page(
        to figure: String, of set: FigureSet, id: String
    ) throws -> (page: StepPage, drawing: FigureDrawing) {
        guard let figure = set.figures.first(where: { $0.id == figure }) else {
            throw EmptyFigure(description: "the template has no figure ‘\(figure)’")
        }
        let route = Route(to: figure, in: set)
        let drawing = try drawings(of: [route.stage], in: set)[0]
        let content = try stepFigure(drawing, along: route, of: set, id: id)
        return (try StepPage(content, words: figure.wording.controls), drawing)
    }

    private func stepFigure(
        _ drawing: FigureDrawing, along route: Route, of set: FigureSet, id: String
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
        let wording = drawing.figure.wording
        func arrows(_ edges: [Int], _ direction: Direction) throws -> [StepFigure.Arrow] {
            try edges.compactMap { index in
                let edge = visible.edges[index]
                guard let group = groups[edge.id(direction)] else { return nil }
                let nodes = [edge.source, edge.target].map(drawing.layout.end)
                let ends = direction == .forward ? nodes : nodes.reversed()
                let explanation = try Explanation(
                    edge, direction, in: visible, of: drawing.layout.graph, numbers: drawing.figure.numbers,
                    wording: wording)
                return StepFigure.Arrow(
                    group: group.marked, words: group.title ?? "",
                    way: wording.way(direction, ends[0], ends[1]), reason: explanation.reason(wording),
                    formula: try explanation.drawing(typesetter: typesetter))
            }
        }
        let walk = Walkthrough(route, in: drawing.layout.graph, visible: visible)
        let steps = try walk.steps.map { step in
            StepFigure.Step(
                title: step.title, caption: step.caption,
                news: description.news(forward: step.forward, backward: step.backward),
                arrows: try arrows(step.forward, .forward) + arrows(step.backward, .backward))
        }
        return StepFigure(
            id: id, title: route.title, language: drawing.figure.language ?? "en", size: scene.size,
            ground: ground, front: front, steps: steps, outlines: scene.outlines,
            substitutions: scene.substitutions)
    }
}
