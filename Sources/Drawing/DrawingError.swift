import Scene

/// Why a scene could not be written.
public enum DrawingError: Error, Equatable, CustomStringConvertible {
    /// The page has no extent, or one that is no number or beyond reason; in points.
    case badPage(width: Double, height: Double)
    /// A coordinate of the scene is no number, or beyond every page. The group is the innermost one with an id.
    case badCoordinate(group: String)
    /// Groups stand in each other more deeply than `limit`.
    case nestedTooDeeply(limit: Int)
    /// The scene places a glyph whose outline it does not have.
    case missingOutline(Glyph)
    /// A scale of pixels per point beyond those that are drawn, or none.
    case badScale(Double)
    /// A picture too large to hold in memory or to write as PNG; in pixels.
    case tooManyPixels(width: Double, height: Double)
    /// cairo's or zlib's own report.
    case library(name: String, message: String)

    /// Whether the picture is too large, or a page that is none.
    package var isOfSize: Bool {
        switch self {
        case .tooManyPixels, .badPage: true
        case .badCoordinate, .nestedTooDeeply, .missingOutline, .badScale, .library: false
        }
    }

    public var description: String {
        switch self {
        case .badPage(let width, let height):
            "the page is \(width.inHundredths) × \(height.inHundredths) points; both sides must be above zero and at most a million"
        case .badCoordinate(let group):
            "a coordinate in “\(group)” is not a number or lies beyond every page"
        case .nestedTooDeeply(let limit):
            "the groups of the drawing are nested more than \(limit) deep"
        case .missingOutline(let glyph):
            "the drawing has no outline for glyph \(glyph.index) of \(glyph.font)"
        case .badScale(let scale):
            "a scale of \(scale) pixels per point is not possible; it must be between 0.01 and 100"
        case .tooManyPixels(let width, let height):
            "a picture of \(Int(width)) × \(Int(height)) pixels is too large; choose a smaller scale"
        case .library(let name, let message):
            "\(name): \(message)"
        }
    }
}

extension Double {
    fileprivate var inHundredths: Double { (self * 100).rounded() / 100 }
}
