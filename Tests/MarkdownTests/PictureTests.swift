import Diagnostics
import Markdown
import Testing

/// Where pictures are written, whatever their form.
struct PictureTests {
    private func document(_ text: String) -> MarkdownDocument {
        MarkdownDocument(SourceText(text, name: "document.md"))
    }

    /// Each picture as `alternative -> destination`, both as they are written.
    private func pictures(_ text: String) -> [String] {
        document(text).pictures.map {
            "\($0.alternative?.text ?? "nowhere") -> \($0.destination?.text ?? "nowhere")"
        }
    }

    @Test(arguments: [
        ("![a](u.png)", "a -> u.png"),
        ("![](u.png)", " -> u.png"),
        ("![a]()", "a -> "),
        ("![a](<u v.png>)", "a -> u v.png"),
        ("![a](</u.png>)", "a -> /u.png"),
        ("![a](<1.png>)", "a -> 1.png"),
        ("![a](u.png \"title (a) ]\")", "a -> u.png"),
        ("![a]( u.png 'title' )", "a -> u.png"),
        ("![a](u.png\n\"two\nlines\")", "a -> u.png"),
        ("![a](\nu.png\n)", "a -> u.png"),
        ("![a](u(1).png)", "a -> u(1).png"),
        ("![a](u\\(1.png)", "a -> u\\(1.png"),
        ("![a](u&amp;v.png)", "a -> u&amp;v.png"),
        ("![a\nb\n](u.png)", "a\nb\n -> u.png"),
        ("![a [b] c](u.png)", "a [b] c -> u.png"),
        ("![a \\] c](u.png)", "a \\] c -> u.png"),
        ("![a `]` c](u.png)", "a `]` c -> u.png"),
        ("![*a*](u.png)", "*a* -> u.png"),
        ("\\\\![a](u.png)", "a -> u.png"),
        ("# ![a](u.png)", "a -> u.png"),
        ("[![a](u.png)](v)", "a -> u.png"),
        ("| a |\n|---|\n| x ![a](u\\|v.png) y |", "a -> u\\|v.png"),
        ("*   x\n\n    1. y\n       ![a\n       b](u.png)", "a\n       b -> u.png"),
        ("> x ![a\n> b](\n> u.png) y", "a\n> b -> u.png"),
        ("![a][l]\n\n[l]: u.png 'title'", "a -> u.png"),
        ("![a [b] c][l]\n\n[l]: u.png", "a [b] c -> u.png"),
        ("![l][]\n\n[l]: <u v.png>", "l -> u v.png"),
        ("![l]\n\n[l]:\n   u.png", "l -> u.png"),
        ("![L]\n\n> - [l]: u.png\n\n[l]: v.png", "L -> u.png"),
        ("![l](no destination)\n\n[l]: u.png", "l -> u.png"),
        ("![l][unclosed\n\n[l]: u.png", "l -> u.png"),
        ("mark0 ![a](mark1.png) mark2", "a -> mark1.png"),
    ])
    func `a picture`(text: String, picture: String) {
        #expect(pictures(text) == [picture])
        #expect(pictures(text.replacing("\n", with: "\r\n")) == [picture.replacing("\n", with: "\r\n")])
    }

    @Test func `pictures in a picture’s alternative text`() {
        #expect(
            pictures("![a ![b](u.png)](v.png) ![c](w.png)") == [
                "a ![b](u.png) -> v.png", "b -> u.png", "c -> w.png",
            ])
    }

    @Test(arguments: [
        "`![a](u.png)`", "    ![a](u.png)", "```\n![a](u.png)\n```", "\\![a](u.png)", "[a](u.png)",
        "![a] (u.png)",
        "<!-- ![a](u.png) -->", "<b title=\"![a](u.png)\">", "<img src=\"u.png\">", "![a][l]", "![a](u v.png)",
        "`[x](<!--` ![a](u --> v)",
    ])
    func `no picture`(text: String) {
        #expect(pictures(text) == [])
    }

    @Test func `what a picture says`() {
        let picture = document("![*a*\n`b` \\[](u&amp;\\(%20.png 'the\ntitle')").pictures[0]
        #expect(picture.url == "u&(%20.png")
        #expect(picture.alternativeText == "a b [")
        #expect(picture.title == "the\ntitle")
    }

    @Test(arguments: [
        ("x ![a](u.png 't') y", "x ![b\\[\\]](v.svg 't') y"),
        ("![a](<u.png>)", "![b\\[\\]](<v.svg>)"),
        ("![l]\n\n[l]: u.png", "![b\\[\\]][l]\n\n[l]: v.svg"),
        ("![l][] ![m]\n\n[l]: u.png", "![b\\[\\]][l] ![m]\n\n[l]: v.svg"),
        ("![a][l] ![a][l]\r\n\r\n[l]: u.png", "![b\\[\\]][l] ![b\\[\\]][l]\r\n\r\n[l]: v.svg"),
        ("![a ![c](w.png)](u.png)", "![b\\[\\]](v.svg)"),
    ])
    func `a picture changed`(before: String, after: String) {
        let document = document(before)
        let edits = document.pictures.flatMap { $0.edits(destination: "v.svg", alternativeText: "b[]") }
        #expect(String(decoding: document.edited(edits), as: UTF8.self) == after)
    }

    @Test(arguments: [
        ("a b.png", "a%20b.png"), ("(.png", "(.png"), ("a|b.png", "a%7Cb.png"),
        ("<&amp;>\\*", "%3C&amp;%3E\\*"),
        ("ü\n\u{1}.png", "ü%0A%01.png"), ("#a?b=c&d", "#a?b=c&d"),
    ])
    func `any destination can be written`(url: String, written: String) {
        for text in ["![a](u)", "![a](<u>)", "| a |\n|---|\n| ![a](u) |", "![a]\n\n[a]: u"] {
            let before = document(text)
            let edits = before.pictures[0].edits(destination: url, alternativeText: nil)
            let after = document(String(decoding: before.edited(edits), as: UTF8.self))
            #expect(after.pictures.map(\.url) == [written], "\(text)")
        }
    }

    @Test(arguments: ["-(t_1 / y_1) * exp(a_1)", "a|b $x$ ~~y~~ `c` [d] <e> &amp; *f* \\", "two\nlines"])
    func `any alternative text can be written`(words: String) {
        for text in ["![a](u)", "| a |\n|---|\n| ![a](u) |", "![a]\n\n[a]: u"] {
            let document = document(text)
            let edited = document.edited(document.pictures[0].edits(destination: nil, alternativeText: words))
            let pictures = MarkdownDocument(SourceText(String(decoding: edited, as: UTF8.self), name: ""))
                .pictures
            #expect(pictures.map(\.alternativeText) == [words.replacing("\n", with: " ")], "\(text)")
        }
    }
}
