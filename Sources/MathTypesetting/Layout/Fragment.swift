/// A node that has been set: its box and what its neighbours and scripts must know of it.
struct Fragment {
    var box: MathBox
    var atomClass: AtomClass
    /// By how much its slant sticks out of the box at the top right.
    var italicCorrection = 0.0
    /// The last glyph, where it is made of nothing but characters: its scripts stand closer.
    var lastCharacter: GlyphID?
    /// Where an accent over it attaches, from its left, where that is known better than its middle.
    var accentAttachment: Double?
    /// Whether its scripts stand above and below it in display style.
    var takesLimits = false

    /// The glyph, where it is a single character.
    var onlyCharacter: GlyphID? { box.glyphs.count == 1 ? lastCharacter : nil }

    /// The box with the room for its slant.
    var fullBox: MathBox {
        var box = box
        box.width += italicCorrection
        return box
    }
}
