import Foundation
import Testing

/// Examples/Make, run by make.
struct MakeExampleTests {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace()
        try workspace.copy("Examples/Make/Makefile")
    }

    private func make(_ arguments: String = "") throws -> Outcome {
        try workspace.shell("make -j 2 -C Examples/Make \(arguments) 2>&1")
    }

    /// The figures that a run draws.
    private func drawn(_ outcome: Outcome) -> [String] {
        #expect(outcome.exitCode == 0, "\(outcome.output)")
        return outcome.output.matches(of: /--only (\S+)/).map { String($0.1) }.sorted()
    }

    @Test func `a touched template makes its figures again, and no others`() throws {
        let all = try workspace.gradfig("list", "--ids").output.split(separator: "\n").map(String.init)
        #expect(try drawn(make()) == all.sorted())
        #expect(
            workspace.names(in: "Examples/Make/figures").filter { $0.hasSuffix(".svg") }
                == all.map { "\($0).svg" }.sorted())
        #expect(try drawn(make()) == [])
        try workspace.touch("Templates/squared-error.yaml")
        #expect(try drawn(make()) == ["squared-error"])
        #expect(try drawn(make()) == [])
    }

    @Test func `a figure that is gone is made again`() throws {
        let template = "TEMPLATES=../../Templates/softmax-with-loss.yaml"
        #expect(try drawn(make(template)).count == 29)
        try workspace.remove("Examples/Make/figures/A.5.svg")
        #expect(try drawn(make(template)) == ["A.5"])
    }

    @Test func `a wrong template stops make`() throws {
        let path = "Templates/squared-error.yaml"
        try workspace.write(workspace.text(path).replacing("id: ", with: "ids: "), to: path)
        let outcome = try make()
        #expect(outcome.exitCode == 2)
        #expect(outcome.output.contains("/squared-error.yaml:14:5: error: unknown key ‘ids’ in a figure\n"))
    }
}
