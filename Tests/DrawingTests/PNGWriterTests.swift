import Drawing
import Scene
import Testing

@Suite struct PNGWriterTests {
    private let white = DecodedPNG.Pixel(red: 255, green: 255, blue: 255)
    /// The light colour of the ink `forward`.
    private let gray = DecodedPNG.Pixel(red: 0x6E, green: 0x77, blue: 0x81)
    private let scene = Scene.rectangle(Rect(minX: 0, minY: 0, maxX: 10, maxY: 5), ink: .forward)

    @Test func twoPixelsForAPointOnWhite() throws {
        let png = try DecodedPNG(PNGWriter().write(scene))
        #expect(png.width == 200 && png.height == 100)
        #expect(png[0, 0] == gray && png[19, 9] == gray)
        #expect(png[20, 9] == white && png[19, 10] == white && png[199, 99] == white)
    }

    @Test func theDarkSchemeHasTheDarkColors() throws {
        let png = try DecodedPNG(PNGWriter(scheme: .dark).write(scene))
        #expect(png[0, 0] == DecodedPNG.Pixel(red: 0x8B, green: 0x94, blue: 0x9E))
        #expect(png[20, 9] == DecodedPNG.Pixel(red: 0x0D, green: 0x11, blue: 0x17))
    }

    @Test func tellsItsResolutionAndNoDate() throws {
        let png = try DecodedPNG(PNGWriter().write(scene))
        // 144 pixels per inch.
        #expect(png.pixelsPerMetre == 5669)
        #expect(png.chunkTypes == ["IHDR", "pHYs", "PLTE", "IDAT", "IEND"])
    }

    @Test func aBrokenScaleRoundsThePageUp() throws {
        let png = try DecodedPNG(PNGWriter(scale: 1.001).write(scene))
        #expect(png.width == 101 && png.height == 51)
    }

    @Test func halfCoveredPixelsKeepTheirColorOnTransparentGround() throws {
        let half = Scene.rectangle(Rect(minX: 0, minY: 0, maxX: 0.5, maxY: 50), ink: .backward)
        let png = try DecodedPNG(PNGWriter(scale: 1, background: .transparent).write(half))
        #expect(png.chunkTypes.contains("tRNS"))
        #expect(png[50, 25].alpha == 0)
        let edge = png[0, 25]
        #expect(abs(Int(edge.alpha) - 128) <= 1)
        // Back from premultiplied to full strength: exact to within the one step that alpha 128 can tell apart.
        let ink = try DecodedPNG(
            PNGWriter(scale: 1).write(.rectangle(Rect(minX: 0, minY: 0, maxX: 9, maxY: 9), ink: .backward)))
        #expect(abs(Int(edge.red) - Int(ink[4, 4].red)) <= 2)
        #expect(abs(Int(edge.green) - Int(ink[4, 4].green)) <= 2)
        #expect(abs(Int(edge.blue) - Int(ink[4, 4].blue)) <= 2)
    }

    @Test func glyphsStandUprightOnTheirBaseline() throws {
        // The bar glyph is from 0.1 to 0.2 em wide and from the baseline to 0.7 em high.
        let text = Text(
            plain: "1", glyphs: [PlacedGlyph(glyph: .bar, origin: Point(10, 40), size: 40)],
            rules: [Rect(minX: 60, minY: 10, maxX: 80, maxY: 12)], ink: .forward,
            bounds: Rect(minX: 10, minY: 10, maxX: 80, maxY: 40))
        let png = try DecodedPNG(
            PNGWriter(scale: 1).write(.fixture(elements: [.text(text)], outlines: [.bar: .bar])))
        #expect(png[14, 12] == gray && png[17, 39] == gray)
        #expect(png[13, 30] == white && png[18, 30] == white && png[15, 11] == white && png[15, 40] == white)
        #expect(png[60, 10] == gray && png[79, 11] == gray && png[60, 12] == white)
    }

    @Test func roundedCornersAndStrokes() throws {
        let shape = Shape(
            .rectangle(Rect(minX: 10, minY: 10, maxX: 90, maxY: 40), cornerRadius: 8), fill: .nodeFill,
            stroke: .forward, lineWidth: 2)
        let png = try DecodedPNG(PNGWriter(scale: 1).write(.fixture(elements: [.shape(shape)])))
        #expect(png[50, 9] == gray && png[50, 10] == gray && png[9, 25] == gray && png[89, 25] == gray)
        #expect(png[10, 10] == white && png[89, 39] == white && png[50, 25] == white)
    }

    @Test func theSameSceneGivesTheSameBytes() throws {
        let files = try (0..<3).map { _ in try PNGWriter().write(.nodeAndArrow) }
        #expect(Set(files).count == 1)
    }
}
