import Graphviz
import Testing

@Suite("Graphs")
struct GraphTests {
    @Test("dot() writes all of the graph, in the order in which it was made")
    func dot() throws {
        let graph = try Graph(name: "softmax")
        try graph.set("class", "figure")
        try graph.setDefault("shape", "circle", of: .nodes)
        // The second cluster's name is known first; still, the clusters come in their order.
        try graph.addNode("a 1", ["class": "cluster_b"])
        try graph.addNode("b")
        try graph.addEdge(from: "a 1", to: "b", key: "forward", ["class": "forward"])
        try graph.addEdge(from: "b", to: "a 1", key: "backward", ["class": "backward"])
        try graph.addSubgraph("cluster_c", nodes: ["b"], ["label": "C"])
        try graph.addSubgraph("cluster_b", nodes: ["a 1"], ["label": "B"])
        #expect(
            graph.dot() == """
                digraph softmax {
                	graph [class=figure];
                	node [label="\\N",
                		shape=circle
                	];
                	subgraph cluster_c {
                		graph [label=C];
                		b;
                	}
                	subgraph cluster_b {
                		graph [label=B];
                		"a 1"	[class=cluster_b];
                	}
                	"a 1" -> b	[key=forward,
                		class=forward];
                	b -> "a 1"	[key=backward,
                		class=backward];
                }

                """)
    }

    @Test("parallel edges are told apart by their keys")
    func parallelEdges() throws {
        let graph = try pair(edge: ["pos": "36,18 70,18 120,18 164,18"])
        for (key, y) in [("forward", 20), ("backward", 10)] {
            try graph.addEdge(from: "a", to: "b", key: key, ["pos": "36,\(y) 70,\(y) 120,\(y) 164,\(y)"])
        }
        try graph.addEdge(from: "a", to: "b", key: "forward", ["class": "again"])
        let names = try graph.render().compactMap { event -> String? in
            guard case .beginEdge(let name, let attributes) = event else { return nil }
            return "\(name.key ?? "none") \(attributes["class"] ?? "")"
        }
        #expect(names == ["none ", "forward again", "backward "])
    }

    @Test("a graph that is drawn stays as it was, and can be drawn again")
    func unchanged() throws {
        let graph = try pair(edge: ["pos": "36,18 70,18 120,18 164,18", "label": "x"])
        let text = graph.dot()
        let events = try graph.render(measure: sevenPerCharacter)
        _ = try graph.layOut()
        #expect(try graph.render(measure: sevenPerCharacter) == events)
        #expect(graph.dot() == text)
    }

    @Test("a graph that is read from its DOT text draws the same")
    func roundTrip() throws {
        let graph = try pair(edge: [
            "pos": "e,164,18 36,18 70,18 120,18 154,18", "label": "<x> & \\n", "lp": "9.5,8.25",
        ])
        try graph.addSubgraph("cluster_x", nodes: ["a"], ["bb": "-5,-5,41,60", "label": "X", "lp": "9,50"])
        let copy = try Graph(parsing: graph.dot())
        #expect(try copy.render(measure: sevenPerCharacter) == graph.render(measure: sevenPerCharacter))
        #expect(copy.dot() == graph.dot())
    }

    @Test("many threads draw at the same time, and each gets its own drawing")
    func threads() async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 1...50 {
                group.addTask {
                    let graph = try Graph(name: "g\(number)")
                    try graph.addNode("n", circle(at: "0,0", ["label": "\(number)"]))
                    let events = try graph.render { _, _ in
                        TextSize(width: Double(number), height: 20, baseline: 15)
                    }
                    let line = events.drawing(of: "n").last?.text
                    return line?.text == "\(number)" && line?.width == Double(number)
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
    }
}
