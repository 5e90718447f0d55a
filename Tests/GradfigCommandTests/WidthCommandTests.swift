import Foundation
import Testing

/// `--width`, and figures with a `width`.
struct WidthCommandTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    private func width(ofSVG path: String) throws -> String? {
        try workspace.text(path).firstMatch(of: /width="([\d.]+)pt"/).map { String($0.1) }
    }

    @Test func `every format has the width`() throws {
        let told = try workspace.gradfig(
            "build", "--only", "A.11", "--width", "16cm", "--format", "svg", "png", "pdf", "dot")
        #expect(told.exitCode == 0)
        // Once for all formats.
        let line = told.errors.split(separator: "\n")[0]
        #expect(
            told.errors == """
                \(line)
                      - id: A.11
                            ^~~~
                draw layers collapsed, with ‘open’, or fewer of them, with ‘layers’; or make the figure wider

                """)
        let message = try #require(
            line.wholeMatch(
                of:
                    /Templates\/softmax-with-loss.yaml:119:9: warning: the figure ‘A.11’ needs \d+ pt: at 16 cm its type is ([\d.]+) pt, not 12 pt/
            ))
        #expect(try #require(Double(message.1)) >= 6.5)
        #expect(try width(ofSVG: "output/A.11.svg") == "453.54")
        #expect(try PNGHeader(workspace.data("output/A.11.png")).width == 908)
        #expect(try workspace.text("output/A.11.dot").contains("size=\"6.2992,"))
        #expect(String(decoding: try workspace.data("output/A.11.pdf"), as: UTF8.self).contains("453.54"))
    }

    @Test func `what fits is silent`() throws {
        #expect(try workspace.gradfig("build", "--only", "A.4", "--width", "16cm") == .silence)
    }

    @Test func `a width is a part of what a file is made from`() throws {
        let options = ["--only", "A.4", "--format", "svg"]
        #expect(try workspace.gradfig(["build", "--width", "16cm"] + options) == .silence)
        #expect(try workspace.gradfig(["check", "--width", "16cm"] + options) == .silence)
        #expect(try workspace.gradfig(["check", "--width", "160mm"] + options) == .silence)
        let mend = "gradfig build Templates/softmax-with-loss.yaml --only A.4 --format svg --width 17cm"
        #expect(
            try workspace.gradfig(["check", "--width", "17cm"] + options)
                == Outcome(exitCode: 1, errors: "output/A.4.svg: out of date: \(mend)\n"))
        #expect(try workspace.shell(mend) == .silence)
        #expect(try workspace.gradfig(["check", "--width", "17cm", "--exact"] + options) == .silence)
        #expect(try workspace.gradfig(["check"] + options).exitCode == 1)
        // Equations have no width.
        #expect(try workspace.gradfig("build", "--only", "A.4a", "--width", "16cm") == .silence)
        #expect(try workspace.gradfig("check", "--only", "A.4a") == .silence)
    }

    @Test(arguments: ["build", "check"]) func `what is no width`(command: String) throws {
        #expect(
            try workspace.gradfig(command, "--width", "16kg")
                == Outcome(
                    exitCode: 65,
                    errors: """
                        --width:1:1: error: a width is a length such as 16cm, 160mm, 6.3in or 453pt
                            16kg
                            ^~~~

                        """))
    }

    private static let block = """
        > ```gradfig
        > title: T
        > layers: [{ name: A, input: x, equations: y = exp(sin(x)), output: y }]
        > figures:
        >   - { id: f, title: F, width: 2cm }
        > ```
        """

    @Test(arguments: ["markdown", "html"]) func `a block's figure is told of at its place`(form: String) throws
    {
        try workspace.write(Self.block, to: "a.md")
        let told = try workspace.gradfig("docs", "a.md", "--to", form, "--output", "site")
        #expect(told.output == "1 of 1\n")
        let lines = told.errors.split(separator: "\n")
        #expect(lines.count == 4)
        #expect(lines[0].hasPrefix("a.md:5:13: warning: the figure ‘f’ needs "))
        #expect(lines[0].contains(" pt: at 2 cm its type is "))
        #expect(lines[1] == "    >   - { id: f, title: F, width: 2cm }")
        #expect(lines[2] == "                ^")
    }

    @Test func `a block gives its figure a width`() throws {
        try workspace.write(
            "```gradfig\ntemplate: softmax-with-loss\nfigure: A.4\nwidth: 14cm\n```\n![](Figure_A.4.svg)",
            to: "a.md"
        )
        #expect(try workspace.gradfig("docs", "a.md", "--output", "site") == Outcome(output: "2 of 2\n"))
        let paths = ["site/figures/a/A.4.svg", "site/Figure_A.4.svg"]
        let widths = try paths.map { try #require(Double(width(ofSVG: $0) ?? "")) }
        #expect(widths[0] <= 396.86 && widths[1] > 420)
    }

    @Test func `documents' figures have the width`() throws {
        try workspace.write("![](A.4.svg)", to: "a.md")
        let options = ["a.md", "--image-pattern", "{id}", "--output", "site", "--width", "14cm"]
        #expect(try workspace.gradfig(["docs"] + options) == Outcome(output: "1 of 1\n"))
        let width = try #require(try width(ofSVG: "site/A.4.svg"))
        #expect(try (380.0...396.86).contains(#require(Double(width))))
        #expect(try workspace.gradfig(["docs", "--check"] + options) == .silence)
        #expect(
            try workspace.gradfig(["docs", "--check"] + options.dropLast() + ["15cm"])
                == Outcome(
                    exitCode: 1,
                    errors: """
                        site/A.4.svg: out of date: gradfig docs a.md --image-pattern '{id}' --output site --width 15cm

                        """))
    }
}
