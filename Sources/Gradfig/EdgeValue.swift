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

/// A number, or the rows of an array of numbers.
struct NumberLabel {
    /// Nil where a value is of a branch that is not taken.
    let rows: [[Numeral?]]
    let isArray: Bool

    private static let dash: Unicode.Scalar = "–"

    /// As one types it in a template: `0.3`, `[0.3, 2.9]`, `[[1, 2], [3, 4]]`.
    var plain: String {
        let rows = rows.map { $0.map { $0?.plain ?? String(Self.dash) }.joined(separator: ", ") }
        if !isArray { return rows.joined() }
        return rows.count == 1 ? "[\(rows[0])]" : "[" + rows.map { "[\($0)]" }.joined(separator: ", ") + "]"
    }

    /// As TeX sets it.
    var tex: String {
        let rows = rows.map {
            $0.map { $0?.notation(in: .builtUp).written.tex ?? String(Self.dash) }.joined(separator: " & ")
        }
        return isArray ? #"\begin{bmatrix} \#(rows.joined(separator: #" \\ "#)) \end{bmatrix}"# : rows.joined()
    }

    /// Arrays stand in brackets.
    var mathNode: MathNode {
        let cells = rows.map { $0.map { $0?.notation(in: .builtUp).written.mathNode ?? .symbol(Self.dash) } }
        return isArray ? .delimited("[", .array(cells), "]") : cells[0][0]
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
        let (rows, isArray) = try numbers.rows(of: value, called: expression.plain)
        let label = NumberLabel(rows: rows.map { $0.map { $0.map(numbers.format.numeral) } }, isArray: isArray)
        let hasSymbol = numbers.hasSymbols && !label.isSame(as: expression)
        return EdgeValue(expression: hasSymbol ? expression : nil, number: label)
    }
}

extension NumberLabel {
    /// Whether a formula is this number, or each of these, as it is written: 1 = 1 says nothing.
    fileprivate func isSame(as expression: Expression) -> Bool {
        rows.joined().allSatisfy { $0?.plain == expression.plain }
    }
}
