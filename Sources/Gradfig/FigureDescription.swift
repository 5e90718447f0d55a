import ComputationalGraph
import FigureTemplate

/// A figure in words: what `<desc>` says to those who don't see it.
struct FigureDescription {
    private let figure: Figure
    private let layout: FigureLayout

    /// Up to so many classes each is told; of more, the first stands for all.
    private static let mostClasses = 4

    init(_ figure: Figure, in layout: FigureLayout) {
        self.figure = figure
        self.layout = layout
    }

    var text: String {
        let edges = layout.visible.edges
        let lanes = Set(edges.compactMap(\.lane)).sorted()
        let told = edges.indices.filter { index in
            lanes.count <= Self.mostClasses || edges[index].lane.map { $0 == lanes.first } ?? true
        }
        let forward = told.filter { figure.writesForward(edges[$0]) }.map { value(of: edges[$0]) }
        let backward = told.filter { figure.writesBackward(edges[$0]) }
        let new = backward.filter { figure.isNew(edges[$0]) }
        let earlier = backward.filter { !figure.isNew(edges[$0]) }
        var sentences = [layers]
        func tell(_ what: String, _ phrases: [String]) {
            if !phrases.isEmpty { sentences.append("\(what): \(phrases.joined(separator: "; ")).") }
        }
        tell("Forward", forward)
        tell("Backward", earlier.map(backwardPhrase))
        tell("New in this step", new.map(backwardPhrase))
        if told.count < edges.count { sentences.append("Likewise for the other \(lanes.count - 1) classes.") }
        return sentences.joined(separator: " ")
    }

    private var layers: String {
        let names = figure.layers.map { layer in
            layout.graph.model.layers[layer].displayName + (figure.open.contains(layer) ? ", opened" : "")
        }
        return "From left to right: \(names.joined(separator: "; "))."
    }

    private func value(of edge: VisibleGraph.Edge) -> String { layout.graph.nodes[edge.value].value.plain }

    private func backwardPhrase(_ index: Int) -> String {
        "\(layout.backward[index]?.plain ?? "a gradient") on \(value(of: layout.visible.edges[index]))"
    }
}
