import Scene

// Glyphs in the size that a construct asks for: the font's variants, then its assembly (OpenType 1.9, MATH,
// MathVariants table).

extension Typesetter {
    /// A sign at least so tall (points), if the font can; its box has the ink's extent above and below the baseline.
    func stretched(_ sign: Unicode.Scalar, toHeight target: Double) -> MathBox {
        guard let glyph = glyph(for: sign, .upright) else { return missing(sign) }
        return stretched(glyph, toHeight: target)
    }

    func stretched(_ glyph: GlyphID, toHeight target: Double) -> MathBox {
        let construction = font.face.construction(of: glyph, .vertical)
        if let fitting = construction.variants.first(where: { $0.extent * size >= target }) {
            return extended(MathBox(glyph: fitting.glyph, of: font.face, size: size))
        }
        if !construction.parts.isEmpty { return assembled(construction, toHeight: target) }
        let largest = construction.variants.last?.glyph ?? glyph
        return extended(MathBox(glyph: largest, of: font.face, size: size))
    }

    /// The widest of a glyph's variants that is no wider than a length (points), at least the glyph itself.
    func widestVariant(of glyph: GlyphID, within width: Double) -> GlyphID {
        let variants = font.face.construction(of: glyph, .horizontal).variants
        return variants.last { $0.extent * size <= width }?.glyph ?? glyph
    }

    /// A box whose depth may be negative: a delimiter is centred by its ink.
    private func extended(_ box: MathBox) -> MathBox {
        var box = box
        if let ink = box.inkBounds { (box.height, box.depth) = (-ink.minY, ink.maxY) }
        return box
    }

    /// The parts from the bottom up, the extenders as often as needed, the overlaps as large as the target allows.
    private func assembled(_ construction: GlyphConstruction, toHeight target: Double) -> MathBox {
        let parts = construction.parts
        let least = construction.minimumOverlap * size
        // One more of every extender adds its extent, less an overlap for each.
        let fixed = parts.filter { !$0.isExtender }.reduce(least) { $0 + $1.extent * size - least }
        let growth = parts.filter(\.isExtender).reduce(0) { $0 + $1.extent * size - least }
        let repeats = growth > 0 ? Self.count(((target - fixed) / growth).rounded(.up)) : 0
        let pieces = parts.flatMap { Array(repeating: $0, count: $0.isExtender ? repeats : 1) }

        // What the assembly is too tall goes into the overlaps: at every joint the same part of what its connectors allow.
        let room = zip(pieces, pieces.dropFirst()).map {
            max(0, min($0.endConnector, $1.startConnector) * size - least)
        }
        let excess = max(0, fixed + Double(repeats) * growth - target)
        let share = min(1, excess / max(room.reduce(0, +), .leastNormalMagnitude))
        var box = MathBox()
        var top = 0.0
        for (index, piece) in pieces.enumerated() {
            if index > 0 { top -= least + share * room[index - 1] }
            let metrics = font.face.metrics(of: piece.glyph)
            let glyph = MathBox(glyph: piece.glyph, of: font.face, size: size)
            box.place(glyph, at: Point(0, -(top + metrics.depth * size)))
            box.width = max(box.width, glyph.width)
            top += piece.extent * size
        }
        return extended(box)
    }

    /// A number of repetitions, at most so many as make sense, whatever the arithmetic gave.
    private static func count(_ value: Double) -> Int { value >= 1 ? Int(min(value, 10_000)) : 0 }
}
