import ComputationalGraph
import FigureTemplate

/// The steps of a route: the forward pass in the order of computation, then the gradients against it. Those that the
/// template has steps for come in these.
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
    private let route: Route
    private let visible: VisibleGraph
    private let graph: ComputationalGraph
    private let wording: Wording
    /// The number of arrows on the longest way to each visible node.
    private let depths: [Int]
    /// The edges along which a gradient comes back to a junction.
    private let branches: [Int: [Int]]

    init(_ route: Route, in graph: ComputationalGraph, visible: VisibleGraph) {
        self.route = route
        self.visible = visible
        self.graph = graph
        wording = route.stage.wording
        // Edges are in the order of computation.
        depths = visible.edges.reduce(into: [Int](repeating: 0, count: visible.nodes.count)) { depths, edge in
            depths[edge.target] = max(depths[edge.target], depths[edge.source] + (edge.isStem ? 0 : 1))
        }
        branches = Dictionary(
            grouping: visible.edges.indices.filter {
                visible.edges[$0].isBranch && !visible.edges[$0].gradientEdges.isEmpty
            }, by: { visible.edges[$0].source })
        addForwardSteps()
        addBackwardSteps()
    }

    /// A step for each node on the longest way.
    private mutating func addForwardSteps() {
        let edges = Dictionary(grouping: visible.edges.indices) { depths[visible.edges[$0].source] }
        for (_, edges) in edges.sorted(by: { $0.key < $1.key }) {
            let names = names(of: edges.map { visible.edges[$0].source })
            let title = title(names, none: .inputsComeIn, through: .forwardThrough)
            steps.append(Step(title: title, forward: edges))
        }
    }

    /// The template's own steps, after those of the layers behind theirs and before those of the layers in front: there
    /// a step for each node on the longest way.
    private mutating func addBackwardSteps() {
        let firstSteps = visible.edges.map { edge in route.steps.firstIndex { $0.hasBackwardArrow(edge) } }
        let others = visible.edges.indices.filter {
            firstSteps[$0] == nil && route.stage.hasBackwardArrow(visible.edges[$0])
        }
        let origins = Dictionary(grouping: others, by: origin).sorted { $0.key > $1.key }
        let last = route.steps.flatMap(\.layers).max() ?? -1
        for (origin, edges) in origins where origin.layer > last { addBackwardStep(edges) }
        steps += route.steps.enumerated().map { index, figure in
            Step(
                title: figure.title, caption: figure.caption,
                backward: inOrder(firstSteps.indices.filter { firstSteps[$0] == index }))
        }
        for (origin, edges) in origins where origin.layer <= last { addBackwardStep(edges) }
    }

    /// Each gradient after those that it comes from.
    private func inOrder(_ edges: [Int]) -> [Int] {
        edges.map { (edge: $0, origin: origin(ofGradientOn: $0)) }
            .sorted { ($1.origin, $0.edge) < ($0.origin, $1.edge) }.map(\.edge)
    }

    private mutating func addBackwardStep(_ edges: [Int]) {
        let names = names(of: edges.map { visible.edges[$0].target })
        steps.append(
            Step(title: title(names, none: .gradientArrives, through: .backwardThrough), backward: edges))
    }

    /// Where a gradient is computed. All that it comes from is computed at a later place.
    private struct Origin: Hashable, Comparable {
        let layer: Int
        let depth: Int

        static func < (one: Origin, other: Origin) -> Bool {
            (one.layer, one.depth) < (other.layer, other.depth)
        }
    }

    /// The place in which the gradient on an edge is computed: a sum on a stem with the last of its parts.
    private func origin(ofGradientOn index: Int) -> Origin {
        let edge = visible.edges[index]
        let parts = edge.isStem ? branches[edge.target] ?? [] : []
        if let last = parts.map(origin).min() { return last }
        let layer = [edge.target, edge.source].lazy.compactMap { visible.nodes[$0].layer }.first
        return Origin(layer: layer.map { route.stage.layers[$0] } ?? 0, depth: depths[edge.target])
    }

    private func title(_ names: [String], none: Wording.Phrase, through: Wording.Phrase) -> String {
        names.isEmpty ? wording(none) : wording(through, ["names": wording.quoted(names)])
    }

    /// The signs of operations and names of layers, each once.
    private func names(of nodes: [Int]) -> [String] {
        var names: [String] = []
        for name in nodes.compactMap({ visible.name(of: $0, in: graph) }) where !names.contains(name) {
            names.append(name)
        }
        return names
    }
}
