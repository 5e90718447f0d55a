import Diagnostics
import FigureTemplate
import Foundation
import Testing

/// What README.md says is so.
struct ReadmeTests {
    private let readme: String
    private let workspace: Workspace

    init() throws {
        readme = try String(contentsOf: Workspace.package.appending(path: "README.md"), encoding: .utf8)
        let files = try FileManager.default.contentsOfDirectory(
            atPath: Workspace.package.appending(path: "Templates").path)
        workspace = try Workspace(files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) })
    }

    /// The fenced code blocks of a language; "" is none.
    private func blocks(of language: String) -> [String] {
        readme.components(separatedBy: "```\(language)\n").dropFirst().compactMap {
            $0.components(separatedBy: "```").first
        }
    }

    @Test func `every command runs`() throws {
        try workspace.addDocument()
        let commands = blocks(of: "sh").flatMap { $0.split(separator: "\n") }.map { line in
            line.components(separatedBy: " #")[0].trimmingCharacters(in: .whitespaces)
        }
        #expect(commands.count > 8)
        for command in commands {
            switch command.split(separator: " ").first {
            case "make":
                let dryRun = command.replacing(
                    "make", with: "make -n -C \(Workspace.package.path)", maxReplacements: 1)
                #expect(try workspace.shell(dryRun).exitCode == 0, "\(command)")
            case "gradfig":
                // This one ends only when it is interrupted.
                if command.hasPrefix("gradfig watch") { continue }
                let outcome = try workspace.shell(command)
                #expect(outcome.exitCode == 0, "\(command)")
                #expect(outcome.errors == "", "\(command)")
            case "swift":
                let verb = try #require(command.split(separator: " ").last)
                let manifest = Workspace.package.appending(path: "Package.swift")
                #expect(try String(contentsOf: manifest, encoding: .utf8).contains("verb: \"\(verb)\""))
            default:
                Issue.record("what is this? \(command)")
            }
        }
    }

    @Test func `every make target is there`() throws {
        let makefile = try String(contentsOf: Workspace.package.appending(path: "Makefile"), encoding: .utf8)
        let named = readme.matches(of: /(?:`|\n)make ([a-z]+)/).map { String($0.1) }
        #expect(Set(named) == ["figures", "test", "bench", "install", "uninstall", "deb"])
        for target in named { #expect(makefile.contains("\n\(target):")) }
    }

    @Test func `the template is the file that it says`() throws {
        let template = try #require(blocks(of: "yaml").first)
        #expect(readme.contains("That is `Templates/squared-error.yaml`, whole."))
        #expect(try template == workspace.text("Templates/squared-error.yaml"))
    }

    @Test func `the block in a document is drawn`() throws {
        let block = readme.components(separatedBy: "````markdown\n")[1].components(separatedBy: "````")[0]
        try workspace.write(block, to: "a.md")
        #expect(try workspace.gradfig("docs", "a.md", "--output", "site") == Outcome(output: "1 of 1\n"))
    }

    @Test func `the table has every key of a block`() throws {
        let error = #expect(throws: Diagnostic.self) {
            try FigureBlock(SourceText("template: a\nx: 1", name: ""))
        }
        let keys = try #require(error?.suggestion?.components(separatedBy: "known keys: ").last)
        let rows =
            readme.components(separatedBy: "| :--- | :--- |\n").last?.components(separatedBy: "\n\n").first
            ?? ""
        for key in keys.components(separatedBy: ", ") { #expect(rows.contains("`\(key)`")) }
    }

    @Test func `the equations are lines of the template that they are of`() throws {
        let equations = try #require(blocks(of: "yaml").last).split(separator: "\n").dropFirst()
        let template = try workspace.text("Templates/softmax-with-loss.yaml").split(separator: "\n")
        #expect(!equations.isEmpty)
        for line in equations { #expect(template.contains(line)) }
    }

    @Test func `the error is what the command prints`() throws {
        let message = try #require(readme.firstMatch(of: /```\n(Templates\/[^`]*?: error: [^`]*?)```/)).1
        let path = "Templates/squared-error.yaml"
        let template = try workspace.text(path)
        try workspace.write(template.replacing("d_k * d_k", with: "d_k * e_k"), to: path)
        #expect(try workspace.gradfig("build") == Outcome(exitCode: 65, errors: String(message)))
    }

    @Test func `the library example is the one that is built, and writes its figure`() throws {
        let example = Workspace.package.appending(path: "Examples/Library/main.swift")
        #expect(try blocks(of: "swift").first == String(contentsOf: example, encoding: .utf8))
        #expect(try workspace.run(Workspace.products.appending(path: "LibraryExample"), []) == .silence)
        #expect(try workspace.text("error.svg").contains(">The squared error of two outputs</title>"))
    }

    @Test(arguments: [("swift", "DocCFigures/Package.swift"), ("cmake", "CMake/CMakeLists.txt")])
    func `the lines for build systems are in the examples`(language: String, file: String) throws {
        let example = try String(
            contentsOf: Workspace.package.appending(path: "Examples/\(file)"), encoding: .utf8)
        let block = try #require(blocks(of: language).last)
        for line in block.split(separator: "\n") { #expect(example.contains(line)) }
    }

    @Test func `the pictures are those that a build writes`() throws {
        #expect(try workspace.gradfig("build", "--format", "svg") == .silence)
        let pictures = readme.matches(of: /!\[[^\]]+\]\(([^)]+)\)/).map { String($0.1) }
        let equations = ["output/A.1a.svg", "output/A.4b.svg", "output/A.6a.svg"]
        let gallery = [
            "neuron", "residual-block", "lstm", "attention", "two-layer-network", "batch-normalization",
        ]
        let figures = ["A.11", "squared-error", "affine"].map { "output/\($0).svg" }
        #expect(pictures == figures + equations + gallery.map { "output/\($0).svg" })
        for picture in pictures { #expect(try !workspace.data(picture).isEmpty) }
    }

    /// The errors for an unknown key list those that there are.
    @Test func `the table has every key of a template`() throws {
        let places = [
            "frobnicate: 1",
            "{ title: T, layers: [{ frobnicate: 1 }] }",
            "{ title: T, layers: [{ name: A, input: x, equations: y = x, output: y }], equations: [{ frobnicate: 1 }] }",
            "{ title: T, layers: [{ name: A, input: x, equations: y = x, output: y }], figures: [{ frobnicate: 1 }] }",
            """
            { title: T, layers: [{ name: A, input: x, equations: y = x, output: y }],
              figures: [{ steps: [{ frobnicate: 1 }] }] }
            """,
        ]
        var known: Set<String> = []
        for text in places {
            let error = #expect(throws: Diagnostic.self) {
                try Template(SourceText(text, name: "template.yaml"))
            }
            let keys = try #require(error?.suggestion?.components(separatedBy: "known keys: ").last)
            known.formUnion(keys.components(separatedBy: ", "))
        }
        let rows =
            readme.components(separatedBy: "| --- | --- |\n").last?.components(separatedBy: "\n\n").first ?? ""
        func words(_ text: String) -> Set<String> {
            Set(text.matches(of: /`([^`]+)`/).map { String($0.1) })
        }
        let keys = Set(rows.split(separator: "\n").flatMap { words($0.components(separatedBy: " | ")[0]) })
        #expect(keys.subtracting(known) == [])
        #expect(known.subtracting(words(rows)) == [])
    }

    @Test func `the exit codes are those of the help`() throws {
        func codes(_ text: String) -> [Int] {
            let list =
                text.components(separatedBy: "Exit codes:").last?.components(separatedBy: "\n\n").first ?? ""
            return list.matches(of: /(\d+)\s[a-z]/).compactMap { Int($0.1) }
        }
        #expect(codes(readme) == [0, 1, 64, 65, 70, 71, 74])
        #expect(try codes(workspace.gradfig("--help").output) == codes(readme))
    }
}
