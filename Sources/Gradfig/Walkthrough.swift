import ComputationalGraph
import FigureTemplate

/// The way through a network that a series of steps takes: the forward pass in the order of computation, what comes back
/// to the series from the layers behind it, and its own steps.
struct Walkthrough {
    struct Step {
        let title: String
        var caption: String?
        /// The edges of the visible graph whose forward arrow comes.
        var forward: [Int] = []
        /// Those whose backward arrow comes.
        var backward: [Int] = []
    }

    private(set) var steps: [Step] = []
    private let stage: Figure
    private let visible: VisibleGraph
    private let set: FigureSet
    private let phrases: StepPhrases

    /// The figure that a series ends with: that of the template which shows all that its last step does, and more; or
    /// else the last step. Nothing in it is new.
    static func stage(of series: Int, in set: FigureSet) -> Figure? {
        guard let end = set.figures.last(where: { $0.series == series }) else { return nil }
        var stage = set.figures.last { $0.series == nil && $0.shows(allOf: end) } ?? end
        stage.new = []
        return stage
    }

    init(_ series: Int, in set: FigureSet, stage: Figure, visible: VisibleGraph) {
        self.set = set
        self.stage = stage
        self.visible = visible
        phrases = StepPhrases.of(stage.language)
        let figures = set.figures.filter { $0.series == series }
        let firstSteps = visible.edges.map { edge in figures.firstIndex { $0.hasBackwardArrow(edge) } }
        let others = visible.edges.indices.filter {
            firstSteps[$0] == nil && stage.hasBackwardArrow(visible.edges[$0])
        }
        let layers = Dictionary(grouping: others, by: layer(ofGradientOn:)).sorted { $0.key > $1.key }
        let last = figures.flatMap(\.layers).max() ?? 0
        addForwardSteps()
        for (layer, edges) in layers where layer > last { addBackwardStep(through: layer, edges) }
        steps += figures.enumerated().map { index, figure in
            Step(
                title: figure.title, caption: figure.caption,
                backward: firstSteps.indices.filter { firstSteps[$0] == index })
        }
        for (layer, edges) in layers where layer <= last { addBackwardStep(through: layer, edges) }
    }

    /// A step for each operation on the longest way.
    private mutating func addForwardSteps() {
        var depths = [Int](repeating: 0, count: set.graph.nodes.count)
        for edge in set.graph.edges { depths[edge.target] = max(depths[edge.target], depths[edge.source] + 1) }
        let edges = Dictionary(grouping: visible.edges.indices) { depths[visible.edges[$0].value] }
        for (_, edges) in edges.sorted(by: { $0.key < $1.key }) {
            var names: [String] = []
            for name in edges.compactMap({ name(of: visible.edges[$0].source) }) where !names.contains(name) {
                names.append(name)
            }
            let title = names.isEmpty ? phrases.inputs : phrases.forward(names)
            steps.append(Step(title: title, forward: edges))
        }
    }

    /// A step for the gradients of one layer, titled as the template's figure of that layer is.
    private mutating func addBackwardStep(through layer: Int, _ edges: [Int]) {
        let figure = set.figures.first {
            $0.series == nil && $0.layers == [layer] && !$0.backward.isEmpty
        }
        steps.append(
            Step(
                title: figure?.title ?? phrases.backward(set.graph.model.layers[layer].displayName),
                caption: figure?.caption, backward: edges))
    }

    /// The layer in which the gradient on an edge is computed.
    private func layer(ofGradientOn index: Int) -> Int {
        let edge = visible.edges[index]
        return [edge.target, edge.source].lazy.compactMap { visible.nodes[$0].layer }.first
            .map { stage.layers[$0] } ?? 0
    }

    private func name(of node: Int) -> String? {
        switch visible.nodes[node].kind {
        case .operation(let index): set.graph.nodes[index].operation?.sign
        case .layer(let layer): set.graph.model.layers[layer].displayName
        case .end: nil
        }
    }
}

extension Figure {
    fileprivate func shows(allOf other: Figure) -> Bool {
        Set(layers).isSuperset(of: other.layers) && open.isSuperset(of: other.open)
            && forward.isSuperset(of: other.forward) && backward.isSuperset(of: other.backward)
            && backwardArrows.isSuperset(of: other.backwardArrows)
    }
}
