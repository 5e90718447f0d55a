/// One glyph of one font face. Its outline is in `Scene.outlines`.
public struct Glyph: Hashable, Sendable {
    /// The face's PostScript name.
    public let font: String
    /// The glyph's index in the face.
    public let index: UInt32

    public init(font: String, index: UInt32) {
        self.font = font
        self.index = index
    }
}

/// A glyph's outline as the font has it.
public struct GlyphOutline: Hashable, Sendable {
    /// In font units; y grows upwards, the origin is on the baseline.
    public let path: Path
    public let unitsPerEm: Double

    public init(path: Path, unitsPerEm: Double) {
        self.path = path
        self.unitsPerEm = unitsPerEm
    }
}

/// A glyph at its place.
public struct PlacedGlyph: Hashable, Sendable {
    public let glyph: Glyph
    /// The glyph's origin, on the baseline.
    public var origin: Point
    /// Points per em.
    public let size: Double

    public init(glyph: Glyph, origin: Point, size: Double) {
        self.glyph = glyph
        self.origin = origin
        self.size = size
    }
}
