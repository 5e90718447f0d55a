import Diagnostics
import FigureTemplate
import Fingerprint
import Scene

/// The files that templates give, each with what it is made from: known before anything is derived or drawn, so that
/// only what is out of date need be.
public struct FigureBuild: Sendable {
    /// A file to be written.
    public struct File: Sendable {
        /// The id of the figure or the equation that it shows.
        public let id: String
        public let format: FigureFormat
        /// Its colours; nil for those of the reader's scheme, where the format has them.
        public let scheme: ColorScheme?
        /// The file's name.
        public let name: String
        /// Its template, as an index into the build's.
        public let template: Int
        /// The stamp that it carries when it is up to date.
        public let stamp: Stamp
    }

    public let templates: [Template]
    public let files: [File]
    public let fonts: Fonts
    let options: RenderingOptions

    /// - Parameter origin: what stamps say of a template, by its path.
    /// - Throws: a `Diagnostic` for a name or an id that two templates have, a `FontError` for a font that can't be
    ///   read.
    public init(
        _ templates: [Template], as formats: [FigureFormat], naming: FileNaming = .plain, fonts: Fonts,
        options: RenderingOptions = RenderingOptions(), origin: (String) -> Origin = { .named($0) }
    ) throws {
        self.templates = templates
        self.fonts = fonts
        self.options = options
        // What is asked for twice is made once.
        let formats = formats.reduce(into: [FigureFormat]()) { if !$0.contains($1) { $0.append($1) } }
        try Self.checkNames(of: templates)
        try Self.checkIDs(of: templates, formats)
        let tool = [Release.version] + (try fonts.digests()).map(\.description)
        files = templates.enumerated().flatMap { index, template in
            let origin = origin(template.source.name)
            func files(_ id: String, _ format: FigureFormat, _ content: [String]) -> [File] {
                naming.schemes(of: format).map { scheme in
                    let parts = [id, format.rawValue] + options.with(scheme).parts(for: format)
                    let recipe = Digest(of: tool + [template.content] + content + parts)
                    return File(
                        id: id, format: format, scheme: scheme,
                        name: naming.fileName(id, format, scheme, scale: options.scale), template: index,
                        stamp: Stamp(by: .figures, recipe: recipe, origin: origin))
                }
            }
            func content(_ language: String?) -> [String] {
                ["\(template.classes ?? .number(0))", language ?? ""]
                    + (template.width.map { ["\($0.points)"] } ?? []) + template.commanded.content
            }
            let figures = template.figures.flatMap { figure in
                formats.filter { $0 != .html }.flatMap { files(figure.id, $0, content(figure.language)) }
            }
            let pages = template.pages.filter { _ in formats.contains(.html) }.flatMap { page in
                files(page.id, .html, content(page.figure.language))
            }
            let pictures = formats.filter { $0.picture != nil }
            // An equation is about the template's own classes.
            let equations = template.equations.flatMap { equation in
                pictures.flatMap { files(equation.id, $0, [equation.statement.place.text]) }
            }
            return figures + equations + pages
        }
    }

    /// The templates of which no file is made.
    public var warnings: [Diagnostic] {
        let drawn = Set(files.map(\.template))
        return templates.indices.filter { !drawn.contains($0) }.map { index in
            let template = templates[index]
            let isEmpty = template.files.isEmpty
            return Diagnostic(
                isEmpty
                    ? "the template asks for nothing to be drawn"
                    : "the template has equations only, and these are no graphs",
                at: SourceSlice(template.source, 0..<0),
                suggestion: isEmpty
                    ? "add ‘figures: [{ id: NAME, title: … }]’, or ‘equations’" : "choose another format",
                severity: .warning)
        }
    }

    /// The ids of all that the templates give, in one format or another.
    public var ids: [String] {
        templates.flatMap { template in template.files.map(\.id) + template.pages.map(\.id) }
    }
}

extension RenderingOptions {
    func with(_ scheme: ColorScheme?) -> RenderingOptions {
        var options = self
        options.scheme = scheme
        return options
    }

    /// Those of the options that make a difference in a format.
    func parts(for format: FigureFormat) -> [String] {
        let colors = scheme.map { [$0.rawValue] } ?? []
        return switch format {
        case .svg: ["\(isTransparent)", "\(hasSelectableText)"] + colors
        case .png: ["\(isTransparent)", "\(scale)"] + colors
        case .pdf: ["\(isTransparent)"] + colors
        case .dot, .html: []
        }
    }
}
