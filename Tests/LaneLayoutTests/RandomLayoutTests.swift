import LaneLayout
import Scene
import TestSupport
import Testing

/// A thousand networks at random, each placed, proven and measured.
struct RandomLayoutTests {
    private static let seeds = 0..<1000

    private static let placed: [LayoutGeometry] = {
        var generator = SeededGenerator(seed: 9)
        return seeds.map { _ in
            let diagram = Diagram.random(with: &generator)
            return LayoutGeometry(diagram, LaneLayout(diagram).placement(isPair: diagram.edges.map(\.isPair)))
        }
    }()

    @Test func `what is proven is clean`() {
        var proven = 0
        for (seed, geometry) in zip(Self.seeds, Self.placed)
        where LayoutProof.conflicts(in: geometry, atMost: 1).isEmpty {
            proven += 1
            let fault = PictureMeasure(geometry: geometry, clear: 1.98).fault
            #expect(fault == nil, "\(seed)")
        }
        #expect(proven > 200, "\(proven)")
    }

    @Test func `what is refused is not clean`() {
        for (seed, geometry) in zip(Self.seeds, Self.placed) {
            guard let conflict = LayoutProof.conflicts(in: geometry, atMost: 1).first else { continue }
            // A little more than the least distance: lines have a width, and heads are wider.
            #expect(PictureMeasure(geometry: geometry, clear: 6).fault != nil, "\(seed): \(conflict)")
        }
    }
}
