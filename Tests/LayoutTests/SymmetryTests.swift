import Layout
import Scene
import Testing

/// A graph that is its own mirror image is drawn so.
struct SymmetryTests {
    @Test(arguments: SymmetricDiagram.all) func `a symmetric graph is symmetric`(_ sample: SymmetricDiagram)
        throws
    {
        let diagram = sample.diagram
        let layout = try #require(LayeredLayout(diagram))
        let placement = layout.placement(isPair: diagram.edges.map { _ in false })
        let round = diagram.nodes.indices.filter { diagram.nodes[$0].shape != .end }
        let middles = round.map { placement.nodes[$0].y }
        let axis = (middles.min()! + middles.max()!) / 2
        func image(_ point: Point) -> Point { Point(point.x, 2 * axis - point.y) }
        func isNear(_ one: Point, _ other: Point) -> Bool { (one - other).length < 0.01 }
        for node in round {
            #expect(
                round.contains { isNear(placement.nodes[$0], image(placement.nodes[node])) },
                "\(sample.testDescription): node \(node) at \(placement.nodes[node]), axis \(axis)")
        }
        // Where only one of two arrows has room for a way with fewer bends, it takes it.
        let isUneven = sample.testDescription == "a wire that splits in 2, with higher values below"
        withKnownIssue(isIntermittent: true) {
            for (index, edge) in placement.edges.enumerated() {
                #expect(
                    placement.edges.contains {
                        $0.forward.count == edge.forward.count
                            && zip($0.forward, edge.forward.map(image)).allSatisfy(isNear)
                    }, "\(sample.testDescription): arrow \(index) along \(edge.forward), axis \(axis)")
            }
        } when: {
            isUneven
        }
    }
}
