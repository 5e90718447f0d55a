import Foundation
import Testing

/// `gradfig build` does the stale work, and no other.
struct FreshBuildTests {
    private let workspace: Workspace
    private let template = "Templates/softmax-with-loss.yaml"

    init() throws {
        workspace = try Workspace()
        #expect(try workspace.gradfig("build", "--format", "svg") == .silence)
    }

    /// The files of the output by what tells one writing of them from the next.
    private func writings() throws -> [String: [Int]] {
        var writings: [String: [Int]] = [:]
        for name in workspace.names(in: "output") {
            var status = stat()
            try #require(stat(workspace.url.appending(path: "output/\(name)").path, &status) == 0)
            writings[name] = [Int(status.st_ino), status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
        }
        return writings
    }

    /// The files that a build of SVG files writes.
    private func written(_ arguments: String..., exitCode: Int32 = 0) throws -> [String] {
        let before = try writings()
        #expect(try workspace.gradfig(["build", "--format", "svg"] + arguments).exitCode == exitCode)
        return try writings().filter { before[$0.key] != $0.value }.keys.sorted()
    }

    @Test func `with nothing to do it touches nothing`() throws {
        #expect(try written() == [])
    }

    @Test func `one changed equation is one file`() throws {
        let text = try workspace.text(template)
        try workspace.write(
            text.replacing("formula: y_1 = exp(a_1) / S", with: "formula: y_1 = exp(a_1) * (1 / S)"),
            to: template)
        #expect(try written() == ["A.9a.svg"])
    }

    @Test func `--force writes all`() throws {
        #expect(try written("--force").count == 34)
    }

    @Test func `a false equation stops the build, though its picture is the same`() throws {
        let text = try workspace.text(template)
        try workspace.write(text.replacing("exp(a_k) * (1 / S)", with: "exp(a_k) * (2 / S)"), to: template)
        #expect(try written(exitCode: 65) == [])
    }

    @Test func `dependencies as rules of make`() throws {
        let arguments = ["build", "--only", "A.1", "A.4a", "--format", "svg", "--deps", "figures.mk"]
        #expect(try workspace.gradfig(arguments) == .silence)
        let rules = try workspace.text("figures.mk").split(separator: "\n").map { $0.split(separator: " ") }
        #expect(
            rules.map(\.first) == ["output/A.1.svg:", "output/A.4a.svg:", "Templates/softmax-with-loss.yaml:"]
                + rules[0][2...].map { "\($0):" })
        #expect(rules[0][1] == "Templates/softmax-with-loss.yaml")
        #expect(rules[0][2].hasSuffix("latinmodern-math.otf"))
        #expect(rules[0].dropFirst() == rules[1].dropFirst())
    }

    @Test func `dependencies as JSON`() throws {
        let arguments = [
            "build", "--only", "A.1", "--format", "svg", "--deps", "figures.json", "--deps-format", "json",
        ]
        #expect(try workspace.gradfig(arguments) == .silence)
        struct File: Decodable {
            let output: String
            let inputs: [String]
        }
        let files = try JSONDecoder().decode([File].self, from: workspace.data("figures.json"))
        #expect(files.map(\.output) == ["output/A.1.svg"])
        #expect(files[0].inputs.first == "Templates/softmax-with-loss.yaml")
        #expect(files[0].inputs.count == 3)
    }

    @Test func `blanks and dollars in the names are escaped for make`() throws {
        try workspace.write(workspace.text("Templates/squared-error.yaml"), to: "my $1 template.yaml")
        #expect(
            try workspace.gradfig(
                "build", "my $1 template.yaml", "--format", "svg", "--output", "other", "--deps", "d")
                == .silence)
        #expect(try workspace.text("d").hasPrefix(#"other/squared-error.svg: my\ $$1\ template.yaml /"#))
    }

    @Test func `with --deps a file that is up to date gets a new time, as build systems need it`() throws {
        #expect(try written("--only", "A.1", "--deps", "d") == ["A.1.svg"])
    }
}
