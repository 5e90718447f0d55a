import Gradfig

/// The values of a graph as a table of plain text: a line for each edge, with long sums as figures have them; and one for each
/// value to which gradients come back along several edges, with their sum.
struct ValueTable {
    let text: String

    init(of graph: ComputationalGraph, at point: GivenPoint?) throws {
        let point = point.flatMap { $0.numbers.inputs.isEmpty ? nil : $0 }
        let hasNumbers = point != nil
        var rows = [
            ["edge", "forward"] + (hasNumbers ? ["number"] : []) + ["backward"] + (hasNumbers ? ["number"] : [])
        ]
        let notation = ShortNotation(of: graph)
        func cells(_ formula: Expression?, _ value: Numbers.Value) -> [String] {
            let number = point.flatMap { $0.numbers.number(value).map($0.format.plain) } ?? "–"
            return [formula.map(notation.plain) ?? ""] + (hasNumbers ? [formula == nil ? "" : number] : [])
        }
        for (index, edge) in graph.edges.enumerated() {
            rows.append(
                ["\(graph.nodes[edge.source].id) → \(graph.nodes[edge.target].id)"]
                    + cells(edge.forward, .node(edge.source))
                    + cells(edge.backward, .gradient([index])))
        }
        for (index, node) in graph.nodes.enumerated() {
            let uses = graph.uses(of: index)
            guard uses.count(where: { graph.edges[$0].backward != nil }) > 1 else { continue }
            rows.append(
                ["\(node.id) in all"] + cells(graph.edges[uses[0]].forward, .node(index))
                    + cells(try graph.gradient(along: uses), .gradient(uses)))
        }
        let numberColumns = hasNumbers ? [2, 4] : []
        text = Self.text(rows, numberColumns: numberColumns)
    }

    /// Columns two blanks apart; numbers stand with their points below each other.
    private static func text(_ rows: [[String]], numberColumns: [Int]) -> String {
        var rows = rows
        for column in numberColumns {
            let numbers = rows.dropFirst().map { $0[column] }
            let before = numbers.map { $0.prefix { $0 != "." && $0 != "e" }.count }.max() ?? 0
            for (row, number) in numbers.enumerated() {
                let places = number.prefix { $0 != "." && $0 != "e" }.count
                rows[row + 1][column] = String(repeating: " ", count: before - places) + number
            }
        }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed()) + "\n"
        }.joined()
    }
}
