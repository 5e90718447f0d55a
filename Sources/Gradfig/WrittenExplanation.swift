import ComputationalGraph
import Diagnostics
import FigureTemplate
import Symbolic

/// How the backward values of a template come about, as Markdown: step by step, each as the gradients from behind times the
/// local derivative, down to the form that is printed, with the definitions and assumptions that this rests on.
public struct WrittenExplanation {
    private let set: FigureSet

    public init(of set: FigureSet) { self.set = set }

    /// - Parameters:
    ///   - step: the id of a figure, of which only what is new in it is explained; nil for all pages of the template.
    ///   - edge: a value, `a_k` or `exp(a_k) -> S`, of which only the gradient is explained; nil for all.
    /// - Throws: `Diagnostic` for a figure or a value that is not there.
    public func markdown(step: SourceSlice? = nil, edge: SourceSlice? = nil) throws -> String {
        var figures = set.template.pages.compactMap { page in set.figures.first { $0.id == page.figure.id } }
        if let step {
            guard let figure = set.figures.first(where: { $0.id == step.text }) else {
                throw step.error(
                    "the template has no figure ‘\(step.text)’",
                    suggestion: didYouMean(step.text, among: set.figures.map(\.id)))
            }
            figures = [figure]
        }
        var parts = ["# \(set.template.title)"]
        for figure in figures { parts += try sections(figure, onlyNew: step != nil, edge) }
        return parts.joined(separator: "\n\n") + "\n"
    }

    private func sections(_ figure: Figure, onlyNew: Bool, _ edge: SourceSlice?) throws -> [String] {
        let route = Route(to: figure, in: set)
        let graph = try set.graph(of: route.stage)
        let visible = VisibleGraph(route.stage, of: graph)
        let wording = figure.wording
        let wanted = try edge.map { Set(try graph.edges(matching: $0)) }
        let steps = Walkthrough(route, in: graph, visible: visible).steps
        // The template's own steps come in its order.
        let own = onlyNew && figure.step != nil ? steps.first { $0.title == figure.title } : nil
        var sections = own == nil && set.template.pages.count > 1 ? ["## \(route.title)"] : []
        for step in own.map({ [$0] }) ?? steps {
            let arrows = try step.backward.compactMap { index -> String? in
                let edge = visible.edges[index]
                if let wanted, wanted.isDisjoint(with: edge.gradientEdges) { return nil }
                return try paragraph(edge, in: visible, of: graph, route.stage.numbers, wording)
            }
            if arrows.isEmpty { continue }
            sections.append("### \(step.title)")
            if let caption = step.caption { sections.append(caption) }
            sections += arrows
        }
        return sections
    }

    private func paragraph(
        _ edge: VisibleGraph.Edge, in visible: VisibleGraph, of graph: ComputationalGraph,
        _ numbers: FigureNumbers?, _ wording: Wording
    ) throws -> String? {
        let explanation = try Explanation(
            edge, .backward, in: visible, of: graph, numbers: numbers, wording: wording)
        guard let formula = explanation.formula else { return nil }
        let way = wording.way(.backward, end(edge.target, visible, graph), end(edge.source, visible, graph))
        let value = ShortNotation(of: graph).side(graph.nodes[edge.value].value)
        let gradient = wording(.gradientOn, ["gradient": wording(.gradient), "value": "$\(value.tex)$"])
        var lines = [
            "**\(way)\(wording(.colon))\(gradient)\(wording(.period))** \(explanation.reason)",
            "$$\(formula.tex)$$",
        ]
        if !explanation.facts.isEmpty { lines.append(wording.uses(explanation.facts.map { "$\($0.tex)$" })) }
        if !explanation.piecesMeeting.isEmpty {
            lines.append(wording.piecesMeet(explanation.piecesMeeting.map { "$\($0.tex)$" }))
        }
        return lines.joined(separator: "\n\n")
    }

    private func end(_ node: Int, _ visible: VisibleGraph, _ graph: ComputationalGraph) -> ArrowEnd {
        if visible.nodes[node].kind == .junction { return .split }
        return visible.name(of: node, in: graph).map { .part($0) } ?? .outside
    }
}
