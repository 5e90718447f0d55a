import Foundation
import Testing

struct InitCommandTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace([]) }

    @Test func `writes a template that builds`() throws {
        let said = "Templates/my-layer.yaml is written; this draws it: gradfig build Templates/my-layer.yaml\n"
        #expect(try workspace.gradfig("init", "my-layer") == Outcome(output: said))
        #expect(try workspace.gradfig("build", "--format", "svg") == .silence)
        #expect(workspace.names(in: "output") == ["my-layer.svg"])
        let gallery = try String(
            contentsOf: Workspace.package.appending(path: "output/squared-error.svg"), encoding: .utf8)
        let drawing = { (text: String) in text.split(separator: ">").filter { $0.contains("<path") }.count }
        #expect(try drawing(workspace.text("output/my-layer.svg")) == drawing(gallery))
    }

    @Test func `leaves what is there`() throws {
        try workspace.write("mine", to: "Templates/squared-error.yaml")
        let message =
            "error: Templates/squared-error.yaml is there already; choose another name: gradfig init NAME\n"
        #expect(try workspace.gradfig("init") == Outcome(exitCode: 74, errors: message))
        #expect(try workspace.text("Templates/squared-error.yaml") == "mine")
    }

    @Test func `a name that is none is wrong usage`() throws {
        #expect(try workspace.gradfig("init", "a/b").exitCode == 64)
    }
}
