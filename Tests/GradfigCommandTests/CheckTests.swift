import Foundation
import Gradfig
import Testing

/// `gradfig check`: which files are not up to date, and what mends them.
struct CheckTests {
    private let workspace: Workspace
    private let options = ["--only", "A.1", "A.2", "A.4a", "--format", "svg"]
    private let template = "Templates/softmax-with-loss.yaml"

    init() throws {
        workspace = try Workspace()
        #expect(try workspace.gradfig(["build"] + options) == .silence)
    }

    private func outOfDate(_ lines: String...) -> Outcome {
        Outcome(exitCode: 1, errors: lines.map { $0 + "\n" }.joined())
    }

    private func mend(_ id: String) -> String { "gradfig build \(template) --only \(id) --format svg" }

    private var all: String { "all at once: gradfig build \(options.joined(separator: " "))" }

    private func edit(_ old: String, _ new: String) throws {
        let text = try workspace.text(template)
        #expect(text.contains(old))
        try workspace.write(text.replacing(old, with: new), to: template)
    }

    @Test(arguments: [["check"], ["build", "--check"], ["check", "--exact"]])
    func `is silent when all files are up to date`(command: [String]) throws {
        #expect(try workspace.gradfig(command + options) == .silence)
    }

    @Test func `names what is missing or changed with what mends it, and writes nothing`() throws {
        try FileManager.default.removeItem(at: workspace.url.appending(path: "output/A.1.svg"))
        try workspace.write(
            workspace.text("output/A.2.svg").replacing("Softmax", with: "Sofmax"), to: "output/A.2.svg")
        try workspace.write("<svg/>", to: "output/A.4a.svg")
        let files = try workspace.files(in: "output")
        let outcome = try workspace.gradfig(["check"] + options)
        #expect(
            outcome
                == outOfDate(
                    "output/A.1.svg: missing: \(mend("A.1"))",
                    "output/A.2.svg: changed by another hand: \(mend("A.2")) --force",
                    "output/A.4a.svg: without a digest of gradfig’s: \(mend("A.4a")) --force",
                    all + " --force"))
        #expect(try workspace.files(in: "output") == files)
        // Each command mends one file, the last one all.
        let commands = try outcome.errors.split(separator: "\n").map {
            try #require(String($0).components(separatedBy: ": ").last)
        }
        for command in commands.dropLast() { #expect(try workspace.shell(command) == .silence) }
        #expect(try workspace.gradfig(["check"] + options) == .silence)
        try edit("{ en: Softmax layer,", "{ en: Soft layer,")
        #expect(try workspace.shell(commands[3]) == .silence)
        #expect(try workspace.gradfig(["check"] + options) == .silence)
    }

