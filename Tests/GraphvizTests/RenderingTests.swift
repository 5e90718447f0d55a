import Graphviz
import Scene
import Testing

@Suite("Rendering with nop2")
struct RenderingTests {
    private let edge = EdgeName(tail: "a", head: "b")

    @Test("everything is drawn where its position says, from the page's upper left corner")
    func positions() throws {
        let graph = try Graph(name: "g")
        try graph.addNode("a", circle(at: "18,18", ["label": "ab"]))
        try graph.addNode("b", circle(at: "82,68"))
        try graph.addEdge(from: "a", to: "b", key: "forward", ["pos": "36,18 50,18 60,68 64,68"])
        let events = try graph.render(measure: sevenPerCharacter)

        #expect(events.page == Size(width: 100, height: 86))
        #expect(
            events.drawing(of: "a") == [
                .ellipse(center: Point(18, 68), radii: Size(width: 18, height: 18), Style()),
                .text(
                    TextLine(
                        text: "ab", origin: Point(18, 73), justification: .center, fontSize: 14, width: 14)),
            ])
        #expect(
            events.drawing(of: EdgeName(tail: "a", head: "b", key: "forward")) == [
                .bezier([Point(36, 68), Point(50, 68), Point(60, 18), Point(64, 18)], Style())
            ])
    }

    @Test("an object's attributes come with it by name, defaults among them, without the empty ones")
    func attributes() throws {
        let graph = try pair(edge: ["pos": "36,18 70,18 120,18 164,18", "class": "forward new"])
        try graph.setDefault("step", "2", of: .edges)
        try graph.set("class", "figure")
        let events = try graph.render()
        let begins = events.compactMap { event in
            switch event {
            case .beginGraph(let name, _, let attributes): "\(name) \(attributes["class"] ?? "")"
            case .beginEdge(let name, let attributes):
                "\(name.tail)-\(name.head) \(attributes.entries.map { "\($0.name)=\($0.value)" })"
            default: nil
            }
        }
        #expect(
            begins == [
                "pair figure",
                #"a-b ["class=forward new", "pos=36,18 70,18 120,18 164,18", "step=2"]"#,
            ])
    }

    @Test(
        "an arrowhead's tip is the end point of the position; it is 10 arrow sizes long, whatever the pen's width",
        arguments: [("1", "1"), ("0.5", "1"), ("2", "1"), ("1", "3")])
    func arrowhead(size: String, penWidth: String) throws {
        let graph = try pair(edge: [
            "pos": "e,164,18 36,18 70,18 120,18 144,18", "arrowsize": size, "penwidth": penWidth,
        ])
        let drawing = try graph.render().drawing(of: edge)
        let head = try #require(drawing.last?.polygon)
        let factor = try #require(Double(size))
        #expect(drawing.count == 2)
        #expect(head.style == Style(isFilled: true, lineWidth: Double(penWidth)!, part: .arrowAtHead))
        #expect(head.points[1] == Point(164, 18))
        // Graphviz leaves the corners inexact by a ten-thousandth.
        #expect(isNear(head.points[0], Point(164 - 10 * factor, 18 - 3.5 * factor)))
        #expect(isNear(head.points[2], Point(164 - 10 * factor, 18 + 3.5 * factor)))
    }

    @Test("an arrowhead at the tail is drawn first")
    func arrowheadAtTail() throws {
        let graph = try pair(edge: ["pos": "s,36,18 e,164,18 46,18 70,18 120,18 154,18", "dir": "both"])
        let drawing = try graph.render().drawing(of: edge)
        #expect(drawing.compactMap(\.polygon?.style.part) == [.arrowAtTail, .arrowAtHead])
        #expect(drawing.compactMap(\.polygon?.points[1]) == [Point(36, 18), Point(164, 18)])
    }

    @Test("a line with bends is a curve whose control points lie on its corners")
    func polyline() throws {
        let graph = try pair(edge: [
            "pos": "e,182,36 18,36 18,36 18,60 18,60 18,60 182,60 182,60 182,60 182,46 182,46"
        ])
        let corners = [Point(18, 24), Point(18, 0), Point(182, 0), Point(182, 14)]
        let drawing = try graph.render().drawing(of: edge)
        #expect(
            drawing.first
                == .bezier(
                    [corners[0]] + zip(corners, corners.dropFirst()).flatMap { [$0, $1, $1] }, Style()))
        #expect(drawing.last?.polygon?.points[1] == Point(182, 0 + 24))
    }

    @Test("an edge label's centre is at lp; the baseline is where the measure says")
    func edgeLabel() throws {
        let graph = try pair(edge: ["pos": "36,18 70,18 120,18 164,18", "label": "abc\nd", "lp": "100,25"])
        let lines = try graph.render(measure: sevenPerCharacter).drawing(of: edge).compactMap(\.text)
        // Two lines, 40 high together, from 5 to 45 upwards: the page is 45 high, so the first line's top is its edge.
        #expect(
            lines == [
                TextLine(text: "abc", origin: Point(100, 15), justification: .center, fontSize: 14, width: 21),
                TextLine(text: "d", origin: Point(100, 35), justification: .center, fontSize: 14, width: 7),
            ])
    }

    @Test("without a measure, Graphviz estimates from the widths of Times")
    func estimate() throws {
        let graph = try pair(edge: [
            "pos": "36,18 70,18 120,18 164,18", "label": "x", "lp": "100,18", "fontsize": "10",
        ])
        let line = try #require(graph.render().drawing(of: edge).last?.text)
        // An x of Times is half an em wide; the line is 12 high, its baseline 11 below its top.
        #expect(line.width == 5)
        #expect(line.origin == Point(100, 18 - 6 + 11))
    }

    @Test("a cluster's box is its bb, its label's centre is at lp, and the page holds it")
    func cluster() throws {
        let graph = try pair(edge: ["pos": "36,18 70,18 120,18 164,18"])
        try graph.addSubgraph(
            "cluster_layer", nodes: ["a"], ["bb": "-10.5,-20.25,100,80", "label": "Layer", "lp": "40,60"])
        let events = try graph.render(measure: sevenPerCharacter)
        #expect(events.page == Size(width: 210.5, height: 100.25))
        let corners = [Point(0, 100.25), Point(0, 0), Point(110.5, 0), Point(110.5, 100.25)]
        #expect(
            events.drawing(of: "cluster_layer") == [
                .polygon(corners, Style()),
                .text(
                    TextLine(
                        text: "Layer", origin: Point(50.5, 80 - 60 - 10 + 15), justification: .center,
                        fontSize: 14, width: 35)),
            ])
    }

    @Test("clusters are drawn before all nodes, an outer one before its inner ones")
    func nestedClusters() throws {
        let graph = try Graph(
            parsing: """
                digraph {
                    subgraph cluster_outer {
                        bb="0,0,90,90"
                        n [pos="9,9"]
                        subgraph cluster_inner { bb="0,0,50,50"; m [pos="40,40"] }
                    }
                }
                """)
        let order = try graph.render().compactMap { event in
            switch event {
            case .beginCluster(let name, _), .beginNode(let name, _): name
            case .endCluster: "end"
            default: nil
            }
        }
        #expect(order == ["cluster_outer", "end", "cluster_inner", "end", "n", "m"])
    }

    @Test(
        "the page is the box around nodes, edges with their control points, labels and clusters, whatever bb says, and the pad around it"
    )
    func page() throws {
        let graph = try pair(edge: ["pos": "36,18 70,-30 120,-30 164,18", "label": "x", "lp": "250,18"])
        try graph.set("bb", "0,0,1000,1000")
        try graph.set("pad", "0.25,0.5")
        let page = try graph.render(measure: sevenPerCharacter).page
        #expect(page == Size(width: 250 + 3.5 + 36, height: 36 + 30 + 72))
    }

    @Test("an invisible background forces the page")
    func forcedPage() throws {
        let graph = try pair(edge: ["pos": "36,18 70,18 120,18 164,18"])
        try graph.set("_background", "c 9 -#00000000 p 4 -10 -20.5 300 -20.5 300 80 -10 80 ")
        let events = try graph.render()
        #expect(events.page == Size(width: 310, height: 100.5))
        #expect(
            events.drawing(of: "a") == [
                .ellipse(center: Point(28, 62), radii: Size(width: 18, height: 18), Style())
            ])
        // Nothing is drawn between the graph's beginning and its first node.
        guard case .beginNode("a", _) = events[1] else {
            Issue.record("the background was drawn")
            return
        }
    }

    @Test("an edge can end at an invisible point, which has no size and no events")
    func freeEnd() throws {
        let graph = try pair()
        try graph.addNode(
            "free", ["pos": "240,18", "shape": "point", "width": "0", "height": "0", "style": "invis"])
        try graph.addEdge(from: "b", to: "free", ["pos": "e,240,18 200,18 210,18 220,18 230,18"])
        let events = try graph.render()
        #expect(events.page == Size(width: 240, height: 36))
        #expect(events.drawing(of: "free").isEmpty)
        #expect(
            events.drawing(of: EdgeName(tail: "b", head: "free")).last?.polygon?.points[1] == Point(240, 18))
    }
}
