import Foundation
import Gradfig
import Testing

struct BuildCommandTests {
    private let workspace: Workspace
    private static let figures = (1...11).map { "A.\($0)" }
    private static let equations = [
        "A.1a", "A.2a", "A.4a", "A.4b", "A.4d", "A.6a", "A.7a", "A.7b", "A.9a", "A.10a", "A.10c", "A.10d",
        "A.10e",
        "A.10f", "A.10g", "A.10h", "A.10i", "A.10j",
    ]
    private static let appendix = figures + equations

    init() throws { workspace = try Workspace() }

    @Test func `templates may stand behind lists of formats and ids`() throws {
        let template = "Templates/softmax-with-loss.yaml"
        for (folder, arguments) in [
            ("a", ["--format", "svg", template, "-o", "a"]),
            ("b", ["-o", "b", "--format", "svg", "--only", "A.1", template]),
        ] {
            #expect(try workspace.gradfig(["build"] + arguments) == .silence)
            #expect(workspace.names(in: folder).contains("A.1.svg"))
            #expect(!workspace.names(in: folder).contains("squared-error.svg"))
        }
    }

    @Test func `builds all figures of all templates, as SVG and PNG, in silence`() throws {
        #expect(try workspace.gradfig("build", "--scale", "0.5") == .silence)
        let stems = Self.appendix + ["A.2n", "A.11n", "affine", "batch-normalization", "squared-error"]
        #expect(workspace.names(in: "output") == stems.flatMap { ["\($0).png", "\($0).svg"] }.sorted())
        for stem in stems {
            #expect(try workspace.text("output/\(stem).svg").hasPrefix("<svg "))
            let width = try PNGHeader(workspace.data("output/\(stem).png")).width
            #expect(width > (Self.equations.contains(stem) ? 5 : 100))
        }
    }

    @Test func `the same template gives the same bytes`() throws {
        let arguments = ["build", "--only", "A.10", "--scale", "0.5", "--format", "svg", "png", "pdf", "dot"]
        #expect(try workspace.gradfig(arguments + ["--output", "first"]) == .silence)
        #expect(try workspace.gradfig(arguments + ["--output", "second"]) == .silence)
        let files = try workspace.files(in: "first")
        #expect(files.keys.sorted() == ["A.10.dot", "A.10.pdf", "A.10.png", "A.10.svg"])
        #expect(try files == workspace.files(in: "second"))
    }

