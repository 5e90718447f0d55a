import Scene

/// Writes a scene as a PNG picture, drawn by cairo. The same scene gives the same bytes.
public struct PNGWriter: Sendable {
    /// cairo's own limit for each side of an image, in pixels.
    private static let sideLimit = 32_767.0
    /// One gibibyte of pixels.
    private static let areaLimit = 268_435_456.0

    /// How many pixels a point may have.
    public static let scales = 0.01...100.0

    private let scale: Double
    private let background: Background
    private let scheme: ColorScheme

    /// - Parameter scale: pixels per point, one of ``scales``. The picture tells its resolution, so that it prints at the
    ///   scene's size.
    public init(scale: Double = 2, background: Background = .page, scheme: ColorScheme = .light) {
        self.scale = scale
        self.background = background
        self.scheme = scheme
    }

    /// The picture's bytes.
    public func write(_ scene: Scene) throws(DrawingError) -> [UInt8] {
        try scene.check()
        guard Self.scales.contains(scale) else { throw .badScale(scale) }
        let width = (scene.size.width * scale).rounded(.up)
        let height = (scene.size.height * scale).rounded(.up)
        guard max(width, height) <= Self.sideLimit, width * height <= Self.areaLimit else {
            throw .tooManyPixels(width: width, height: height)
        }
        let canvas = try CairoCanvas.image(width: Int32(width), height: Int32(height), scale: scale)
        try canvas.draw(scene, background: background, scheme: scheme)
        return try canvas.withPixels { (pixels, pixelsPerRow) throws(DrawingError) in
            let image = PixelImage(
                pixels: pixels, width: Int(width), height: Int(height), pixelsPerRow: pixelsPerRow)
            return try image.png(pixelsPerMetre: Self.pixelsPerMetre(scale: scale))
        }
    }

    /// The resolution as PNG counts it: whole pixels per metre, below 2³¹ (PNG specification §11.3.4.3).
    private static func pixelsPerMetre(scale: Double) -> UInt32 {
        let pointsPerMetre = 72 / 0.0254
        return UInt32(min(max((scale * pointsPerMetre).rounded(), 1), Double(Int32.max)))
    }
}
