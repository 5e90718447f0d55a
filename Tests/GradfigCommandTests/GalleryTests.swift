import Foundation
import Testing

/// Documentation/Gallery.md shows the figures of all templates.
struct GalleryTests {
    private let workspace: Workspace
    private let gallery: String
    private static let templates = Workspace.package.appending(path: "Templates")
    private static let names =
        (try? FileManager.default.contentsOfDirectory(atPath: templates.path))?
        .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted() ?? []

    init() throws {
        workspace = try Workspace(Self.names)
        gallery = try String(
            contentsOf: Workspace.package.appending(path: "Documentation/Gallery.md"), encoding: .utf8)
        try workspace.write(gallery, to: "Documentation/Gallery.md")
        try workspace.write(
            Data(contentsOf: Workspace.package.appending(path: "README.md")), to: "README.md")
    }

    @Test func `its command draws all its figures`() throws {
        let command = try #require(
            gallery.components(separatedBy: "```sh\n").last?.split(separator: "\n").first)
        let outcome = try workspace.shell(String(command))
        #expect(outcome.exitCode == 0)
        #expect(outcome.errors == "")
        let pictures = gallery.matches(of: /!\[/).count
        #expect(pictures >= 24)
        #expect(!workspace.names(in: "site/Documentation").isEmpty)
    }

    @Test func `every template has a figure in it, and one sentence`() throws {
        #expect(Self.names.count >= 24)
        for name in Self.names {
            let list = try workspace.gradfig("list", "Templates/\(name).yaml").output
            let ids = list.split(separator: "\n").compactMap { $0.split(separator: " ").first }
            #expect(ids.contains { gallery.contains("(../output/\($0).svg)") }, "\(name)")
        }
        let sentences = gallery.matches(of: /\n\*\*[^*]+\.\*\* [^\n]+[.?]\n/).count
        #expect(sentences == gallery.matches(of: /!\[/).count)
    }

    @Test(arguments: ["zh", "ja"]) func `all texts are there in three languages`(language: String) throws {
        let outcome = try workspace.gradfig(
            "build", "--language", language, "--format", "svg", "--output", language)
        #expect(outcome == .silence)
    }
}
