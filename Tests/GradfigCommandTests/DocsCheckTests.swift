import Foundation
import Testing

/// `gradfig docs --check`, and the documents that are built again.
struct DocsCheckTests {
    private let workspace: Workspace
    private let template = "Templates/softmax-with-loss.yaml"
    private let docs = ["docs", "a.md", "--output", "site"]

    init() throws {
        workspace = try Workspace()
        try workspace.write("![](img/Figure_A.2.png) and ![](Figure_A.4a.png), ![](logo.png)\n", to: "a.md")
        try workspace.write("a logo", to: "logo.png")
        #expect(try workspace.gradfig(docs) == Outcome(output: "2 of 2\n"))
    }

    private func outOfDate(_ lines: String...) -> Outcome {
        Outcome(exitCode: 1, errors: lines.map { $0 + "\n" }.joined())
    }

    private func edit(_ path: String, _ old: String, _ new: String) throws {
        try workspace.write(workspace.text(path).replacing(old, with: new), to: path)
    }

    @Test(arguments: [["--check"], ["--check", "--exact"]])
    func `is silent when all is up to date`(check: [String]) throws {
        #expect(try workspace.gradfig(docs + check) == .silence)
    }

    @Test func `names what is not, with the command that mends it`() throws {
        try edit("a.md", "and", "or")
        try edit("site/Figure_A.4a.svg", "equation", "equations")
        try FileManager.default.removeItem(at: workspace.url.appending(path: "site/img/Figure_A.2.svg"))
        try workspace.write("another logo", to: "logo.png")
        let command = "gradfig docs a.md --output site"
        let problems = outOfDate(
            "site/img/Figure_A.2.svg: missing: \(command)",
            "site/Figure_A.4a.svg: changed by another hand: \(command) --force",
            "site/a.md: out of date: \(command)",
            "site/logo.png: out of date: \(command)")
        #expect(try workspace.gradfig(docs + ["--check"]) == problems)
        #expect(
            try workspace.shell(command)
                == Outcome(
                    exitCode: 74,
                    errors: "error: can’t write site/Figure_A.4a.svg: changed by another hand; "
                        + "to overwrite it: \(command) --force\n"))
        #expect(try workspace.shell(command + " --force") == Outcome(output: "2 of 2\n"))
        #expect(try workspace.gradfig(docs + ["--check"]) == .silence)
    }

    @Test func `names what is not there in a language`() throws {
        try edit(template, ", ja: Softmax 層 }\n    input", " }\n    input")
        let japanese = docs + ["--language", "ja"]
        #expect(try workspace.gradfig(japanese) == Outcome(output: "2 of 2\n"))
        let outcome = try workspace.gradfig(japanese + ["--check"])
        #expect(outcome.exitCode == 0)
        #expect(outcome.errors.contains("warning: a layer’s label is not there in ‘ja’; it will be in ‘en’"))
    }

    @Test func `names what no document asks for any more`() throws {
        try edit("a.md", "![](img/Figure_A.2.png) and ", "")
        try workspace.write("mine", to: "site/mine.svg")
        #expect(
            try workspace.gradfig(docs + ["--check"])
                == outOfDate(
                    "site/a.md: out of date: gradfig docs a.md --output site",
                    "site/img/Figure_A.2.svg: no document asks for it any more: rm site/img/Figure_A.2.svg"))
    }

    @Test
    func `documents that are built one by one into a folder share pictures, and leave each other's alone`()
        throws
    {
        try workspace.write("![](img/Figure_A.2.png) ![](Figure_A.1a.png)\n", to: "b.md")
        let other = ["docs", "b.md", "--output", "site"]
        #expect(try workspace.gradfig(other) == Outcome(output: "2 of 2\n"))
        for docs in [docs, other] { #expect(try workspace.gradfig(docs + ["--check"]) == .silence) }
        try workspace.write("", to: "b.md")
        #expect(try workspace.gradfig(other + ["--prune"]) == Outcome(output: "0 of 0\n"))
        #expect(workspace.names(in: "site") == ["Figure_A.4a.svg", "a.md", "b.md", "img", "logo.png"])
        #expect(try workspace.gradfig(docs + ["--check"]) == .silence)
    }

    @Test func `a changed equation draws its own picture again, and no other`() throws {
        func number(_ path: String) throws -> UInt64 {
            let url = workspace.url.appending(path: path)
            return try #require(
                FileManager.default.attributesOfItem(atPath: url.path)[.systemFileNumber] as? UInt64)
        }
        let paths = ["site/img/Figure_A.2.svg", "site/Figure_A.4a.svg", "site/a.md", "site/logo.png"]
        let before = try paths.map(number)
        #expect(try workspace.gradfig(docs) == Outcome(output: "2 of 2\n"))
        #expect(try paths.map(number) == before)
        try edit(template, "formula: d L / d L = 1", "formula: 1 = d L / d L")
        #expect(try workspace.gradfig(docs) == Outcome(output: "2 of 2\n"))
        let after = try paths.map(number)
        // The formula is the picture's alternative text, too.
        #expect(zip(before, after).map(!=) == [false, true, true, false])
        #expect(try workspace.gradfig(docs + ["--force"]) == Outcome(output: "2 of 2\n"))
        #expect(zip(after, try paths.map(number)).map(!=) == [true, true, true, true])
    }

    @Test func `a page is out of date with its document, its figures and its pictures`() throws {
        let page = docs + ["--to", "html"]
        #expect(try workspace.gradfig(page) == Outcome(output: "2 of 2\n"))
        #expect(try workspace.gradfig(page + ["--check", "--exact"]) == .silence)
        let old = outOfDate("site/a.html: out of date: gradfig docs a.md --output site --to html")
        for (path, was, new) in [
            ("a.md", "and", "or"), ("logo.png", "a logo", "another"),
            (template, "en: Softmax layer", "en: Soft layer"),
        ] {
            try edit(path, was, new)
            #expect(try workspace.gradfig(page + ["--check"]) == old, "\(path)")
            try edit(path, new, was)
        }
    }

    @Test func `dependencies: a figure's template and fonts, a copy's document and templates`() throws {
        #expect(try workspace.gradfig(docs + ["--deps", "site.mk"]) == Outcome(output: "2 of 2\n"))
        let rules = try workspace.text("site.mk").split(separator: "\n").map { $0.split(separator: " ") }
        #expect(rules[0].prefix(2) == ["site/img/Figure_A.2.svg:", Substring(template)])
        #expect(rules[0].count == 4)
        #expect(rules[2] == ["site/a.md:", "a.md", Substring(template)])
        #expect(rules[3].first == "site/logo.png:")
        #expect(rules[3].last?.hasSuffix("/logo.png") == true)
    }
}
