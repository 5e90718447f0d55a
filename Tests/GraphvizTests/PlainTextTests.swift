import Graphviz
import Testing

@Suite("Plain text in attributes")
struct PlainTextTests {
    @Test(
        "a label is drawn, handed back, and written to DOT and read as it was given",
        arguments: [
            #"a\b"#, #"\N \G \E"#, #"\\"#, #"ends with \"#, #"\""#, "<b>x</b>", "&amp; & &lt;", #"say "x""#,
            "ŷ − ∑",
            "%", "{a|b}",
        ])
    func label(_ text: String) throws {
        let graph = try pair(edge: ["pos": "36,18 70,18 120,18 164,18", "label": text])
        for graph in [graph, try Graph(parsing: graph.dot())] {
            let events = try graph.render(measure: sevenPerCharacter)
            #expect(events.compactMap(\.text?.text) == [text])
            let labels = events.compactMap { event in
                if case .beginEdge(_, let attributes) = event { attributes["label"] } else { nil }
            }
            #expect(labels == [text])
        }
    }

    @Test("a long label is whole in the DOT text, which breaks lines")
    func longLabel() throws {
        let text = String(repeating: #"\x&"#, count: 200)
        let graph = try pair(edge: ["pos": "36,18 70,18 120,18 164,18", "label": text])
        let events = try Graph(parsing: graph.dot()).render(measure: sevenPerCharacter)
        #expect(events.compactMap(\.text?.text) == [text])
    }

    @Test(
        "names and values that DOT cannot write are refused",
        arguments: [#"x\"#, #"x\"y"#])
    func oddBackslashes(_ text: String) throws {
        let graph = try Graph(name: "g")
        let error = GraphvizError.self
        #expect(throws: error) { try graph.addNode(text) }
        #expect(throws: error) { try graph.addNode("a", ["comment": text]) }
        #expect(throws: error) { try graph.set("comment", text) }
        #expect(throws: error) { try graph.setDefault("comment", text, of: .edges) }
        #expect(throws: error) { try Graph(name: text) }
    }
}
