/// What a document needs: its illustrations, and the files of its other pictures.
struct DocumentPlan {
    let document: Document
    private(set) var illustrations: [Illustration] = []
    /// The pictures that the pattern is not for, by their index, with their files where they have one.
    private(set) var others: [(index: Int, path: SitePath?)] = []
    /// How many figures the document asks for.
    private(set) var asked = 0
    private(set) var errors: [any Error] = []
    private(set) var warnings: [Diagnostic] = []

    init(
        _ document: Document, shelf: inout FigureShelf, files: inout FigureFiles,
        settings: DocumentBuild.Settings
    ) {
        self.document = document
        for (index, picture) in document.markdown.pictures.enumerated() {
            do {
                let address = Address(picture.url)
                if !address.isRemote, let id = settings.pattern.id(in: address.decodedStem) {
                    asked += 1
                    try addFigure(id, of: picture, index, address, shelf, &files, settings)
                } else {
                    let path = try path(ofOther: picture, address)
                    others.append((index, path))
                    if let path, settings.form == .markdown { try files.keep(path, of: picture) }
                }
            } catch {
                errors.append(error)
            }
        }
        for (index, block) in document.markdown.fencedBlocks.enumerated() where block.isFigure {
            asked += 1
            do { try addBlock(block, index, &shelf, &files, settings) } catch { errors.append(error) }
        }
    }

    private mutating func addFigure(
        _ id: String, of picture: Picture, _ index: Int, _ address: Address, _ shelf: FigureShelf,
        _ files: inout FigureFiles, _ settings: DocumentBuild.Settings
    ) throws {
        let figure: FigureShelf.Entry
        do { figure = try shelf.entry(id, askedAt: picture.place(of: id)) } catch is Diagnostic
            where settings.allowsMissing
        {
            others.append((index, try path(ofOther: picture, address)))
            return
        }
        guard picture.destination != nil else {
            throw picture.place.error(
                "the address of a picture in this paragraph can’t be made out",
                suggestion: "write it as ![\(picture.alternativeText)](\(picture.url))")
        }
        guard let source = SitePath(reference: address.path, from: document.path) else {
            throw picture.place.error(
                "the picture’s path leaves the output folder",
                suggestion: "write a relative path that stays inside")
        }
        try checkLength(of: source, picture)
        let path = source.replacingExtension(with: settings.format.rawValue)
        if settings.form == .markdown {
            try files.add(figure, at: path, for: document, askedAt: picture.place)
        }
        illustrations.append(
            Illustration(
                index: index, place: .picture(picture), figure: figure, path: path,
                link: address.replacingExtension(with: settings.format.rawValue),
                alternativeText: shelf.title(of: figure), caption: nil))
    }

    private mutating func addBlock(
        _ block: FencedBlock, _ index: Int, _ shelf: inout FigureShelf, _ files: inout FigureFiles,
        _ settings: DocumentBuild.Settings
    ) throws {
        guard block.isClosed else {
            let start = block.place.range.lowerBound
            throw SourceSlice(block.place.source, start..<start + 3).error(
                "the block never ends", suggestion: "close it with a line that holds its fence alone")
        }
        let (figure, description) = try shelf.entry(of: block)
        let path = files.add(
            figure, named: shelf.id(of: figure), for: document, as: settings.format)
        warnings += description.warnings
        if description.interactive != nil { files.addSteps(to: path) }
        illustrations.append(
            Illustration(
                index: index, place: .block(block), figure: figure, path: path,
                link: path.address(from: document.path),
                alternativeText: description.alternativeText ?? shelf.title(of: figure),
                caption: description.caption ?? shelf.caption(of: figure),
                isInteractive: description.interactive != nil))
    }

    /// The file of a picture that is no figure; nil for one from elsewhere, and for one that the site's root names.
    private func path(ofOther picture: Picture, _ address: Address) throws -> SitePath? {
        if address.isRemote || address.path.isEmpty || address.path.hasPrefix("/") { return nil }
        guard let path = SitePath(reference: address.path, from: document.path) else {
            throw picture.place.error(
                "the picture’s path leaves the output folder",
                suggestion:
                    "put the picture into the document’s folder, or build the documents of both folders together"
            )
        }
        try checkLength(of: path, picture)
        return path
    }

    /// A file’s name has at most 255 bytes, and is longer while it is written; a path has 1024 on some systems.
    private func checkLength(of path: SitePath, _ picture: Picture) throws {
        guard path.components.contains(where: { $0.utf8.count > 235 }) || path.description.utf8.count > 1000
        else { return }
        throw picture.place.error("the picture’s path is too long")
    }
}

extension FencedBlock {
    /// Whether it describes a figure: its first word is `gradfig`.
    fileprivate var isFigure: Bool { info.split(separator: " ").first == "gradfig" }
}

extension Picture {
    /// The place of an id in the picture's destination.
    fileprivate func place(of id: String) -> SourceSlice {
        guard let destination, let range = destination.text.firstRange(of: id) else { return place }
        let text = destination.text
        let start = destination.range.lowerBound + text[..<range.lowerBound].utf8.count
        return SourceSlice(destination.source, start..<start + id.utf8.count)
    }
}
