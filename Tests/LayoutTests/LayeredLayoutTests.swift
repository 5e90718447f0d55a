import Layout
import Scene
import Testing

struct LayeredLayoutTests {
    private static let spacing = Spacing()

    private func placed(_ lanes: Int) throws -> (diagram: Diagram, placement: Placement) {
        let diagram = Diagram.fanInAndOut(lanes: lanes)
        let layout = try #require(LayeredLayout(diagram))
        return (diagram, layout.placement(isPair: diagram.edges.map(\.isPair)))
    }

    /// The heights of the lanes, from above.
    private func rows(_ diagram: Diagram, _ placement: Placement) -> [Set<Double>] {
        var heights: [Diagram.Lane: Set<Double>] = [:]
        for (node, point) in zip(diagram.nodes, placement.nodes) {
            if let lane = node.lane { heights[lane, default: []].insert(point.y) }
        }
        return heights.values.sorted { $0.min()! < $1.min()! }
    }

    @Test(arguments: 1...10)
    func `a lane is level and lanes are evenly spaced, but where what many share stands`(
        lanes: Int
    ) throws {
        let (diagram, placement) = try placed(lanes)
        let rows = rows(diagram, placement)
        #expect(rows.count == lanes && rows.allSatisfy { $0.count == 1 })
        var gaps = zip(rows, rows.dropFirst()).map { $1.first! - $0.first! }
        if lanes > 4 {
            let middle = gaps.remove(at: lanes / 2 - 1)
            #expect(middle > gaps[0] - 1e-9)
        }
        #expect(gaps.allSatisfy { abs($0 - gaps[0]) < 1e-9 })
    }

    @Test(arguments: 5...10) func `what many lanes share stands in the middle of them`(lanes: Int) throws {
        let (diagram, placement) = try placed(lanes)
        let rows = rows(diagram, placement).compactMap(\.first)
        let shared = zip(diagram.nodes, placement.nodes).filter { $0.0.lane == nil && $0.0.shape == .circle }
        #expect(!shared.isEmpty)
        #expect(shared.allSatisfy { $0.1.y > rows[lanes / 2 - 1] && $0.1.y < rows[lanes / 2] })
    }

    @Test(arguments: 1...10) func `an open layer has no blank above and below its contents`(lanes: Int) throws {
        let (diagram, placement) = try placed(lanes)
        let geometry = LayoutGeometry(diagram, placement)
        let outline = geometry.layers[0].outline
        let contents =
            geometry.nodes.map(\.outline.bounds) + geometry.labels.map(\.bounds)
            + geometry.arrows.flatMap(\.line).map { Rect(center: $0, size: .zero) }
        let inside = contents.filter(outline.contains)
        let (top, bottom) = (inside.map(\.minY).min() ?? 0, inside.map(\.maxY).max() ?? 0)
        #expect(top - outline.minY <= 2 * Self.spacing.padding + 1e-6)
        #expect(outline.maxY - bottom <= 2 * Self.spacing.padding + 1e-6)
    }

    @Test func `what the lanes share stands above them`() throws {
        let (diagram, placement) = try placed(3)
        let shared = zip(diagram.nodes, placement.nodes).filter { $0.0.lane == nil && $0.0.shape == .circle }
        let lanes = zip(diagram.nodes, placement.nodes).filter { $0.0.lane != nil }
        let lowest = try #require(shared.map(\.1.y).max())
        #expect(lanes.allSatisfy { $0.1.y > lowest })
    }

    @Test(arguments: 2...5) func `several arrows from one node to another lie evenly about its level`(
        count: Int
    ) throws {
        let node = Diagram.Node(shape: .circle, layer: 0, lane: nil)
        let end = Diagram.Node(shape: .end, layer: nil, lane: nil)
        let value = Diagram.Value(size: Size(width: 20, height: 10))
        func edge(_ source: Int, _ target: Int) -> Diagram.Edge {
            Diagram.Edge(
                source: source, target: target, lane: nil, forward: value, backward: value, isPair: true,
                isEntry: false)
        }
        let diagram = Diagram(
            nodes: [end, node, node, end],
            edges: [edge(0, 1)] + [Diagram.Edge](repeating: edge(1, 2), count: count) + [edge(2, 3)],
            layers: [Diagram.Layer(label: Size(width: 70, height: 9))], radius: 14)
        let placement = try #require(LayeredLayout(diagram)).placement(isPair: diagram.edges.map(\.isPair))
        #expect(LayoutProof.conflicts(in: LayoutGeometry(diagram, placement), atMost: 1).isEmpty)
        #expect(abs(placement.nodes[1].y - placement.nodes[2].y) < 0.01)
        let middles = placement.edges[1...count].map { ($0.forwardLabel.y + $0.backwardLabel.y) / 2 }.sorted()
        for (upper, lower) in zip(middles, middles.reversed()) {
            #expect(abs((upper + lower) / 2 - placement.nodes[1].y) < 0.01)
        }
        #expect(zip(middles, middles.dropFirst()).allSatisfy { $1 - $0 > 30 })
    }

