import Foundation

/// The texts that the fuzzers begin with, among them those that broke something once.
package enum Seeds {
    /// The texts in a language, `TeX` or `Formula`, in the order of their files' names.
    package static func texts(in language: String) throws -> [String] {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let files = try FileManager.default.contentsOfDirectory(
            at: package.appending(path: "Fuzzing/Seeds/\(language)"), includingPropertiesForKeys: nil)
        return try files.sorted { $0.path < $1.path }.map {
            String(decoding: try Data(contentsOf: $0), as: UTF8.self)
        }
    }
}
