import ArgumentParser
import Foundation
import Gradfig

struct EquationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "equation",
        abstract: "Sets a formula in TeX as a picture.",
        discussion: """
            Example: the softmax function, as SVG:

              gradfig equation 'y_k = \\frac{\\exp(a_k)}{S}' -o softmax.svg
            """)

    @Argument(help: ArgumentHelp("The formula; --commands lists what it may consist of.", valueName: "TeX"))
    var tex: String?

    @Option(
        name: .shortAndLong, help: "The file to write; its ending says the format: .svg, .png or .pdf.",
        completion: .file(extensions: ["svg", "png", "pdf"]))
    var output: String?

    @Option(help: "The size of the type, in points.")
    var size = 12.0

    @Flag(help: "Set it as in a line of text: small fractions, limits at the side.")
    var inline = false

    @Option(help: "Pixels per point in PNG files.")
    var scale = 2.0

    @Option(
        help: "The OpenType math font: a path, or the name of an installed file.", completion: .file())
    var mathFont: String?

    @Flag(help: "Leave the background out.")
    var transparent = false

    @Flag(help: "Add the formula to SVG files as text that can be selected and searched.")
    var text = false

    @Flag(help: "Print the TeX commands that are known, as Markdown, and do nothing else.")
    var commands = false

    func validate() throws {
        guard !commands else { return }
        guard tex != nil else {
            throw ValidationError(
                "What is to be set? gradfig equation 'x^2' -o file.svg; write -- before a formula that begins with -"
            )
        }
        guard let output, format(of: output) != nil else {
            throw ValidationError("--output is a file that ends in .svg, .png or .pdf.")
        }
        guard size >= 1, size <= 1000 else { throw ValidationError("--size is a number between 1 and 1000.") }
        try checkScale(scale)
    }

    func run() throws {
        try reportingErrors {
            guard let tex, let output, let format = format(of: output) else {
                try printOutput(TeXReference.markdown, terminator: "")
                return
            }
            let formula = try MathNode(tex: SourceSlice(tex, name: "formula"))
            let renderer = try FigureRenderer(
                mathFont: mathFont.map { try MathFont(.mathFont(named: $0)) })
            let equation = try renderer.render(
                formula, plain: tex, size: size, style: inline ? .text : .display, as: format,
                options: RenderingOptions(
                    scale: scale, isTransparent: transparent, hasSelectableText: text))
            warnOfMissingCharacters(in: [equation])
            try writeFile(equation.bytes, to: output)
        }
    }

    /// The format that a file's ending names.
    private func format(of path: String) -> PictureFormat? {
        path.split(separator: "/").last?.split(separator: ".").dropFirst().last
            .flatMap { PictureFormat(rawValue: $0.lowercased()) }
    }
}
