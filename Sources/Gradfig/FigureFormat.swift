import Drawing
import Scene

/// A file format that figures are written in. The raw value is the file's extension.
public enum FigureFormat: String, CaseIterable, Sendable {
    case svg
    case png
    case pdf
    /// The positioned graph, for Graphviz: `neato -n2 -Tsvg` draws it too.
    case dot
    /// A page that goes through a series of steps: `FigureBuild` writes one for each, none for single figures.
    case html

    /// How a file of this format carries a stamp.
    public var carrier: Stamp.Carrier {
        switch self {
        case .svg, .html: .markup
        case .png: .png
        case .pdf: .pdf
        case .dot: .dot
        }
    }

    func fileName(_ id: String) -> String { "\(id).\(rawValue)" }
}

/// How figures are turned into files.
public struct RenderingOptions: Sendable {
    /// The colours; nil for those of the reader's scheme in SVG files, and light ones in others.
    public var scheme: ColorScheme?
    /// Pixels per point, in PNG files; one of ``scales``.
    public var scale: Double
    /// Whether files have no background: otherwise that of the scheme, white or dark.
    public var isTransparent: Bool
    /// Whether SVG files also have their texts as characters, unseen, for selecting and searching.
    public var hasSelectableText: Bool

    /// How many pixels a point may have.
    public static let scales = PNGWriter.scales

    public init(
        scheme: ColorScheme? = nil, scale: Double = 2, isTransparent: Bool = false,
        hasSelectableText: Bool = false
    ) {
        self.scheme = scheme
        self.scale = scale
        self.isTransparent = isTransparent
        self.hasSelectableText = hasSelectableText
    }
}
