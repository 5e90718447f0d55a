import Scene

extension Scene {
    /// A scene of hand-made parts: 100 × 50 points, without outlines if none are given.
    static func fixture(
        id: String = "A.5", title: String = "Step 1", elements: [Element], outlines: [Glyph: GlyphOutline] = [:]
    ) -> Scene {
        Scene(
            size: Size(width: 100, height: 50), id: id, title: title, description: "One node and one arrow.",
            elements: elements, outlines: outlines)
    }

    /// A node, an arrow with a fraction as its value.
    static var nodeAndArrow: Scene {
        let node = Group(
            id: "node-exp_1", classes: ["node"], title: "exp",
            elements: [
                .shape(
                    Shape(
                        .circle(center: Point(20, 25), radius: 12.5), fill: .nodeFill, stroke: .nodeOutline,
                        lineWidth: 1.25))
            ])
        let value = Group(
            id: "value-1", classes: ["value"],
            elements: [
                .shape(
                    Shape(
                        .rectangle(Rect(minX: 50, minY: 28, maxX: 70, maxY: 48), cornerRadius: 3),
                        fill: .highlight)),
                .text(.half(at: Point(56, 36), ink: .new)),
            ])
        let arrow = Group(
            id: "edge-1", classes: ["edge", "backward"], title: "½ < 1", step: 1,
            elements: [
                .shape(
                    Shape(
                        .path(Path([.move(Point(90, 25)), .line(Point(38, 25))])), stroke: .new, lineWidth: 2)),
                .shape(Shape(.path(.triangle), fill: .new)),
                .group(value),
            ])
        return .fixture(elements: [.group(node), .group(arrow)], outlines: [.bar: .bar, .bowl: .bowl])
    }

    /// One rectangle of ink over the upper left of an empty page.
    static func rectangle(_ rect: Rect, ink: Ink) -> Scene {
        .fixture(elements: [.shape(Shape(.rectangle(rect, cornerRadius: 0), fill: ink))])
    }
}

extension Path {
    static let triangle = Path([.move(Point(33, 25)), .line(Point(40, 22.5)), .line(Point(40, 27.5)), .close])
}

extension Glyph {
    /// An upright stroke, like the digit one.
    static let bar = Glyph(font: "Fixture", index: 1)
    /// Half a circle, open to the right.
    static let bowl = Glyph(font: "Fixture", index: 2)
}

extension GlyphOutline {
    static let bar = GlyphOutline(
        path: Path([
            .move(Point(100, 0)), .line(Point(100, 700)), .line(Point(200, 700)), .line(Point(200, 0)), .close,
        ]), unitsPerEm: 1000)
    static let bowl = GlyphOutline(
        path: Path([
            .move(Point(400, 700)), .curve(Point(200, 700), Point(50, 550), end: Point(50, 350)),
            .curve(Point(50, 150), Point(200, 0), end: Point(400, 0)), .close,
        ]), unitsPerEm: 1000)
}

extension Text {
    /// A bar over a rule over a bowl and a small bar: no number, but set like a fraction with a subscript.
    static func half(at origin: Point, ink: Ink) -> Text {
        Text(
            plain: "1/c_1",
            glyphs: [
                PlacedGlyph(glyph: .bar, origin: origin, size: 10),
                PlacedGlyph(glyph: .bowl, origin: origin + Point(0.5, 10), size: 10),
                PlacedGlyph(glyph: .bar, origin: origin + Point(5.5, 12), size: 7),
            ],
            rules: [Rect(minX: origin.x, minY: origin.y + 1, maxX: origin.x + 9, maxY: origin.y + 1.5)],
            ink: ink,
            bounds: Rect(minX: origin.x, minY: origin.y - 7, maxX: origin.x + 9, maxY: origin.y + 12))
    }
}