    @Test func `a figure goes with its template, an equation with its formula too`() throws {
        try edit("d L / d L = 1", "1 = d L / d L")
        #expect(
            try workspace.gradfig(["check"] + options)
                == outOfDate("output/A.4a.svg: out of date: \(mend("A.4a"))"))
        #expect(try workspace.gradfig(["build"] + options) == .silence)
        try edit("{ en: Softmax layer,", "{ en: Soft layer,")
        #expect(
            try workspace.gradfig(["check"] + options)
                == outOfDate(
                    "output/A.1.svg: out of date: \(mend("A.1"))",
                    "output/A.2.svg: out of date: \(mend("A.2"))",
                    "output/A.4a.svg: out of date: \(mend("A.4a"))", all))
    }

    @Test func `comments and spacing change nothing`() throws {
        try edit("index: { k: 1...3 }", "index: { k:  1...3 }   # three classes")
        #expect(try workspace.gradfig(["check"] + options) == .silence)
    }

    @Test(arguments: [
        ["--classes", "4"], ["--language", "zh"], ["--transparent"], ["--text"],
        ["--math-font", "latinmodern-math.otf", "--text-font", "lmroman10-bold.otf"],
    ])
    func `other options make other files, and stand in the command that mends`(other: [String]) throws {
        let outcome = try workspace.gradfig(["check", "--only", "A.2", "--format", "svg"] + other)
        #expect(
            outcome == outOfDate("output/A.2.svg: out of date: \(mend("A.2")) \(other.joined(separator: " "))"))
    }

    @Test func `names what is not there in a language`() throws {
        try edit(", ja: Softmax 層 }\n    input", " }\n    input")
        let options = options + ["--language", "ja"]
        #expect(try workspace.gradfig(["build"] + options) == .silence)
        let warning = """
            Templates/softmax-with-loss.yaml:7:12: warning: a layer’s label is not there in ‘ja’; it will be in ‘en’
                    label: { en: Softmax layer, zh: Softmax 层 }
                           ^

            """
        #expect(try workspace.gradfig(["check"] + options) == Outcome(errors: warning))
    }

    @Test func `names what no template has any more`() throws {
        try edit("- { id: A.4a, formula: d L / d L = 1 }", "")
        try workspace.write("mine", to: "output/mine.svg")
        let rest = ["--only", "A.1", "A.2", "--format", "svg"]
        #expect(
            try workspace.gradfig(["check"] + rest)
                == outOfDate("output/A.4a.svg: no template has it any more: rm output/A.4a.svg"))
        #expect(
            try workspace.gradfig(["check", template] + rest)
                == outOfDate("output/A.4a.svg: no template has it any more: rm output/A.4a.svg"))
        // Of the other templates' files nothing is said where one template is named.
        #expect(
            try workspace.gradfig(
                "check", "Templates/squared-error.yaml", "--format", "svg")
                == outOfDate(
                    "output/squared-error.svg: missing: "
                        + "gradfig build Templates/squared-error.yaml --only squared-error --format svg"))
    }

    @Test func `--prune removes what is no more, but nothing that was not made here or was changed since`()
        throws
    {
        #expect(try workspace.gradfig(["docs", "a.md", "--output", "output"]).exitCode == 74)
        try workspace.write("![](A.1a.png)", to: "a.md")
        let docs = ["docs", "a.md", "--image-pattern", "{id}", "--output", "output"]
        #expect(try workspace.gradfig(docs) == Outcome(output: "1 of 1\n"))
        try workspace.write("mine", to: "output/mine.svg")
        try workspace.write("in a folder", to: "output/folder.svg/file")
        try workspace.write(workspace.text("output/A.2.svg") + " ", to: "output/A.2.svg")
        try edit("- { id: A.4a, formula: d L / d L = 1 }", "")
        try edit("- { id: A.1a, formula", "- { id: other, formula")
        try edit("- id: A.2\n", "- id: second\n")
        let build = ["build", "--only", "A.1", "--format", "svg"]
        #expect(try workspace.gradfig(build) == .silence)
        let all = ["A.1.svg", "A.1a.svg", "A.2.svg", "A.4a.svg", "a.md", "folder.svg", "mine.svg"]
        #expect(workspace.names(in: "output") == all)
        #expect(
            try workspace.gradfig(build + ["--prune"])
                == Outcome(errors: "output/A.2.svg: not removed: changed by another hand\n"))
        #expect(workspace.names(in: "output") == all.filter { $0 != "A.4a.svg" })
        try workspace.write("", to: "a.md")
        #expect(try workspace.gradfig(docs + ["--prune"]) == Outcome(output: "0 of 0\n"))
        #expect(workspace.names(in: "output") == ["A.1.svg", "A.2.svg", "a.md", "folder.svg", "mine.svg"])
    }

    @Test func `--exact compares every byte with what is drawn now`() throws {
        // A file that says it is up to date, and as it was written, but is another picture.
        let old = Array(try workspace.data("output/A.1.svg"))
        try edit("{ en: Softmax layer,", "{ en: Soft layer,")
        #expect(try workspace.gradfig(["build"] + options) == .silence)
        let (stamp, _) = try #require(Stamp.read(Array(workspace.data("output/A.1.svg")), as: .markup))
        try workspace.write(Data(stamp.stamped(old, as: .markup)), to: "output/A.1.svg")
        #expect(try workspace.gradfig(["check"] + options) == .silence)
        #expect(
            try workspace.gradfig(["check", "--exact"] + options)
                == outOfDate("output/A.1.svg: out of date: \(mend("A.1")) --force"))
    }

    @Test func `a path with a blank can be pasted into a shell`() throws {
        let outcome = try workspace.gradfig(
            "check", "--only", "A.2", "--format", "svg", "--output", "my figures")
        #expect(outcome == outOfDate("my figures/A.2.svg: missing: \(mend("A.2")) --output 'my figures'"))
        #expect(workspace.names(in: ".") == ["Templates", "output"])
    }
}