    @Test func `a figure is the same when others are built with it`() throws {
        let template = "Templates/softmax-with-loss.yaml"
        #expect(try workspace.gradfig("build", template, "--format", "svg", "--output", "all") == .silence)
        #expect(
            try workspace.gradfig("build", "--only", "A.7", "A.2", "--format", "svg", "--output", "some")
                == .silence)
        #expect(workspace.names(in: "all") == Self.appendix.map { "\($0).svg" }.sorted())
        #expect(workspace.names(in: "some") == ["A.2.svg", "A.7.svg"])
        for name in ["A.2.svg", "A.7.svg"] {
            #expect(try workspace.data("all/\(name)") == workspace.data("some/\(name)"))
        }
    }

    @Test func `equations are written as pictures, but not as graphs`() throws {
        #expect(
            try workspace.gradfig("build", "--only", "A.6a", "--format", "svg", "png", "pdf", "dot") == .silence
        )
        #expect(workspace.names(in: "output") == ["A.6a.pdf", "A.6a.png", "A.6a.svg"])
        let text = try workspace.text("output/A.6a.svg")
        #expect(text.contains(">-(t_1 / y_1) * exp(a_1) = -t_1 * (S / exp(a_1)) * exp(a_1) = -t_1 * S</title>"))
    }

    @Test func `equations stay as they are written, whatever the number of classes`() throws {
        for classes in ["2", "5"] {
            let arguments = ["build", "--only", "A.1a", "A.10h", "--format", "svg", "--classes", classes]
            #expect(try workspace.gradfig(arguments + ["--output", classes]) == .silence)
        }
        #expect(try workspace.files(in: "2") == workspace.files(in: "5"))
    }

    @Test func `a font is named by its file or its path`() throws {
        let arguments = ["build", "--only", "A.10d", "--format", "svg"]
        #expect(try workspace.gradfig(arguments + ["--output", "default"]) == .silence)
        #expect(
            try workspace.gradfig(arguments + ["--math-font", "latinmodern-math.otf", "--output", "named"])
                == .silence)
        #expect(try workspace.files(in: "default") == workspace.files(in: "named"))
        let missing = try workspace.gradfig(arguments + ["--math-font", "nosuch.otf"])
        #expect(missing.exitCode == 74)
        #expect(missing.errors.hasPrefix("error: font file ‘nosuch.otf’ not found in "))
        let plain = try workspace.gradfig(arguments + ["--math-font", "lmroman12-regular.otf"])
        #expect(plain.exitCode == 74)
        #expect(plain.errors.contains(" has no MATH table; choose an OpenType math font: "))
    }

    /// The environment in which fontconfig knows of no font.
    private func noInstalledFonts() throws -> [String: String] {
        try workspace.write("<fontconfig/>", to: "fonts.conf")
        return ["FONTCONFIG_FILE": workspace.url.appending(path: "fonts.conf").path]
    }

    @Test func `a character without a glyph is named`() throws {
        let path = "Templates/squared-error.yaml"
        let template = try workspace.text(path)
        try workspace.write(template.replacing("name: Squared Error", with: "name: 二乗 Error"), to: path)
        let none = try noInstalledFonts()
        #expect(
            try workspace.gradfig(
                "build", path, "--format", "svg", environment: none)
                == Outcome(
                    errors: """
                        warning: squared-error: no font has ‘二’, ‘乗’; \
                        install one that does (Debian: apt-get install fonts-noto-cjk)

                        """))
    }

    @Test func `a font in the user's folder has what another lacks`() throws {
        let path = "Templates/squared-error.yaml"
        let template = try workspace.text(path)
        try workspace.write(template.replacing("name: Squared Error", with: "name: ∮ Error"), to: path)
        let none = try noInstalledFonts()
        let math = URL(fileURLWithPath: try FontFile.latinModernMath.locate())
        try workspace.write(Data(contentsOf: math), to: "fonts/other.otf")
        #expect(
            try workspace.gradfig(
                "build", path, "--format", "svg",
                environment: none.merging(["GRADFIG_FONT_PATH": "fonts"]) { $1 }) == .silence)
    }

    @Test func `each format is what it says`() throws {
        #expect(
            try workspace.gradfig(
                "build", "--only", "A.1", "--format", "svg", "png", "pdf", "dot", "--scale", "1")
                == .silence)
        #expect(try workspace.text("output/A.1.svg").contains(/<\/svg>\n<!-- gradfig [0-9a-f ]+ -->\n$/))
        #expect(try workspace.data("output/A.1.png").prefix(4) == Data([0x89, 0x50, 0x4E, 0x47]))
        #expect(try workspace.data("output/A.1.pdf").prefix(5) == Data("%PDF-".utf8))
        #expect(try workspace.text("output/A.1.dot").hasPrefix("digraph "))
    }

    @Test func `a byte order mark and Windows line ends change nothing`() throws {
        let path = "Templates/squared-error.yaml"
        #expect(try workspace.gradfig("build", path, "--format", "svg") == .silence)
        try workspace.write("\u{FEFF}" + workspace.text(path).replacing("\n", with: "\r\n"), to: path)
        #expect(try workspace.gradfig("build", path, "--format", "svg", "--check") == .silence)
    }

    @Test func `plain Graphviz draws the dot file`() throws {
        #expect(try workspace.gradfig("build", "--only", "A.11", "--format", "dot") == .silence)
        let drawn = try workspace.shell("neato -n2 -Tsvg output/A.11.dot")
        #expect(drawn.exitCode == 0)
        #expect(drawn.errors == "")
        #expect(drawn.output.contains("<title>exp_1</title>"))
    }

    @Test(arguments: [1, 2, 5])
    func `classes`(count: Int) throws {
        #expect(
            try workspace.gradfig("build", "--only", "A.2", "--classes", "\(count)", "--format", "dot")
                == .silence)
        let text = try workspace.text("output/A.2.dot")
        #expect(text.contains("exp_\(count)"))
        #expect(!text.contains("exp_\(count + 1)"))
    }

    @Test func `an output folder is made with those above it`() throws {
        #expect(
            try workspace.gradfig("build", "--only", "A.1", "--format", "svg", "--output", "a/b/c") == .silence)
        #expect(workspace.names(in: "a/b/c") == ["A.1.svg"])
        #expect(workspace.names(in: ".") == ["Templates", "a"])
    }

    @Test func `the scale is pixels per point`() throws {
        for scale in ["1", "2", "0.5"] {
            #expect(
                try workspace.gradfig(
                    "build", "--only", "A.1", "--format", "png", "--scale", scale, "--output", scale)
                    == .silence)
        }
        #expect(
            try workspace.gradfig("build", "--only", "A.1", "--format", "png", "--output", "default")
                == .silence)
        func header(_ scale: String) throws -> PNGHeader { try PNGHeader(workspace.data("\(scale)/A.1.png")) }
        let (half, one, two) = (try header("0.5"), try header("1"), try header("2"))
        // A last pixel that the page covers in part is a pixel.
        #expect(abs(two.width - 2 * one.width) <= 1 && abs(two.height - 2 * one.height) <= 1)
        #expect(abs(one.width - 2 * half.width) <= 1 && abs(one.height - 2 * half.height) <= 1)
        #expect(try workspace.data("default/A.1.png") == workspace.data("2/A.1.png"))
    }

    @Test func `the background is white or transparent`() throws {
        let arguments = ["build", "--only", "A.1", "--format", "png", "--scale", "0.5"]
        #expect(try workspace.gradfig(arguments + ["--output", "white"]) == .silence)
        #expect(try workspace.gradfig(arguments + ["--output", "clear", "--transparent"]) == .silence)
        #expect(try !PNGHeader(workspace.data("white/A.1.png")).hasAlpha)
        #expect(try PNGHeader(workspace.data("clear/A.1.png")).hasAlpha)
    }

    /// `script` runs a command on a terminal, and writes what it prints there.
    @Test func `a terminal sees one line for each file`() throws {
        let outcome = try workspace.shell(
            "script -qec 'gradfig build --only A.1 A.2 --format svg dot' /dev/null")
        #expect(
            outcome
                == Outcome(
                    output: ["A.1.svg", "A.1.dot", "A.2.svg", "A.2.dot"].map { "output/\($0)\r\n" }.joined()))
    }
}
