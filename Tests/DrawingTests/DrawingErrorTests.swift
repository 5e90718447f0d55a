import Drawing
import Scene
import Testing

@Suite struct DrawingErrorTests {
    private func message(_ body: () throws -> some Any) -> String? {
        do {
            _ = try body()
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test(arguments: [
        (
            Size(width: 0, height: 50),
            "the page is 0.0 × 50.0 points; both sides must be above zero and at most a million"
        ),
        (
            Size(width: .nan, height: 50),
            "the page is nan × 50.0 points; both sides must be above zero and at most a million"
        ),
        (
            Size(width: 2e6, height: 50),
            "the page is 2000000.0 × 50.0 points; both sides must be above zero and at most a million"
        ),
    ])
    func pages(size: Size, expected: String) {
        var scene = Scene.fixture(elements: [])
        scene.size = size
        #expect(message { try SVGWriter().write(scene) } == expected)
        #expect(message { try PNGWriter().write(scene) } == expected)
        #expect(message { try PDFWriter().write(scene) } == expected)
    }

    @Test(arguments: [Double.nan, .infinity, 1e300])
    func coordinates(coordinate: Double) {
        let shape = Shape(.circle(center: Point(1, coordinate), radius: 1), fill: .text)
        let group = Group(id: "node-exp_1", classes: [], elements: [.shape(shape)])
        #expect(
            message { try SVGWriter().write(.fixture(elements: [.group(group)])) }
                == "a coordinate in “node-exp_1” is not a number or lies beyond every page")
    }

    @Test func aGlyphWithoutSize() {
        var text = Text.half(at: Point(0, 0), ink: .text)
        text.glyphs = [PlacedGlyph(glyph: .bar, origin: Point(0, 0), size: 0)]
        #expect(
            message { try SVGWriter().write(.fixture(elements: [.text(text)], outlines: [.bar: .bar])) }
                == "a coordinate in “A.5” is not a number or lies beyond every page")
    }

    @Test func aMissingOutline() {
        let text = Text.half(at: Point(0, 0), ink: .text)
        #expect(
            message { try SVGWriter().write(.fixture(elements: [.text(text)], outlines: [.bar: .bar])) }
                == "the drawing has no outline for glyph 2 of Fixture")
    }

    @Test func groupsWithoutEnd() {
        var element = Element.shape(Shape(.path(.triangle), fill: .text))
        for depth in 0..<1000 { element = .group(Group(id: "\(depth)", classes: [], elements: [element])) }
        #expect(
            message { try PNGWriter().write(.fixture(elements: [element])) }
                == "the groups of the drawing are nested more than 64 deep")
    }

    @Test(
        arguments: [
            (0.0, "a scale of 0.0 pixels per point is not possible; it must be between 0.01 and 100"),
            (
                -Double.infinity,
                "a scale of -inf pixels per point is not possible; it must be between 0.01 and 100"
            ),
            (1000, "a scale of 1000.0 pixels per point is not possible; it must be between 0.01 and 100"),
            (100, "a picture of 100000 × 50000 pixels is too large; choose a smaller scale"),
        ] as [(Double, String)])
    func scales(scale: Double, expected: String) {
        let poster = Scene(
            size: Size(width: 1000, height: 500), id: "A", title: "A", description: "Nothing.", elements: [],
            outlines: [:])
        #expect(message { try PNGWriter(scale: scale).write(poster) } == expected)
    }
}
