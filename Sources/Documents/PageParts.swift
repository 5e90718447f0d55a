import Markdown

/// The HTML that stands in a page for pictures and blocks of its document, by their indices.
struct PageParts {
    private(set) var pictures: [Int: String] = [:]
    private(set) var blocks: [Int: String] = [:]
    private var size = 0

    /// A page of more megabytes is shown by no browser; of a gigabyte, cmark-gfm would end the program.
    private static let mostMegabytes = 256

    /// - Throws: a `Diagnostic` at the place with which the page becomes too large.
    mutating func set(_ html: String, for illustration: Illustration) throws {
        switch illustration.place {
        case .picture(let picture): try set(html, for: picture, illustration.index)
        case .block(let block):
            try grow(by: html, at: block.place)
            blocks[illustration.index] = html
        }
    }

    /// - Throws: a `Diagnostic` at the picture with which the page becomes too large.
    mutating func set(_ html: String, for picture: Picture, _ index: Int) throws {
        try grow(by: html, at: picture.place)
        pictures[index] = html
    }

    private mutating func grow(by html: String, at place: SourceSlice) throws {
        size += html.utf8.count
        guard size > Self.mostMegabytes * 1_000_000 else { return }
        throw place.error(
            "the page has more than \(Self.mostMegabytes) megabytes up to here",
            suggestion: "split the document, or write copies, with the figures as files beside them")
    }
}
