import ComputationalGraph
import FigureTemplate

/// A figure in words: what `<desc>` says to those who don't see it.
struct FigureDescription {
    private let figure: Figure
    private let graph: ComputationalGraph
    private let visible: VisibleGraph

    /// Up to so many classes each is told; of more, the first stands for all.
    private static let mostClasses = 4

    init(_ figure: Figure, of graph: ComputationalGraph, visible: VisibleGraph) {
        self.figure = figure
        self.graph = graph
        self.visible = visible
    }

    var text: String {
        var sentences = [layers]
        let lanes = Set(visible.edges.compactMap(\.lane)).sorted()
        let told = visible.edges.filter { edge in
            lanes.count <= Self.mostClasses || edge.lane.map { $0 == lanes.first } ?? true
        }
        let forward = told.filter { !figure.forward.isDisjoint(with: $0.graphEdges) }.map(
            Self.forwardPhrase(of: graph))
        if !forward.isEmpty { sentences.append("Forward: " + forward.joined(separator: "; ") + ".") }
        func backward(_ edges: Set<Int>) -> String? {
            let phrases = told.filter { !edges.isDisjoint(with: $0.graphEdges) }.map(backwardPhrase)
            return phrases.isEmpty ? nil : phrases.joined(separator: "; ") + "."
        }
        if let earlier = backward(figure.backward.subtracting(figure.new)) {
            sentences.append("Backward: " + earlier)
        }
        if let new = backward(figure.new) { sentences.append("New in this step: " + new) }
        if told.count < visible.edges.count {
            sentences.append("Likewise for the other \(lanes.count - 1) classes.")
        }
        return sentences.joined(separator: " ")
    }

    private var layers: String {
        let names = figure.layers.map { layer in
            graph.model.layers[layer].displayName + (figure.open.contains(layer) ? ", opened" : "")
        }
        return "From left to right: " + names.joined(separator: "; ") + "."
    }

    private static func forwardPhrase(of graph: ComputationalGraph) -> (VisibleGraph.Edge) -> String {
        { "\(graph.nodes[$0.value].value.plain)" }
    }

    private func backwardPhrase(_ edge: VisibleGraph.Edge) -> String {
        let value = graph.nodes[edge.value].value.plain
        guard let gradient = graph.gradient(of: edge) else { return "on \(value)" }
        return "\(gradient.plain) on \(value)"
    }
}
