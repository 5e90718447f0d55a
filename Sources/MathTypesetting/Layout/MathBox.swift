import Scene

/// Something typeset: glyphs and rules around an origin on the baseline, in points, y downwards.
public struct MathBox: Hashable, Sendable {
    /// How far the baseline moves on: from the origin to where the next box begins.
    public internal(set) var width: Double
    /// The extent above the baseline, at least 0.
    public internal(set) var height: Double
    /// The extent below the baseline, at least 0.
    public internal(set) var depth: Double
    public private(set) var glyphs: [PlacedGlyph] = []
    /// Filled rectangles: the bars of fractions and roots.
    public private(set) var rules: [Rect] = []
    /// The rectangle round the ink, nil where there is none.
    public private(set) var inkBounds: Rect?

    /// The characters that the font has no glyph for, as they came; their places are empty or show the font's sign for it.
    public private(set) var missingCharacters: [Unicode.Scalar] = []

    /// The characters that installed fonts were asked for, whether one has them or none.
    public internal(set) var substitutions: [Substitution] = []

    /// An empty box.
    init(width: Double = 0, height: Double = 0, depth: Double = 0) {
        self.width = width
        self.height = height
        self.depth = depth
    }

    /// One glyph.
    init(glyph: GlyphID, of face: Face, size: Double) {
        let metrics = face.metrics(of: glyph)
        self.init(
            width: metrics.advance * size, height: max(metrics.height * size, 0),
            depth: max(metrics.depth * size, 0))
        guard metrics.inkLeft < metrics.inkRight else { return }
        let identity = Glyph(font: face.postScriptName, index: glyph)
        glyphs = [PlacedGlyph(glyph: identity, origin: Point(0, 0), size: size)]
        inkBounds = Rect(
            minX: metrics.inkLeft * size, minY: -(metrics.height * size),
            maxX: metrics.inkRight * size, maxY: metrics.depth * size)
    }

    /// The place of a character that the font has no glyph for.
    init(missing character: Unicode.Scalar, in face: Face, size: Double) {
        self.init(glyph: 0, of: face, size: size)
        missingCharacters = [character]
    }

    /// Puts another box into this one with its origin at a point. Height and depth grow with it, the width does not.
    mutating func place(_ box: MathBox, at point: Point) {
        height = max(height, box.height - point.y)
        depth = max(depth, box.depth + point.y)
        for var placed in box.glyphs {
            placed.origin = placed.origin + point
            glyphs.append(placed)
        }
        missingCharacters += box.missingCharacters
        substitutions += box.substitutions
        for rule in box.rules { rules.append(rule.moved(by: point)) }
        if let ink = box.inkBounds { include(ink.moved(by: point)) }
    }

    /// Puts another box at the end of the baseline.
    mutating func append(_ box: MathBox) {
        place(box, at: Point(width, 0))
        width += box.width
    }

    /// Fills a rectangle. Height and depth grow with it, the width does not.
    mutating func fill(_ rule: Rect) {
        height = max(height, -rule.minY)
        depth = max(depth, rule.maxY)
        rules.append(rule)
        include(rule)
    }

    private mutating func include(_ ink: Rect) { inkBounds = inkBounds?.union(ink) ?? ink }
}

extension Rect {
    fileprivate func moved(by offset: Point) -> Rect {
        Rect(minX: minX + offset.x, minY: minY + offset.y, maxX: maxX + offset.x, maxY: maxY + offset.y)
    }
}
