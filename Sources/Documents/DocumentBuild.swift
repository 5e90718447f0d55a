/// Documents with the figures that they ask for: which files they become. Nothing is written here.
///
/// A document asks for a figure by a picture whose file name is of a pattern, or by a fenced block `gradfig`.
public struct DocumentBuild: Sendable {
    /// What documents become.
    public enum Form: String, CaseIterable, Sendable {
        /// A copy, with files of the figures beside it.
        case markdown
        /// A page with all in it.
        case html
    }

    public struct Settings: Sendable {
        public var pattern: PicturePattern
        public var form: Form
        /// The format of figures’ files.
        public var format: PictureFormat
        public var fonts: Fonts
        public var rendering: RenderingOptions
        /// The language of what blocks say in several.
        public var language: String?
        /// Whether a picture whose figure is in no template stays as it is, instead of being an error.
        public var allowsMissing: Bool

        public init(
            pattern: PicturePattern, form: Form = .markdown, format: PictureFormat = .svg, fonts: Fonts,
            rendering: RenderingOptions = RenderingOptions(), language: String? = nil,
            allowsMissing: Bool = false
        ) {
            self.pattern = pattern
            self.form = form
            self.format = format
            self.fonts = fonts
            self.rendering = rendering
            self.language = language
            self.allowsMissing = allowsMissing
        }
    }

    /// How many figures the documents ask for.
    public let asked: Int
    /// How many of these there are.
    public let found: Int
    /// More errors than anybody reads at once are not told.
    private static let mostErrors = 20
    private let settings: Settings
    private let shelf: FigureShelf
    private let plans: [DocumentPlan]
    private let figureFiles: FigureFiles

    /// Finds out what the documents ask for. Nothing is derived or drawn yet.
    ///
    /// - Throws: a `Diagnostic` at each picture or block that can’t be had: the first of them together.
    public init(_ documents: [Document], templates: [Template], settings: Settings) throws {
        var shelf = try FigureShelf(templates, settings: settings)
        var files = FigureFiles()
        plans = documents.map { DocumentPlan($0, shelf: &shelf, files: &files, settings: settings) }
        if let failures = Failures.any(Array(plans.flatMap(\.errors).prefix(Self.mostErrors))) {
            throw failures
        }
        asked = plans.map(\.asked).reduce(0, +)
        found = plans.map(\.illustrations.count).reduce(0, +)
        self.shelf = shelf
        figureFiles = files
        self.settings = settings
    }

    /// Derives, checks and draws all figures, and puts them into the documents.
    ///
    /// - Parameter read: the bytes of a picture’s file beside the documents; nil where there is none.
    /// - Returns: the files in order, each once.
    public func files(reading read: (SitePath) throws -> [UInt8]?) throws -> [OutputFile] {
        switch settings.form {
        case .markdown: try figures() + plans.map(copy) + others(read)
        case .html: try pages(read)
        }
    }

    // MARK: Markdown

    private func figures() throws -> [OutputFile] {
        let figures = try shelf.rendered(Array(figureFiles.figures.values))
        return figureFiles.paths.compactMap { path in
            figureFiles.figures[path].flatMap { figures[$0] }
                .map { OutputFile(path: path, bytes: $0.bytes, figure: $0) }
        }
    }

    private func copy(_ plan: DocumentPlan) -> OutputFile {
        let markdown = plan.document.markdown
        let edits = plan.illustrations.flatMap { $0.edits(lineEnd: markdown.lineEnd) }
        let mark: [UInt8] = plan.document.hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []
        return OutputFile(path: plan.document.path, bytes: mark + markdown.edited(edits))
    }

    /// The files of other pictures, so that they are beside the copies as they were beside the documents.
    private func others(_ read: (SitePath) throws -> [UInt8]?) throws -> [OutputFile] {
        var seen = Set(figureFiles.paths).union(plans.map(\.document.path))
        return try plans.flatMap(\.others).compactMap { _, path in
            guard let path, seen.insert(path).inserted, let bytes = try read(path) else { return nil }
            return OutputFile(path: path, bytes: bytes)
        }
    }

    // MARK: HTML

    private func pages(_ read: (SitePath) throws -> [UInt8]?) throws -> [OutputFile] {
        let scenes = try shelf.scenes(plans.flatMap(\.illustrations).map(\.figure))
        return try plans.map { plan in
            let page = try HTMLPage(plan, scenes: scenes, reading: read)
            return OutputFile(
                path: plan.document.path.replacingExtension(with: "html"), bytes: Array(page.text.utf8))
        }
    }
}
