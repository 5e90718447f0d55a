import Scene

/// The glyphs of one SVG drawing: each outline once, in font units with y downwards, and the runs that use them.
struct SVGGlyphs {
    /// Glyphs of one text with one scale.
    struct Run {
        /// The origin of the first glyph, on the page.
        let origin: Point
        /// Points per font unit.
        let scale: Double
        /// Each glyph with its distance from the origin, in whole font units.
        var glyphs: [(glyph: Glyph, offset: Point)] = []
    }

    private let outlines: [Glyph: GlyphOutline]
    private var ids: [Glyph: String] = [:]
    /// The glyphs in the order of their first use.
    private var used: [Glyph] = []

    init(outlines: [Glyph: GlyphOutline]) { self.outlines = outlines }

    /// A text's glyphs by scale, in the order in which the scales come first. Glyphs without an outline (spaces) are
    /// left out.
    func runs(of text: Text) -> [Run] {
        var runs: [Run] = []
        for placed in text.glyphs {
            guard let outline = outlines[placed.glyph], !outline.path.commands.isEmpty else { continue }
            let scale = placed.size / outline.unitsPerEm
            let known = runs.firstIndex { $0.scale == scale }
            if known == nil { runs.append(Run(origin: placed.origin, scale: scale)) }
            let index = known ?? runs.count - 1
            let distance = (placed.origin - runs[index].origin) * (1 / scale)
            runs[index].glyphs.append((placed.glyph, Point(distance.x.rounded(), distance.y.rounded())))
        }
        return runs
    }

    /// The id of a glyph's outline; on first use it is made from the glyph's number.
    mutating func id(of glyph: Glyph, make: (Int) -> String) -> String {
        if let id = ids[glyph] { return id }
        used.append(glyph)
        let id = make(used.count)
        ids[glyph] = id
        return id
    }

    /// The outlines used so far.
    var definitions: XMLText {
        var text = XMLText()
        guard !used.isEmpty else { return text }
        text.append("<defs>\n")
        for glyph in used {
            guard let id = ids[glyph], let outline = outlines[glyph] else { continue }
            text.append("<path id=\"\(id)\" d=\"")
            text.append(SVGOutlines.shared.data(of: glyph, outline))
            text.append("\"/>\n")
        }
        text.append("</defs>\n")
        return text
    }
}
