import Scene

/// The glyphs of one SVG drawing: each outline once, in font units with y downwards, and the runs that use them.
struct SVGGlyphs {
    /// Glyphs of one text with one scale.
    struct Run {
        /// The page's coordinates of the first glyph's origin.
        let origin: Point
        /// Points per font unit.
        let scale: Double
        /// Each glyph with its distance from the origin, in font units, rounded to whole ones.
        var glyphs: [(glyph: Glyph, offset: Point)] = []

        var transform: String {
            let scaleText = decimalText(Int((scale * 1e6).rounded()), decimals: 6)
            return "translate(\(decimalText(origin.x)) \(decimalText(origin.y)))scale(\(scaleText))"
        }
    }

    private let outlines: [Glyph: GlyphOutline]
    private var ids: [Glyph: String] = [:]
    /// The glyphs in the order of their first use.
    private var used: [Glyph] = []

    init(outlines: [Glyph: GlyphOutline]) { self.outlines = outlines }

    /// A text's glyphs by scale, in the order in which the scales come first.
    func runs(of text: Text) -> [Run] {
        var runs: [Run] = []
        for placed in text.glyphs {
            guard let outline = outlines[placed.glyph], !outline.path.commands.isEmpty else { continue }
            let scale = placed.size / outline.unitsPerEm
            let index =
                runs.firstIndex { $0.scale == scale }
                ?? {
                    runs.append(Run(origin: placed.origin, scale: scale))
                    return runs.count - 1
                }()
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
    var definitions: String {
        guard !used.isEmpty else { return "" }
        let paths = used.compactMap { glyph -> String? in
            guard let id = ids[glyph], let outline = outlines[glyph] else { return nil }
            return "<path id=\"\(id)\" d=\"\(SVGPathData(outline.path.flipped).text)\"/>\n"
        }
        return "<defs>\n\(paths.joined())</defs>\n"
    }
}

extension Path {
    /// The path with y turned from upwards to downwards.
    fileprivate var flipped: Path {
        func flip(_ point: Point) -> Point { Point(point.x, -point.y) }
        return Path(
            commands.map { command in
                switch command {
                case .move(let point): .move(flip(point))
                case .line(let point): .line(flip(point))
                case .curve(let first, let second, let end): .curve(flip(first), flip(second), end: flip(end))
                case .close: .close
                }
            })
    }
}
