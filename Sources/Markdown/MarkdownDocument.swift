import CMarkGFM
import Diagnostics

/// A Markdown document: its pictures and fenced blocks with their places. cmark-gfm decides what is one.
///
/// The language is CommonMark 0.29 with GitHub’s tables, strikethrough and task lists.
public struct MarkdownDocument: Sendable {
    public let source: SourceText
    /// In the order of the text.
    public let pictures: [Picture]
    /// In the order of the text.
    public let fencedBlocks: [FencedBlock]
    /// What the document is called: the text of its `<title>` element, or of its first heading.
    public let title: String?
    /// How the first line ends: with a newline, or with a carriage return before it.
    public let lineEnd: String

    public init(_ source: SourceText) {
        self.source = source
        lineEnd = Self.lineEnd(in: source.utf8)
        let tree = SyntaxTree(source.utf8)
        let lines = LineTable(source.utf8)
        let images = tree.nodes(CMARK_NODE_IMAGE)
        let locations = PictureMarks.locations(of: images.map(\.url), in: source.utf8)
        pictures = zip(images, locations).map { image, location in
            let destination = location.destination.map { SourceSlice(source, $0) }
            return Picture(
                url: image.url, alternativeText: image.plainText, title: image.title, destination: destination,
                alternative: location.alternative.map { SourceSlice(source, $0) },
                place: destination ?? SourceSlice(source, lines.range(image.block.firstLine)),
                form: location.form)
        }
        let code = tree.nodes(CMARK_NODE_CODE_BLOCK)
        let codeLines = Set(code.map(\.firstLine))
        fencedBlocks = code.filter { $0.fenceLength > 0 }
            .map { FencedBlock($0, in: source, lines: lines, codeLines: codeLines) }
        title =
            tree.nodes(CMARK_NODE_HTML_BLOCK).lazy.compactMap(\.titleElement).first
            ?? tree.nodes(CMARK_NODE_HEADING).first?.plainText
    }

    private static func lineEnd(in bytes: [UInt8]) -> String {
        guard let newline = bytes.firstIndex(of: UInt8(ascii: "\n")), newline > 0 else { return "\n" }
        return bytes[newline - 1] == UInt8(ascii: "\r") ? "\r\n" : "\n"
    }

    /// The document’s bytes with the edits done; every other byte is kept. Of edits that overlap, the outer one counts.
    public func edited(_ edits: [Edit]) -> [UInt8] { source.utf8.edited(edits) }

    /// The document as HTML, with the HTML that it holds itself, but for a `<title>`, which belongs into a page’s head.
    /// Headings get anchors, which links such as `#its-text` lead to.
    ///
    /// - Parameters:
    ///   - pictures: HTML in place of pictures, by their index.
    ///   - blocks: HTML in place of fenced blocks, by their index.
    ///   - link: the address that a link leads to, instead of the one in the text.
    public func html(
        pictures: [Int: String] = [:], blocks: [Int: String] = [:], link: (_ address: String) -> String = { $0 }
    ) -> String {
        let tree = SyntaxTree(source.utf8)
        var anchors = Anchors()
        for heading in tree.nodes(CMARK_NODE_HEADING) {
            guard let anchor = anchors.add(heading.plainText) else { continue }
            tree.prepend("<a id=\"\(anchor)\"></a>", to: heading)
        }
        // Later ones first: a picture in another’s alternative text is gone with it.
        for (index, node) in tree.nodes(CMARK_NODE_IMAGE).enumerated().reversed() {
            if let html = pictures[index] { tree.replace(node, with: html, as: CMARK_NODE_HTML_INLINE) }
        }
        let fenced = tree.nodes(CMARK_NODE_CODE_BLOCK).filter { $0.fenceLength > 0 }
        for (index, node) in fenced.enumerated() {
            if let html = blocks[index] { tree.replace(node, with: html, as: CMARK_NODE_HTML_BLOCK) }
        }
        for node in tree.nodes(CMARK_NODE_HTML_BLOCK) where node.titleElement != nil { tree.remove(node) }
        for node in tree.nodes(CMARK_NODE_LINK) { node.setURL(link(node.url)) }
        return tree.html()
    }
}
