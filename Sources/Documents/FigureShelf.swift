/// The figures that documents may show: those of the templates, and those that blocks in the documents describe.
struct FigureShelf {
    /// One figure or equation of the shelf.
    struct Entry: Hashable {
        let build: Int
        let file: Int
    }

    /// The templates’ own build comes first; others are of one template each.
    private(set) var builds: [FigureBuild]
    /// The blocks whose own templates the builds are of.
    private(set) var blocks: [Int: FencedBlock] = [:]
    /// Where documents ask for builds of their own.
    private(set) var places: [Int: SourceSlice] = [:]
    private var changedTemplates: [ChangedTemplate: Int] = [:]
    let settings: DocumentBuild.Settings

    /// A template with figures for other classes, of another width, or with other numbers than it says.
    private struct ChangedTemplate: Hashable {
        let index: Int
        let classes: ClassCount?
        let width: FigureWidth?
        /// With the figure that they are for.
        let numbers: [String]

        init(_ index: Int, _ description: FigureBlock) {
            self.index = index
            classes = description.classes
            width = description.width
            let content = description.numbers.content
            numbers = content.isEmpty ? [] : content + [description.figure?.text ?? ""]
        }
    }

    init(_ templates: [Template], settings: DocumentBuild.Settings) throws {
        self.settings = settings
        builds = [try Self.build(templates, settings)]
    }

    private static func build(_ templates: [Template], _ settings: DocumentBuild.Settings) throws -> FigureBuild
    {
        try FigureBuild(
            templates.map { $0.fitting(settings.width) }, as: [FigureFormat(settings.format)],
            fonts: settings.fonts, options: settings.rendering)
    }

    // MARK: Finding figures

    /// The figure of the templates with an id; an error at the place where it is asked for.
    func entry(_ id: String, askedAt place: SourceSlice) throws -> Entry {
        try entry(id, in: 0, askedAt: place) { _ in true }
    }

    /// The figure that a block describes or names.
    ///
    /// - Throws: also for an equation that is to be stepped through.
    mutating func entry(of block: FencedBlock) throws -> (entry: Entry, description: FigureBlock) {
        var shelf = self
        let result = try block.read { content in
            let description = try FigureBlock(
                content, language: shelf.settings.language, reader: shelf.settings.reader)
            let entry = try shelf.entry(of: description, in: block)
            if let place = description.interactive, shelf.equation(entry) != nil {
                throw place.error("‘\(shelf.id(of: entry))’ is an equation: there is nothing to step through")
            }
            return (entry, description)
        }
        self = shelf
        return result
    }

    private mutating func entry(of description: FigureBlock, in block: FencedBlock) throws -> Entry {
        switch description.subject {
        case .named(let name):
            let templates = builds[0].templates
            let stems = templates.map { FileName($0.source.fileName).stem }
            guard let index = stems.firstIndex(of: name.text) else {
                throw name.error(
                    "there is no template ‘\(name.text)’", suggestion: didYouMean(name.text, among: stems))
            }
            guard let figure = description.figure else { throw name.error("which figure of the template?") }
            let key = ChangedTemplate(index, description)
            guard key.classes != nil || key.width != nil || !key.numbers.isEmpty else {
                return try entry(figure.text, in: 0, askedAt: figure) { $0 == index }
            }
            let build =
                try changedTemplates[key]
                ?? add(
                    templates[index].reread(classes: key.classes, language: settings.language)
                        .fitting(key.width).with(description.numbers, for: [figure.text]), askedAt: block.place)
            changedTemplates[key] = build
            return try entry(figure.text, in: build, askedAt: figure) { _ in true }
        case .own(let template):
            let build = try add(template.fitting(description.width), askedAt: block.place)
            blocks[build] = block
            if let figure = description.figure {
                return try entry(figure.text, in: build, askedAt: figure) { _ in true }
            }
            guard !template.files.isEmpty else {
                throw description.place.error("the block describes no figure")
            }
            guard template.files.count == 1 else {
                throw template.files[1].place.error(
                    "the block describes more than one figure",
                    suggestion: "name the one to show with the key ‘figure’")
            }
            return Entry(build: build, file: 0)
        }
    }

    private mutating func add(_ template: Template, askedAt place: SourceSlice) throws -> Int {
        builds.append(try Self.build([template], settings))
        places[builds.count - 1] = place
        return builds.count - 1
    }

    private func entry(
        _ id: String, in build: Int, askedAt place: SourceSlice, where isRight: (Int) -> Bool
    ) throws -> Entry {
        let files = builds[build].files
        guard let file = files.firstIndex(where: { $0.id == id && isRight($0.template) }) else {
            let ids = files.filter { isRight($0.template) }.map(\.id)
            throw place.error(
                "there is no figure ‘\(id)’",
                suggestion: builds[build].templates.isEmpty
                    ? "there is no template; they are read from the folder ‘Templates’ if none is named"
                    : didYouMean(id, among: ids))
        }
        return Entry(build: build, file: file)
    }

    // MARK: What is known of a figure

    /// What is not there in the language that was asked for, and templates that draw nothing.
    var warnings: [Diagnostic] { builds.flatMap { $0.templates.flatMap(\.warnings) + $0.warnings } }

    func id(of entry: Entry) -> String { file(entry).id }

    /// A figure’s title; an equation as one would type it.
    func title(of entry: Entry) -> String {
        figure(entry)?.title ?? equation(entry)?.statement.place.text ?? ""
    }

    /// What the template writes below a figure.
    func caption(of entry: Entry) -> String? { figure(entry)?.caption }

    private func figure(_ entry: Entry) -> FigureSpecification? {
        template(entry).figures.first { $0.id == id(of: entry) }
    }

    private func equation(_ entry: Entry) -> EquationSpecification? {
        template(entry).equations.first { $0.id == id(of: entry) }
    }

    func template(_ entry: Entry) -> Template { builds[entry.build].templates[file(entry).template] }

    /// The digest of all that an entry's file is made from.
    func recipe(of entry: Entry) -> Digest { file(entry).stamp.recipe }

    /// The path of the template or the document that describes an entry.
    func source(of entry: Entry) -> String { template(entry).source.name }

    /// The files that the figure's template is read from.
    func inputs(of entry: Entry) -> [String] { template(entry).inputs }

    func file(_ entry: Entry) -> FigureBuild.File { builds[entry.build].files[entry.file] }
}
