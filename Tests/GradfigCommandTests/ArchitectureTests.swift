import Foundation
import Testing

/// Documentation/Architecture.md tells of what is there.
struct ArchitectureTests {
    private let page: String

    init() throws {
        page = try String(
            contentsOf: Workspace.package.appending(path: "Documentation/Architecture.md"), encoding: .utf8)
    }

    @Test func `every file that it names is there`() throws {
        let paths = page.matches(of: /`((?:Sources|Tests|Documentation|Scripts)\/[^`]*)`/).map { String($0.1) }
        #expect(paths.count > 30)
        for path in paths {
            #expect(
                FileManager.default.fileExists(atPath: Workspace.package.appending(path: path).path), "\(path)")
        }
    }

    /// Those of other languages are the system's libraries, and the bench is no part of the command.
    @Test func `it has every module`() throws {
        let sources = Workspace.package.appending(path: "Sources").path
        let modules = try FileManager.default.contentsOfDirectory(atPath: sources).filter { module in
            try FileManager.default.subpathsOfDirectory(atPath: "\(sources)/\(module)")
                .contains { $0.hasSuffix(".swift") }
        }
        let rows = page.matches(of: /\n\| `([A-Za-z]+)` \|/).map { String($0.1) }
        #expect(Set(rows) == Set(modules).subtracting(["GradfigBench"]))
    }
}
