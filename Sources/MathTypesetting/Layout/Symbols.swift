import Scene

// Characters and what is made of single characters.

extension Typesetter {
    func symbol(_ typed: Unicode.Scalar, _ alphabet: Alphabet) -> Fragment {
        let scalar = SymbolTable.sign(for: typed)
        let glyph = glyph(for: scalar, alphabet)
        let atomClass = SymbolTable.atomClass(of: scalar)
        if atomClass == .operator {
            return largeOperator(glyph, takesLimits: !SymbolTable.hasLimitsAtSide(scalar))
        }
        return character(glyph, atomClass)
    }

    func character(_ glyph: GlyphID, _ atomClass: AtomClass) -> Fragment {
        Fragment(
            box: MathBox(glyph: glyph, of: font.face, size: size), atomClass: atomClass,
            italicCorrection: font.face.metrics(of: glyph).italicCorrection * size, character: glyph)
    }

    /// Characters one after the other, without the spaces of mathematics.
    func text(_ string: String, _ alphabet: Alphabet) -> Fragment {
        let scalars = string.unicodeScalars
        if scalars.count == 1, let only = scalars.first {
            return character(glyph(for: SymbolTable.sign(for: only), alphabet), .ordinary)
        }
        var line = MathBox()
        for scalar in scalars {
            let character = character(glyph(for: SymbolTable.sign(for: scalar), alphabet), .ordinary)
            line.append(character.fullBox)
        }
        return Fragment(box: line, atomClass: .ordinary)
    }

    func operatorName(_ name: String, limits: Bool) -> Fragment {
        var fragment = text(name, .upright)
        fragment.atomClass = .operator
        fragment.takesLimits = limits
        return fragment
    }

    func atom(_ atomClass: AtomClass, _ content: MathNode) throws(LayoutError) -> Fragment {
        var fragment = try part(style).fragment(content)
        fragment.atomClass = atomClass
        fragment.takesLimits = atomClass == .operator
        return fragment
    }

    /// The glyph of a character: of its letter in the alphabet where the font has that, in the form for script sizes.
    func glyph(for plain: Unicode.Scalar, _ alphabet: Alphabet) -> GlyphID {
        let face = font.face
        let glyph = face.glyph(for: alphabet.character(for: plain)) ?? face.glyph(for: plain) ?? 0
        guard style.isScript else { return glyph }
        let forms = face.scriptForms(of: glyph)
        return (style.level == .script ? forms.first : forms.last) ?? glyph
    }
}
