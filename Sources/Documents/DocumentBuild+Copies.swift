/// Copies of documents, with files of the figures beside them.
extension DocumentBuild {
    /// A figure's file, and the page that leads to it where it is to be stepped through.
    func figure(_ path: SitePath) -> [PlannedFile] {
        guard let (entry, document) = figureFiles.figures[path] else { return [] }
        let stamp = Stamp(by: .illustrations, recipe: shelf.recipe(of: entry), origin: origin(of: document))
        func file(_ path: SitePath, _ drawing: PlannedFile.Drawing, _ stamp: Stamp) -> PlannedFile {
            PlannedFile(
                path: path, content: .drawing(drawing, stamp),
                inputs: shelf.inputs(of: entry) + settings.fonts.files, pictures: [])
        }
        let carrier = FigureFormat(settings.format).carrier
        let figure = file(path, PlannedFile.Drawing(subject: .figure(entry), carrier: carrier), stamp)
        guard figureFiles.interactive.contains(path) else { return [figure] }
        let recipe = Digest(of: [stamp.recipe.description, FigureFormat.html.rawValue])
        let steps = file(
            path.replacingExtension(with: "html"),
            PlannedFile.Drawing(subject: .steps(entry), carrier: .markup),
            Stamp(by: .illustrations, recipe: recipe, origin: stamp.origin))
        return [figure, steps]
    }

    func copy(_ plan: DocumentPlan) -> PlannedFile {
        let markdown = plan.document.markdown
        let edits = plan.illustrations.flatMap { $0.edits(lineEnd: markdown.lineEnd) }
        let mark: [UInt8] = plan.document.hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []
        return PlannedFile(
            path: plan.document.path,
            content: .ready(mark + markdown.edited(edits), origin(of: plan.document)), inputs: inputs(of: plan),
            pictures: [])
    }

    /// The files of other pictures, so that they are beside the copies as they were beside the documents.
    func others(_ read: (SitePath) throws -> [UInt8]?) throws -> [PlannedFile] {
        var seen = Set(figureFiles.paths).union(plans.map(\.document.path))
        return try plans.flatMap(\.others).compactMap { _, path in
            guard let path, seen.insert(path).inserted, let bytes = try read(path) else { return nil }
            return PlannedFile(path: path, content: .ready(bytes, nil), inputs: [], pictures: [path])
        }
    }
}
