/// What the typesetter knows of one glyph.
struct GlyphMetrics {
    let advance: Em
    /// The ink's extent from the origin to the right.
    let inkLeft: Em
    let inkRight: Em
    /// The ink's extent above the baseline.
    let height: Em
    /// The ink's extent below the baseline.
    let depth: Em
    /// By how much the glyph's slant sticks out of its advance at the top right.
    let italicCorrection: Em
    /// Where the middle of an accent above it belongs, from the origin.
    let topAccentAttachment: Em
}

/// A glyph in a shaped text.
struct ShapedGlyph {
    let glyph: GlyphID
    let advance: Em
    let xOffset: Em
    /// Upwards.
    let yOffset: Em
    /// Where its characters begin in the text, in UTF-8 bytes.
    let textOffset: Int
}
