import Scene

extension Typesetter {
    /// An accent over a formula: rule 12.
    func accented(_ accent: Unicode.Scalar, _ base: MathNode, isWide: Bool) throws(LayoutError) -> Fragment {
        let nucleus = try part(style.cramped).fragment(base)
        let baseBox = nucleus.fullBox
        // Scripts of an accented character stand as the character's own.
        var accented = Fragment(
            box: nucleus.box, atomClass: .ordinary, italicCorrection: nucleus.italicCorrection,
            lastCharacter: nucleus.onlyCharacter)
        guard let accentGlyph = glyph(for: accent, .upright) else {
            accented.box.place(missing(accent), at: Point(0, 0))
            return accented
        }
        let chosen = isWide ? widestVariant(of: accentGlyph, within: baseBox.width) : accentGlyph

        // The attachment points of accent and character meet, also of a second accent; another formula has its own in the
        // middle.
        let ofCharacter = nucleus.onlyCharacter.map { font.face.metrics(of: $0).topAccentAttachment * size }
        let attachment = nucleus.accentAttachment ?? ofCharacter ?? baseBox.width / 2
        accented.accentAttachment = attachment
        let x = attachment - font.face.metrics(of: chosen).topAccentAttachment * size
        // The font draws the accent for a base so high.
        let rise = max(0, baseBox.height - constants.accentBaseHeight * size)

        accented.box.place(MathBox(glyph: chosen, of: font.face, size: size), at: Point(x, -rise))
        return accented
    }
}
