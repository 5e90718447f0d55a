/// Documents as pages.
extension DocumentBuild {
    /// What the documents become pages of.
    var documents: Set<SitePath> { Set(plans.map(\.document.path)) }

    func page(_ index: Int, _ read: (SitePath) throws -> [UInt8]?) throws -> PlannedFile {
        let plan = plans[index]
        let text = plan.document.markdown.source
        let pictures = try plan.others.compactMap { index, path in
            try path.flatMap { path in try read(path).map { (index, path, $0) } }
        }
        let recipe = Digest(
            of: [
                Release.version, settings.language ?? "", "\(plan.document.path)",
                Digest(of: text.utf8).description,
            ]
                + documents.map(\.description).sorted()
                + plan.illustrations.flatMap {
                    [
                        "\($0.index)", shelf.recipe(of: $0.figure).description, $0.alternativeText,
                        $0.caption ?? "",
                    ]
                } + pictures.flatMap { ["\($0)", "\($1)", Digest(of: $2).description] })
        return PlannedFile(
            path: plan.document.path.replacingExtension(with: "html"),
            content: .drawing(
                PlannedFile.Drawing(subject: .page(index), carrier: .markup),
                Stamp(by: .documents, recipe: recipe, origin: origin(of: plan.document))),
            inputs: inputs(of: plan) + settings.fonts.files, pictures: pictures.map(\.1))
    }
}
