import Foundation
import Gradfig
import Testing

/// What can't be read or written: exit code 74, and what to do.
struct FileErrorTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    private func failure(_ message: String) -> Outcome { Outcome(exitCode: 74, errors: "error: \(message)\n") }

    @Test func `a template that is not there`() throws {
        #expect(
            try workspace.gradfig("build", "absent.yaml")
                == failure("can’t read absent.yaml: No such file or directory"))
    }

    @Test func `a template that is a folder`() throws {
        #expect(
            try workspace.gradfig("values", "Templates") == failure("can’t read Templates: Is a directory"))
    }

    @Test func `a folder of templates that is none`() throws {
        let workspace = try Workspace([])
        try workspace.remove("Templates")
        #expect(
            try workspace.gradfig("list")
                == failure("there is no template in Templates/ here; name one: gradfig build TEMPLATE"))
        try workspace.write("text", to: "Templates")
        #expect(try workspace.gradfig("list") == failure("can’t read the folder Templates: Not a directory"))
    }

    @Test func `an argument that is no text`() throws {
        #expect(
            try workspace.shell(#"gradfig build --output "$(printf 'caf\351')""#)
                == Outcome(exitCode: 64, errors: "Error: An argument is not UTF-8 text.\n"))
    }

    @Test(arguments: [
        (
            "HALF", "HALF\n",
            "the ids ‘HALF’ and ‘half’ differ in small and capital letters alone: on some systems their files are one"
        ),
        (
            String(repeating: "x", count: 300), "xxx",
            "the id is too long for the name of a file: it has 300 bytes"
        ),
    ])
    func `an id that is no name for a file`(id: String, start: String, problem: String) throws {
        try workspace.write(
            """
            layers:
              - { name: Half, input: x, equations: y = x / 2, output: y }
            title: Half
            figures:
              - { id: half, title: One }
              - title: Another
                id: \(id)
            """, to: "x.yaml")
        let outcome = try workspace.gradfig("build", "x.yaml")
        #expect(outcome.exitCode == 65)
        #expect(outcome.errors.hasPrefix("x.yaml:7:9: error: \(problem)\n        id: \(start)"))
    }

    @Test func `a template that never ends`() throws {
        #expect(
            try workspace.gradfig("build", "/dev/zero")
                == failure("can’t read /dev/zero: it has more than 256 megabytes"))
    }

    @Test func `a template in a pipe that nothing writes to`() throws {
        #expect(mkfifo(workspace.url.appending(path: "pipe").path, 0o600) == 0)
        #expect(
            try workspace.gradfig("build", "pipe")
                == failure("can’t read pipe: it is a pipe, and nothing writes to it"))
    }

    @Test func `a picture in the place of a pipe`() throws {
        #expect(mkfifo(workspace.url.appending(path: "x.svg").path, 0o600) == 0)
        #expect(
            try workspace.gradfig("equation", "x^2", "--output", "x.svg")
                == failure("can’t write x.svg: it is a pipe, and no file"))
    }

    @Test(arguments: [["values"], ["list"], ["explain"], ["values", "--table"]])
    func `a full disk behind the standard output`(words: [String]) throws {
        let command = "gradfig \(words.joined(separator: " ")) Templates/squared-error.yaml"
        #expect(
            try workspace.shell(command + " > /dev/full")
                == failure("can’t write to the standard output: No space left on device"))
    }

    @Test(arguments: ["--help", "--version", "help build"])
    func `help on a full disk`(words: String) throws {
        #expect(
            try workspace.shell("gradfig \(words) > /dev/full")
                == failure("can’t write to the standard output: No space left on device"))
    }

    @Test func `a closed standard error`() throws {
        #expect(try workspace.shell("gradfig build absent.yaml 2>&-") == Outcome(exitCode: 74))
        #expect(try workspace.shell("gradfig nonsense 2>&-") == Outcome(exitCode: 64))
    }

    @Test func `a closed standard output`() throws {
        #expect(
            try workspace.shell("gradfig list >&-")
                == failure("can’t write to the standard output: Bad file descriptor"))
    }

    @Test func `closed streams become no files`() throws {
        let build = "gradfig build Templates/squared-error.yaml --format svg --output"
        #expect(try workspace.shell("\(build) open; \(build) closed <&- >&- 2>&-").exitCode == 0)
        #expect(try workspace.data("closed/squared-error.svg") == workspace.data("open/squared-error.svg"))
    }

    @Test func `a picture behind a link stays there`() throws {
        try workspace.write("text", to: "pictures/real.svg")
        try FileManager.default.createSymbolicLink(
            atPath: workspace.url.appending(path: "x.svg").path, withDestinationPath: "pictures/real.svg")
        #expect(try workspace.gradfig("equation", "x^2", "--output", "x.svg") == Outcome())
        #expect(try workspace.text("pictures/real.svg").contains("<svg"))
    }

    @Test func `a template that is not UTF-8`() throws {
        try workspace.write(Data("title: Gr".utf8) + [0xFC] + Data("n\n".utf8), to: "latin1.yaml")
        #expect(
            try workspace.gradfig("list", "latin1.yaml")
                == failure("can’t read latin1.yaml: it is not UTF-8 text; save it as UTF-8"))
    }

    @Test func `hidden files in the folder of templates are editors' own`() throws {
        try FileManager.default.createSymbolicLink(
            atPath: workspace.url.appending(path: "Templates/.#a.yaml").path, withDestinationPath: "nowhere")
        #expect(try workspace.gradfig("list", "--ids").exitCode == 0)
    }

    @Test func `dependencies in the place of a file of the build`() throws {
        let template = "Templates/squared-error.yaml"
        let before = try workspace.files(in: "Templates")
        #expect(
            try workspace.gradfig("build", template, "--deps", "./\(template)")
                == failure(
                    "can’t write ./\(template): the build reads it; choose another file with --deps"))
        #expect(
            try workspace.gradfig("build", template, "--deps", "output/squared-error.svg")
                == failure(
                    "can’t write output/squared-error.svg: the build writes it itself; "
                        + "choose another file with --deps"))
        #expect(try workspace.files(in: "Templates") == before)
        #expect(workspace.names(in: "output") == [])
    }

    @Test func `no templates`() throws {
        try FileManager.default.removeItem(at: workspace.url.appending(path: "Templates"))
        #expect(
            try workspace.gradfig("build")
                == failure("there is no template in Templates/ here; name one: gradfig build TEMPLATE"))
    }

    @Test func `a file in place of the output folder`() throws {
        try workspace.write("text", to: "output")
        #expect(
            try workspace.gradfig("build", "--only", "A.1", "--format", "svg")
                == failure("can’t write output/A.1.svg: Not a directory; choose another folder with --output"))
        #expect(
            try workspace.gradfig("build", "--format", "svg", "--output", "output/figures")
                == failure(
                    "can’t make the folder output/figures: Not a directory; choose another with --output"))
        #expect(try workspace.text("output") == "text")
    }

    @Test func `a folder in place of a figure`() throws {
        try workspace.write("text", to: "output/A.1.svg/file")
        #expect(
            try workspace.gradfig("build", "--only", "A.1", "--format", "svg")
                == failure("can’t write output/A.1.svg: it is a folder; choose another folder with --output"))
        let check = try workspace.gradfig("check", "--format", "svg")
        #expect(check.exitCode == 1)
        #expect(check.errors.contains("output/A.1.svg: without a digest of gradfig’s: "))
        // What was begun is gone again.
        #expect(workspace.names(in: "output") == ["A.1.svg"])
    }

    @Test func `a math font that is none`() throws {
        try workspace.write("text", to: "fonts/latinmodern-math.otf")
        try workspace.write("old", to: "output/A.1.svg")
        #expect(
            try workspace.gradfig(
                "build", "--format", "svg", "--force", environment: ["GRADFIG_FONT_PATH": "fonts"])
                == failure("‘fonts/latinmodern-math.otf’ is not an OpenType font; name an .otf or .ttf file"))
        #expect(try workspace.files(in: "output") == ["A.1.svg": Data("old".utf8)])
    }

    @Test func `a font without mathematics`() throws {
        let roman = URL(fileURLWithPath: try FontFile.latinModernRoman.locate())
        try workspace.write(Data(contentsOf: roman), to: "fonts/latinmodern-math.otf")
        #expect(
            try workspace.gradfig("build", "--format", "svg", environment: ["GRADFIG_FONT_PATH": "fonts"])
                == failure(
                    "font ‘fonts/latinmodern-math.otf’ has no MATH table; "
                        + "choose an OpenType math font: there are some in Debian’s packages fonts-lmodern, fonts-stix, "
                        + "fonts-texgyre-math"))
    }

    /// The system's folders can't be hidden from the command, so a font that is nowhere stands for one not installed.
    @Test func `a font that is not installed`() {
        let error = #expect(throws: FontError.self) {
            try FontFile(name: "absent-math.otf", debianPackages: ["fonts-absent"]).locate()
        }
        let message = error?.description ?? ""
        #expect(message.hasPrefix("font file ‘absent-math.otf’ not found in "))
        #expect(
            message.hasSuffix(
                "; install it (Debian: apt-get install fonts-absent), "
                    + "or set GRADFIG_FONT_PATH to the folder that holds it"))
    }

    @Test func `too little memory`() throws {
        #expect(
            try workspace.shell("ulimit -v 200000; gradfig build")
                == Outcome(
                    exitCode: 71,
                    errors: "error: there are less than 256 megabytes of address space left; raise the limit, "
                        + "ulimit -v\n"))
    }

    @Test func `a Graphviz without its plugins`() throws {
        #expect(
            try workspace.gradfig("build", "--only", "A.1", environment: ["GVBINDIR": "Templates"])
                == failure(
                    "Graphviz can’t load its plugins; install it again (Debian: apt-get install --reinstall libgvc6)"
                ))
    }

    @Test func `a device in the place of a figure`() throws {
        try FileManager.default.createDirectory(
            at: workspace.url.appending(path: "output"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: workspace.url.appending(path: "output/A.1.svg").path, withDestinationPath: "/dev/full")
        #expect(
            try workspace.gradfig("build", "--only", "A.1", "--format", "svg")
                == failure("can’t write output/A.1.svg: it is a device, and no file"))
    }

    @Test func `a picture too large`() throws {
        let outcome = try workspace.gradfig("build", "--only", "A.11", "--format", "png", "--scale", "100")
        #expect(outcome.exitCode == 65)
        let lines = outcome.errors.split(separator: "\n")
        #expect(lines[0].hasPrefix("Templates/softmax-with-loss.yaml:"))
        #expect(lines[0].contains(": error: a picture of "))
        #expect(lines[0].hasSuffix(" pixels is too large; choose a smaller scale"))
        #expect(lines[1].hasSuffix("- id: A.11"))
        #expect(workspace.names(in: ".") == ["Templates"])
    }
}
