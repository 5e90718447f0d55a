/// The ways in which a font makes a glyph larger in one direction (the MATH table's MathGlyphConstruction).
struct GlyphConstruction {
    /// A whole glyph of another size.
    struct Variant {
        let glyph: GlyphID
        /// Its extent in the direction of growth.
        let extent: Em
    }

    /// A piece of a glyph that is put together; the first is the lowest or leftmost.
    struct Part {
        let glyph: GlyphID
        /// How far the piece before it may overlap it.
        let startConnector: Em
        /// How far it may overlap the piece after it.
        let endConnector: Em
        /// Its extent in the direction of growth.
        let extent: Em
        /// An extender may be left out or repeated.
        let isExtender: Bool
    }

    enum Direction: Hashable { case vertical, horizontal }

    /// From small to large.
    let variants: [Variant]
    /// Empty where the font has none.
    let parts: [Part]
    /// The least by which neighbouring parts overlap.
    let minimumOverlap: Em
}
