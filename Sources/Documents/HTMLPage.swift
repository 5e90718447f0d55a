import Drawing
import Scene
import StepPage

/// A document as one HTML file that needs no other: figures are in it as SVG, pictures as data.
struct HTMLPage {
    let text: String
    /// The characters that are drawn and whose fonts lack them.
    private(set) var substitutions: [Substitution] = []

    /// What the ids of figures begin with; those of headings have no capital letters.
    private static let idPrefix = "F"

    /// - Parameters:
    ///   - language: that of the document, as BCP 47 names it, where it is known.
    ///   - documents: those of the documents that become pages too: links between them lead from page to page.
    ///   - scenes: the drawings of the document's figures.
    ///   - steps: what goes through the steps of an illustration, with ids that begin with a text.
    ///   - read: the bytes of another picture's file; nil where there is none.
    init(
        _ plan: DocumentPlan, language: String?, documents: Set<SitePath>, scenes: [FigureShelf.Entry: Scene],
        steps: (Illustration, _ id: String) throws -> StepPage?, reading read: (SitePath) throws -> [UInt8]?
    ) throws {
        let markdown = plan.document.markdown
        var parts = PageParts()
        let writer = SVGWriter(pointsPerEm: FigureRenderer.pointsPerEm)
        var hasSteps = false
        for (number, illustration) in plan.illustrations.enumerated() {
            if let page = try steps(illustration, "\(Self.idPrefix)\(number + 1)") {
                hasSteps = true
                substitutions += page.substitutions
                try parts.set(
                    Self.figure(page.fragment, caption: illustration.caption), for: illustration)
                continue
            }
            guard var scene = scenes[illustration.figure] else { continue }
            // A figure may stand in a page twice, but an id may not.
            scene.id = "\(Self.idPrefix)\(number + 1)-\(scene.id)"
            scene.title = illustration.alternativeText
            substitutions += scene.substitutions
            let svg = try writer.write(scene)
            let html =
                switch illustration.place {
                case .picture: Self.inline(svg, isEquation: scene.depth != nil)
                case .block: Self.figure(svg, caption: illustration.caption)
                }
            try parts.set(html, for: illustration)
        }
        for (index, path) in plan.others {
            let picture = markdown.pictures[index]
            guard let html = try Self.other(picture, path: path, reading: read) else { continue }
            try parts.set(html, for: picture, index)
        }
        let title = markdown.title ?? plan.document.path.fileName.stem
        let content = markdown.html(pictures: parts.pictures, blocks: parts.blocks) { url in
            let address = Address(url)
            if address.isProgram { return "" }
            guard !address.isRemote, let path = SitePath(reference: address.path, from: plan.document.path),
                documents.contains(path)
            else { return url }
            return address.replacingExtension(with: "html")
        }
        text = """
            <!DOCTYPE html>
            <html\(language.map { " lang=\"\(escaped($0))\"" } ?? "")>
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(escaped(title))</title>
            <style>
            \(PageStyle.sheet)
            </style>
            \(hasSteps ? StepPage.style : "")</head>
            <body>
            <main>
            \(content)</main>
            \(hasSteps ? StepPage.script : "")</body>
            </html>

            """
    }

    /// A drawing in a paragraph: an equation in its line, a figure in the middle of lines of its own.
    private static func inline(_ svg: String, isEquation: Bool) -> String {
        let svg = svg.split(separator: "\n").joined(separator: "\n")
        return isEquation ? svg : "<span class=\"figure\">\(svg)</span>"
    }

    private static func figure(_ svg: String, caption: String?) -> String {
        let caption = caption.map { "<figcaption>\(escaped($0))</figcaption>\n" } ?? ""
        return "<figure>\n\(svg)\(caption)</figure>"
    }

    /// A picture that is no figure: its file as data; one from elsewhere as a link, since the page loads nothing.
    private static func other(
        _ picture: Picture, path: SitePath?, reading read: (SitePath) throws -> [UInt8]?
    ) throws -> String? {
        let text = escaped(picture.alternativeText)
        if let path, let bytes = try read(path), let type = mediaTypes[path.fileName.fileExtension.lowercased()]
        {
            return "<img src=\"data:\(type);base64,\(base64(bytes))\" alt=\"\(text)\">"
        }
        if picture.url.hasPrefix("data:image/") { return nil }
        if Address(picture.url).isProgram { return text }
        return "<a href=\"\(escaped(picture.url))\">\(text.isEmpty ? escaped(picture.url) : text)</a>"
    }

    private static let mediaTypes = [
        "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
        "gif": "image/gif",
        "webp": "image/webp", "avif": "image/avif",
    ]
}

/// Text for HTML, also fit to stand between double quotes.
private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        .replacing("\"", with: "&quot;")
}
