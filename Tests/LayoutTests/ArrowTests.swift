import Scene
import Testing

@testable import Layout

/// One arrow from outline to outline.
struct ArrowTests {
    private static let diagram: Diagram = {
        let node = Diagram.Node(shape: .circle, layer: nil, lane: nil)
        let edge = Diagram.Edge(
            source: 0, target: 1, lane: nil, forward: nil, backward: nil, isPair: false, isEntry: false)
        return Diagram(nodes: [node, node], edges: [edge], layers: [], radius: 10)
    }()

    private func drawn(_ line: [Point]) -> [Point] {
        arrow(
            Self.diagram.edges[0], along: line, between: (Point(0, 0), Point(100, 0)), shift: 0, Self.diagram)
    }

    @Test func `an arrow ends at the outlines`() {
        #expect(drawn([Point(0, 0), Point(100, 0)]) == [Point(10, 0), Point(90, 0)])
    }

    @Test(arguments: [0.0, 0.005, 3, 9])
    func `what bends at an outline or inside of it ends where it meets the outline`(depth: Double) {
        let line = [Point(0, 0), Point(10 - depth, 0), Point(50, 30), Point(90 + depth, 0), Point(98, 0)]
        let arrow = drawn(line)
        #expect(arrow.count == 3)
        #expect(abs((arrow[0] - Point(0, 0)).length - 10) < 1e-9)
        #expect(arrow[1] == Point(50, 30))
        #expect(abs((arrow[2] - Point(100, 0)).length - 10) < 1e-9)
    }
}
