import Foundation
import Testing

/// `gradfig watch`: figures follow their templates.
struct WatchTests {
    private let workspace: Workspace
    private let template = "Templates/squared-error.yaml"

    init() throws { workspace = try Workspace() }

    /// Waits until something is so, at most for twenty seconds.
    private func wait(until condition: () throws -> Bool) async throws {
        for _ in 0..<400 {
            if try condition() { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("this took too long")
    }

    @Test func `rebuilds on saving, and keeps the last good figure while the template is wrong`() async throws {
        let good = try workspace.text(template)
        let other = good.replacing("id: squared-error", with: "id: other")
        try workspace.write(other, to: "Templates/other.yaml")
        let process = Process()
        process.executableURL = Workspace.products.appending(path: "gradfig")
        process.arguments = ["watch", template, "Templates/other.yaml", "--format", "svg"]
        process.currentDirectoryURL = workspace.url
        let errors = workspace.url.appending(path: "errors")
        try workspace.write("", to: "errors")
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        defer {
            // It has inherited a mask that blocks every signal that can be blocked.
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        func figure() -> String { (try? workspace.text("output/squared-error.svg")) ?? "" }
        try await wait { figure().contains("Squared Error") }
        let old = figure()

        try workspace.write(good.replacing("d_k * d_k", with: "d_k * e_k"), to: template)
        try await wait { try workspace.text("errors").contains("error: ‘e_k’ is not defined") }
        #expect(figure() == old)

        // The other template is built all the same.
        try workspace.write(other.replacing("Squared Error", with: "Another Error"), to: "Templates/other.yaml")
        try await wait {
            (try? workspace.text("output/other.svg"))?.contains("Another Error") == true
        }
        #expect(figure() == old)

        try workspace.write(good.replacing("name: Squared Error", with: "name: Half the Squares"), to: template)
        try await wait { figure().contains("Half the Squares") }
        try await wait { try workspace.text("errors").hasSuffix("all is right again\n") }

        // A figure that is gone comes again; a template that got its old time and size back is another all the same.
        try workspace.remove("output/squared-error.svg")
        try await wait { figure().contains("Half the Squares") }
        let path = workspace.url.appending(path: template).path
        let time = try #require(FileManager.default.attributesOfItem(atPath: path)[.modificationDate])
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.write(
            contentsOf: Data(good.replacing("name: Squared Error", with: "name: Half The Squares").utf8))
        try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path)
        try await wait { figure().contains("Half The Squares") }
        #expect(process.isRunning)
    }
}
