import ArgumentParser
import Foundation
import Gradfig

/// What the commands have in common: which templates, and for how many classes.
struct TemplateOptions {
    static let folder = "Templates"

    /// What a shell offers where a template is named.
    static var completion: CompletionKind { .file(extensions: ["yaml", "yml"]) }

    /// The named templates; all of `Templates/` when none is named, but hidden files: editors have theirs there.
    static func paths(_ named: [String]) throws -> [String] {
        guard named.isEmpty else { return named }
        let files = try? FileManager.default.contentsOfDirectory(atPath: folder)
        if files == nil, FileIdentity(folder) != nil {
            // What is wrong with it, only the system says.
            if let stream = opendir(folder) { closedir(stream) }
            throw FileError(failedTo: "read the folder \(folder)")
        }
        let isTemplate = { (name: String) in name.hasSuffix(".yaml") || name.hasSuffix(".yml") }
        let templates = (files ?? []).filter { isTemplate($0) && !$0.hasPrefix(".") }.sorted().map {
            "\(folder)/\($0)"
        }
        guard !templates.isEmpty else {
            throw FileError("there is no template in \(folder)/ here; name one: gradfig build TEMPLATE")
        }
        return templates
    }

    /// Reads templates.
    static func read(_ paths: [String], classes: ClassCount?, language: String? = nil) throws -> [Template] {
        if let classes, !classes.isPossible {
            throw SourceSlice("\(classes)", name: "--classes").error("a network has at least 1 class")
        }
        return try paths.mapCollectingFailures {
            try Template(
                SourceText(readText($0), name: $0), classes: classes, language: language, reader: readImport)
        }
    }

    /// Reads a template beside the one that imports it; its ending can be left out.
    @Sendable static func readImport(_ path: String, _ source: SourceText) throws -> SourceText {
        let folder = source.name.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let name = path.hasSuffix(".yaml") || path.hasSuffix(".yml") ? path : path + ".yaml"
        let full = path.hasPrefix("/") ? name : (folder.map(String.init) + [name]).joined(separator: "/")
        return SourceText(try readText(full), name: full)
    }
}

extension ClassCount: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
