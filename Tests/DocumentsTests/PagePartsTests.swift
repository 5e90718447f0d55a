import Diagnostics
import Markdown
import Testing

@testable import Documents

struct PagePartsTests {
    @Test func `a page that no browser shows is none`() throws {
        let document = MarkdownDocument(SourceText("![](a.png)\n![b](c.png)", name: "a.md"))
        let html = String(repeating: "x", count: 128_000_001)
        var parts = PageParts()
        try parts.set(html, for: document.pictures[0], 0)
        let error = #expect(throws: Diagnostic.self) { try parts.set(html, for: document.pictures[1], 1) }
        #expect(
            error?.description == """
                a.md:2:6: error: the page has more than 256 megabytes up to here
                    ![b](c.png)
                         ^~~~~
                split the document, or write copies, with the figures as files beside them
                """)
        #expect(parts.pictures.count == 1)
    }
}
