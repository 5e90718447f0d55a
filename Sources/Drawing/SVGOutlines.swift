import Scene
import Synchronization

/// Glyphs' outlines as path data: written once, since drawings have most of their glyphs in common. Usable from all
/// threads.
final class SVGOutlines: Sendable {
    static let shared = SVGOutlines()

    private let written = Mutex<[Glyph: (outline: GlyphOutline, data: XMLText)]>([:])

    func data(of glyph: Glyph, _ outline: GlyphOutline) -> XMLText {
        // Two fonts may have one name: their outlines tell. That of one font is one array, compared by its address.
        if let known = written.withLock({ $0[glyph] }), known.outline == outline { return known.data }
        let data = SVGPathData(outline.path, yUpwards: true).text
        written.withLock { $0[glyph] = (outline, data) }
        return data
    }
}
