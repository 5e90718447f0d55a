import Foundation
import Testing

/// `gradfig build --check`
struct CheckTests {
    private let workspace: Workspace
    private let check = ["build", "--check", "--only", "A.1", "A.2", "A.3", "--format", "svg"]

    init() throws {
        workspace = try Workspace()
        #expect(try workspace.gradfig(check.filter { $0 != "--check" }) == .silence)
    }

    @Test func `is silent when all files are current`() throws {
        #expect(try workspace.gradfig(check) == .silence)
    }

    @Test func `names what is missing or differs, and writes nothing`() throws {
        try FileManager.default.removeItem(at: workspace.url.appending(path: "output/A.1.svg"))
        try workspace.write(workspace.text("output/A.3.svg") + " ", to: "output/A.3.svg")
        let files = try workspace.files(in: "output")
        #expect(
            try workspace.gradfig(check)
                == Outcome(
                    exitCode: 1,
                    errors: """
                        output/A.1.svg: missing
                        output/A.3.svg: differs from what its template gives

                        """))
        #expect(try workspace.files(in: "output") == files)
    }

    @Test func `sees that a template changed`() throws {
        let path = "Templates/softmax-with-loss.yaml"
        try workspace.write(workspace.text(path).replacing("Softmax layer", with: "Soft layer"), to: path)
        #expect(
            try workspace.gradfig(check)
                == Outcome(
                    exitCode: 1,
                    errors: """
                        output/A.1.svg: differs from what its template gives
                        output/A.2.svg: differs from what its template gives

                        """))
    }

    @Test func `makes no folder`() throws {
        let outcome = try workspace.gradfig(["build", "--check", "--only", "A.1", "--output", "new"])
        #expect(
            outcome == Outcome(exitCode: 1, errors: "new/A.1.svg: missing\nnew/A.1.png: missing\n"))
        #expect(workspace.names(in: ".") == ["Templates", "output"])
    }
}
