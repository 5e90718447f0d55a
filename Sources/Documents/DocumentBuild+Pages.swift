/// Documents as pages.
extension DocumentBuild {
    /// What the documents become pages of.
    var documents: Set<SitePath> { Set(plans.map(\.document.path)) }

    func page(_ index: Int, _ read: (SitePath) throws -> [UInt8]?) throws -> PlannedFile {
        let plan = plans[index]
        let text = plan.document.markdown.source
        let pictures = try plan.others.compactMap(\.path).compactMap { path in try read(path).map { (path, $0) }
        }
        let recipe = Digest(
            of: [Release.version, settings.language ?? "", Digest(of: text.utf8).description]
                + documents.map(\.description).sorted()
                + plan.illustrations.flatMap {
                    [shelf.recipe(of: $0.figure).description, $0.alternativeText, $0.caption ?? ""]
                } + pictures.map { Digest(of: $0.1).description })
        return PlannedFile(
            path: plan.document.path.replacingExtension(with: "html"),
            content: .drawing(
                PlannedFile.Drawing(subject: .page(index), carrier: .markup),
                Stamp(by: .documents, recipe: recipe, source: source(of: plan.document.path))),
            inputs: inputs(of: plan) + settings.fonts.files, pictures: pictures.map(\.0))
    }
}
