import Layout
import MathTypesetting
import Scene
import Symbolic

/// Something written in a figure, typeset once.
struct Label {
    /// As one would type it.
    let plain: String
    let box: MathBox
    /// The convex hull of its ink, from its origin on the baseline; nil where its bounds count instead.
    let ink: ConvexHull?
    /// What it takes up around its origin on the baseline: its middle is what is put in the middle of a node or beside an
    /// arrow.
    let bounds: Rect

    /// - Parameter bounds: by default those of the ink, or the box's advance width, from its height above to its depth
    ///   below the baseline.
    init(plain: String, box: MathBox, ink: ConvexHull? = nil, bounds: Rect? = nil) {
        self.plain = plain
        self.box = box
        self.ink = ink
        self.bounds =
            bounds ?? ink?.bounds ?? Rect(minX: 0, minY: -box.height, maxX: box.width, maxY: box.depth)
    }

    /// The size that it takes up, in points.
    var size: Size { Size(width: bounds.width, height: bounds.height) }

    /// How far the baseline is below the top of what it takes up.
    var baseline: Double { -bounds.minY }

    /// The convex hull of what it takes up, around a centre.
    func hull(around center: Point) -> ConvexHull {
        (ink ?? ConvexHull(of: bounds)).moved(by: center - bounds.center)
    }

    /// As what stands beside an arrow.
    var value: Diagram.Value { Diagram.Value(size: size, hull: hull(around: Point(0, 0))) }

    /// The characters that the font has no glyph for, each once.
    var missingCharacters: [Character] {
        var seen: Set<Character> = []
        return box.missingCharacters.map(Character.init).filter { seen.insert($0).inserted }
    }

    /// The text at its place.
    ///
    /// - Parameter baseline: the point of the baseline below the middle of what it takes up.
    func text(baseline: Point, ink: Ink) -> Text {
        let origin = Point(baseline.x - bounds.center.x, baseline.y)
        func moved(_ rect: Rect) -> Rect {
            Rect(
                minX: rect.minX + origin.x, minY: rect.minY + origin.y, maxX: rect.maxX + origin.x,
                maxY: rect.maxY + origin.y)
        }
        return Text(
            plain: plain,
            glyphs: box.glyphs.map { PlacedGlyph(glyph: $0.glyph, origin: $0.origin + origin, size: $0.size) },
            rules: box.rules.map(moved), ink: ink, bounds: moved(bounds))
    }
}
