import Foundation
import Testing

/// Each build looks after its own files: what a person or another build made is neither overwritten nor removed.
struct ProtectedFileTests {
    private let workspace: Workspace

    private static let template = """
        title: Half
        layers:
          - { name: Half, input: x, equations: y = x / 2, output: y }
        figures:
          - { id: half, title: The half of a number }
        """

    init() throws {
        workspace = try Workspace([])
        try workspace.write(Self.template, to: "A/x.yaml")
        try workspace.write(Self.template.replacing("half", with: "quarter"), to: "B/x.yaml")
        for folder in ["A", "B"] { #expect(try build("\(folder)/x.yaml") == .silence) }
    }

    private func build(_ arguments: String...) throws -> Outcome {
        try workspace.gradfig(["build"] + arguments + ["--format", "svg"])
    }

    private func refusal(_ path: String, _ problem: String, _ command: String) -> Outcome {
        Outcome(
            exitCode: 74,
            errors: "error: can’t write \(path): \(problem); to overwrite it: gradfig \(command) --force\n")
    }

    private let command = "build A/x.yaml --only half --format svg"

    @Test func `a figure that was changed by hand`() throws {
        let text = try workspace.text("output/half.svg").replacing("number", with: "value")
        try workspace.write(text, to: "output/half.svg")
        #expect(try build("A/x.yaml") == refusal("output/half.svg", "changed by another hand", command))
        #expect(try workspace.text("output/half.svg") == text)
        #expect(try workspace.shell("gradfig \(command) --force") == .silence)
        #expect(try workspace.gradfig("check", "A/x.yaml", "--format", "svg") == .silence)
    }

    @Test func `a picture that gradfig never made`() throws {
        try workspace.write("<svg/>", to: "output/half.svg")
        #expect(try build("A/x.yaml") == refusal("output/half.svg", "without a digest of gradfig’s", command))
        #expect(try workspace.text("output/half.svg") == "<svg/>")
    }

    @Test func `an empty file holds nothing`() throws {
        try workspace.write("", to: "output/half.svg")
        #expect(try build("A/x.yaml") == .silence)
        #expect(try workspace.text("output/half.svg").hasPrefix("<svg"))
    }

    @Test func `figures of one id, of two templates of one name`() throws {
        try workspace.write(Self.template, to: "B/x.yaml")
        #expect(
            try build("B/x.yaml")
                == refusal(
                    "output/half.svg", "made by another build", "build B/x.yaml --only half --format svg"))
    }

    @Test func `--prune leaves what the template of the same name in another folder gives`() throws {
        try workspace.write(Self.template.replacing("half", with: "other"), to: "A/x.yaml")
        #expect(try build("A/x.yaml", "--prune") == .silence)
        #expect(workspace.names(in: "output") == ["other.svg", "quarter.svg"])
    }

