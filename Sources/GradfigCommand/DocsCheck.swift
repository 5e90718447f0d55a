import ArgumentParser
import Documents
import Foundation

/// Compares the files of a folder with what documents should become.
struct DocsCheck {
    let options: DocsOptions
    let plan: [PlannedFile]
    /// The plan's files as they would be written now; none where digests are enough.
    let drawn: [OutputFile]

    /// Names each file that is not up to date, with the command that mends it.
    ///
    /// - Throws: `ExitCode.outOfDate` if there is any.
    func run() throws {
        let folder = OutputFolder(path: options.output)
        let drawn = Dictionary(uniqueKeysWithValues: drawn.map { ($0.path, $0.bytes) })
        var isCurrent = true
        for file in plan {
            let path = folder.path(of: file.path)
            var freshness = try Freshness(of: file, at: path)
            var command = options.command
            if freshness == .fresh, let bytes = drawn[file.path] {
                freshness = try Freshness(of: bytes, at: path)
                command += " --force"
            }
            guard freshness != .fresh else { continue }
            printError("\(path): \(freshness.rawValue): \(command)")
            isCurrent = false
        }
        for path in try orphans() {
            printError("\(path): no document asks for it any more: rm \(shellWord(path))")
            isCurrent = false
        }
        if !isCurrent { throw ExitCode.outOfDate }
    }

    /// Files of the folder that were made from the same sources once, and are made no more.
    private func orphans() throws -> [String] {
        let planned = Set(plan.map { "\($0.path)" })
        let sources = Set(
            plan.compactMap { file -> Digest? in
                guard case .drawing(_, let stamp) = file.content else { return nil }
                return stamp.source
            })
        let names = FileManager.default.enumerator(atPath: options.output)?.compactMap { $0 as? String } ?? []
        return try names.sorted().compactMap { name in
            let path = "\(options.output)/\(name)"
            guard !planned.contains(name), let carrier = Stamp.Carrier(ofFileNamed: name),
                let bytes = try readIfPresent(path), let (stamp, _) = Stamp.read(bytes, as: carrier)
            else { return nil }
            return sources.contains(stamp.source) ? path : nil
        }
    }
}

extension Freshness {
    init(of file: PlannedFile, at path: String) throws {
        switch file.content {
        case .ready(let bytes): try self.init(of: bytes, at: path)
        case .drawing(let drawing, let stamp): try self.init(of: stamp, as: drawing.carrier, at: path)
        }
    }
}

extension Stamp.Carrier {
    /// How a file of this name would carry a stamp.
    fileprivate init?(ofFileNamed name: String) {
        let ending = name.split(separator: ".").last.map(String.init) ?? ""
        if ending == "html" {
            self = .markup
        } else if let format = FigureFormat(rawValue: ending) {
            self = format.carrier
        } else {
            return nil
        }
    }
}
