import ComputationalGraph
import MathTypesetting
import Symbolic

/// How the values of a graph are written in its figures: long sums with ⋯ or ∑.
struct ShortNotation {
    private let shortening: Shortening

    init(of graph: ComputationalGraph) {
        let ranges = graph.model.indices.map { ($0.name.text, $0.range) }
        shortening = Shortening(mostTerms: 4, ranges: Dictionary(ranges) { first, _ in first })
    }

    /// The expression as one would type it.
    func plain(_ expression: Expression) -> String { shortening(Notation(expression, in: .linear)).plain }

    func mathNode(_ expression: Expression) -> MathNode {
        shortening(Notation(expression, in: .builtUp)).written.mathNode
    }

    /// A product with its sign, that shows what is multiplied by what.
    func multiplication(_ factors: [Expression]) -> MathNode {
        Notation.multiplication(factors.map { shortening(Notation($0, in: .builtUp)) }).mathNode
    }
}

extension FigureLayout {
    /// What an edge carries forward, in words.
    func valueText(_ edge: VisibleGraph.Edge) -> String {
        ShortNotation(of: graph).plain(graph.nodes[edge.value].value)
    }
}
