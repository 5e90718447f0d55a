import ComputationalGraph
import Symbolic

/// Values in words, for those who don't see them: formulas, with their numbers where figures show numbers.
extension FigureLayout {
    /// What an edge carries forward.
    func forwardWords(_ edge: VisibleGraph.Edge) -> String {
        words(graph.nodes[edge.value].value, try? values.forward(edge))
    }

    /// What comes back along an edge; nil where no figure writes it.
    func backwardWords(_ index: Int) -> String? {
        guard let label = labels.backward[index] else { return nil }
        let edge = visible.edges[index]
        guard figures[0].numbers != nil, let gradient = try? graph.gradient(along: edge.graphEdges) else {
            return label.plain
        }
        return words(gradient, try? values.backward(edge))
    }

    private var values: EdgeValues { EdgeValues(of: graph, figures[0].numbers) }

    private func words(_ expression: Expression, _ value: EdgeValue?) -> String {
        let notation = ShortNotation(of: graph)
        return value.map { values.words($0, of: expression, in: notation) } ?? notation.plain(expression)
    }
}
