import ArgumentParser
import Gradfig

/// How figures look, wherever they are for: what figures on their own and those of documents have in common.
struct LookOptions: ParsableArguments {
    @Option(help: "The language of titles and labels, where they are there in several: en, zh, ja …")
    var language: String?

    @Option(help: "Pixels per point in PNG files.")
    var scale = 2.0

    @Option(help: "The width that figures are to fit, instead of the templates’: 16cm, 160mm, 6.3in, 453pt.")
    var width: String?

    @Option(
        help: "The OpenType math font to set values in: a path, or the name of an installed file.",
        completion: .file())
    var mathFont: String?

    @Option(help: "The font to set layers’ names in, likewise.", completion: .file())
    var textFont: String?

    func validate() throws {
        try checkScale(scale)
    }

    /// The width that figures are to fit, if one is named.
    func figureWidth() throws -> FigureWidth? {
        try width.map { try FigureWidth(SourceSlice($0, name: "--width")) }
    }

    func fonts() throws(FontError) -> Fonts { try Fonts(math: mathFont, text: textFont) }

    /// The options that are not the usual ones, as they are typed.
    var words: [String] {
        var words: [String] = []
        if let language { words += ["--language", language] }
        if scale != 2 { words += ["--scale", "\(scale)"] }
        if let width { words += ["--width", width] }
        if let mathFont { words += ["--math-font", mathFont] }
        if let textFont { words += ["--text-font", textFont] }
        return words
    }
}

/// Whether `--scale` is one at which pictures can be drawn.
func checkScale(_ scale: Double) throws {
    guard RenderingOptions.scales.contains(scale) else {
        throw ValidationError("--scale is a number between 0.01 and 100.")
    }
}
