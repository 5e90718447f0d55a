import ArgumentParser
import Documents
import Foundation

/// Which documents are built, and how.
struct DocsOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The Markdown files.", valueName: "document"))
    var documents: [String]

    @Option(parsing: .upToNextOption, help: "The templates of the figures; by default all in Templates/.")
    var template: [String] = []

    @Option(
        help:
            "How the files of pictures that are figures are named, without their ending; by default Figure_{id}.",
        transform: { text in
            guard let pattern = PicturePattern(text) else {
                throw ValidationError("It holds {id} once, such as ‘Figure_{id}’.")
            }
            return pattern
        })
    var imagePattern = PicturePattern.figure

    @Option(help: "The folder to write to.")
    var output: String

    @Option(help: "What documents become: a copy beside its figures, or a page with all in it.")
    var to = DocumentBuild.Form.markdown

    @Option(help: "The format of the figures beside a copy.")
    var format = PictureFormat.svg

    @Option(help: "The language of titles and labels, where they are there in several: en, zh, ja …")
    var language: String?

    @Option(help: "Pixels per point in PNG files.")
    var scale = 2.0

    @Option(help: "The OpenType math font to set values in: a path, or the name of an installed file.")
    var mathFont: String?

    @Option(help: "The font to set layers’ names in, likewise.")
    var textFont: String?

    @Flag(help: "Leave pictures as they are whose figure is in no template.")
    var allowMissing = false

    func validate() throws {
        guard !output.isEmpty else { throw ValidationError("--output is a folder, such as ‘site’.") }
        guard !documents.isEmpty else { throw ValidationError("Which documents?") }
        guard scale > 0, scale <= 100 else { throw ValidationError("--scale is a number between 0 and 100.") }
    }

    /// Finds out what the documents ask for.
    func build(_ inputs: DocumentFolder) throws -> DocumentBuild {
        try DocumentBuild(
            inputs.documents, templates: templates(),
            settings: DocumentBuild.Settings(
                pattern: imagePattern, form: to, format: format, fonts: Fonts(math: mathFont, text: textFont),
                rendering: RenderingOptions(scale: scale), language: language, allowsMissing: allowMissing))
    }

    /// Documents whose blocks describe their figures themselves need no template.
    private func templates() throws -> [Template] {
        let hasFolder = access(TemplateOptions.folder, F_OK) == 0
        if template.isEmpty, !hasFolder { return [] }
        return try TemplateOptions.read(TemplateOptions.paths(template), classes: nil, language: language)
    }

    /// The command that builds the documents.
    var command: String {
        var words = ["gradfig", "docs"] + documents
        if !template.isEmpty { words += ["--template"] + template }
        if imagePattern != .figure { words += ["--image-pattern", "\(imagePattern)"] }
        words += ["--output", output]
        if to != .markdown { words += ["--to", to.rawValue] }
        if format != .svg { words += ["--format", format.rawValue] }
        if let language { words += ["--language", language] }
        if scale != 2 { words += ["--scale", "\(scale)"] }
        if let mathFont { words += ["--math-font", mathFont] }
        if let textFont { words += ["--text-font", textFont] }
        if allowMissing { words.append("--allow-missing") }
        return words.map(shellWord).joined(separator: " ")
    }
}

extension DocumentBuild.Form: ExpressibleByArgument {}
extension PictureFormat: ExpressibleByArgument {}
