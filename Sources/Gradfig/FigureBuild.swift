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
    private let options: RenderingOptions

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

    /// Derives, checks and draws what files show.
    ///
    /// - Returns: the figures, stamped, in the order of the files.
    public func render(_ files: [File]) throws -> [RenderedFigure] {
        try zip(files, draw(files)).map { file, figure in
            var figure = figure
            let stamp = file.stamp.with(figure.substitutions)
            figure.bytes = stamp.stamped(figure.bytes, as: file.format.carrier)
            return figure
        }
    }

    /// The figures without stamps, in the order of the files.
    package func draw(_ files: [File]) throws -> [RenderedFigure] {
        if files.isEmpty { return [] }
        let renderer = try FigureRenderer(fonts)
        let filesOfTemplates = Dictionary(grouping: files, by: \.template).sorted { $0.key < $1.key }
        let rendered = try concurrentResults(filesOfTemplates) { index, files in
            let set = try FigureSet(templates[index])
            return try Dictionary(grouping: files, by: \.scheme).flatMap { scheme, files in
                try render(files, of: set, options: options.with(scheme), renderer: renderer)
            }
        }.collectingFailures()
        let byName = Dictionary(uniqueKeysWithValues: rendered.joined().map { ($0.name, $0) })
        return files.compactMap { byName[$0.name] }
    }

    /// The files of one template in one scheme.
    private func render(
        _ files: [File], of set: FigureSet, options: RenderingOptions, renderer: FigureRenderer
    ) throws -> [RenderedFigure] {
        let pages = try files.filter { $0.format == .html }.compactMap { file in
            try set.template.pages.first { $0.id == file.id }
                .map { try renderer.renderPage(to: $0.figure.id, of: set, id: file.id) }
        }
        // What is wanted in the same formats is drawn together.
        let formats = Dictionary(grouping: files.filter { $0.format != .html }, by: \.id).mapValues {
            $0.map(\.format)
        }
        let rendered = try Set(formats.values).flatMap { wanted in
            let figures = set.figures.filter { formats[$0.id] == wanted }
            let equations = set.template.equations.filter { formats[$0.id] == wanted }
            return try renderer.render(figures, of: set, as: wanted, options: options)
                + renderer.render(equations, as: wanted, options: options)
        }
        let byName = Dictionary(uniqueKeysWithValues: (rendered + pages).map { ($0.name, $0) })
        return files.compactMap { file in
            var figure = byName[file.format.fileName(file.id)]
            figure?.name = file.name
            return figure
        }
    }

    /// Files and documents know a template by its file's name.
    private static func checkNames(of templates: [Template]) throws {
        var sources: [String: SourceText] = [:]
        for template in templates {
            guard let other = sources.updateValue(template.source, forKey: template.source.fileName) else {
                continue
            }
            let isSame = other.name == template.source.name
            throw SourceSlice(template.source, 0..<0).error(
                isSame ? "the template is named twice" : "the template has the name of \(other.name)",
                suggestion: isSame ? nil : "rename one of them: figures are told by it")
        }
    }

    private static func checkIDs(of templates: [Template], _ formats: [FigureFormat]) throws {
        try check(templates.flatMap(\.files)) { "the figure ‘\($0)’ is also defined in \($1)" }
        guard formats.contains(.html) else { return }
        try check(templates.flatMap { $0.pages.map { ($0.id, $0.figure.idPlace) } }) {
            "the page ‘\($0)’ is also made of \($1)"
        }
    }

    private static func check(
        _ ids: [(id: String, place: SourceSlice)], message: (_ id: String, _ source: String) -> String
    ) throws {
        var others: [String: (id: String, place: SourceSlice)] = [:]
        for (id, place) in ids {
            guard id.utf8.count <= FileNaming.longestID else {
                throw place.error(
                    "the id is too long for the name of a file: it has \(id.utf8.count) bytes",
                    suggestion: "choose one of at most \(FileNaming.longestID)")
            }
            guard let other = others.updateValue((id, place), forKey: id.lowercased()) else { continue }
            guard other.id != id else { throw place.error(message(id, other.place.source.name)) }
            throw place.error(
                "the ids ‘\(id)’ and ‘\(other.id)’ differ in small and capital letters alone: on some systems their "
                    + "files are one", suggestion: "rename one of them")
        }
    }
}

extension RenderingOptions {
    fileprivate func with(_ scheme: ColorScheme?) -> RenderingOptions {
        var options = self
        options.scheme = scheme
        return options
    }

    /// Those of the options that make a difference in a format.
    fileprivate func parts(for format: FigureFormat) -> [String] {
        let colors = scheme.map { [$0.rawValue] } ?? []
        return switch format {
        case .svg: ["\(isTransparent)", "\(hasSelectableText)"] + colors
        case .png: ["\(isTransparent)", "\(scale)"] + colors
        case .pdf: ["\(isTransparent)"] + colors
        case .dot, .html: []
        }
    }
}
