import MathTypesetting
import Scene
import Symbolic

/// Something written in a figure, typeset once.
struct Label {
    /// As one would type it.
    let plain: String
    let box: MathBox

    /// The size that it takes up, in points.
    var size: Size { Size(width: box.width, height: box.height + box.depth) }

    /// The text at its place, its bounds around a centre.
    func text(centeredAt center: Point, ink: Ink) -> Text {
        let bounds = Rect(center: center, size: size)
        let origin = Point(bounds.minX, bounds.minY + box.height)
        let glyphs = box.glyphs.map { PlacedGlyph(glyph: $0.glyph, origin: $0.origin + origin, size: $0.size) }
        let rules = box.rules.map {
            Rect(
                minX: $0.minX + origin.x, minY: $0.minY + origin.y, maxX: $0.maxX + origin.x,
                maxY: $0.maxY + origin.y)
        }
        return Text(plain: plain, glyphs: glyphs, rules: rules, ink: ink, bounds: bounds)
    }
}
