import Scene

/// An OpenType font for plain text, shaped with its kerning and ligatures. Usable from all threads.
public final class TextFont: Sendable {
    private let face: Face

    /// Opens the font of a file: its first face.
    public init(path: String) throws(FontError) {
        face = Face(try HarfBuzzFont(path: path), path: path)
    }

    /// Opens an installed font.
    public convenience init(_ file: FontFile = .latinModernRoman) throws(FontError) {
        try self.init(path: file.locate())
    }

    /// The name by which its glyphs refer to the face.
    public var postScriptName: String { face.postScriptName }
    public var unitsPerEm: Double { face.unitsPerEm }

    /// The outline of a glyph of this font, in font units, y upwards.
    public func outline(of glyph: Glyph) -> GlyphOutline { face.outline(of: glyph.index) }

    /// Sets one line of text at a size in points per em. The box's origin is on the baseline, at the left.
    public func layout(_ text: String, size: Double) -> MathBox {
        var line = MathBox()
        for shaped in face.shape(text) {
            let offset = Point(line.width + shaped.xOffset * size, -(shaped.yOffset * size))
            line.place(box(of: shaped, in: text, size: size), at: offset)
            line.width += shaped.advance * size
        }
        return line
    }

    private func box(of shaped: ShapedGlyph, in text: String, size: Double) -> MathBox {
        let start = text.utf8.index(text.startIndex, offsetBy: shaped.textOffset)
        guard shaped.glyph == 0, start < text.endIndex else {
            return MathBox(glyph: shaped.glyph, of: face, size: size)
        }
        return MathBox(missing: text.unicodeScalars[start], in: face, size: size)
    }
}
