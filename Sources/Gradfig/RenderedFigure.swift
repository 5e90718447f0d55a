import Diagnostics
import MathTypesetting

/// A figure as a file.
public struct RenderedFigure: Sendable {
    /// The figure's id.
    public let id: String
    public let format: FigureFormat
    /// The file's name.
    public internal(set) var name: String
    public package(set) var bytes: [UInt8]
    /// The characters that the fonts have no glyph for: they are not seen.
    public let missingCharacters: [Character]
    /// The characters that installed fonts were asked for.
    package let substitutions: Substitutions
    /// What of it could not be done as it was asked for.
    public package(set) var warnings: [Diagnostic] = []
}
