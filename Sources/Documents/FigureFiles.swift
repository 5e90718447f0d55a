/// Which figure goes into which file.
struct FigureFiles {
    /// The files' figures, each with the document that was the first to ask for it.
    private(set) var figures: [SitePath: (figure: FigureShelf.Entry, document: SitePath)] = [:]
    /// The files in the order in which they were asked for.
    private(set) var paths: [SitePath] = []
    /// Those of `paths` that have a page beside them which leads to the figure step by step.
    private(set) var interactive: Set<SitePath> = []

    /// Asks for a figure at a path.
    mutating func add(
        _ figure: FigureShelf.Entry, at path: SitePath, for document: SitePath, askedAt place: SourceSlice
    ) throws {
        guard let other = figures[path]?.figure else { return insert(figure, at: path, for: document) }
        guard other == figure else { throw place.error("another figure is written to ‘\(path)’ too") }
    }

    /// Asks for a figure in the folder `figures` beside a document. A name that another figure has gets a number.
    mutating func add(
        _ figure: FigureShelf.Entry, named name: String, beside document: SitePath, as format: PictureFormat
    ) -> SitePath {
        var count = 1
        while true {
            let suffix = count == 1 ? "" : "-\(count)"
            let path = document.sibling("figures", "\(name)\(suffix).\(format.rawValue)")
            if figures[path] == nil { insert(figure, at: path, for: document) }
            if figures[path]?.figure == figure { return path }
            count += 1
        }
    }

    /// Asks for a page that leads to the figure of a file step by step.
    mutating func addSteps(to path: SitePath) { interactive.insert(path) }

    private mutating func insert(_ figure: FigureShelf.Entry, at path: SitePath, for document: SitePath) {
        figures[path] = (figure, document)
        paths.append(path)
    }
}
