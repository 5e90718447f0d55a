import Graphviz
import Scene
import Testing

@Suite("Rendering with nop2")
struct RenderingTests {
    /// Every character is 7 points wide; a line is 20 high, its baseline 15 below its top.
    static let measure: TextMeasure = { text, _ in
        TextSize(width: 7 * Double(text.count), height: 20, baseline: 15)
    }
    static let circle: Attributes = ["shape": "circle", "width": "0.5", "height": "0.5", "fixedsize": "true"]

    /// Two circles of radius 18 and an arrow between them; the page is the box around them, 200 by 36.
    static func pair(_ edge: Attributes = [:]) throws -> Graph {
        let graph = Graph(name: "pair")
        for (name, position) in [("a", "18,18"), ("b", "182,18")] {
            var attributes = circle
            attributes["pos"] = position
            graph.addNode(name, attributes)
        }
        try graph.addEdge(from: "a", to: "b", key: "forward", edge)
        return graph
    }

    @Test("an arrow's tip is where the edge's end point is, ten points before it the curve ends")
    func arrow() throws {
        let graph = try Self.pair(["pos": "e,164,18 36,18 70,18 120,18 154,18", "class": "forward"])
        let events = try graph.render(measure: Self.measure)
        guard case .beginGraph("pair", let page, _) = events.first else {
            Issue.record("no graph")
            return
        }
        #expect(page == Size(width: 200, height: 36))
        let edge = try #require(
            events.firstIndex {
                if case .beginEdge(let name, let attributes) = $0 {
                    return name == EdgeName(tail: "a", head: "b", key: "forward")
                        && attributes["class"] == "forward"
                }
                return false
            })
        #expect(
            events[edge + 1]
                == .bezier([Point(36, 18), Point(70, 18), Point(120, 18), Point(154, 18)], Style()))
        guard case .polygon(let head, let style) = events[edge + 2] else {
            Issue.record("no arrowhead")
            return
        }
        #expect(style == Style(isFilled: true, part: .arrowAtHead))
        #expect(head[1] == Point(164, 18))
    }
}
