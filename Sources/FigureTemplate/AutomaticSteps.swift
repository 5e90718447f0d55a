import ComputationalGraph
import Diagnostics
import Symbolic

/// A step of the backward pass that a template leaves to be found: `steps: auto`, one for each operation that the gradient passes,
/// or `steps: layers`.
public struct AutomaticStep: Hashable, Sendable {
    public enum Unit: String, CaseIterable, Sendable {
        case nodes = "auto"
        case layers
    }

    public var unit: Unit
    /// From 0.
    public var ordinal = 0
}

extension Figure {
    /// The edges along which gradients come back in each step of the backward pass, from the last node on; what is one operation,
    /// in all its lanes, is one step.
    func backwardSteps(of graph: ComputationalGraph, by unit: AutomaticStep.Unit) -> [[Int]] {
        // What an edge ends at: a node, or a collapsed layer; nil outside.
        func end(_ node: Int) -> Int? {
            guard let layer = drawnLayer(of: graph.nodes[node]) else { return nil }
            guard unit == .nodes, open.contains(layer) else { return layer }
            return graph.model.layers.count + (call(of: node).map { closedCalls[$0].values[0] } ?? node)
        }
        let drawn = graph.edges.indices.filter { shows(graph.edges[$0], of: graph) }
        var depths: [Int: Int] = [:]
        for edge in drawn {
            guard let target = end(graph.edges[edge].target) else { continue }
            let source = end(graph.edges[edge].source)
            if source == target { continue }
            depths[target] = max(depths[target, default: 0], 1 + (source.flatMap { depths[$0] } ?? 0))
        }
        let last = (depths.values.max() ?? 0) + 1
        let count = graph.model.layers.count
        let steps = Dictionary(grouping: drawn.filter { graph.edges[$0].backward != nil }) { edge in
            guard let end = end(graph.edges[edge].target) else { return [last] }
            let operation = end < count ? end : count + graph.operation(of: end - count)
            return [depths[end] ?? 0, operation]
        }
        return steps.sorted { ($1.key[0], $0.value[0]) < ($0.key[0], $1.value[0]) }.map(\.value)
    }
}

extension FigureSpecification {
    /// The steps of a series that are to be found, each as a figure.
    ///
    /// - Throws: `Diagnostic` for what is wrong with the model, and where no gradient comes back.
    func automaticSteps(of template: Template) throws -> [FigureSpecification] {
        guard let automatic else { return [self] }
        var model = classes.map(template.model.with) ?? template.model
        if let drawnFunctions { model.drawnFunctions = drawnFunctions }
        var graph = try ComputationalGraph(rolledUp(of: template.model).map(model.rolledUp) ?? model)
        if hasUpstreamSymbols { graph = try ComputationalGraph(graph.excerpt(of: layers(of: graph))) }
        var plain = self
        plain.automatic = nil
        let figure = try Figure(plain, of: graph)
        let edges = figure.backwardSteps(of: graph, by: automatic.unit)
        guard !edges.isEmpty else {
            throw idPlace.error(
                "no gradient flows along any arrow of the figure ‘\(id)’",
                suggestion: graph.missingGradientReason)
        }
        return edges.indices.map { step($0, along: edges[$0], of: figure, in: graph, by: automatic.unit) }
    }

    /// One step of the series as a figure.
    private func step(
        _ ordinal: Int, along edges: [Int], of figure: Figure, in graph: ComputationalGraph,
        by unit: AutomaticStep.Unit
    ) -> FigureSpecification {
        var names: [String] = []
        var rules: [String?] = []
        for target in edges.map({ graph.edges[$0].target }) {
            let node = graph.nodes[target]
            guard let layer = figure.drawnLayer(of: node) else { continue }
            let isOpen = unit == .nodes && figure.open.contains(layer)
            let call = figure.call(of: target).map { figure.closedCalls[$0] }
            let name = isOpen ? call?.function ?? node.sign ?? "" : graph.model.layers[layer].displayName
            if names.contains(name) { continue }
            names.append(name)
            rules.append(isOpen && call == nil ? wording.rule(of: target, called: name, in: graph) : nil)
        }
        let isLoss = edges.allSatisfy { graph.edges[$0].backward == 1 }
        // Of many operations, or one without a rule of its own, what holds of all.
        let isTold = rules.count <= Self.mostRules && !rules.contains(nil)
        var sentences = isTold ? rules.compactMap(\.self) : [wording(.chainRule)]
        if names.isEmpty { sentences = [wording(isLoss ? .loss : .upstreamArrives)] }
        // A matrix product adds up what it is of.
        let isAddedUp = edges.contains { edge in
            let target = graph.nodes[graph.edges[edge].target]
            return !(target.isMatrixProduct && !target.shape.isEmpty)
                && graph.gradientRule(of: edge)?.summed.isEmpty == false
        }
        if isAddedUp { sentences.append(wording(.ruleAddedUp)) }
        let meeting = placesOfPieces(edges.map { graph.edges[$0].target }, of: figure, in: graph)
        if 1...Self.mostRules ~= meeting.count { sentences.append(wording.piecesMeet(meeting)) }
        var step = self
        step.id = "\(id)-\(ordinal + 1)"
        step.title =
            names.isEmpty
            ? wording(.stepArrives, ["number": "\(ordinal + 1)"])
            : wording(.stepThrough, ["number": "\(ordinal + 1)", "names": wording.quoted(names)])
        step.caption = sentences.joined(separator: wording(.gap))
        step.automatic = AutomaticStep(unit: unit, ordinal: ordinal)
        step.step = ordinal + 1
        return step
    }

    /// Where pieces meet of what the gradient passes.
    private func placesOfPieces(
        _ nodes: [Int], of figure: Figure, in graph: ComputationalGraph
    ) -> [String] {
        let operations = nodes.flatMap { figure.call(of: $0).map { figure.closedCalls[$0].nodes } ?? [$0] }
        return graph.piecesMeeting(at: operations).map { "\($0.plain) = \($1.plain)" }
    }

    /// So that a caption stays short.
    private static let mostRules = 3
}
