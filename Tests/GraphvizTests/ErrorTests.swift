import Graphviz
import Testing

@Suite("Errors")
struct ErrorTests {
    private func message(_ body: () throws -> Void) -> String {
        do {
            try body()
            return "no error"
        } catch { return "\(error)" }
    }

    @Test(
        "a DOT text that is wrong",
        arguments: [
            ("digraph {\n  a -> \n}", "line 3: syntax error near '}'"),
            (
                "digraph {\n\n  a [label=\"x\n}",
                "line 3: syntax error scanning a quoted string (missing endquote? longer than 16384?)\n"
                    + "String starting:\"x\n}"
            ),
            ("", "the text holds no graph"),
            (" \n// nothing\n", "the text holds no graph"),
            ("graph { a }\ngraph { b }", "the text holds more than one graph"),
            ("graph { a }\n}", "line 2: syntax error near '}'"),
        ])
    func parsing(text: String, expected: String) {
        #expect(message { _ = try Graph(parsing: text) } == expected)
    }

    @Test("an error leaves nothing behind for the next text")
    func parsingAgain() throws {
        _ = try? Graph(parsing: "graph {\n a [ }\n graph { b }")
        #expect(try Graph(parsing: "graph g { c }").dot() == "graph g {\n\tnode [label=\"\\N\"];\n\tc;\n}\n")
    }

    @Test("subgraphs nested too deeply")
    func nesting() {
        let text = "graph " + String(repeating: "{", count: 100_000)
        #expect(message { _ = try Graph(parsing: text) } == "line 1: memory exhausted near '{'")
    }

    @Test("names that are not there, or not allowed")
    func names() throws {
        let graph = try pair()
        #expect(message { try graph.addEdge(from: "a", to: "z") } == "no node is named ‘z’")
        #expect(message { try graph.addSubgraph("s", nodes: ["a", "y"]) } == "no node is named ‘y’")
        #expect(
            message { try graph.addNode("%1") }
                == "Graphviz keeps names like ‘%1’, which begin with a percent sign, for itself")
        #expect(message { try graph.addNode("a\0b") } == "Graphviz cannot hold a text with a NUL")
        #expect(
            message { try graph.addNode("x\\") }
                == "DOT cannot write ‘x\\’: an odd number of backslashes before a quote or the end")
    }

    @Test("layouts that are not possible")
    func layouts() throws {
        let graph = try Graph(name: "g")
        try graph.addNode("a")
        #expect(
            message { _ = try graph.render() }
                == "node a in graph g has no position\nas required by the -n flag")
        let unknown = message { _ = try graph.render(engine: "lanes") }
        #expect(unknown.hasPrefix("Layout type: \"lanes\" not recognized. Use one of: "))
        // It is not spoilt for an engine that can.
        #expect(try graph.layOut().nodes.map(\.name) == ["a"])
    }

    @Test("an error of the measure is the one that is thrown, once")
    func measure() throws {
        struct NoFont: Error, CustomStringConvertible { let description: String }
        let graph = try pair()
        try graph.addNode("a", ["label": "first"])
        try graph.addNode("b", ["label": "second"])
        #expect(
            message { _ = try graph.render { text, _ in throw NoFont(description: "no font for \(text)") } }
                == "no font for first")
    }

    @Test("warnings are kept, without being errors")
    func warnings() throws {
        let graph = try pair()
        try graph.addNode("a", ["label": "too long for its circle"])
        _ = try graph.render(measure: sevenPerCharacter)
        #expect(graph.warnings == ["node 'a', graph 'pair' size too small for label"])
        try graph.addNode("a", ["label": ""])
        _ = try graph.render(measure: sevenPerCharacter)
        #expect(graph.warnings.isEmpty)
    }
}
