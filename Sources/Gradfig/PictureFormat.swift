import Drawing
import Scene

/// A file format of drawings. The raw value is the file's extension.
public enum PictureFormat: String, CaseIterable, Sendable {
    case svg
    case png
    case pdf
}

extension FigureFormat {
    package init(_ format: PictureFormat) {
        switch format {
        case .svg: self = .svg
        case .png: self = .png
        case .pdf: self = .pdf
        }
    }

    /// The format of the drawing, where it is one.
    var picture: PictureFormat? { PictureFormat(rawValue: rawValue) }
}

extension Scene {
    /// The drawing as a file's bytes.
    func encoded(as format: PictureFormat, options: RenderingOptions) throws(DrawingError) -> [UInt8] {
        // With a background of its own a drawing can be read on any page, whichever scheme the page has.
        let background: Background = options.isTransparent ? .transparent : .page
        switch format {
        case .svg:
            let writer = SVGWriter(
                background: background, scheme: options.scheme, hasSelectableText: options.hasSelectableText)
            return Array(try writer.write(self).utf8)
        case .png:
            let writer = PNGWriter(
                scale: options.scale, background: background, scheme: options.scheme ?? .light)
            return try writer.write(self)
        case .pdf: return try PDFWriter(background: background, scheme: options.scheme ?? .light).write(self)
        }
    }
}
