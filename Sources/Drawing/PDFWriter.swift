import Scene

/// Writes a scene as a PDF document of one page, through cairo: glyph outlines as paths, the title and description as
/// metadata, no dates. The same scene gives the same bytes.
public struct PDFWriter: Sendable {
    private let background: Background

    public init(background: Background = .transparent) { self.background = background }

    /// The document's bytes. The page has the scene's size in points.
    public func write(_ scene: Scene) throws(DrawingError) -> [UInt8] {
        try scene.check()
        let canvas = try CairoCanvas.pdf(size: scene.size, title: scene.title, subject: scene.description)
        try canvas.draw(scene, background: background)
        return try canvas.finishedBytes()
    }
}
