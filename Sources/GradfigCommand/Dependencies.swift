import ArgumentParser
import Foundation
import Gradfig

/// A file that says what each file of a build is made from, for build systems.
struct Dependencies {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case make, json
    }

    private let path: String
    private let format: Format
    private let files: [(output: String, inputs: [String])]

    /// - Parameters:
    ///   - path: where they will be written.
    ///   - files: the paths of the files in the order of the build, each with the paths of what it is made from.
    /// - Throws: a `FileError` if one of these files is at the path itself.
    init(at path: String, as format: Format, files: [(output: String, inputs: [String])]) throws {
        self.path = path
        self.format = format
        self.files = files
        func isHere(_ other: String) -> Bool {
            other == path || FileIdentity(path).map { $0 == FileIdentity(other) } ?? false
        }
        let isOutput = files.contains { isHere($0.output) }
        guard isOutput || files.contains(where: { $0.inputs.contains(where: isHere) }) else { return }
        let problem = isOutput ? "the build writes it itself" : "the build reads it"
        throw FileError("can’t write \(path): \(problem); choose another file with --deps")
    }

    /// Writes them, and makes the files newer than what they are made from: a build system goes by the time of a file,
    /// also of one that was up to date.
    func write() throws {
        try writeFile(Array(text().utf8), to: path)
        for file in files { try touch(file.output) }
    }

    private func text() throws -> String {
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
