import ComputationalGraph
import Diagnostics
import Symbolic

/// A step of the backward pass that a template leaves to be found: `steps: auto`, one for each node that the gradient passes, or
/// `steps: layers`.
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
    /// The edges along which gradients come back in each step of the backward pass, from the last node on; nodes that are as far
    /// from the inputs are one step.
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
        let steps = Dictionary(grouping: drawn.filter { graph.edges[$0].backward != nil }) { edge in
            end(graph.edges[edge].target).map { depths[$0] ?? 0 } ?? last
        }
        return steps.sorted { $0.key > $1.key }.map(\.value)
    }
}

extension FigureSpecification {
    /// The steps of a series that are to be found, each as a figure.
    ///
    /// - Throws: `Diagnostic` for what is wrong with the model, and where no gradient comes back.
    func automaticSteps(of template: Template) throws -> [FigureSpecification] {
        guard let automatic else { return [self] }
        let model = classes.map(template.model.with) ?? template.model
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
        var rule: Wording.Phrase?
        for target in edges.map({ graph.edges[$0].target }) {
            let node = graph.nodes[target]
            guard let layer = figure.drawnLayer(of: node) else { continue }
            let isOpen = unit == .nodes && figure.open.contains(layer)
            let call = figure.call(of: target).map { figure.closedCalls[$0] }
            let name = isOpen ? call?.function ?? node.sign ?? "" : graph.model.layers[layer].displayName
            if names.contains(name) { continue }
            names.append(name)
            rule = isOpen && call == nil ? Wording.rule(of: target, in: graph) : nil
        }
        // Several operations have no rule in common.
        if names.count > 1 { rule = nil }
        let isLoss = edges.allSatisfy { graph.edges[$0].backward == 1 }
        let phrase = names.isEmpty ? isLoss ? .loss : .upstreamArrives : rule ?? .chainRule
        // A matrix product adds up what it is of.
        let isAddedUp =
            rule != .ruleMatrixProduct
            && edges.contains { graph.gradientRule(of: $0)?.summed.isEmpty == false }
        var step = self
        step.id = "\(id)-\(ordinal + 1)"
        step.title =
            names.isEmpty
            ? wording(.stepArrives, ["number": "\(ordinal + 1)"])
            : wording(.stepThrough, ["number": "\(ordinal + 1)", "names": wording.quoted(names)])
        step.caption =
            wording(phrase, ["name": wording.quoted(names)])
            + (isAddedUp ? wording(.gap) + wording(.ruleAddedUp) : "")
        step.automatic = AutomaticStep(unit: unit, ordinal: ordinal)
        step.step = ordinal + 1
        return step
    }
}

extension Wording {
    /// What the node of an operation does to the gradient.
    fileprivate static func rule(of index: Int, in graph: ComputationalGraph) -> Phrase? {
        let node = graph.nodes[index]
        switch node.operation {
        case .product where node.isMatrixProduct && !node.shape.isEmpty: return .ruleMatrixProduct
        case .product:
            let isOfTwo = node.bigOperator == nil && graph.edges.count { $0.target == index } == 2
            return isOfTwo || node.isMatrixProduct ? .ruleProduct : .ruleFactors
        case .sum: return .ruleSum
        case .reciprocal: return .ruleReciprocal
        case .exp: return .ruleExp
        case .log, .ln: return .ruleLog
        case .negation: return .ruleNegation
        case .relu: return .ruleRelu
        default: return nil
        }
    }
}
