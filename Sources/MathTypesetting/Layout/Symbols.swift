import Scene

// Characters and what is made of single characters.

extension Typesetter {
    func symbol(_ typed: Unicode.Scalar, _ alphabet: Alphabet) -> Fragment {
        let scalar = SymbolTable.sign(for: typed)
        let atomClass = SymbolTable.atomClass(of: scalar)
        if atomClass == .operator, let glyph = glyph(for: scalar, alphabet) {
            return largeOperator(glyph, takesLimits: !SymbolTable.hasLimitsAtSide(scalar))
        }
        return character(scalar, alphabet, atomClass)
    }

    private func character(
        _ scalar: Unicode.Scalar, _ alphabet: Alphabet, _ atomClass: AtomClass
    ) -> Fragment {
        guard let glyph = glyph(for: scalar, alphabet) else {
            return Fragment(box: missing(scalar), atomClass: atomClass)
        }
        return Fragment(
            box: MathBox(glyph: glyph, of: font.face, size: size), atomClass: atomClass,
            italicCorrection: font.face.metrics(of: glyph).italicCorrection * size, lastCharacter: glyph)
    }

    /// Characters one after the other, without the spaces of mathematics.
    func text(_ string: String, _ alphabet: Alphabet) -> Fragment {
        var run = Fragment(box: MathBox(), atomClass: .ordinary)
        func append(_ next: Fragment) {
            if !alphabet.isOfText { run.box.width += run.italicCorrection }
            run.box.append(next.box)
            run.italicCorrection = next.italicCorrection
            run.lastCharacter = next.lastCharacter
        }
        for part in font.faces.runs(of: string) {
            if part.face === font.face {
                for scalar in part.text.unicodeScalars {
                    append(character(SymbolTable.sign(for: scalar), alphabet, .ordinary))
                }
            } else {
                append(Fragment(box: MathBox(part, size: size), atomClass: .ordinary))
            }
        }
        // An upright word has no slant that its neighbour would have to make room for either.
        if alphabet == .upright { run.italicCorrection = 0 }
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
        // Rule 13: a single character as an operator is centred on the axis.
        if atomClass == .operator, fragment.onlyCharacter != nil {
            fragment.box = centredOnAxis(fragment.box)
            fragment.lastCharacter = nil
        }
        return fragment
    }

    /// The glyph of a character: of its letter in the alphabet where the font has that, in the form for script sizes.
    func glyph(for plain: Unicode.Scalar, _ alphabet: Alphabet) -> GlyphID? {
        let face = font.face
        guard let glyph = face.glyph(for: alphabet.character(for: plain)) ?? face.glyph(for: plain) else {
            return nil
        }
        guard style.isScript else { return glyph }
        let forms = face.scriptForms(of: glyph)
        return (style.level == .script ? forms.first : forms.last) ?? glyph
    }

    /// A character that the math font has no glyph for.
    func missing(_ scalar: Unicode.Scalar) -> MathBox { font.faces.substitute(for: scalar, size: size) }
}
