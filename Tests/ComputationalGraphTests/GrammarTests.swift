import ComputationalGraph
import Diagnostics
import Foundation
import Symbolic
import Testing

/// Every example of Documentation/Grammar.md is read, and means what the page says.
struct GrammarTests {
    /// The rows of the tables of a section: the examples in each of their cells.
    private static func rows(_ section: String) throws -> [[[String]]] {
        let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Documentation/Grammar.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        let part = try #require(text.components(separatedBy: "\n## ").first { $0.hasPrefix(section) })
        let rows = part.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst(2)
        return rows.map { row in
            row.replacing("\\|", with: "¦").split(separator: "|").map { cell in
                cell.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter {
                    $0.offset % 2 == 1
                }
                .map { String($0.element.replacing("¦", with: "|")) }
            }
        }
    }

    /// A model of one layer with an equation, and inputs for all that it mentions.
    private func graph(_ equation: String, functions: String = "", statement: Bool = false) throws
        -> ComputationalGraph
    {
        let words = equation.split { !($0.isLetter || $0.isASCII && $0.isNumber || $0 == "_") }
            .map { String($0.drop(while: \.isNumber)) }
        let hasArrays = equation.contains { "XWB".contains($0) } && !equation.contains("W_1")
        var inputs = ["a", "b", "alpha", "W_1"].filter { words.contains($0) }
        if equation.contains("β") { inputs.append("β") }
        if words.contains("x") { inputs.append(equation.contains("₁") ? "x_k" : "x") }
        if words.contains(where: { $0.hasPrefix("x_") }) { inputs.append("x_k") }
        if words.contains("t_k") { inputs.append("t_k") }
        if words.contains(where: { $0.hasPrefix("w_") }) { inputs.append("w_i_k") }
        if equation.hasPrefix("h_k") { inputs.append("h_0") }
        var shapes: [Model.Shape] = []
        if hasArrays {
            shapes = [.init("X", ["N", "D"]), .init("W", ["D", "M"]), .init("B", ["M"])]
                .filter { equation.contains($0.name.text) }
            inputs = shapes.map(\.name.text)
        }
        var index = Model.Index("k", 1...3, last: "n")
        index.isAny = false
        let left = String(equation.prefix { $0 != "=" }.filter { $0 != " " })
        var model = Model(
            indices: hasArrays ? [] : [.init("i", 1...2), index], shapes: shapes,
            layers: [
                Layer(
                    "layer", inputs: inputs.map { SourceSlice($0) }, equations: SourceSlice(equation),
                    outputs: [SourceSlice(left)])
            ])
        model.functions = SourceSlice(functions).lines
        return try ComputationalGraph(model)
    }

    @Test func `equations and arrays`() throws {
        for section in ["Equations", "Arrays"] {
            let rows = try Self.rows(section)
            #expect(!rows.isEmpty)
            for example in rows.flatMap({ $0[1] }) {
                #expect(throws: Never.self, "\(example)") { _ = try graph(example) }
            }
        }
    }

    @Test func `functions`() throws {
        let lines = try Self.rows("Functions").map { $0[1][0] }
        let calls = [
            "y = swish(a)", "y = prelu(a, b)", "y = leaky_relu(a)", "y = gate(a)", "y = lse(x_k)",
            "y_k = share(x_k)", "y = var(x_k)", "y = spread(x_k)", "y = rank(x_k)",
        ]
        #expect(lines.count == calls.count)
        for call in calls {
            _ = try graph(call, functions: lines.joined(separator: "\n"))
        }
    }

    @Test func `what is usual elsewhere is read as the page says`() throws {
        let rows = try Self.rows("As it is usual")
        #expect(rows.count > 10)
        for row in rows {
            for written in row[0] {
                let values = try [written, row[1][0]].map { try graph($0).edges.map(\.forward.plain).sorted() }
                #expect(values[0] == values[1], "\(written)")
            }
        }
    }

    @Test func `assumptions and statements`() throws {
        for example in try Self.rows("Assumptions").flatMap({ $0[1] }) {
            _ = try Assumption(SourceSlice(example))
        }
        var index = Model.Index("k", 1...3, last: "n")
        index.isAny = false
        let graph = try ComputationalGraph(
            Model(
                indices: [index],
                layers: [
                    Layer("layer", inputs: ["a"], equations: "y = 2*a", outputs: ["y"]),
                    Layer("sum", inputs: ["x_k"], equations: "s = sum_k x_k", outputs: ["s"]),
                ]))
        for example in try Self.rows("Statements").flatMap({ $0[1] }) {
            let text = example.replacing("y = sum", with: "s = sum")
            #expect(throws: Never.self, "\(example)") { try graph.check([Statement(SourceSlice(text))]) }
        }
    }
}
