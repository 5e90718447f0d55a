import ArgumentParser
import Documents
import Foundation

/// Compares the files of a folder with what documents should become.
struct DocsCheck {
    let options: DocsOptions
    let build: DocumentBuild
    let plan: [PlannedFile]
    /// The plan's files as they would be written now; none where digests are enough.
    let drawn: [OutputFile]

    /// Names each file that is not up to date, with the command that mends it.
    ///
    /// - Throws: `ExitCode.outOfDate` if there is any.
    func run() throws {
        let folder = OutputFolder(path: options.output)
        let record = try CopyRecord(of: options.output)
        let drawn = Dictionary(uniqueKeysWithValues: drawn.map { ($0.path, $0.bytes) })
        var isCurrent = true
        for file in plan {
            let path = folder.path(of: file.path)
            var freshness = try Freshness(of: file, at: path, in: record)
            var needsForce = freshness.isProtected
            if freshness == .fresh, let bytes = drawn[file.path], try readIfPresent(path) != bytes {
                freshness = .outOfDate
                needsForce = true
            }
            guard freshness != .fresh else { continue }
            printError("\(path): \(freshness.rawValue): \(options.command)\(needsForce ? " --force" : "")")
            isCurrent = false
        }
        for orphan in options.orphans(of: build, plan) {
            printError("\(orphan.path): no document asks for it any more: rm \(shellWord(orphan.path))")
            isCurrent = false
        }
        if !isCurrent { throw ExitCode.outOfDate }
    }
}

extension Freshness {
    init(of file: PlannedFile, at path: String, in record: CopyRecord) throws {
        switch file.content {
        case .ready(let bytes, let origin): try self.init(of: bytes, from: origin, at: path, in: record)
        case .drawing(let drawing, let stamp): try self.init(of: stamp, as: drawing.carrier, at: path)
        }
    }
}
