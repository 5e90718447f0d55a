import ComputationalGraph
import FigureTemplate
import MathTypesetting
import Symbolic

/// What is written on an arrow: a value as a formula, as a number, or as both.
struct EdgeValue {
    /// Nil where the number stands alone.
    let expression: Expression?
    /// Nil where the formula does.
    let number: NumberLabel?

    /// As one would type it.
    func plain(in notation: ShortNotation) -> String {
        [expression.map(notation.plain), number?.plain].compactMap(\.self).joined(separator: " = ")
    }

    /// As it is set.
    func mathNode(in notation: ShortNotation) -> MathNode {
        let sides = [expression.map(notation.mathNode), number?.mathNode].compactMap(\.self)
        return sides.count == 1 ? sides[0] : .row(Array(sides.map { [$0] }.joined(separator: [.symbol("=")])))
    }
}

/// What the arrows of figures can have written on them.
struct EdgeValues {
    private let graph: ComputationalGraph
    private let numbers: FigureNumbers?

    init(of graph: ComputationalGraph, _ numbers: FigureNumbers?) {
        self.graph = graph
        self.numbers = numbers
    }

    func forward(_ edge: VisibleGraph.Edge) throws -> EdgeValue {
        try value(graph.nodes[edge.value].value, .node(edge.value))
    }

    func backward(_ edge: VisibleGraph.Edge) throws -> EdgeValue? {
        try graph.gradient(along: edge.graphEdges).map { try value($0, .gradient(edge.graphEdges)) }
    }

    /// The same in words: with the formula always, and the number where there is one.
    func words(_ value: EdgeValue, of expression: Expression, in notation: ShortNotation) -> String {
        EdgeValue(
            expression: value.number?.isSame(as: expression) ?? false ? nil : expression, number: value.number
        )
        .plain(in: notation)
    }

    private func value(_ expression: Expression, _ value: Numbers.Value) throws -> EdgeValue {
        guard let numbers else { return EdgeValue(expression: expression, number: nil) }
        let (lengths, values) = try numbers.array(of: value, called: expression.plain)
        let label = NumberLabel(lengths: lengths, values: values.map { $0.map(numbers.format.numeral) })
        let hasSymbol = numbers.hasSymbols && !label.isSame(as: expression)
        return EdgeValue(expression: hasSymbol ? expression : nil, number: label)
    }
}
