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
        /// What figures are to fit, instead of the widths that templates and blocks say.
        public var width: FigureWidth?
        /// Whether a picture whose figure is in no template stays as it is, instead of being an error.
        public var allowsMissing: Bool
        /// What stamps say of a document, by its path and by what it becomes.
        public var origin: @Sendable (String, Form) -> Origin
        /// Reads the templates that blocks import, beside their document.
        public var reader: ImportReader

        public init(
            pattern: PicturePattern, form: Form = .markdown, format: PictureFormat = .svg, fonts: Fonts,
            rendering: RenderingOptions = RenderingOptions(), language: String? = nil,
            width: FigureWidth? = nil, allowsMissing: Bool = false,
            origin: @escaping @Sendable (String, Form) -> Origin = { .named($0, form: $1.rawValue) },
            reader: @escaping ImportReader = Template.noReader
        ) {
            self.pattern = pattern
            self.form = form
            self.format = format
            self.fonts = fonts
            self.rendering = rendering
            self.language = language
            self.width = width
            self.allowsMissing = allowsMissing
            self.origin = origin
            self.reader = reader
        }
    }

    /// How many figures the documents ask for.
    public let asked: Int
    /// How many of these there are.
    public let found: Int
    /// More errors than anybody reads at once are not told.
    private static let mostErrors = 20
    let settings: Settings
    let shelf: FigureShelf
    let plans: [DocumentPlan]
    let figureFiles: FigureFiles

    /// Finds out what the documents ask for. Nothing is derived or drawn yet.
    ///
    /// - Throws: a `Diagnostic` at each picture or block that can’t be had: the first of them together.
    public init(_ documents: [Document], templates: [Template], settings: Settings) throws {
        var shelf = try FigureShelf(templates, settings: settings)
        var files = FigureFiles()
        plans = documents.map { DocumentPlan($0, shelf: &shelf, files: &files, settings: settings) }
        if let failures = Failures.any(plans.flatMap(\.errors), most: Self.mostErrors) { throw failures }
        try Self.checkPaths(of: plans, settings.form)
        asked = plans.map(\.asked).reduce(0, +)
        found = plans.map(\.illustrations.count).reduce(0, +)
        self.shelf = shelf
        figureFiles = files
        self.settings = settings
    }

    /// Two files can't have one path.
    private static func checkPaths(of plans: [DocumentPlan], _ form: Form) throws {
        var claims = PathClaims()
        for document in plans.map(\.document) {
            let path = form == .html ? document.path.replacingExtension(with: "html") : document.path
            try claims.claim(path, at: SourceSlice(document.markdown.source, 0..<0))
        }
        guard form == .markdown else { return }
        var figures: Set<SitePath> = []
        // A picture that is itself one of the documents is written as such.
        var others = Set(plans.map(\.document.path))
        for plan in plans {
            for illustration in plan.illustrations where figures.insert(illustration.path).inserted {
                try claims.claim(illustration.path, at: illustration.place.slice)
                guard illustration.isInteractive else { continue }
                try claims.claim(
                    illustration.path.replacingExtension(with: "html"), at: illustration.place.slice)
            }
            for (index, path) in plan.others {
                guard let path, others.insert(path).inserted else { continue }
                try claims.claim(path, at: plan.document.markdown.pictures[index].place)
            }
        }
    }

    /// What the templates and blocks don’t have in the language that was asked for.
    public var warnings: [Diagnostic] { shelf.warnings + plans.flatMap(\.warnings) }

    /// The pictures that are not of the pattern and whose files are not there, as warnings.
    ///
    /// - Parameter exists: whether there is a file at a place beside the documents.
    public func missingPictures(where exists: (SitePath) -> Bool) -> [Diagnostic] {
        plans.flatMap { plan in
            plan.others.compactMap { index, path in
                let picture = plan.document.markdown.pictures[index]
                let isFigure = settings.pattern.id(in: Address(picture.url).decodedStem) != nil
                guard let path, !isFigure, !exists(path) else { return nil }
                return Diagnostic("there is no file ‘\(path)’", at: picture.place, severity: .warning)
            }
        }
    }

    /// The files in order, each once.
    ///
    /// - Parameter read: the bytes of a picture’s file beside the documents; nil where there is none.
    public func plan(reading read: (SitePath) throws -> [UInt8]?) throws -> [PlannedFile] {
        switch settings.form {
        case .markdown: figureFiles.paths.flatMap(figure) + plans.map(copy) + (try others(read))
        case .html: try plans.indices.map { try page($0, read) }
        }
    }

    /// Derives, checks and draws what the files show, and puts it into pages.
    ///
    /// - Parameters:
    ///   - files: some of the plan's, in its order.
    ///   - read: the bytes of a picture’s file beside the documents; nil where there is none.
    public func files(_ files: [PlannedFile], reading read: (SitePath) throws -> [UInt8]?) throws
        -> [OutputFile]
    {
        let subjects = files.compactMap { file -> PlannedFile.Drawing.Subject? in
            guard case .drawing(let drawing, _) = file.content else { return nil }
            return drawing.subject
        }
        let figures = try shelf.rendered(
            subjects.compactMap { if case .figure(let entry) = $0 { entry } else { nil } })
        let pages = subjects.compactMap { if case .page(let index) = $0 { plans[index] } else { nil } }
        let drawn = try shelf.scenes(pages.flatMap(\.illustrations).map(\.figure))
        let scenes = drawn.mapValues(\.scene)
        return try files.compactMap { file in
            switch file.content {
            case .ready(let bytes, _): return OutputFile(path: file.path, bytes: bytes)
            case .drawing(let drawing, let stamp):
                switch drawing.subject {
                case .figure(let entry):
                    return figures[entry].map { figure in
                        OutputFile(
                            path: file.path,
                            bytes: stamp.with(figure.substitutions).stamped(figure.bytes, as: drawing.carrier),
                            figure: figure, warnings: figure.warnings)
                    }
                case .steps(let entry):
                    let page = try shelf.stepPage(to: entry, id: "f")
                    return OutputFile(
                        path: file.path,
                        bytes: stamp.with(Substitutions(page.substitutions))
                            .stamped(Array(page.document.utf8), as: drawing.carrier))
                case .page(let index):
                    let page = try HTMLPage(
                        plans[index], language: settings.language, documents: documents, scenes: scenes,
                        steps: { illustration, id in
                            illustration.isInteractive
                                ? try shelf.stepPage(to: illustration.figure, id: id) : nil
                        }, reading: read)
                    return OutputFile(
                        path: file.path,
                        bytes: stamp.with(Substitutions(page.substitutions))
                            .stamped(Array(page.text.utf8), as: drawing.carrier),
                        warnings: plans[index].illustrations.flatMap { drawn[$0.figure]?.warnings ?? [] })
                }
            }
        }
    }

    // MARK: What files are made from

    /// A document, and what its figures come from: their titles are in it.
    func inputs(of plan: DocumentPlan) -> [String] {
        var seen: Set<String> = []
        return
            ([plan.document.markdown.source.name] + plan.illustrations.flatMap { shelf.inputs(of: $0.figure) })
            .filter { seen.insert($0).inserted }
    }

    /// What the stamps of a document's files say. A folder may hold a copy and a page of it.
    func origin(of document: Document) -> Origin {
        settings.origin(document.markdown.source.name, settings.form)
    }

    /// What the stamps of the documents' files say.
    public var origins: [Origin] { plans.map { origin(of: $0.document) } }
}
