import Scene

/// An OpenType font for plain text, shaped with its kerning and ligatures. Usable from all threads.
public final class TextFont: Sendable {
    private let faces: FaceStack

    /// Opens the font of a file: its first face.
    public init(path: String, fallback: FontFallback = .installed) throws(FontError) {
        faces = FaceStack(face: try Face(path: path), installed: fallback.fonts)
    }

    /// Opens an installed font.
    public convenience init(
        _ file: FontFile = .latinModernRoman, fallback: FontFallback = .installed
    ) throws(FontError) {
        try self.init(path: file.locate(), fallback: fallback)
    }

    /// The name by which its glyphs refer to the face.
    public var postScriptName: String { faces.face.postScriptName }
    public var unitsPerEm: Double { faces.face.unitsPerEm }

    /// The outline of a glyph that this font set, its own or of a font that stood in; in font units, y upwards.
    public func outline(of glyph: Glyph) -> GlyphOutline { faces.outline(of: glyph) }

    /// Sets one line of text at a size in points per em. The box's origin is on the baseline, at the left.
    ///
    /// Characters that the font lacks come from other fonts, each run of them shaped with its own. The runs stand from
    /// left to right: of a line that mixes directions, the order is not Unicode's (UAX #9).
    ///
    /// - Parameter language: such as `ja` or `zh-Hant` (BCP 47), for the forms of Chinese characters from another font;
    ///   by default what the script of the text tells, or else simplified Chinese.
    public func layout(_ text: String, size: Double, language: String? = nil) -> MathBox {
        var line = MathBox()
        for run in faces.runs(of: text, language: language) { line.append(MathBox(run, size: size)) }
        return line
    }
}
