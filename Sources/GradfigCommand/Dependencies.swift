import ArgumentParser
import Foundation
import Gradfig

/// What each file of a build is made from, for build systems.
struct Dependencies {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case make, json
    }

    /// The files in the order of the build, each with the paths of what it is made from.
    private let files: [(output: String, inputs: [String])]

    init(of files: [FigureBuild.File], in build: FigureBuild, options: BuildOptions) {
        self.files = files.map { file in
            (options.path(of: file), [build.templates[file.template].source.name] + build.fonts.files)
        }
    }

    func text(as format: Format) throws -> String {
        switch format {
        case .make: return rules
        case .json:
            struct File: Encodable {
                let output: String
                let inputs: [String]
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            let data = try encoder.encode(files.map { File(output: $0.output, inputs: $0.inputs) })
            return String(decoding: data, as: UTF8.self) + "\n"
        }
    }

    /// One rule for each file, and an empty one for each input: without it, make would stop when an input is gone.
    private var rules: String {
        var seen: Set<String> = []
        let inputs = files.flatMap(\.inputs).filter { seen.insert($0).inserted }
        let rules = files.map { file in
            "\(Self.escaped(file.output)): \(file.inputs.map(Self.escaped).joined(separator: " "))"
        }
        return (rules + inputs.map { "\(Self.escaped($0)):" }).map { $0 + "\n" }.joined()
    }

    private static func escaped(_ path: String) -> String {
        path.replacing("$", with: "$$").replacing(" ", with: "\\ ").replacing("#", with: "\\#")
    }
}