    @Test func `a project that is moved knows its figures`() throws {
        for name in ["A", "output"] {
            try FileManager.default.createDirectory(
                at: workspace.url.appending(path: "moved"), withIntermediateDirectories: true)
            try FileManager.default.moveItem(
                at: workspace.url.appending(path: name), to: workspace.url.appending(path: "moved/\(name)"))
        }
        #expect(
            try workspace.gradfig("check", "moved/A/x.yaml", "--format", "svg", "--output", "moved/output")
                == .silence)
    }

    // MARK: Documents

    private func docsRefusal(_ path: String, _ problem: String, _ document: String, _ options: String = "")
        -> Outcome
    {
        refusal(path, problem, "docs \(document) --template A/x.yaml --output site\(options)")
    }

    private func docs(_ document: String, _ options: [String] = []) throws -> Outcome {
        try workspace.gradfig(
            ["docs", document, "--template", "A/x.yaml", "--output", "site"] + options)
    }

    @Test func `a copy that was changed by hand, and one that never was a copy`() throws {
        try workspace.write("![](Figure_half.png)", to: "a.md")
        #expect(try docs("a.md") == Outcome(output: "1 of 1\n"))
        try workspace.write("text ![](Figure_half.png)", to: "a.md")
        #expect(try docs("a.md") == Outcome(output: "1 of 1\n"))
        try workspace.write("mine", to: "site/a.md")
        #expect(try docs("a.md") == docsRefusal("site/a.md", "changed by another hand", "a.md"))
        #expect(try workspace.text("site/a.md") == "mine")
        try workspace.write("mine", to: "site/b.md")
        try workspace.write("other", to: "b.md")
        #expect(try docs("b.md") == docsRefusal("site/b.md", "without a digest of gradfig’s", "b.md"))
        #expect(try docs("b.md", ["--force"]) == Outcome(output: "0 of 0\n"))
        #expect(try workspace.text("site/b.md") == "other")
    }

    @Test func `a copy that is as it would be written is one from then on`() throws {
        try workspace.write("text", to: "a.md")
        try workspace.write("text", to: "site/a.md")
        #expect(try docs("a.md") == Outcome(output: "0 of 0\n"))
        try workspace.write("other", to: "a.md")
        #expect(try docs("a.md") == Outcome(output: "0 of 0\n"))
        #expect(try workspace.text("site/a.md") == "other")
    }

    @Test(arguments: [[], ["--to", "html"]])
    func `documents of one name in two folders`(options: [String]) throws {
        try workspace.write("# A", to: "one/a.md")
        try workspace.write("# B", to: "two/a.md")
        #expect(try docs("one/a.md", options).exitCode == 0)
        let path = options.isEmpty ? "site/a.md" : "site/a.html"
        #expect(
            try docs("two/a.md", options)
                == docsRefusal(
                    path, "made by another build", "two/a.md", options.isEmpty ? "" : " --to html"))
    }

    @Test func `--prune leaves a picture that another document shows`() throws {
        try workspace.write("![](Figure_half.png)", to: "a.md")
        try workspace.write("![](Figure_half.png)", to: "b.md")
        for document in ["a.md", "b.md"] { #expect(try docs(document) == Outcome(output: "1 of 1\n")) }
        try workspace.write("no picture", to: "a.md")
        #expect(try docs("a.md", ["--prune"]) == Outcome(output: "0 of 0\n"))
        #expect(workspace.names(in: "site") == ["Figure_half.svg", "a.md", "b.md"])
        try workspace.write("none either", to: "b.md")
        #expect(try docs("b.md") == Outcome(output: "0 of 0\n"))
        #expect(try docs("a.md", ["--prune"]) == Outcome(output: "0 of 0\n"))
        #expect(workspace.names(in: "site") == ["a.md", "b.md"])
    }

    @Test func `--prune leaves the page of another document`() throws {
        for document in ["a.md", "b.md"] {
            try workspace.write("# Title", to: document)
            #expect(try docs(document, ["--to", "html"]).exitCode == 0)
        }
        #expect(try docs("b.md", ["--to", "html", "--prune"]).exitCode == 0)
        #expect(workspace.names(in: "site") == ["a.html", "b.html"])
    }

    // MARK: Interrupted builds

    @Test
    func `what an interrupted build left is gone after the next, but not what a running one is about to name`()
        throws
    {
        // No process has the first number; the second is this one.
        for name in ["half.svg.99999999.gradfig", "half.svg.\(getpid()).gradfig", "notes.gradfig"] {
            try workspace.write("half", to: "output/\(name)")
        }
        #expect(try build("A/x.yaml", "--force") == .silence)
        #expect(
            workspace.names(in: "output") == [
                "half.svg", "half.svg.\(getpid()).gradfig", "notes.gradfig", "quarter.svg",
            ])
    }

    /// A file that nothing can take the place of, which only root may make.
    @Test(.enabled(if: Self.canMount, "no file can be mounted here"))
    func `a build that fails halfway says what is new`() throws {
        let both = Self.template + "\n  - { id: more, title: The same }\n"
        try workspace.write(both, to: "A/x.yaml")
        #expect(try build("A/x.yaml") == .silence)
        let path = workspace.url.appending(path: "output/more.svg").path
        #expect(try workspace.shell("mount --bind '\(path)' '\(path)'").exitCode == 0)
        defer { _ = try? workspace.shell("umount '\(path)'") }
        #expect(
            try build("A/x.yaml", "--force")
                == Outcome(
                    exitCode: 74,
                    errors:
                        "error: can’t write output/more.svg: Device or resource busy; choose another folder with "
                        + "--output; already new: output/half.svg\n"))
        #expect(workspace.names(in: "output") == ["half.svg", "more.svg", "quarter.svg"])
    }

    private static let canMount =
        (try? Workspace([]).shell("touch f && mount --bind f f && umount f").exitCode) == 0
}
