import CCairo
import Scene

/// A cairo surface with its context: made, checked and freed here, and nowhere else.
final class CairoCanvas {
    private let surface: OpaquePointer
    private let context: OpaquePointer
    /// Where a PDF surface sends its bytes; cairo knows it by address, so it must live as long as the surface.
    private let sink: ByteSink?

    private init(surface: OpaquePointer?, sink: ByteSink? = nil) throws(DrawingError) {
        guard let surface, let context = cairo_create(surface) else {
            throw .library(name: "cairo", message: "no surface")
        }
        self.surface = surface
        self.context = context
        self.sink = sink
        try checkStatus()
    }

    deinit {
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    /// A canvas of pixels, empty or white, on which a point is `scale` pixels.
    static func image(width: Int32, height: Int32, scale: Double) throws(DrawingError) -> CairoCanvas {
        let canvas = try CairoCanvas(surface: cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height))
        cairo_scale(canvas.context, scale, scale)
        return canvas
    }

    /// A canvas that is one page of a PDF document, sized in points.
    static func pdf(size: Size, title: String, subject: String) throws(DrawingError) -> CairoCanvas {
        let sink = ByteSink()
        let surface = cairo_pdf_surface_create_for_stream(
            { sink, bytes, count in
                guard let sink, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
                Unmanaged<ByteSink>.fromOpaque(sink).takeUnretainedValue()
                    .bytes.append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
                return CAIRO_STATUS_SUCCESS
            }, Unmanaged.passUnretained(sink).toOpaque(), size.width, size.height)
        let canvas = try CairoCanvas(surface: surface, sink: sink)
        cairo_pdf_surface_set_metadata(canvas.surface, CAIRO_PDF_METADATA_TITLE, title)
        cairo_pdf_surface_set_metadata(canvas.surface, CAIRO_PDF_METADATA_SUBJECT, subject)
        // Later versions bring nothing that a drawing needs.
        cairo_pdf_surface_restrict_to_version(canvas.surface, CAIRO_PDF_VERSION_1_4)
        // Without a date the same scene gives the same bytes.
        cairo_pdf_surface_set_metadata(canvas.surface, CAIRO_PDF_METADATA_CREATE_DATE, "")
        return canvas
    }

    /// Calls the body with cairo's context. An error that drawing leaves there is thrown.
    func draw(_ body: (OpaquePointer) -> Void) throws(DrawingError) {
        body(context)
        try checkStatus()
    }

    /// The finished pixels, row by row: premultiplied `0xAARRGGBB` in the machine's byte order.
    func withPixels<Result>(
        _ body: (UnsafePointer<UInt32>, _ pixelsPerRow: Int) throws(DrawingError) -> Result
    ) throws(DrawingError) -> Result {
        cairo_surface_flush(surface)
        guard let data = cairo_image_surface_get_data(surface) else {
            throw .library(name: "cairo", message: "the surface has no pixels")
        }
        let pixelsPerRow = Int(cairo_image_surface_get_stride(surface)) / MemoryLayout<UInt32>.size
        return try body(UnsafeRawPointer(data).assumingMemoryBound(to: UInt32.self), pixelsPerRow)
    }

    /// The finished document's bytes.
    func finishedBytes() throws(DrawingError) -> [UInt8] {
        cairo_surface_finish(surface)
        try check(cairo_surface_status(surface))
        return sink?.bytes ?? []
    }

    private func checkStatus() throws(DrawingError) {
        try check(cairo_surface_status(surface))
        try check(cairo_status(context))
    }

    private func check(_ status: cairo_status_t) throws(DrawingError) {
        guard status != CAIRO_STATUS_SUCCESS else { return }
        throw .library(name: "cairo", message: String(cString: cairo_status_to_string(status)))
    }
}

/// Collects what cairo writes.
private final class ByteSink {
    var bytes: [UInt8] = []
}
