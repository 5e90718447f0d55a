import Scene

/// Writes a scene as a PDF document of one page, through cairo: glyph outlines as paths, the title and description as
/// metadata, no dates. The same scene gives the same bytes.
public struct PDFWriter: Sendable {
    private let background: Background
    private let scheme: ColorScheme

    public init(background: Background = .transparent, scheme: ColorScheme = .light) {
        self.background = background
        self.scheme = scheme
    }

    /// The document's bytes. The page has the scene's size in points.
    public func write(_ scene: Scene) throws(DrawingError) -> [UInt8] {
        try scene.check()
        let canvas = try CairoCanvas.pdf(size: scene.size, title: scene.title, subject: scene.description)
        try canvas.draw(scene, background: background, scheme: scheme)
        return try canvas.finishedBytes()
    }
}
