import Layout
import Scene
import TestSupport
import Testing

/// A thousand networks at random, each placed, proven and measured.
struct RandomLayoutTests {
    private static let seeds = 0..<1000

    private static let placements: [(diagram: Diagram, placement: Placement)] = {
        var generator = SeededGenerator(seed: 9)
        return seeds.compactMap { _ in
            let diagram = Diagram.random(with: &generator)
            return LayeredLayout(diagram).map { (diagram, $0.placement(isPair: diagram.edges.map(\.isPair))) }
        }
    }()

    private static let placed = placements.map { LayoutGeometry($0.diagram, $0.placement) }

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

    @Test func `what is level but for a few points can’t be level`() {
        var (lines, movable) = (0, [String]())
        for (seed, (diagram, placement)) in Self.placements.enumerated()
        where LayoutProof.conflicts(in: Self.placed[seed], atMost: 1).isEmpty {
            for edge in diagram.edges.indices {
                lines += 1
                for moved in placement.leveled(edge, of: diagram)
                where LayoutProof.conflicts(in: LayoutGeometry(diagram, moved), atMost: 1).isEmpty {
                    movable.append("\(seed): \(edge)")
                }
            }
        }
        // The layout keeps things farther apart than the proof asks for.
        #expect(movable.count * 500 < lines, "\(movable) of \(lines)")
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
        #expect(touching > 10 && mended * 3 >= touching * 2, "\(mended) of \(touching)")
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

extension Placement {
    /// With one nearly level part of an edge level: what is on one side of it, up to the next bend, at the height of the other.
    /// Ends at nodes stay.
    fileprivate func leveled(_ edge: Int, of diagram: Diagram) -> [Placement] {
        let line = edges[edge].forward
        let last = line.count - 1
        func isFree(_ node: Int) -> Bool { diagram.nodes[node].shape == .end }
        let ends = (isFree(diagram.edges[edge].source), isFree(diagram.edges[edge].target))
        func isLevel(_ index: Int) -> Bool { abs(line[index].y - line[index + 1].y) < 0.01 }
        return line.indices.dropLast().flatMap { part -> [Placement] in
            let (run, rise) = (line[part + 1].x - line[part].x, line[part + 1].y - line[part].y)
            guard run > 30, abs(rise) > 0.1, abs(rise) < min(6, 0.1 * run) else { return [] }
            var (first, end) = (part, part + 1)
            while first > 0, isLevel(first - 1) { first -= 1 }
            while end < last, isLevel(end) { end += 1 }
            let sides = [(first...part, rise), ((part + 1)...end, -rise)]
            return sides.filter { points, _ in
                (points.lowerBound > 0 || ends.0) && (points.upperBound < last || ends.1)
            }.map { points, shift in moving(points, of: edge, by: shift) }
        }
    }

    private func moving(_ points: ClosedRange<Int>, of edge: Int, by shift: Double) -> Placement {
        var moved = self
        let line = edges[edge].forward
        let last = line.count - 1
        for point in points {
            moved.edges[edge].forward[point].y += shift
            moved.edges[edge].backward?[last - point].y += shift
        }
        let along = line[points.lowerBound].x...line[points.upperBound].x
        for label in [\Placement.Edge.forwardLabel, \.backwardLabel]
        where along.contains(edges[edge][keyPath: label].x) {
            moved.edges[edge][keyPath: label].y += shift
        }
        return moved
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
