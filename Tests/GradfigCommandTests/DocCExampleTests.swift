import Foundation
import Testing

/// Examples/DocCFigures: the plugins for Swift packages, run by SwiftPM, and the documentation, built by DocC.
///
/// One test with many steps: SwiftPM builds the command for the package first, which takes a while.
struct DocCExampleTests {
    private let workspace: Workspace
    /// A copy of the package, as deep below this one as the package is. What was built of it is kept.
    private let package = Workspace.package.appending(path: ".build/DocCFigures")

    init() throws {
        workspace = try Workspace()
        let example = Workspace.package.appending(path: "Examples/DocCFigures")
        try FileManager.default.createDirectory(at: package, withIntermediateDirectories: true)
        for name in ["Package.swift", "Sources"] {
            try? FileManager.default.removeItem(at: package.appending(path: name))
            try FileManager.default.copyItem(
                at: example.appending(path: name), to: package.appending(path: name))
        }
        try? FileManager.default.removeItem(at: catalog.appending(path: "Figures"))
    }

    private var catalog: URL { package.appending(path: "Sources/Layers/Layers.docc") }

    /// Runs a command of SwiftPM.
    private func swift(_ arguments: String) throws -> Outcome {
        try workspace.shell("cd '\(package.path)' && swift \(arguments) 2>&1")
    }

    private func names(in folder: URL) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    }

    @Test func `plugins draw and check the figures, and DocC shows them`() throws {
        let figures = ["sigmoid-forward.svg", "sigmoid-forward~dark.svg", "sigmoid.svg", "sigmoid~dark.svg"]
        let missing = try swift("package check-figures")
        #expect(missing.exitCode == 1)
        for name in figures {
            #expect(
                missing.output.contains("Sources/Layers/Layers.docc/Figures/\(name): missing: gradfig build "))
        }
        let advice = "error: To mend all: swift package --allow-writing-to-package-directory figures\n"
        #expect(missing.output.contains(advice))
        #expect(names(in: catalog) == ["Layers.md", "sigmoid.gradfig.yaml"])

        let drawing = try swift("package --allow-writing-to-package-directory figures")
        #expect(drawing.exitCode == 0, "\(drawing.output)")
        #expect(names(in: catalog.appending(path: "Figures")) == figures)
        #expect(try swift("package check-figures").exitCode == 0)

        let documentation = try swift("package generate-documentation --target Layers --warnings-as-errors")
        #expect(documentation.exitCode == 0, "\(documentation.output)")
        let archive = package.appending(path: ".build/plugins/Swift-DocC/outputs/Layers.doccarchive")
        for name in figures {
            #expect(
                try Data(contentsOf: archive.appending(path: "images/Layers/\(name)"))
                    == Data(contentsOf: catalog.appending(path: "Figures/\(name)")))
        }
        #expect(
            try DocCPage(archive.appending(path: "data/documentation/layers.json")).images == [
                "sigmoid-forward": [
                    ["1x", "light"]: "/images/Layers/sigmoid-forward.svg",
                    ["1x", "dark"]: "/images/Layers/sigmoid-forward~dark.svg",
                ]
            ])

        // A figure of a resource is in the bundle of the target, in a folder named after the template.
        let bundle = package.appending(path: ".build/debug/DocCFigures_Layers.resources")
        #expect(names(in: bundle) == ["squared-error"])
        #expect(
            names(in: bundle.appending(path: "squared-error")) == ["squared-error.png", "squared-error.svg"])

        let template = catalog.appending(path: "sigmoid.gradfig.yaml")
        let text = try String(contentsOf: template, encoding: .utf8)
        try text.replacing("exp(-x)", with: "exp(-z)").write(to: template, atomically: true, encoding: .utf8)
        let wrong = try swift("package --allow-writing-to-package-directory figures")
        #expect(wrong.exitCode == 1)
        let place = "Sources/Layers/Layers.docc/sigmoid.gradfig.yaml:6:34"
        #expect(wrong.output.contains("\(place): error: ‘z’ is not defined\n"), "\(wrong.output)")
        #expect(names(in: catalog.appending(path: "Figures")) == figures)
    }
}

/// A page of an archive, as its reader gets it.
private struct DocCPage {
    /// The paths of each image by the traits of its variants.
    let images: [String: [[String]: String]]

    init(_ url: URL) throws {
        struct Page: Decodable {
            struct Reference: Decodable {
                struct Variant: Decodable {
                    let traits: [String]
                    let url: String
                }
                let type: String
                let variants: [Variant]?
            }
            let references: [String: Reference]
        }
        images = try JSONDecoder().decode(Page.self, from: Data(contentsOf: url)).references
            .filter { $0.value.type == "image" }
            .mapValues { reference in
                Dictionary(uniqueKeysWithValues: (reference.variants ?? []).map { ($0.traits, $0.url) })
            }
    }
}
