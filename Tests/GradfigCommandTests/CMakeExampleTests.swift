import Foundation
import Testing

/// Examples/CMake, built by Ninja and by make.
@Suite(.enabled(if: Workspace.hasPrograms("cmake", "ninja"), "cmake and ninja-build are not installed"))
struct CMakeExampleTests {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace()
        for file in ["CMakeLists.txt", "Gradfig.cmake"] { try workspace.copy("Examples/CMake/\(file)") }
    }

    private func configure(_ generator: String) throws -> Outcome {
        try workspace.shell("cmake -G '\(generator)' -S Examples/CMake -B build 2>&1")
    }

    /// The figures that a build draws.
    private func drawn() throws -> [String] {
        let outcome = try workspace.shell("cmake --build build -j 2 2>&1")
        #expect(outcome.exitCode == 0, "\(outcome.output)")
        return outcome.output.matches(of: /Drawing (\S+)/).map { String($0.1) }.sorted()
    }

    @Test(arguments: ["Ninja", "Unix Makefiles"])
    func `a touched template makes its figures again, and no others`(generator: String) throws {
        #expect(try configure(generator).exitCode == 0)
        let all = try workspace.gradfig("list", "--ids").output.split(separator: "\n").map(String.init)
        #expect(try drawn() == all.sorted())
        #expect(
            workspace.names(in: "build/figures").filter { $0.hasSuffix(".svg") }
                == all.map { "\($0).svg" }.sorted())
        #expect(try drawn() == [])
        try workspace.touch("Templates/squared-error.yaml")
        #expect(try drawn() == ["squared-error"])
        #expect(try drawn() == [])
    }

    @Test func `a new figure of a template is built too`() throws {
        #expect(try configure("Ninja").exitCode == 0)
        #expect(try drawn().count == 34)
        let path = "Templates/squared-error.yaml"
        try workspace.write(workspace.text(path) + "  - { id: forward, title: Forward }\n", to: path)
        #expect(try drawn() == ["forward", "squared-error"])
    }

    @Test func `a wrong template stops the build`() throws {
        let path = "Templates/squared-error.yaml"
        try workspace.write(workspace.text(path).replacing("id: ", with: "ids: "), to: path)
        let outcome = try configure("Ninja")
        #expect(outcome.exitCode == 1)
        #expect(outcome.output.contains("/squared-error.yaml:14:5: error: unknown key ‘ids’ in a figure\n"))
    }
}
