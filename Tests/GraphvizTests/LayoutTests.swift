import Graphviz
import Scene
import Testing

@Suite("Layouts")
struct LayoutTests {
    @Test("dot puts an edge's head below its tail, with room for the measured label beside the edge")
    func dot() throws {
        let graph = try Graph(name: "g")
        try graph.addNode("a", circle(at: ""))
        try graph.addNode("b", circle(at: ""))
        try graph.addEdge(from: "a", to: "b", key: "k", ["label": "abc"])
        try graph.addSubgraph("cluster_b", nodes: ["b"], ["label": "B"])
        let layout = try graph.layOut(measure: sevenPerCharacter)

        #expect(layout.nodes.map(\.name) == ["a", "b"])
        #expect(layout.nodes.allSatisfy { $0.box.width == 36 && $0.box.height == 36 })
        let (a, b) = (layout.nodes[0].box, layout.nodes[1].box)
        #expect(a.center.x == b.center.x)
        // The label is 20 high and stands between.
        #expect(b.minY - a.maxY > 20)

        let edge = try #require(layout.edges.first)
        #expect(edge.name == EdgeName(tail: "a", head: "b", key: "k"))
        let spline = try #require(edge.splines.first)
        #expect(spline.points.count % 3 == 1)
        #expect(spline.tipAtStart == nil)
        #expect(abs(try #require(spline.tipAtEnd).y - b.minY) < 1)
        #expect(try #require(edge.labelCenter).x - 21 / 2 >= a.center.x)

        let cluster = try #require(layout.clusters.first)
        #expect(cluster.name == "cluster_b")
        #expect(cluster.box.contains(b))
        #expect(try #require(cluster.labelCenter).y < b.minY)
        #expect(Rect(minX: 0, minY: 0, maxX: layout.size.width, maxY: layout.size.height).contains(cluster.box))
    }

    @Test("a layout is where render draws the same graph")
    func agreesWithRender() throws {
        let graph = try Graph(parsing: "digraph { a -> b -> c; a -> c; subgraph cluster_x { b } }")
        let layout = try graph.layOut(measure: sevenPerCharacter)
        let events = try graph.render(engine: "dot", measure: sevenPerCharacter)
        #expect(events.page == layout.size)
        for node in layout.nodes {
            guard case .ellipse(let center, let radii, _) = events.drawing(of: node.name).first else {
                Issue.record("no ellipse for \(node.name)")
                continue
            }
            #expect((center - node.box.center).length < 1e-9)
            #expect(abs(radii.width - node.box.width / 2) < 1e-9)
        }
        for edge in layout.edges {
            let drawing = events.drawing(of: edge.name)
            #expect(drawing.first == .bezier(edge.splines[0].points, Style()))
            #expect(drawing.last?.polygon?.points[1] == edge.splines[0].tipAtEnd)
        }
    }
}
