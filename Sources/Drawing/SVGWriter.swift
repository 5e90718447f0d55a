import Scene

/// Writes a scene as SVG 1.1 with CSS: glyph outlines once each, colours by `--gradfig-…` custom properties with a
/// dark variant, no script, no fonts. The same scene gives the same bytes.
public struct SVGWriter: Sendable {
    private let background: Background
    private let scheme: ColorScheme?
    private let hasSelectableText: Bool
    private let pointsPerEm: Double?

    /// - Parameters:
    ///   - scheme: the colours; nil for those of the page's scheme, whichever that is.
    ///   - hasSelectableText: whether texts are there as characters too, unseen, for selecting and searching.
    ///   - pointsPerEm: if given, the drawing’s size is written in em, with so many points each: in a line of text it
    ///     is as large as the text.
    public init(
        background: Background = .transparent, scheme: ColorScheme? = nil, hasSelectableText: Bool = false,
        pointsPerEm: Double? = nil
    ) {
        self.background = background
        self.scheme = scheme
        self.hasSelectableText = hasSelectableText
        self.pointsPerEm = pointsPerEm
    }

    /// The drawing's text. It is valid XML, and may stand in an HTML page as it is, beside others.
    public func write(_ scene: Scene) throws(DrawingError) -> String {
        try scene.check()
        var scene = scene
        if background == .page {
            let page = Rect(minX: 0, minY: 0, maxX: scene.size.width, maxY: scene.size.height)
            scene.elements.insert(.shape(Shape(.rectangle(page, cornerRadius: 0), fill: .page)), at: 0)
        }
        var document = SVGDocument(
            scene, hasSelectableText: hasSelectableText, scheme: scheme, pointsPerEm: pointsPerEm)
        return String(decoding: document.bytes(), as: UTF8.self)
    }
}
