import Documents
import Foundation
import Gradfig

/// A file that a build made once, as it says itself, and makes no more.
struct Orphan {
    let path: String
    /// Whether it is as it was written.
    let isIntact: Bool

    /// - Parameter isOurs: whether files with such a stamp are this build's, if it makes them no more.
    /// - Returns: nil also for what can't be read: it was not made here.
    fileprivate init?(_ path: String, where isOurs: (Stamp) -> Bool) {
        guard let carrier = Stamp.Carrier(ofFileNamed: path), let bytes = try? readIfPresent(path),
            let (stamp, isIntact) = Stamp.read(bytes, as: carrier), isOurs(stamp)
        else { return nil }
        self.path = path
        self.isIntact = isIntact
    }

    /// Removes the file, unless somebody has changed it since.
    func remove() throws {
        guard isIntact, unlink(path) != 0 else { return }
        throw FileError(failedTo: "remove \(path)")
    }
}

extension BuildOptions {
    /// The files that these templates gave once, and give no more. If no template was named, every file that says it
    /// was made from a template counts.
    func orphans(of build: FigureBuild) -> [Orphan] {
        let ids = Set(build.ids)
        let sources = Set(build.files.map(\.stamp.source))
        let names = (try? FileManager.default.contentsOfDirectory(atPath: output)) ?? []
        return names.sorted().compactMap { name in
            let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
            guard ids.isDisjoint(with: FileNaming.allCases.map { $0.id(ofStem: stem) }) else { return nil }
            return Orphan("\(output)/\(name)") {
                $0.maker == .figures && (templates.isEmpty || sources.contains($0.source))
            }
        }
    }
}

extension DocsOptions {
    /// The files of the folder that these documents asked for once, and ask for no more.
    ///
    /// - Parameter plan: all files of the build.
    func orphans(of build: DocumentBuild, _ plan: [PlannedFile]) -> [Orphan] {
        let planned = Set(plan.map { "\($0.path)" })
        let sources = Set(build.sources)
        let names = FileManager.default.enumerator(atPath: output)?.compactMap { $0 as? String } ?? []
        return names.sorted().filter { !planned.contains($0) }.compactMap { name in
            Orphan("\(output)/\(name)") { $0.maker == .documents && sources.contains($0.source) }
        }
    }
}

extension Stamp.Carrier {
    /// How a file of this name would carry a stamp.
    fileprivate init?(ofFileNamed name: String) {
        let ending = name.split(separator: ".").last.map(String.init) ?? ""
        guard let format = FigureFormat(rawValue: ending) else { return nil }
        self = format.carrier
    }
}
