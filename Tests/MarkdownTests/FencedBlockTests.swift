import Diagnostics
import Markdown
import Testing

struct FencedBlockTests {
    private func document(_ text: String) -> MarkdownDocument {
        MarkdownDocument(SourceText(text, name: "document.md"))
    }

    @Test(arguments: [
        ("```gradfig\na: 1\nb\n```", "```gradfig\na: 1\nb\n```", "a: 1\nb\n"),
        ("x\n\n~~~~ gradfig y\na\n~~~\n~~~~~\nz", "~~~~ gradfig y\na\n~~~\n~~~~~", "a\n~~~\n"),
        ("```gradfig\n```\n", "```gradfig\n```", ""),
        ("  ```gradfig\n  a\n\n    b\n  ```\n", "```gradfig\n  a\n\n    b\n  ```", "  a\n\n    b\n"),
        ("-   x\n\n    ```gradfig\n    a\n    ```\n", "```gradfig\n    a\n    ```", "    a\n"),
        (
            "> - ```gradfig\n>   a\n>\n>   b\n>   ```\n> c", "```gradfig\n>   a\n>\n>   b\n>   ```",
            "    a\n \n    b\n"
        ),
    ])
    func `a block`(text: String, place: String, content: String) {
        for (end, text) in [("\n", text), ("\r\n", text.replacing("\n", with: "\r\n"))] {
            let blocks = document(text).fencedBlocks
            #expect(blocks.map { $0.info.prefix(7) } == ["gradfig"])
            #expect(blocks.map(\.place.text) == [place.replacing("\n", with: end)])
            #expect(blocks.map { String(decoding: $0.content.utf8, as: UTF8.self) } == [content])
            #expect(blocks.map(\.isClosed) == [true])
        }
    }

    @Test(arguments: [
        "```gradfig", "```gradfig\na", "```gradfig\na\n\n", "> ```gradfig\n> a\n```", "- ```gradfig\n  a\n\nb",
        "> ```gradfig\n> ``` x",
    ])
    func `a block that never ends`(text: String) {
        #expect(document(text).fencedBlocks[0].isClosed == false)
    }

    @Test(arguments: [
        "`gradfig`", "    ```gradfig\n    ```", "<pre>\n```gradfig\n```\n</pre>", "\\```gradfig\n",
    ])
    func `no block`(text: String) {
        #expect(document(text).fencedBlocks.filter { $0.info == "gradfig" }.isEmpty)
    }

    @Test func `what stands before the closing fence`() {
        #expect(document("> -   ```gradfig\n>     a\n>     ```").fencedBlocks[0].linePrefix == ">     ")
    }

    @Test func `an error in a block points into the document`() {
        let block = document("text\n\n> - ```gradfig\n>   ü: 1\n>   ```").fencedBlocks[0]
        let error = #expect(throws: Diagnostic.self) {
            try block.read { content in
                let line = content.lineCount - 1
                let start = content.start(ofLine: line) + "    ü: ".utf8.count
                throw SourceSlice(content, start..<start + 1).error("no number", suggestion: "see line \(line)")
            }
        }
        #expect(
            error?.description == """
                document.md:4:8: error: no number
                    >   ü: 1
                           ^
                see line 4
                """)
    }

    @Test func `HTML stands in the place of pictures and blocks`() {
        let document = document("a ![b](c) `![d](e)` ![f](g)\n\n```x\n```\n\n| h |\n|---|\n| ![i](j) |\n")
        #expect(
            document.html(pictures: [0: "<svg/>", 2: "<b/>"], blocks: [0: "<figure/>"]) == """
                <p>a <svg/> <code>![d](e)</code> <img src="g" alt="f" /></p>
                <figure/>
                <table>
                <thead>
                <tr>
                <th>h</th>
                </tr>
                </thead>
                <tbody>
                <tr>
                <td><b/></td>
                </tr>
                </tbody>
                </table>

                """)
    }
}
