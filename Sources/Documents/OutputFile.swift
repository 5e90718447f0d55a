/// A file to be written.
public struct OutputFile: Sendable {
    /// Where it goes, in the output folder.
    public let path: SitePath
    public let bytes: [UInt8]
    /// The figure, in a file that is one.
    public let figure: RenderedFigure?
    /// What of its figures could not be done as it was asked for.
    public let warnings: [Diagnostic]

    init(path: SitePath, bytes: [UInt8], figure: RenderedFigure? = nil, warnings: [Diagnostic] = []) {
        self.path = path
        self.bytes = bytes
        self.figure = figure
        self.warnings = warnings
    }
}
