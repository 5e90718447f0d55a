import ArgumentParser
import Gradfig

/// Which files are built of which templates, and how: what `build`, `check` and `watch` have in common.
struct BuildOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp("The templates; by default all in Templates/.", valueName: "template"),
        completion: TemplateOptions.completion)
    var templates: [String] = []

    @Option(name: .shortAndLong, help: "The folder of the figures.", completion: .directory)
    var output = "output"

    @Option(parsing: .upToNextOption, help: "The formats of the figures.")
    var format = Self.formats

    @Option(
        help: """
            How files are named: plain, one file a figure; pairs, ID-light and ID-dark; docc, ID and ID~dark, as \
            DocC wants it, with PNG files as ID@2x.
            """)
    var naming = FileNaming.plain

    @Option(parsing: .upToNextOption, help: "The figures and equations, by id; by default all.")
    var only: [String] = []

    @Option(parsing: .unconditional, help: "How many classes to draw, instead of the template’s index range.")
    var classes: ClassCount?

    @OptionGroup var numbers: NumberOptions

    @Option(
        help: "What is written on arrows: symbols, numbers, or both.",
        completion: .list(["symbols", "numbers", "both"]))
    var show: String?

    @OptionGroup var look: LookOptions

    @Flag(help: "Leave the background out.")
    var transparent = false

    @Flag(help: "Add values and names to SVG files as text that can be selected and searched.")
    var text = false

    private static let formats: [FigureFormat] = [.svg, .png]

    func validate() throws {
        guard !output.isEmpty else { throw ValidationError("--output is a folder, such as ‘figures’.") }
        guard naming == .docc else { return }
        guard format == [.svg] || format == [.png] else {
            throw ValidationError("DocC takes a figure in one format: --format svg or --format png.")
        }
        guard format == [.svg] || [1, 2, 3].contains(look.scale) else {
            throw ValidationError("DocC knows pictures at --scale 1, 2 and 3.")
        }
    }

    /// Reads the templates, and finds out what is to be built of them.
    func build() throws -> FigureBuild {
        let width = try look.figureWidth()
        var numbers = try self.numbers.settings()
        numbers.show = try show.map { try NumberSettings.show(SourceSlice($0, name: "--show")) }
        let build = try FigureBuild(
            TemplateOptions.read(TemplateOptions.paths(templates), classes: classes, language: look.language)
                .map { $0.fitting(width).with(numbers, for: only) },
            as: format, naming: naming,
            fonts: look.fonts(),
            options: RenderingOptions(
                scale: look.scale, isTransparent: transparent, hasSelectableText: text),
            origin: { Origin(of: $0, asSeenFrom: output) })
        let ids = build.ids
        for id in only where !ids.contains(id) {
            throw SourceSlice(id, name: "--only").error(
                "there is no figure ‘\(id)’", suggestion: didYouMean(id, among: ids))
        }
        let made = Set(build.files.map(\.id))
        for id in only where !made.contains(id) {
            let formats = format.map(\.rawValue).joined(separator: " and ")
            throw SourceSlice(id, name: "--only").error(
                "‘\(id)’ is not made as \(formats)",
                suggestion: "these are: \(made.sorted().joined(separator: ", "))")
        }
        return build
    }

    /// The files of a build that are asked for.
    func files(of build: FigureBuild) -> [FigureBuild.File] {
        build.files.filter { only.isEmpty || only.contains($0.id) }
    }

    func path(of file: FigureBuild.File) -> String { "\(output)/\(file.name)" }

    /// The command that writes all files.
    var command: String { command(templates, only: only, as: format == Self.formats ? [] : format) }

    /// The command that writes one file.
    func command(for file: FigureBuild.File, of build: FigureBuild) -> String {
        command([build.templates[file.template].source.name], only: [file.id], as: [file.format])
    }

    private func command(_ templates: [String], only: [String], as formats: [FigureFormat]) -> String {
        var words = ["gradfig", "build"] + templates
        if !only.isEmpty { words += ["--only"] + only }
        if !formats.isEmpty { words += ["--format"] + formats.map(\.rawValue) }
        if naming != .plain { words += ["--naming", naming.rawValue] }
        if output != "output" { words += ["--output", output] }
        if let classes { words += ["--classes", "\(classes)"] }
        words += numbers.words
        if let show { words += ["--show", show] }
        words += look.words
        if transparent { words.append("--transparent") }
        if text { words.append("--text") }
        return words.map(shellWord).joined(separator: " ")
    }
}

extension FigureFormat: ExpressibleByArgument {}
extension FileNaming: ExpressibleByArgument {}

/// A word as a shell reads it back.
func shellWord(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
        let character = Character(Unicode.Scalar(byte))
        return character.isASCII
            && (character.isLetter || character.isNumber || "-_./=:,+@%".contains(character))
    }
    return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: #"'\''"#) + "'"
}
