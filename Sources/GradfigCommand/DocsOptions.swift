import ArgumentParser
import Documents
import Foundation

/// Which documents are built, and how.
struct DocsOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp("The Markdown files.", valueName: "document"),
        completion: .file(extensions: ["md", "markdown"]))
    var documents: [String]

    @Option(
        parsing: .upToNextOption, help: "The templates of the figures; by default all in Templates/.",
        completion: TemplateOptions.completion)
    var template: [String] = []

    @Option(
        help:
            "How the files of pictures that are figures are named, without their ending; by default Figure_{id}.",
        transform: { text in
            guard let pattern = PicturePattern(text) else {
                throw ValidationError(
                    "It is a file’s name with {id} once, without folder and ending: ‘Figure_{id}’.")
            }
            return pattern
        })
    var imagePattern = PicturePattern.figure

    @Option(name: .shortAndLong, help: "The folder to write to.", completion: .directory)
    var output: String

    @Option(help: "What documents become: a copy beside its figures, or a page with all in it.")
    var to = DocumentBuild.Form.markdown

    @Option(help: "The format of the figures beside a copy.")
    var format = PictureFormat.svg

    @OptionGroup var look: LookOptions

    @Flag(help: "Leave pictures as they are whose figure is in no template.")
    var allowMissing = false

    func validate() throws {
        guard !output.isEmpty else { throw ValidationError("--output is a folder, such as ‘site’.") }
        guard !documents.isEmpty else { throw ValidationError("Which documents?") }
    }

    /// Finds out what the documents ask for.
    func build(_ inputs: DocumentFolder) throws -> DocumentBuild {
        try DocumentBuild(
            inputs.documents, templates: templates(),
            settings: DocumentBuild.Settings(
                pattern: imagePattern, form: to, format: format, fonts: look.fonts(),
                rendering: RenderingOptions(scale: look.scale), language: look.language,
                width: look.figureWidth(), allowsMissing: allowMissing,
                origin: { [output] in Origin(of: $0, asSeenFrom: output, as: $1.rawValue) },
                reader: TemplateOptions.readImport))
    }

    /// Documents whose blocks describe their figures themselves need no template.
    private func templates() throws -> [Template] {
        let hasFolder = access(TemplateOptions.folder, F_OK) == 0
        if template.isEmpty, !hasFolder { return [] }
        return try TemplateOptions.read(TemplateOptions.paths(template), classes: nil, language: look.language)
    }

    /// The command that builds the documents.
    var command: String {
        var words = ["gradfig", "docs"] + documents
        if !template.isEmpty { words += ["--template"] + template }
        if imagePattern != .figure { words += ["--image-pattern", "\(imagePattern)"] }
        words += ["--output", output]
        if to != .markdown { words += ["--to", to.rawValue] }
        if format != .svg { words += ["--format", format.rawValue] }
        words += look.words
        if allowMissing { words.append("--allow-missing") }
        return words.map(shellWord).joined(separator: " ")
    }
}

extension DocumentBuild.Form: ExpressibleByArgument {}
extension PictureFormat: ExpressibleByArgument {}
