/// A Markdown document to be built.
public struct Document: Sendable {
    /// Where its copy goes, in the output folder.
    public let path: SitePath
    public let markdown: MarkdownDocument
    /// Whether its file begins with a byte order mark, which is no part of its text.
    public let hasByteOrderMark: Bool

    public init(_ source: SourceText, path: SitePath, hasByteOrderMark: Bool = false) {
        self.path = path
        markdown = MarkdownDocument(source)
        self.hasByteOrderMark = hasByteOrderMark
    }

    /// The pictures that it shows, where they are in the output folder.
    public var pictures: [SitePath] {
        markdown.pictures.compactMap { picture in
            let address = Address(picture.url)
            return address.isRemote ? nil : SitePath(reference: address.path, from: path)
        }
    }
}
