import ComputationalGraph
import FigureTemplate
import Layout

/// A figure in words: what `<desc>` says to those who don't see it.
struct FigureDescription {
    private let figure: Figure
    private let layout: FigureLayout
    private let wording: Wording

    /// Up to so many classes each is told; of more, the first stands for all.
    private static let mostClasses = 4

    init(_ figure: Figure, in layout: FigureLayout) {
        self.figure = figure
        self.layout = layout
        wording = figure.wording
    }

    var text: String {
        let edges = layout.visible.edges
        let told = told(among: Array(edges.indices))
        let forward = told.filter { figure.writesForward(edges[$0]) }.map { value(of: edges[$0]) }
        let backward = told.filter { figure.writesBackward(edges[$0]) }
        let new = backward.filter { figure.isNew(edges[$0]) }
        let earlier = backward.filter { !figure.isNew(edges[$0]) }
        let parts = [
            (Wording.Phrase.fromLeftToRight, layers), (.forward, forward),
            (.backward, earlier.map(backwardPhrase)), (.new, new.map(backwardPhrase)),
        ]
        let sentences =
            parts.filter { !$0.1.isEmpty }.map(wording.sentence) + likewise(told.count < edges.count)
        return ([figure.description].compactMap(\.self) + [sentences.joined(separator: wording(.gap))])
            .joined(separator: " ")
    }

    /// What comes in one step, given as edges of the visible graph.
    func news(forward: [Int], backward: [Int]) -> String {
        let edges = layout.visible.edges
        let (toldForward, toldBackward) = (told(among: forward), told(among: backward))
        var told: [String] = []
        for phrase in toldForward.map({ value(of: edges[$0]) }) + toldBackward.map(backwardPhrase)
        where !told.contains(phrase) {
            told.append(phrase)
        }
        if told.isEmpty { return "" }
        let isShortened = toldForward.count + toldBackward.count < forward.count + backward.count
        return ([wording.sentence(.new, told)] + likewise(isShortened)).joined(separator: wording(.gap))
    }

    /// The lanes that are in no other, in the order of their values.
    private var lanes: [Diagram.Lane] {
        let lanes = Set(layout.visible.edges.compactMap(\.lane))
        let most = lanes.map(\.axes.count).max() ?? 0
        return lanes.filter { $0.axes.count == most }.sorted()
    }

    private func told(among edges: [Int]) -> [Int] {
        let lanes = lanes
        guard lanes.count > Self.mostClasses, let first = lanes.first else { return edges }
        return edges.filter { layout.visible.edges[$0].lane?.agrees(with: first) ?? true }
    }

    private func likewise(_ isShortened: Bool) -> [String] {
        isShortened ? [wording(.likewise, ["count": "\(lanes.count - 1)"]) + wording(.period)] : []
    }

    private var layers: [String] {
        figure.layers.map { layer in
            let name = layout.graph.model.layers[layer].displayName
            return figure.open.contains(layer) ? wording(.opened, ["layer": name]) : name
        }
    }

    private func value(of edge: VisibleGraph.Edge) -> String { layout.forwardWords(edge) }

    private func backwardPhrase(_ index: Int) -> String {
        wording(
            .gradientOn,
            [
                "gradient": layout.backwardWords(index) ?? wording(.gradient),
                "value": value(of: layout.visible.edges[index]),
            ])
    }
}
