import Foundation
import Testing

/// Documents with their figures, as files.
struct DocsCommandTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    private static let document = Workspace.package.appending(path: "Documentation/softmax-with-loss.md")

    /// What the copy of a document differs in: pictures' alternative texts and their ending.
    private func withoutPictures(_ text: String) -> String {
        text.replacing(/!\[[^\]]*(?:\\.[^\]]*)*\]\((img\/Figure_[\w.]+)\.\w+\)/) { "![](\($0.1))" }
    }

    @Test func `our own document has all its figures`() throws {
        let outcome = try workspace.gradfig("docs", Self.document.path, "--output", "site")
        #expect(outcome == Outcome(output: "29 of 29\n"))
        let pictures = workspace.names(in: "site/img")
        #expect(pictures.count == 29)
        let copy = try workspace.text("site/softmax-with-loss.md")
        for picture in pictures { #expect(copy.contains("](img/\(picture))")) }
        let original = try String(contentsOf: Self.document, encoding: .utf8)
        #expect(withoutPictures(copy) == withoutPictures(original))
        #expect(
            copy.contains(
                "![Step 1: the gradient arrives from the Cross Entropy Error layer](img/Figure_A.5.svg)"))
    }

    /// A translation of the book’s appendix, which is not ours to publish.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: Self.appendix.path), "the appendix is not here"))
    func `the appendix has all its figures`() throws {
        #expect(
            try workspace.gradfig(
                "docs", Self.appendix.path, "--image-pattern", "Figure_{id}", "--output", "site")
                == Outcome(output: "29 of 29\n"))
        #expect(workspace.names(in: "site/img").count == 29)
        let original = try String(contentsOf: Self.appendix, encoding: .utf8)
        #expect(try withoutPictures(workspace.text("site/appendix-source.md")) == withoutPictures(original))
        #expect(
            try workspace.gradfig("docs", Self.appendix.path, "--to", "html", "--output", "page")
                == Outcome(output: "29 of 29\n"))
        #expect(workspace.names(in: "page") == ["appendix-source.html"])
    }

    private static let appendix = Workspace.package.appending(path: "../shared/reference/appendix-source.md")

    @Test func `figures as PNG`() throws {
        try workspace.write("![](Figure_A.2.jpg)", to: "a.md")
        #expect(
            try workspace.gradfig("docs", "a.md", "--output", "site", "--format", "png", "--scale", "1")
                == Outcome(output: "1 of 1\n"))
        #expect(workspace.names(in: "site") == ["Figure_A.2.png", "a.md"])
        #expect(try PNGHeader(workspace.data("site/Figure_A.2.png")).width > 300)
    }

    @Test func `documents keep their places to each other`() throws {
        try workspace.write("![](../img/Figure_A.1.png) ![](logo.png)", to: "docs/a/x.md")
        try workspace.write("![](../img/Figure_A.1.png)", to: "docs/b/x.md")
        try workspace.write("picture", to: "docs/a/logo.png")
        #expect(
            try workspace.gradfig("docs", "docs/a/x.md", "./docs/b/../b/x.md", "--output", "site")
                == Outcome(output: "2 of 2\n"))
        #expect(workspace.names(in: "site") == ["a", "b", "img"])
        #expect(workspace.names(in: "site/a") == ["logo.png", "x.md"])
        #expect(workspace.names(in: "site/img") == ["Figure_A.1.svg"])
    }

    @Test func `every byte but the picture stays`() throws {
        let before = Data([0xEF, 0xBB, 0xBF]) + Data("x\r\n\r\n![a](Figure_A.1.png)\r\t y".utf8)
        try workspace.write(before, to: "a.md")
        #expect(try workspace.gradfig("docs", "a.md", "--output", "site") == Outcome(output: "1 of 1\n"))
        let after = "x\r\n\r\n![Computational graph of the Softmax-with-Loss layer](Figure_A.1.svg)\r\t y"
        #expect(try workspace.data("site/a.md") == Data([0xEF, 0xBB, 0xBF]) + Data(after.utf8))
    }

    @Test func `a picture without a figure`() throws {
        try workspace.write("a ![](img/Figure_A.12.png)", to: "a.md")
        #expect(
            try workspace.gradfig("docs", "a.md", "--output", "site")
                == Outcome(
                    exitCode: 65,
                    errors: """
                        a.md:1:18: error: there is no figure ‘A.12’
                            a ![](img/Figure_A.12.png)
                                             ^~~~
                        did you mean ‘A.10’?

                        """))
        #expect(workspace.names(in: "site") == [])
        #expect(
            try workspace.gradfig("docs", "a.md", "--output", "site", "--allow-missing")
                == Outcome(output: "0 of 1\n"))
        #expect(try workspace.text("site/a.md") == "a ![](img/Figure_A.12.png)")
    }

    @Test func `a picture whose file is not there is named`() throws {
        try workspace.write("![](img/own.png) ![](there.png) ![](https://example.org/a.png)", to: "a.md")
        try workspace.write("picture", to: "there.png")
        #expect(
            try workspace.gradfig("docs", "a.md", "--output", "site")
                == Outcome(
                    output: "0 of 0\n",
                    errors: """
                        a.md:1:5: warning: there is no file ‘img/own.png’
                            ![](img/own.png) ![](there.png) ![](https://example.org/a.png)
                                ^~~~~~~~~~~

                        """))
    }

    @Test func `pictures without any template, and more of them than anybody reads`() throws {
        try workspace.remove("Templates")
        try workspace.write(String(repeating: "![](Figure_a.png)\n", count: 29), to: "a.md")
        let outcome = try workspace.gradfig("docs", "a.md", "--output", "site")
        #expect(outcome.exitCode == 65)
        #expect(
            outcome.errors.hasPrefix(
                """
                a.md:1:12: error: there is no figure ‘a’
                    ![](Figure_a.png)
                               ^
                there is no template; they are read from the folder ‘Templates’ if none is named

                """))
        #expect(outcome.errors.matches(of: /error:/).count == 20)
        #expect(outcome.errors.hasSuffix("\nand 9 more like these\n"))
    }

    @Test func `a pattern without a place for the id`() throws {
        let outcome = try workspace.gradfig("docs", "a.md", "--output", "site", "--image-pattern", "Figure")
        #expect(outcome.exitCode == 64)
        #expect(
            outcome.errors.contains(
                "It is a file’s name with {id} once, without folder and ending: ‘Figure_{id}’."))
    }
}
