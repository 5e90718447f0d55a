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
            italicCorrection: font.face.metrics(of: glyph).italicCorrection * size, lastCharacter: glyph)
    }

    /// Characters one after the other, without the spaces of mathematics.
    func text(_ string: String, _ alphabet: Alphabet) -> Fragment {
        var run = Fragment(box: MathBox(), atomClass: .ordinary)
        for scalar in string.unicodeScalars {
            let next = character(glyph(for: SymbolTable.sign(for: scalar), alphabet), .ordinary)
            run.box.append(next.box)
            run.lastCharacter = next.lastCharacter
            // Rule 17: letters of words stand close, and only a slanted word sticks out at its end.
            run.italicCorrection = alphabet == .upright ? 0 : next.italicCorrection
        }
        return run
    }

    func operatorName(_ name: String, limits: Bool) -> Fragment {
        var fragment = text(name, .upright)
        fragment.atomClass = .operator
        fragment.lastCharacter = nil
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
