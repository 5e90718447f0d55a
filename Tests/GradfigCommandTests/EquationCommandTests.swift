import Foundation
import Testing

/// `gradfig equation`: a formula in TeX as a picture.
struct EquationCommandTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    @Test func `a picture that says its formula and knows its baseline`() throws {
        #expect(try workspace.gradfig("equation", #"\frac{a_1}{b}"#, "-o", "a.svg", "--size", "10") == .silence)
        let svg = try workspace.text("a.svg")
        #expect(svg.contains(#"<title id="equation-title">\frac{a_1}{b}</title>"#))
        // The denominator's baseline is 0.686 em below the formula's, its ink 0.011 em deeper; then 2 points of margin.
        #expect(svg.contains(#"style="vertical-align:-8.97pt""#))
        #expect(!svg.contains("<text"))
        #expect(!svg.contains("<desc"))
    }

    @Test func `in a line of text it is lower`() throws {
        #expect(try workspace.gradfig("equation", #"\frac{a_1}{b}"#, "-o", "display.svg") == .silence)
        #expect(
            try workspace.gradfig("equation", #"\frac{a_1}{b}"#, "-o", "inline.svg", "--inline") == .silence)
        func height(_ path: String) throws -> Double {
            let match = try #require(workspace.text(path).firstMatch(of: /\sheight="([0-9.]+)pt"/))
            return try #require(Double(match.1))
        }
        #expect(try height("inline.svg") < 0.8 * height("display.svg"))
    }

    @Test func `text that can be selected`() throws {
        #expect(try workspace.gradfig("equation", "a < b", "-o", "a.svg", "--text") == .silence)
        #expect(try workspace.text("a.svg").contains(/<text [^>]*fill-opacity="0"[^>]*>a &lt; b<\/text>/))
    }

    @Test(arguments: [("a.png", "\u{89}PNG"), ("a.PDF", "%PDF")])
    func `the file's ending is its format`(path: String, start: String) throws {
        #expect(try workspace.gradfig("equation", "x^2", "--output", path) == .silence)
        #expect(try workspace.data(path).starts(with: start.unicodeScalars.map { UInt8($0.value) }))
    }

    @Test func `an unknown command of TeX`() throws {
        try workspace.write("old", to: "a.svg")
        #expect(
            try workspace.gradfig("equation", #"1 + \frc{a}{b}"#, "-o", "a.svg")
                == Outcome(
                    exitCode: 65,
                    errors: #"""
                        formula:1:5: error: the command ‘\frc’ is not known
                            1 + \frc{a}{b}
                                ^~~~
                        did you mean ‘\frac’?

                        """#))
        #expect(try workspace.text("a.svg") == "old")
    }

    @Test func `characters without a glyph are named`() throws {
        #expect(
            try workspace.gradfig("equation", "\\text{\u{E000}} + a", "-o", "a.svg")
                == Outcome(
                    errors: """
                        warning: equation: no font has ‘\u{E000}’; \
                        choose a font that does with --math-font or --text-font

                        """))
    }

    @Test func `the commands of TeX are those of the documentation`() throws {
        let documentation = try String(
            contentsOf: Workspace.package.appending(path: "Documentation/TeX-commands.md"), encoding: .utf8)
        #expect(try workspace.gradfig("equation", "--commands") == Outcome(output: documentation))
    }

    @Test(arguments: [
        ([], "What is to be set?"), (["x"], "--output is a file that ends in .svg, .png or .pdf."),
        (["x", "-o", "x.jpg"], "--output is a file that ends in .svg, .png or .pdf."),
        (["x", "-o", "x.svg", "--size", "0"], "--size is a number between 1 and 1000."),
        (["x", "-o", "x.png", "--scale", "nan"], "--scale is a number between 0.01 and 100."),
    ])
    func `wrong usage`(arguments: [String], message: String) throws {
        let outcome = try workspace.gradfig(["equation"] + arguments)
        #expect(outcome.exitCode == 64)
        #expect(outcome.errors.hasPrefix("Error: \(message)"))
        #expect(workspace.names(in: ".") == ["Templates"])
    }
}
