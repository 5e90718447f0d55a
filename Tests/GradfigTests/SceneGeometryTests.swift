import Gradfig
import Scene
import Testing

/// What a typesetter would check with a ruler, measured on the scenes of all eleven figures, and of other layers, for 1
/// to 10 classes.
struct SceneGeometryTests {
    /// The least distance, in points, at which two things don't look as if they touched.
    private static let clear = 2.0

    private func eachFigure(_ classes: Int, _ check: (SceneParts, Scene) throws -> Void) throws {
        let scenes = try #require(try Fixtures.allScenes.get()[classes])
        #expect(scenes.count == 11 + Fixtures.otherTemplates.count)
        for scene in scenes { try check(SceneParts(scene), scene) }
    }

    @Test(arguments: 1...10) func `a value touches no other text, node, outline or foreign arrow`(classes: Int)
        throws
    {
        try eachFigure(classes) { parts, scene in
            let texts = parts.values.map(\.text) + parts.names
            for (index, value) in parts.values.enumerated() {
                let bounds = value.text.bounds
                let near = bounds.expanded(by: Self.clear)
                for (other, text) in texts.enumerated() where other != index {
                    #expect(!near.intersects(text.bounds), "\(scene.id): \(value.text.plain) and \(text.plain)")
                }
                for node in parts.nodes {
                    let gap = distance(bounds, [node.center, node.center]) - node.radius
                    #expect(gap > Self.clear, "\(scene.id): \(value.text.plain) and the node \(node.id)")
                }
                for layer in parts.layers {
                    #expect(
                        layer.contains(near) || !layer.intersects(near),
                        "\(scene.id): \(value.text.plain) and a layer’s outline")
                }
                for arrow in parts.arrows where arrow.id != value.arrow {
                    let gap = distance(bounds, arrow.line) - arrow.lineWidth / 2
                    #expect(gap > Self.clear, "\(scene.id): \(value.text.plain) and the arrow \(arrow.id)")
                    #expect(
                        distance(bounds, arrow.head + arrow.head.prefix(1)) > Self.clear / 2,
                        "\(scene.id): \(value.text.plain) and the head of \(arrow.id)")
                }
            }
        }
    }

    @Test(arguments: 1...10) func `the ink of values stands at one distance, forward above and backward below`(
        classes: Int
    )
        throws
    {
        try eachFigure(classes) { parts, scene in
            for value in parts.values {
                let arrow = try #require(parts.arrows.first { $0.id == value.arrow })
                let line = arrow.line + [arrow.tip]
                let ink = value.text.inkPoints(scene.outlines)
                #expect(
                    abs(distance(ink, line) - 4) < 0.1, "\(scene.id): \(value.text.plain) on \(arrow.id)")
                for other in parts.arrows
                where other.id != arrow.id && distance(value.text.bounds, other.line + [other.tip]) < 5 {
                    #expect(
                        distance(ink, other.line + [other.tip]) > 4.5,
                        "\(scene.id): \(value.text.plain) and \(other.id)")
                }
                // Where an arrow bends, its values stand beside one of its parts.
                let parts = zip(line, line.dropFirst())
                let (from, to) = try #require(
                    parts.min {
                        distance(value.text.bounds, [$0.0, $0.1]) < distance(value.text.bounds, [$1.0, $1.1])
                    })
                let along = to - from
                let center = value.text.bounds.center - from
                let side = along.x * center.y - along.y * center.x
                let isAbove = along.x > 0 ? side < 0 : side > 0
                #expect(
                    isAbove == (arrow.direction == "forward"), "\(scene.id): \(value.text.plain) on \(arrow.id)"
                )
            }
        }
    }

    @Test(arguments: 1...10) func `lanes are exactly level`(classes: Int) throws {
        try eachFigure(classes) { parts, scene in
            for arrow in parts.arrows where arrow.line.count == 2 {
                let drop = abs(arrow.tip.y - arrow.line[0].y)
                // A slanted arrow climbs at least from one lane half-way to the next.
                #expect(drop < 0.0001 || drop > 20, "\(scene.id): \(arrow.id) drops by \(drop)")
            }
            let heights = Set(parts.nodes.map { ($0.center.y * 100).rounded() })
            #expect(heights.count <= classes + 2, "\(scene.id)")
        }
    }

    @Test(arguments: 1...10) func `a pair is parallel, at one distance, and ends on the nodes’ outlines`(
        classes: Int
    ) throws {
        try eachFigure(classes) { parts, scene in
            let forward = parts.arrows.filter { $0.direction == "forward" }
            for arrow in parts.arrows {
                for end in [arrow.line[0], arrow.tip] {
                    let onNode = parts.nodes.contains { abs((end - $0.center).length - $0.radius) < 0.01 }
                    let onBox = parts.layers.contains {
                        abs(end.x - $0.minX) < 0.01 || abs(end.x - $0.maxX) < 0.01
                    }
                    let isInside = parts.nodes.contains { (end - $0.center).length < $0.radius - 0.01 }
                    let isFree = !parts.nodes.contains { (end - $0.center).length < $0.radius + 5 }
                    #expect((onNode || onBox || isFree) && !isInside, "\(scene.id): an end of \(arrow.id)")
                }
            }
            for back in parts.arrows where back.direction == "backward" {
                let id = back.id.dropLast("backward".count) + "forward"
                let partner = try #require(forward.first { $0.id == id })
                // Part by part: an elbow's pair has two.
                let there = partner.line.dropLast() + [partner.tip]
                let back = Array((back.line.dropLast() + [back.tip]).reversed())
                try #require(there.count == back.count)
                for part in 1..<there.count {
                    let along = there[part] - there[part - 1]
                    for point in back[part - 1...part] {
                        let offset = point - there[part]
                        let apart = abs(along.x * offset.y - along.y * offset.x) / along.length
                        #expect(abs(apart - 5) < 0.01, "\(scene.id): \(id) is \(apart) away")
                    }
                }
            }
        }
    }

    @Test(arguments: 1...10) func `everything is inside the page`(classes: Int) throws {
        try eachFigure(classes) { parts, scene in
            let page = Rect(minX: 0, minY: 0, maxX: scene.size.width, maxY: scene.size.height)
            for text in parts.values.map(\.text) + parts.names {
                #expect(page.contains(text.bounds), "\(scene.id)")
            }
            for point in parts.arrows.flatMap({ $0.line + $0.head }) {
                #expect(page.contains(Rect(center: point, size: Size(width: 0, height: 0))), "\(scene.id)")
            }
        }
    }

    @Test func `a name in a node is inside it and centred`() throws {
        try eachFigure(3) { parts, scene in
            for node in parts.nodes {
                let names = parts.names.filter { ($0.bounds.center - node.center).length < node.radius }
                #expect(names.count == 1)
                let bounds = try #require(names.first?.bounds)
                #expect((bounds.center - node.center).length < 0.01, "\(scene.id): \(node.id)")
                #expect(
                    Point(bounds.width / 2, bounds.height / 2).length < node.radius, "\(scene.id): \(node.id)")
            }
        }
    }

    @Test func `fraction bars are of one thickness`() throws {
        try eachFigure(3) { parts, _ in
            let bars = parts.values.flatMap(\.text.rules).map { ($0.height * 1000).rounded() }
            #expect(Set(bars).count <= 1)
        }
    }
}
