import Diagnostics
import Gradfig
import Layout
import Scene
import Testing

/// What is proven is what is drawn, and what can't be proven is not drawn.
struct LayoutProofTests {
    private func drawn(_ set: FigureSet) throws -> [(geometry: LayoutGeometry, scene: Scene)] {
        let renderer = try Fixtures.renderer.get()
        let geometries = try renderer.geometries(of: set.figures, in: set)
        return Array(zip(geometries, try renderer.scenes(of: set.figures, in: set)))
    }

    private func near(_ one: Rect, _ other: Rect) -> Bool {
        [one.minX - other.minX, one.minY - other.minY, one.maxX - other.maxX, one.maxY - other.maxY].allSatisfy
        {
            abs($0) < 0.01
        }
    }

    private func near(_ one: Point, _ other: Point) -> Bool { (one - other).length < 0.01 }

    @Test(arguments: [1, 3, 8]) func `the proof is given what the scene has`(classes: Int) throws {
        let others = try Fixtures.otherTemplates.map {
            try FigureSet(SourceText($0, name: "other.yaml"), classes: classes)
        }
        for set in try [Fixtures.softmax(classes: classes)] + others {
            for (geometry, scene) in try drawn(set) {
                let parts = SceneParts(scene)
                #expect(geometry.page == scene.size)

                // Nodes and outlines.
                var (circles, boxes) = ([(Point, Double)](), geometry.layers.map(\.outline))
                for node in geometry.nodes {
                    switch node.outline {
                    case .circle(let center, let radius): circles.append((center, radius))
                    case .box(let rect): boxes.append(rect)
                    }
                }
                #expect(circles.count == parts.nodes.count && boxes.count == parts.layers.count)
                for node in parts.nodes {
                    #expect(circles.contains { near($0.0, node.center) && abs($0.1 - node.radius) < 0.01 })
                }
                for layer in parts.layers { #expect(boxes.contains { near($0, layer) }) }

                // Texts, each with its arrow and its frame.
                let texts = parts.values.map { ($0.text, $0.frame) } + parts.names.map { ($0, nil) }
                #expect(geometry.labels.count == texts.count)
                for (text, frame) in texts {
                    #expect(
                        geometry.labels.contains {
                            $0.text == text.plain && near($0.bounds, text.bounds)
                                && ($0.frame != nil) == (frame != nil)
                                && ($0.frame?.contains(frame ?? $0.hull, by: -0.01) ?? true)
                        }, "\(scene.id): \(text.plain)")
                }

                // Arrows: the line up to the head, and the head.
                #expect(geometry.arrows.count == parts.arrows.count)
                for arrow in parts.arrows {
                    let line = arrow.line.dropLast() + [arrow.tip]
                    let given = try #require(
                        geometry.arrows.first {
                            $0.line.count == line.count && zip($0.line, line).allSatisfy(near)
                        },
                        "\(scene.id): \(arrow.id)")
                    #expect(given.lineWidth == arrow.lineWidth)
                    #expect(given.isBackward == (arrow.direction == "backward"))
                    let foot = arrow.line[arrow.line.count - 1]
                    #expect(abs((arrow.tip - foot).length - given.headLength) < 0.01)
                    for corner in arrow.head where !near(corner, arrow.tip) {
                        #expect((corner - foot).length < given.headWidth / 2 + 0.01)
                    }
                    let values = parts.values.filter { $0.arrow == arrow.id }.map(\.text.plain)
                    let index = try #require(geometry.arrows.firstIndex { $0.line == given.line })
                    #expect(geometry.labels.filter { $0.owner == .arrow(index) }.map(\.text) == values)
                }
            }
        }
    }
}
