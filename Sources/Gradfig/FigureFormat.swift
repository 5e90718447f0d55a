import Drawing

/// A file format that figures are written in. The raw value is the file's extension.
public enum FigureFormat: String, CaseIterable, Sendable {
    case svg
    case png
    case pdf
    /// The positioned graph, for Graphviz: `neato -n2 -Tsvg` draws it too.
    case dot

    /// How a file of this format carries a stamp.
    public var carrier: Stamp.Carrier {
        switch self {
        case .svg: .markup
        case .png: .png
        case .pdf: .pdf
        case .dot: .dot
        }
    }

    func fileName(_ id: String) -> String { "\(id).\(rawValue)" }
}

/// How figures are turned into files.
public struct RenderingOptions: Sendable {
    /// Pixels per point, in PNG files.
    public var scale: Double
    /// Whether files have no background: otherwise white, and dark in SVG files on a dark screen.
    public var isTransparent: Bool
    /// Whether SVG files also have their texts as characters, unseen, for selecting and searching.
    public var hasSelectableText: Bool

    public init(scale: Double = 2, isTransparent: Bool = false, hasSelectableText: Bool = false) {
        self.scale = scale
        self.isTransparent = isTransparent
        self.hasSelectableText = hasSelectableText
    }
}
