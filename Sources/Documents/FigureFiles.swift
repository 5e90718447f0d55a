/// Which figure goes into which file.
struct FigureFiles {
    /// The files' figures, each with the document that was the first to ask for it.
    private(set) var figures: [SitePath: (figure: FigureShelf.Entry, document: Document)] = [:]
    /// The files in the order in which they were asked for.
    private(set) var paths: [SitePath] = []
    /// Those of `paths` that have a page beside them which leads to the figure step by step.
    private(set) var interactive: Set<SitePath> = []

    /// The documents' own pictures, which no figure may replace.
    private var taken: Set<SitePath> = []

    /// Keeps the path of a document's own picture.
    mutating func keep(_ path: SitePath, of picture: Picture) throws {
        taken.insert(path)
        guard figures[path] != nil else { return }
        throw picture.place.error("a figure is written to ‘\(path)’ too", suggestion: "rename the picture")
    }

    /// Asks for a figure at a path.
    mutating func add(
        _ figure: FigureShelf.Entry, at path: SitePath, for document: Document, askedAt place: SourceSlice
    ) throws {
        guard !taken.contains(path), figures[path].map({ $0.figure == figure }) ?? true else {
            throw place.error("another picture is written to ‘\(path)’ too")
        }
        if figures[path] == nil { insert(figure, at: path, for: document) }
    }

    /// Asks for a figure in the document's own folder below `figures`. A name that another picture has gets a number.
    mutating func add(
        _ figure: FigureShelf.Entry, named name: String, for document: Document, as format: PictureFormat
    ) -> SitePath {
        var count = 1
        while true {
            let suffix = count == 1 ? "" : "-\(count)"
            let path = document.path.sibling(
                "figures", document.path.fileName.stem, "\(name)\(suffix).\(format.rawValue)")
            if figures[path] == nil, !taken.contains(path) { insert(figure, at: path, for: document) }
            if figures[path]?.figure == figure { return path }
            count += 1
        }
    }

    /// Asks for a page that leads to the figure of a file step by step.
    mutating func addSteps(to path: SitePath) { interactive.insert(path) }

    private mutating func insert(_ figure: FigureShelf.Entry, at path: SitePath, for document: Document) {
        figures[path] = (figure, document)
        paths.append(path)
    }
}
