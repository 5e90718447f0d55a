import Scene
import Synchronization

/// A font face with everything that was ever asked of it kept; usable from all threads.
final class Face: Sendable {
    let postScriptName: String
    let unitsPerEm: Double
    private let state: Mutex<State>

    private struct State {
        let font: HarfBuzzFont
        var glyphs: [Unicode.Scalar: GlyphID] = [:]
        var metrics: [GlyphID: GlyphMetrics] = [:]
        var outlines: [GlyphID: GlyphOutline] = [:]
        var hulls: [GlyphID: ConvexHull?] = [:]
        var scriptForms: [GlyphID: [GlyphID]] = [:]
        var vertical: [GlyphID: GlyphConstruction] = [:]
        var horizontal: [GlyphID: GlyphConstruction] = [:]
    }

    /// Opens a face of a file, the first by default.
    convenience init(path: String, index: UInt32 = 0) throws(FontError) {
        self.init(try HarfBuzzFont(path: path, index: index), path: path)
    }

    /// A face whose file was read from `path`.
    init(_ font: sending HarfBuzzFont, path: String) {
        let fileName = path.split(separator: "/").last.map(String.init) ?? path
        postScriptName = font.postScriptName ?? fileName
        unitsPerEm = font.unitsPerEm
        state = Mutex(State(font: font))
    }

    /// The glyph of a character, or nil where the face has none.
    func glyph(for scalar: Unicode.Scalar) -> GlyphID? {
        let glyph = state.withLock { state in
            recall(scalar, in: &state.glyphs) { state.font.glyph(for: scalar) ?? 0 }
        }
        return glyph == 0 ? nil : glyph
    }

    /// Whether the face has a character: a glyph for each part of it, or one that shaping makes of the parts.
    func covers(_ character: Character) -> Bool {
        character.unicodeScalars.allSatisfy { glyph(for: $0) != nil }
            || shape(String(character)).allSatisfy { $0.glyph != 0 }
    }

    func metrics(of glyph: GlyphID) -> GlyphMetrics {
        state.withLock { state in recall(glyph, in: &state.metrics) { state.font.metrics(of: glyph) } }
    }

    func outline(of glyph: GlyphID) -> GlyphOutline {
        state.withLock { state in recall(glyph, in: &state.outlines) { state.font.outline(of: glyph) } }
    }

    /// The convex hull of a glyph's ink at 1 point per em, y downwards; nil where it has none.
    func hull(of glyph: GlyphID) -> ConvexHull? {
        state.withLock { state in
            recall(glyph, in: &state.hulls) {
                recall(glyph, in: &state.outlines) { state.font.outline(of: glyph) }.hull
            }
        }
    }

    func scriptForms(of glyph: GlyphID) -> [GlyphID] {
        state.withLock { state in
            recall(glyph, in: &state.scriptForms) { state.font.scriptForms(of: glyph) }
        }
    }

    func construction(of glyph: GlyphID, _ direction: GlyphConstruction.Direction) -> GlyphConstruction {
        state.withLock { state in
            switch direction {
            case .vertical:
                recall(glyph, in: &state.vertical) { state.font.construction(of: glyph, .vertical) }
            case .horizontal:
                recall(glyph, in: &state.horizontal) { state.font.construction(of: glyph, .horizontal) }
            }
        }
    }

    /// Not kept: the font answers it as fast from its table.
    func kern(_ glyph: GlyphID, _ corner: HarfBuzzFont.Corner, height: Em) -> Em {
        state.withLock { $0.font.kern(glyph, corner, height: height) }
    }

    func shape(_ text: String) -> [ShapedGlyph] { state.withLock { $0.font.shape(text) } }
}

private func recall<Key: Hashable, Value>(
    _ key: Key, in known: inout [Key: Value], otherwise make: () -> Value
) -> Value {
    if let value = known[key] { return value }
    let value = make()
    known[key] = value
    return value
}
