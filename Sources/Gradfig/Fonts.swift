import Fingerprint
import MathTypesetting

/// The font files that figures are set in.
public struct Fonts: Sendable {
    /// The path of the font of values and operations.
    public let math: String
    /// The path of the font of layers' names.
    public let text: String

    /// - Parameters:
    ///   - math: an OpenType font with a MATH table: a path, or the name of an installed file; by default Latin Modern
    ///     Math.
    ///   - text: likewise the font of names; by default Latin Modern Roman.
    public init(math: String? = nil, text: String? = nil) throws(FontError) {
        self.math = try (math.map(FontFile.mathFont(named:)) ?? .latinModernMath).locate()
        self.text = try (text.map { FontFile(name: $0) } ?? .latinModernRoman).locate()
    }

    /// The paths of the files.
    public var files: [String] { [math, text] }

    func digests() throws(FontError) -> [Digest] {
        var digests: [Digest] = []
        for file in files { digests.append(try FontFile.digest(ofFileAt: file)) }
        return digests
    }
}

extension FigureRenderer {
    /// A renderer that sets figures in the fonts.
    public convenience init(_ fonts: Fonts) throws {
        try self.init(mathFont: MathFont(path: fonts.math), textFont: TextFont(path: fonts.text))
    }
}
