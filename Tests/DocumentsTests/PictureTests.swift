import Documents
import Testing

/// Pictures of a document that become figures, and those that don't.
struct PictureTests {
    @Test func `a figure beside the copy, and the link to it`() throws {
        var build = Build()
        let files = try build.files([
            "guide/a.md": "x\r\n![old](img/Figure_small.jpg 't') `![](Figure_b.png)`\r\ny"
        ])
        #expect(files.keys.sorted() == ["guide/a.md", "guide/img/Figure_small.svg"])
        #expect(
            files["guide/a.md"]
                == "x\r\n![Twice the inputs](img/Figure_small.svg 't') `![](Figure_b.png)`\r\ny")
        #expect(
            files["guide/img/Figure_small.svg"]?.contains("<title id=\"small-title\">Twice the inputs</title>")
                == true)
        #expect(build.count == "1 of 1")
    }

    @Test func `an equation is described as one would type it`() throws {
        var build = Build()
        #expect(
            try build.copy("| a |\n|---|\n| ![95][e] |\n\n[e]: <Figure_product.png#x>")
                == "| a |\n|---|\n| ![y\\_1 = x\\_1 \\* 2][e] |\n\n[e]: <Figure_product.svg#x>")
    }

    @Test func `pictures that are no figures come along`() throws {
        var build = Build(pictures: ["img/a b.png": "picture", "b.png": "other"])
        let text =
            "![](img/a%20b.png) ![](gone.png) ![](https://example.org/x.png) ![](/root.png) ![](img/../b.png)"
        let files = try build.files(["a.md": text])
        #expect(files == ["a.md": text, "img/a b.png": "picture", "b.png": "other"])
        #expect(build.count == "0 of 0")
    }

    @Test func `percent signs in a figure's name`() throws {
        var build = Build()
        let files = try build.files(["a.md": "![](img/Figure%5Fsm%61ll.png)"])
        #expect(files.keys.sorted() == ["a.md", "img/Figure_small.svg"])
        #expect(files["a.md"] == "![Twice the inputs](img/Figure%5Fsm%61ll.svg)")
    }

    @Test func `a path that no system has a way to`() {
        var build = Build()
        let path = String(repeating: "x/", count: 600) + "Figure_small.png"
        #expect(
            build.error("![](\(path))")?.hasPrefix("a.md:1:5: error: the picture’s path is too long\n") == true)
    }

    @Test func `the same figure twice is one file`() throws {
        var build = Build()
        let text = "![](Figure_small.png) ![](./Figure_small.jpg)"
        #expect(try build.files(["a.md": text]).keys.sorted() == ["Figure_small.svg", "a.md"])
        #expect(build.count == "2 of 2")
    }

    @Test func `pictures without a figure, all at once`() {
        var build = Build()
        #expect(
            build.error("a\n\n- ![](img/Figure_smal.png)\n- ![a][f]\n\n[f]: Figure_smell.png") == """
                a.md:3:18: error: there is no figure ‘smal’
                    - ![](img/Figure_smal.png)
                                     ^~~~
                did you mean ‘small’?
                a.md:6:13: error: there is no figure ‘smell’
                    [f]: Figure_smell.png
                                ^~~~~
                did you mean ‘small’?
                """)
    }

    @Test func `pictures without a figure may be left`() throws {
        var build = Build(allowsMissing: true, pictures: ["Figure_b.png": "picture"])
        let text = "![a](Figure_b.png) ![](Figure_c.png)"
        #expect(try build.files(["a.md": text]) == ["a.md": text, "Figure_b.png": "picture"])
        #expect(build.count == "0 of 2")
    }

    @Test(arguments: [
        "../Figure_small.png", "a/../../Figure_small.png", "/Figure_small.png", "%2E%2e/Figure_small.png",
        "a%2F..%2F..%2FFigure_small.png", "../logo.png", "%00/Figure_small.png",
    ])
    func `a picture’s path that leaves the output folder`(path: String) {
        var build = Build()
        let error = build.error("text ![](\(path))")
        #expect(
            error?.hasPrefix(
                "a.md:1:10: error: the picture’s path leaves the output folder\n    text ![](\(path))\n")
                == true)
    }

    @Test func `two documents with one folder of pictures`() throws {
        var build = Build()
        let text = "![](../img/Figure_small.png)"
        let files = try build.files(["a/x.md": text, "b/y.md": text])
        #expect(files.keys.sorted() == ["a/x.md", "b/y.md", "img/Figure_small.svg"])
    }

    @Test func `a byte order mark is kept`() throws {
        let document = Document(
            SourceText("![](u)", name: "a.md"), path: try #require(SitePath("a.md")), hasByteOrderMark: true)
        let build = try DocumentBuild(
            [document], templates: [],
            settings: DocumentBuild.Settings(pattern: #require(PicturePattern("{id}.x")), fonts: Fonts()))
        #expect(
            try build.files(build.plan { _ in nil }) { _ in nil }.map(\.bytes) == [
                [0xEF, 0xBB, 0xBF] + Array("![](u)".utf8)
            ])
    }
}