    @Test(arguments: 2...10) func `the values of a fan stand in a column`(lanes: Int) throws {
        var diagram = Diagram.fanInAndOut(lanes: lanes)
        // The sum alone, in the middle of the lanes.
        diagram.edges.removeAll { diagram.nodes[$0.source].lane == nil && $0.target != lanes + 1 }
        diagram.edges.removeAll {
            diagram.nodes[$0.source].lane != nil && diagram.nodes[$0.source].shape == .circle
                && $0.target != lanes
        }
        let placement = try #require(LayeredLayout(diagram)).placement(
            isPair: diagram.edges.map(\.isPair))
        let fan = zip(diagram.edges, placement.edges).filter { $0.0.target == lanes }.map(\.1)
        #expect(fan.count == lanes && fan.allSatisfy { $0.forward.count == 2 })
        let middles = fan.map { ($0.forwardLabel.x + $0.backwardLabel.x) / 2 }
        #expect(middles.max()! - middles.min()! < 0.01)
    }

    @Test(arguments: 1...10) func `the arrows of a pair are parallel, at one distance, and end on the outline`(
        lanes: Int
    ) throws {
        let (diagram, placement) = try placed(lanes)
        for (edge, placed) in zip(diagram.edges, placement.edges) {
            let backward = try #require(placed.backward)
            #expect(placed.forward.count == backward.count)
            for (there, back) in zip(segments(placed.forward), segments(backward.reversed())) {
                let (along, beside) = (there.to - there.from, back.to - back.from)
                #expect(abs(along.x * beside.y - along.y * beside.x) < 1e-6 * along.length * beside.length)
                let across = Point(-along.y, along.x) * (1 / along.length)
                let shift = there.from - back.from
                #expect(abs(abs(across.x * shift.x + across.y * shift.y) - Self.spacing.pair) < 1e-6)
            }
            for (node, ends) in [
                (edge.source, [placed.forward[0], backward[backward.count - 1]]),
                (edge.target, [placed.forward[placed.forward.count - 1], backward[0]]),
            ]
            where diagram.nodes[node].shape == .circle {
                for end in ends {
                    #expect(
                        abs((end - placement.nodes[node]).length - placement.nodeSizes[node].width / 2) < 1e-6)
                }
            }
        }
    }

    @Test(arguments: 1...10) func `values of different arrows keep clear of each other and of the nodes`(
        lanes: Int
    ) throws {
        let (diagram, placement) = try placed(lanes)
        var values: [Rect] = []
        for (edge, placed) in zip(diagram.edges, placement.edges) {
            if let size = edge.forward?.size { values.append(Rect(center: placed.forwardLabel, size: size)) }
            if let size = edge.backward?.size { values.append(Rect(center: placed.backwardLabel, size: size)) }
        }
        for (index, value) in values.enumerated() {
            for other in values[..<index] { #expect(!value.intersects(other)) }
            for (node, center) in zip(diagram.nodes, placement.nodes) where node.shape == .circle {
                let box = Rect(
                    center: center, size: Size(width: 2 * diagram.radius, height: 2 * diagram.radius))
                #expect(
                    !value.intersects(box)
                        || corners(of: value).allSatisfy { ($0 - center).length > diagram.radius })
            }
            #expect(
                Rect(minX: 0, minY: 0, maxX: placement.page.width, maxY: placement.page.height).contains(value))
        }
    }

    @Test func `the figure grows in proportion to its lanes`() throws {
        let pages = try [40, 80, 160].map { try placed($0).placement.page }
        #expect(pages[2].width / pages[1].width < 2.2)
        #expect(abs((pages[2].height - pages[1].height) / (pages[1].height - pages[0].height) - 2) < 0.01)
    }

    @Test func `without a partner a level arrow runs from centre to centre`() throws {
        let diagram = Diagram.fanInAndOut(lanes: 2)
        let layout = try #require(LayeredLayout(diagram))
        let placement = layout.placement(isPair: diagram.edges.map { _ in false })
        for (edge, placed) in zip(diagram.edges, placement.edges) {
            #expect(placed.backward == nil)
            let ends = [placement.nodes[edge.source], placement.nodes[edge.target]]
            guard abs(ends[0].y - ends[1].y) < 1e-6 else { continue }
            #expect(placed.forward.allSatisfy { abs($0.y - ends[0].y) < 1e-6 })
        }
    }

    @Test(arguments: 2...4) func `the arrows of a small fan are straight`(lanes: Int) throws {
        let (_, placement) = try placed(lanes)
        #expect(placement.edges.allSatisfy { $0.forward.count == 2 })
    }

    private func segments(_ line: [Point]) -> [(from: Point, to: Point)] { Array(zip(line, line.dropFirst())) }

    private func corners(of rect: Rect) -> [Point] {
        [rect.minX, rect.maxX].flatMap { x in [rect.minY, rect.maxY].map { Point(x, $0) } }
    }

    @Test(arguments: 2...4) func `arrows that leave a junction bend twice at most`(branches: Int) throws {
        let diagram = Diagram.fanOutOfJunction(branches)
        let layout = try #require(LayeredLayout(diagram))
        let placement = layout.placement(isPair: diagram.edges.map(\.isPair))
        #expect(placement.edges.allSatisfy { $0.forward.count <= 4 })
    }
}
