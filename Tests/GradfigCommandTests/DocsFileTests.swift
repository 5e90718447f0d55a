import Foundation
import Testing

/// Documents and folders that can't be: nothing is written, and old files stay.
struct DocsFileTests {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace()
        try workspace.write("![](img/Figure_A.1.png)", to: "docs/a.md")
    }

    private func failure(_ message: String) -> Outcome { Outcome(exitCode: 74, errors: "error: \(message)\n") }

    @Test func `a document that is not UTF-8`() throws {
        try workspace.write(Data("caf".utf8) + [0xE9], to: "docs/a.md")
        #expect(
            try workspace.gradfig("docs", "docs/a.md", "--output", "site")
                == failure("can’t read docs/a.md: it is not UTF-8 text; save it as UTF-8"))
        #expect(workspace.names(in: ".") == ["Templates", "docs"])
    }

    @Test(arguments: ["docs", "docs/", "./docs/../docs", "link"])
    func `an output folder that is the document’s`(output: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: workspace.url.appending(path: "link").path, withDestinationPath: "docs")
        #expect(
            try workspace.gradfig("docs", "docs/a.md", "--output", output)
                == failure(
                    "can’t write \(output)/a.md: the document is made from it; choose another folder with --output"
                ))
        #expect(try workspace.text("docs/a.md") == "![](img/Figure_A.1.png)")
    }

    @Test func `an output folder inside the document’s`() throws {
        for _ in 1...2 {
            #expect(
                try workspace.gradfig("docs", "docs/a.md", "--output", "docs/site")
                    == Outcome(output: "1 of 1\n"))
        }
        #expect(workspace.names(in: "docs") == ["a.md", "site"])
        #expect(workspace.names(in: "docs/site") == ["a.md", "img"])
        // As a shell’s docs/**/*.md names them the second time.
        #expect(
            try workspace.gradfig("docs", "docs/a.md", "docs/site/a.md", "--output", "docs/site")
                == Outcome(
                    exitCode: 74,
                    errors: "error: can’t build docs/site/a.md: it is in the output folder, among the copies; "
                        + "leave it out, or choose another folder with --output\n"))
        #expect(workspace.names(in: "docs/site") == ["a.md", "img"])
    }

    @Test func `a page may stand beside its document`() throws {
        #expect(
            try workspace.gradfig("docs", "docs/a.md", "--output", "docs", "--to", "html")
                == Outcome(output: "1 of 1\n"))
        #expect(workspace.names(in: "docs") == ["a.html", "a.md"])
    }

    @Test func `a path that leaves the output folder`() throws {
        try workspace.write("![](../../Figure_A.1.png)", to: "docs/a.md")
        let outcome = try workspace.gradfig("docs", "docs/a.md", "--output", "site")
        #expect(outcome.exitCode == 65)
        #expect(outcome.errors.hasPrefix("docs/a.md:1:5: error: the picture’s path leaves the output folder\n"))
        #expect(workspace.names(in: ".") == ["Templates", "docs"])
    }

    @Test func `a folder that leads elsewhere`() throws {
        try workspace.write("old", to: "elsewhere/Figure_A.1.svg")
        try workspace.write("old", to: "site/a.md")
        try FileManager.default.createSymbolicLink(
            atPath: workspace.url.appending(path: "site/img").path, withDestinationPath: "../elsewhere")
        #expect(
            try workspace.gradfig("docs", "docs/a.md", "--output", "site")
                == failure("can’t write into site/img: it is a link to another folder; remove it"))
        #expect(try workspace.text("elsewhere/Figure_A.1.svg") == "old")
        #expect(try workspace.text("site/a.md") == "old")
    }

    @Test func `a picture that is a link out of the folder`() throws {
        try workspace.write("secret", to: "secret.png")
        try workspace.write("![](a.png) ![](b.png)", to: "docs/a.md")
        try workspace.write("picture", to: "docs/img/a.png")
        for (link, target) in [("a", "img/a.png"), ("b", "../secret.png")] {
            try FileManager.default.createSymbolicLink(
                atPath: workspace.url.appending(path: "docs/\(link).png").path, withDestinationPath: target)
        }
        for form in ["markdown", "html"] {
            #expect(
                try workspace.gradfig("docs", "docs/a.md", "--output", "site", "--to", form)
                    == failure(
                        "can’t copy b.png: it is a link out of the documents’ folder; put the file there"))
        }
        try workspace.write("![](a.png)", to: "docs/a.md")
        #expect(try workspace.gradfig("docs", "docs/a.md", "--output", "site").exitCode == 0)
        #expect(try workspace.text("site/a.png") == "picture")
    }

    @Test func `what a document has in it tells a terminal nothing`() throws {
        try workspace.write("\u{1B}[31m\u{7F} ![](Figure_no.png)", to: "docs/a.md")
        let outcome = try workspace.gradfig("docs", "docs/a.md", "--output", "site")
        #expect(outcome.errors.contains("\n    ␛[31m␡ ![](Figure_no.png)\n"))
    }

    @Test func `a file in the way of a folder`() throws {
        try workspace.write("old", to: "site/img")
        #expect(
            try workspace.gradfig("docs", "docs/a.md", "--output", "site")
                == failure(
                    "can’t write site/img/Figure_A.1.svg: Not a directory; choose another folder with --output")
        )
        #expect(workspace.names(in: "site") == ["img"])
    }

    @Test func `a folder in the way of a file`() throws {
        try workspace.write("old", to: "site/a.md/file")
        try workspace.write("old", to: "site/img/Figure_A.1.svg")
        #expect(
            try workspace.gradfig("docs", "docs/a.md", "--output", "site")
                == failure("can’t write site/a.md: it is a folder; choose another folder with --output"))
        #expect(try workspace.text("site/img/Figure_A.1.svg") == "old")
        #expect(workspace.names(in: "site/img") == ["Figure_A.1.svg"])
    }

    @Test func `ten megabytes of Markdown`() throws {
        let words = String(repeating: "Some *words* with `code`, a [link](b.md) and a | bar.\n", count: 200)
        let page = words + "\n![a picture](img/Figure_A.1.png)\n\n"
        try workspace.write(String(repeating: page, count: 10_000_000 / page.utf8.count), to: "docs/a.md")
        let start = ContinuousClock.now
        #expect(try workspace.gradfig("docs", "docs/a.md", "--output", "site").exitCode == 0)
        // Seconds without optimization; were anything quadratic, it would be hours.
        #expect(ContinuousClock.now - start < .seconds(120))
        #expect(workspace.names(in: "site/img") == ["Figure_A.1.svg"])
    }

    @Test func `megabytes of an open block`() throws {
        try workspace.write("```gradfig\n" + String(repeating: "a: b\n", count: 500_000), to: "docs/a.md")
        let outcome = try workspace.gradfig("docs", "docs/a.md", "--output", "site")
        #expect(outcome.exitCode == 65)
        #expect(outcome.errors.hasPrefix("docs/a.md:1:1: error: the block never ends\n"))
    }

    /// A file system of 64 kilobytes, which only root may mount.
    @Test(.enabled(if: Self.canMount, "no file system can be mounted here"))
    func `a full disk`() throws {
        try workspace.write("![](img/Figure_A.1.png) ![](img/Figure_A.11.png)", to: "docs/a.md")
        try workspace.write("", to: "disk/site")
        let disk = workspace.url.appending(path: "disk").path
        #expect(try workspace.shell("mount -t tmpfs -o size=64k tmpfs '\(disk)'").exitCode == 0)
        defer { _ = try? workspace.shell("umount '\(disk)'") }
        try workspace.write("old", to: "disk/site/img/Figure_A.1.svg")
        #expect(
            try workspace.gradfig("docs", "docs/a.md", "--output", "disk/site", "--force")
                == failure(
                    "can’t write disk/site/img/Figure_A.11.svg: No space left on device; "
                        + "choose another folder with --output"))
        #expect(try workspace.text("disk/site/img/Figure_A.1.svg") == "old")
        #expect(workspace.names(in: "disk/site") == ["img"])
        #expect(workspace.names(in: "disk/site/img") == ["Figure_A.1.svg"])
    }

    private static let canMount: Bool = {
        let probe =
            "d=$(mktemp -d) && { mount -t tmpfs -o size=64k tmpfs $d && umount $d; s=$?; rmdir $d; exit $s; }"
        let outcome = try? Workspace().shell(probe)
        return outcome?.exitCode == 0
    }()
}
