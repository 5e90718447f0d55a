import Layout
import Scene
import TestSupport
import Testing

/// A thousand networks at random, each placed, proven and measured.
struct RandomLayoutTests {
    private static let seeds = 0..<1000

    private static let placed: [LayoutGeometry] = {
        var generator = SeededGenerator(seed: 9)
        return seeds.compactMap { _ in
            let diagram = Diagram.random(with: &generator)
            return LayeredLayout(diagram).map { layout in
                LayoutGeometry(diagram, layout.placement(isPair: diagram.edges.map(\.isPair)))
            }
        }
    }()

    @Test func `what is proven is clean`() {
        var proven = 0
        for (seed, geometry) in zip(Self.seeds, Self.placed)
        where LayoutProof.conflicts(in: geometry, atMost: 1).isEmpty {
            proven += 1
            let fault = PictureMeasure(geometry: geometry, slack: 0.02, onLine: 0.46).fault
            #expect(fault == nil, "\(seed)")
        }
        #expect(proven > 200, "\(proven)")
    }

    @Test func `the ink of each value is at one distance from its arrow`() {
        for (seed, geometry) in zip(Self.seeds, Self.placed)
        where LayoutProof.conflicts(in: geometry, atMost: 1).isEmpty {
            let measure = PictureMeasure(geometry: geometry, slack: 0, onLine: 0)
            for label in geometry.labels {
                guard case .arrow(let arrow) = label.owner else { continue }
                let distance = measure.distance(of: label, to: geometry.arrows[arrow])
                #expect(abs(distance - Spacing().label) < 0.01, "\(seed): \(label.text)")
            }
        }
    }

    @Test func `what is refused is not clean`() {
        for (seed, geometry) in zip(Self.seeds, Self.placed) {
            guard let conflict = LayoutProof.conflicts(in: geometry, atMost: 1).first else { continue }
            #expect(
                PictureMeasure(geometry: geometry, slack: -0.02, onLine: 0.001).fault != nil,
                "\(seed): \(conflict)")
        }
    }

    @Test func `what touches something goes around it, where there is room`() throws {
        var generator = SeededGenerator(seed: 9)
        var (touching, mended) = (0, 0)
        for seed in Self.seeds {
            let diagram = Diagram.random(with: &generator)
            guard let layout = LayeredLayout(diagram) else { continue }
            let isPair = diagram.edges.map(\.isPair)
            let placement = layout.placement(isPair: isPair)
            let edges = LayoutGeometry(diagram, placement).touchingEdges(of: diagram)
            guard !edges.isEmpty, let rerouted = layout.rerouting(edges) else { continue }
            touching += 1
            let moved = rerouted.placement(isPair: isPair)
            if LayoutProof.conflicts(in: LayoutGeometry(diagram, moved), atMost: 1).isEmpty { mended += 1 }
            // Nothing else moves, and no arrow is rerouted twice.
            #expect(moved.nodeSizes == placement.nodeSizes)
            for edge in diagram.edges.indices where !edges.contains(edge) {
                #expect(moved.edges[edge].forward.count == placement.edges[edge].forward.count, "\(seed)")
            }
            #expect(rerouted.rerouting(edges) == nil)
        }
        // Where there is none, another layout is tried.
        #expect(touching > 10 && mended * 4 >= touching, "\(mended) of \(touching)")
    }

    @Test func `what is proven is clean where one thing has moved, too`() {
        var generator = SeededGenerator(seed: 10)
        var (proven, refused) = (0, 0)
        for (seed, placed) in zip(Self.seeds, Self.placed)
        where LayoutProof.conflicts(in: placed, atMost: 1).isEmpty {
            var geometry = placed
            geometry.moveOneThing(with: &generator)
            let conflict = LayoutProof.conflicts(in: geometry, atMost: 1).first
            if let conflict {
                refused += 1
                #expect(
                    PictureMeasure(geometry: geometry, slack: -0.02, onLine: 0.001).fault != nil,
                    "\(seed): \(conflict)")
            } else {
                proven += 1
                #expect(PictureMeasure(geometry: geometry, slack: 0.02, onLine: 0.46).fault == nil, "\(seed)")
            }
        }
        #expect(proven > 50 && refused > 50, "\(proven) and \(refused)")
    }
}

extension LayoutGeometry {
    /// The edges whose arrows or values touch something.
    fileprivate func touchingEdges(of diagram: Diagram) -> Set<Int> {
        let owners = diagram.edges.indices.flatMap {
            [Int](repeating: $0, count: diagram.edges[$0].isPair ? 2 : 1)
        }
        return LayoutProof.conflicts(in: self).flatMap { [$0.first, $0.second] }.reduce(into: []) {
            edges, part in
            switch part {
            case .arrow(let arrow): edges.insert(owners[arrow])
            case .label(let label):
                if case .arrow(let arrow) = labels[label].owner { edges.insert(owners[arrow]) }
            default: break
            }
        }
    }

    /// Moves a label, a node, or a point of an arrow, not far.
    fileprivate mutating func moveOneThing(with generator: inout SeededGenerator) {
        let reach = Double.random(in: 0...40, using: &generator)
        let shift = Point(
            .random(in: -reach...reach, using: &generator), .random(in: -reach...reach, using: &generator))
        switch Int.random(in: 0..<4, using: &generator) {
        case 0:
            guard let index = labels.indices.randomElement(using: &generator) else { return }
            labels[index].move(to: labels[index].bounds.center + shift)
        case 1:
            guard let index = nodes.indices.randomElement(using: &generator) else { return }
            switch nodes[index].outline {
            case .circle(let center, let radius):
                nodes[index].outline = .circle(center: center + shift, radius: radius)
            case .box(let rect):
                nodes[index].outline = .box(
                    Rect(center: rect.center + shift, size: Size(width: rect.width, height: rect.height)))
            }
        default:
            guard let index = arrows.indices.randomElement(using: &generator) else { return }
            // A new corner, or a free end elsewhere.
            let middle = arrows[index].line[0] + (arrows[index].line[1] - arrows[index].line[0]) * 0.5
            if case .node = arrows[index].tail {
                arrows[index].line.insert(middle + shift, at: 1)
            } else {
                arrows[index].line[0] = arrows[index].line[0] + shift
            }
        }
    }
}
