import Scene

/// An OpenType font with a MATH table, for setting mathematics. Usable from all threads.
///
/// What is asked of the font once is kept, so that one font object should serve a whole program.
public final class MathFont: Sendable {
    let faces: FaceStack
    public let constants: MathConstants

    /// Opens the font of a file: its first face.
    public init(path: String, fallback: FontFallback = .installed) throws(FontError) {
        let font = try HarfBuzzFont(path: path)
        guard font.hasMathTable else { throw FontError.noMathTable(path: path) }
        constants = MathConstants(of: font)
        faces = FaceStack(face: Face(font, path: path), installed: fallback.fonts)
    }

    /// Opens an installed font.
    public convenience init(
        _ file: FontFile = .latinModernMath, fallback: FontFallback = .installed
    ) throws(FontError) {
        try self.init(path: file.locate(), fallback: fallback)
    }

    var face: Face { faces.face }

    /// The name by which its glyphs refer to the face.
    public var postScriptName: String { face.postScriptName }
    public var unitsPerEm: Double { face.unitsPerEm }

    /// The outline of a glyph that this font set, its own or of a font that stood in; in font units, y upwards.
    public func outline(of glyph: Glyph) -> GlyphOutline { faces.outline(of: glyph) }

    /// The convex hull of the ink of what this font set, in points; nil where there is none.
    public func hull(of box: MathBox) -> ConvexHull? { faces.hull(of: box) }

    /// Sets a formula at a size in points per em. The box's origin is on the baseline, at the left.
    ///
    /// A formula that is nested deeper than any reader could follow is an error, so that no input exhausts the stack.
    public func layout(_ formula: MathNode, size: Double, style: MathStyle = .text) throws(LayoutError)
        -> MathBox
    {
        try Typesetter(font: self, textSize: size, style: style).box(formula)
    }
}
