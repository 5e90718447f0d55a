/// A figure at its place in a document.
struct Illustration {
    /// What it stands for in the document.
    enum Place {
        case picture(Picture)
        case block(FencedBlock)

        /// It in its document.
        var slice: SourceSlice {
            switch self {
            case .picture(let picture): picture.place
            case .block(let block): block.place
            }
        }
    }

    /// The place, as an index among the document's pictures or blocks.
    let index: Int
    let place: Place
    let figure: FigureShelf.Entry
    /// The figure's file.
    let path: SitePath
    /// The address of the file, as the document writes it.
    let link: String
    let alternativeText: String
    let caption: String?
    /// Whether it is to be stepped through: in its place in a page, or in a page that its picture is a link to.
    var isInteractive = false

    /// The edits that put it into its document.
    ///
    /// - Parameter lineEnd: how the document's lines end.
    func edits(lineEnd: String) -> [Edit] {
        switch place {
        case .picture(let picture):
            return picture.edits(destination: link, alternativeText: alternativeText)
        case .block(let block):
            var picture = MarkdownText.picture(alternativeText: alternativeText, destination: link)
            if isInteractive {
                let page = Address(link).replacingExtension(with: "html")
                picture = MarkdownText.link(picture, destination: page)
            }
            let prefix = block.linePrefix
            let blank = String(prefix.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
            // Where a fence ends a paragraph, a picture would be a part of it.
            var text = block.touchesTextBefore ? lineEnd + prefix + picture : picture
            if let caption {
                text += lineEnd + blank + lineEnd + prefix + "*\(MarkdownText.escaped(caption))*"
            }
            if block.touchesTextBehind { text += lineEnd + blank }
            return [Edit(block.place.range, text)]
        }
    }
}
