import Scene

/// Writes a scene as SVG 1.1 with CSS: glyph outlines once each, colours by `--gradfig-…` custom properties with a
/// dark variant, no script, no fonts. The same scene gives the same bytes.
public struct SVGWriter: Sendable {
    private let background: Background

    public init(background: Background = .transparent) { self.background = background }

    /// The drawing's text. It is valid XML, and may stand in an HTML page as it is, beside others.
    public func write(_ scene: Scene) throws(DrawingError) -> String {
        try scene.check()
        var scene = scene
        if background == .page {
            let page = Rect(minX: 0, minY: 0, maxX: scene.size.width, maxY: scene.size.height)
            scene.elements.insert(.shape(Shape(.rectangle(page, cornerRadius: 0), fill: .page)), at: 0)
        }
        var document = SVGDocument(scene)
        return String(decoding: document.bytes(), as: UTF8.self)
    }
}
