import Scene

/// A chosen face, and the installed ones that stand in where it lacks a character. Usable from all threads.
struct FaceStack: Sendable {
    let face: Face
    /// Nil where nothing may stand in.
    let installed: InstalledFonts?

    /// A part of a text for one face.
    struct Run {
        var text: String
        let face: Face
        /// What of the text the chosen face lacks.
        var substitutions: [Substitution] = []
    }

    /// The text in parts, each with a face that has its characters; what none has is left to the chosen face.
    ///
    /// White space between words of one face is theirs: it has a side in scripts that run from right to left.
    func runs(of text: String, language: String? = nil) -> [Run] {
        if text.allSatisfy(face.covers) { return [Run(text: text, face: face)] }
        let language = TextLanguage(of: text, tag: language)
        var runs: [Run] = []
        func append(_ text: String, _ face: Face, _ substitutions: [Substitution] = []) {
            if runs.last?.face === face {
                runs[runs.count - 1].text += text
                runs[runs.count - 1].substitutions += substitutions
            } else if !text.isEmpty {
                runs.append(Run(text: text, face: face, substitutions: substitutions))
            }
        }
        var space = ""
        for character in text {
            if character.isWhitespace, face.covers(character) {
                space.append(character)
            } else {
                let chosen = standIn(for: character, in: language) ?? face
                append(space, runs.last?.face === chosen ? chosen : face)
                append(String(character), chosen, substitutions(for: character, in: language))
                space = ""
            }
        }
        append(space, face)
        return runs
    }

    /// A character that the chosen face lacks, from another face, or its place where none has it.
    func substitute(for scalar: Unicode.Scalar, size: Double) -> MathBox {
        let character = Character(scalar)
        let language = TextLanguage(of: String(character))
        let other = standIn(for: character, in: language)
        let glyph = other?.glyph(for: scalar)
        var box: MathBox
        if let other, let glyph {
            box = MathBox(glyph: glyph, of: other, size: size)
        } else {
            box = MathBox(missing: scalar, in: face, size: size)
        }
        box.substitutions = substitutions(for: character, in: language)
        return box
    }

    /// The outline of a glyph of these faces.
    func outline(of glyph: Glyph) -> GlyphOutline { owner(of: glyph).outline(of: glyph.index) }

    /// The convex hull of what is typeset in these faces; nil where nothing is.
    func hull(of box: MathBox) -> ConvexHull? {
        var points = box.rules.flatMap { ConvexHull(of: $0).corners }
        for placed in box.glyphs {
            guard let hull = owner(of: placed.glyph).hull(of: placed.glyph.index) else { continue }
            points += hull.corners.lazy.map { placed.origin + $0 * placed.size }
        }
        return points.isEmpty ? nil : ConvexHull(of: points)
    }

    private func owner(of glyph: Glyph) -> Face {
        glyph.font == face.postScriptName ? face : installed?.face(named: glyph.font) ?? face
    }

    /// The installed face for a character, nil where the chosen face has it or no other has.
    private func standIn(for character: Character, in language: TextLanguage) -> Face? {
        face.covers(character) ? nil : installed?.face(for: character, in: language)
    }

    /// The character as one that installed fonts are asked for, where the chosen face lacks it.
    private func substitutions(for character: Character, in language: TextLanguage) -> [Substitution] {
        installed == nil || face.covers(character)
            ? [] : [Substitution(character: character, language: language.rawValue)]
    }
}

extension MathBox {
    /// A run shaped on a line.
    init(_ run: FaceStack.Run, size: Double) {
        self.init()
        substitutions = run.substitutions
        for shaped in run.face.shape(run.text) {
            let offset = Point(width + shaped.xOffset * size, -(shaped.yOffset * size))
            place(MathBox(shaped, in: run, size: size), at: offset)
            width += shaped.advance * size
        }
    }

    private init(_ shaped: ShapedGlyph, in run: FaceStack.Run, size: Double) {
        let start = run.text.utf8.index(run.text.startIndex, offsetBy: shaped.textOffset)
        if shaped.glyph == 0, start < run.text.endIndex {
            self.init(missing: run.text.unicodeScalars[start], in: run.face, size: size)
        } else {
            self.init(glyph: shaped.glyph, of: run.face, size: size)
        }
    }
}
