import Scene

/// How the files of figures are called, and whether a figure has one file or a pair: one for light pages, one for dark.
public enum FileNaming: String, CaseIterable, Sendable {
    /// `A.5.svg`: a single file. Colours of SVG follow the reader's scheme, other formats are light.
    case plain
    /// `A.5-light.svg` and `A.5-dark.svg`: for pages that choose between two pictures, as their own switch stands.
    case pairs
    /// `A.5.svg` and `A.5~dark.svg`, or `A.5@2x.png` and `A.5~dark@2x.png`: what DocC finds as the image `A.5`. A
    /// catalog should have one format only, SVG or PNG: DocC takes all files of a stem for one image.
    case docc

    /// How many bytes an id may have: a file's name has at most 255, and is longer while it is written.
    static let longestID = 200

    /// The schemes that a format is written in; nil for the reader's. DOT has no pairs: it is no picture.
    func schemes(of format: FigureFormat) -> [ColorScheme?] {
        self == .plain || format.picture == nil ? [nil] : ColorScheme.allCases
    }

    /// A file's name.
    ///
    /// - Parameters:
    ///   - scheme: one of the format's schemes.
    ///   - scale: pixels per point, in PNG files.
    func fileName(_ id: String, _ format: FigureFormat, _ scheme: ColorScheme?, scale: Double) -> String {
        guard let scheme else { return format.fileName(id) }
        switch self {
        case .plain: return format.fileName(id)
        case .pairs: return format.fileName("\(id)-\(scheme.rawValue)")
        case .docc:
            let appearance = scheme == .dark ? "~dark" : ""
            let resolution = format == .png && scale != 1 ? "@\(Int(scale))x" : ""
            return format.fileName(id + appearance + resolution)
        }
    }

    /// The id of the figure whose file has this name, but for its extension.
    package func id(ofStem stem: String) -> String {
        switch self {
        case .plain: stem
        case .pairs: ColorScheme.allCases.reduce(stem) { $0.without("-\($1.rawValue)") }
        case .docc: (1...9).reduce(stem) { $0.without("@\($1)x") }.without("~dark")
        }
    }
}

extension String {
    /// The text without an end, if it ends so.
    fileprivate func without(_ end: String) -> String { hasSuffix(end) ? String(dropLast(end.count)) : self }
}
