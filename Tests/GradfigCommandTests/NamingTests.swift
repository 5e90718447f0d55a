import Foundation
import Testing

/// `--naming`: what the files of a figure are called, and which colours they have.
struct NamingTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    private func build(_ arguments: String...) throws -> Outcome {
        try workspace.gradfig(["build", "--only", "A.2"] + arguments)
    }

    @Test func `pairs are light and dark in every format, but the graph is one`() throws {
        #expect(try build("--naming", "pairs", "--format", "svg", "png", "pdf", "dot") == .silence)
        #expect(
            workspace.names(in: "output") == [
                "A.2-dark.pdf", "A.2-dark.png", "A.2-dark.svg", "A.2-light.pdf", "A.2-light.png",
                "A.2-light.svg", "A.2.dot",
            ])
        let (light, dark) = (
            try workspace.text("output/A.2-light.svg"), try workspace.text("output/A.2-dark.svg")
        )
        #expect(light.contains(":root{color-scheme:light}") && !light.contains("@media"))
        #expect(dark.contains(":root{color-scheme:dark}") && !dark.contains("@media"))
        // The colours differ, and nothing else: not even the picture's id.
        func shape(_ svg: String) -> String {
            svg.replacing(/#[0-9a-f]{3,6}\b|color-scheme:[a-z]+|<!--.*-->/, with: "")
        }
        #expect(shape(light) == shape(dark))
        #expect(try workspace.data("output/A.2-light.png") != workspace.data("output/A.2-dark.png"))
        #expect(try workspace.data("output/A.2-light.pdf") != workspace.data("output/A.2-dark.pdf"))
    }

    @Test(arguments: [("1", ""), ("2", "@2x"), ("3", "@3x")])
    func `DocC's names tell appearance and scale`(scale: String, suffix: String) throws {
        #expect(try build("--naming", "docc", "--format", "png", "--scale", scale) == .silence)
        #expect(workspace.names(in: "output") == ["A.2\(suffix).png", "A.2~dark\(suffix).png"])
    }

    @Test func `DocC's pictures without pixels have no scale`() throws {
        #expect(try build("--naming", "docc", "--format", "svg", "--scale", "3") == .silence)
        #expect(workspace.names(in: "output") == ["A.2.svg", "A.2~dark.svg"])
    }

    @Test(arguments: [
        (["svg", "png"], "2", "DocC takes a figure in one format: --format svg or --format png."),
        (["pdf"], "2", "DocC takes a figure in one format: --format svg or --format png."),
        (["png"], "1.5", "DocC knows pictures at --scale 1, 2 and 3."),
    ])
    func `what DocC would confuse is no build`(formats: [String], scale: String, problem: String) throws {
        let outcome = try workspace.gradfig(
            ["build", "--naming", "docc", "--scale", scale, "--format"] + formats)
        #expect(outcome.exitCode == 64)
        #expect(outcome.errors.hasPrefix("Error: \(problem)\n"))
        #expect(workspace.names(in: "output") == [])
    }

    @Test func `a figure in another format is in DocC's way`() throws {
        #expect(try build("--naming", "docc", "--format", "svg") == .silence)
        let options = ["--only", "A.2", "--naming", "docc", "--format", "png"]
        let files = ["output/A.2.svg", "output/A.2~dark.svg"]
        #expect(
            try workspace.gradfig(["build"] + options)
                == Outcome(
                    exitCode: 74,
                    errors:
                        "error: DocC takes a figure in one format, and there is \(files[0]): rm \(files[0])\n"))
        let check = try workspace.gradfig(["check"] + options)
        #expect(check.exitCode == 1)
        for (file, word) in zip(files, [files[0], "'\(files[1])'"]) {
            #expect(check.errors.contains("\(file): DocC takes a figure in one format: rm \(word)\n"))
        }
        for file in files { try workspace.remove(file) }
        // Another figure, and a pair of this one, are no rivals.
        try workspace.write("<svg/>", to: "output/A.22.svg")
        try workspace.write("<svg/>", to: "output/A.2-dark.svg")
        #expect(try workspace.gradfig(["build"] + options) == .silence)
        #expect(try workspace.gradfig(["check"] + options) == .silence)
    }

    @Test(arguments: ["pairs", "docc"])
    func `a build with nothing to do touches nothing, and check names each file of a pair`(naming: String)
        throws
    {
        let options = ["--only", "A.2", "--format", "svg", "--naming", naming]
        #expect(try workspace.gradfig(["build"] + options) == .silence)
        #expect(try workspace.gradfig(["check"] + options) == .silence)
        let dark = naming == "pairs" ? "A.2-dark.svg" : "A.2~dark.svg"
        try FileManager.default.removeItem(at: workspace.url.appending(path: "output/\(dark)"))
        #expect(
            try workspace.gradfig(["check"] + options)
                == Outcome(
                    exitCode: 1,
                    errors: "output/\(dark): missing: gradfig build Templates/softmax-with-loss.yaml "
                        + "--only A.2 --format svg --naming \(naming)\n"))
    }

    @Test func `namings in one folder don't take each other for left over`() throws {
        for naming in ["pairs", "docc"] {
            #expect(try build("--format", "svg", "--naming", naming) == .silence)
        }
        for naming in ["pairs", "docc"] {
            #expect(
                try workspace.gradfig("check", "--only", "A.2", "--format", "svg", "--naming", naming)
                    == .silence)
        }
    }

    @Test func `what is left over is named in every naming`() throws {
        let template = "Templates/squared-error.yaml"
        #expect(
            try workspace.gradfig("build", template, "--format", "png", "--naming", "docc") == .silence)
        #expect(
            try workspace.gradfig("build", template, "--format", "svg", "--naming", "pairs") == .silence)
        try workspace.write(
            workspace.text(template).replacing("id: squared-error", with: "id: error"), to: template)
        #expect(try workspace.gradfig("build", template, "--format", "svg") == .silence)
        let left = [
            "squared-error-dark.svg", "squared-error-light.svg", "squared-error@2x.png",
            "squared-error~dark@2x.png",
        ]
        let commands = left.map { name in
            let path = "output/\(name)"
            return "\(path): no template has it any more: rm \(name.contains("~") ? "'\(path)'" : path)\n"
        }
        #expect(
            try workspace.gradfig("check", template, "--format", "svg")
                == Outcome(exitCode: 1, errors: commands.joined()))
    }
}
