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

    /// Removes the file; if somebody has changed it since, it stays, and that is told.
    func remove() throws {
        guard isIntact else {
            printError("\(path): not removed: \(Freshness.changed.rawValue)")
            return
        }
        guard unlink(path) == 0 else { throw FileError(failedTo: "remove \(path)") }
    }
}

extension BuildOptions {
    /// The files that these templates gave once, and give no more. If no template was named, those of all templates in
    /// the same folder count.
    func orphans(of build: FigureBuild) -> [Orphan] {
        let ids = Set(build.ids)
        let origins = Set(build.templates.map { Origin(of: $0.source.name, asSeenFrom: output) })
        let names = (try? FileManager.default.contentsOfDirectory(atPath: output)) ?? []
        return names.sorted().compactMap { name in
            let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
            guard ids.isDisjoint(with: FileNaming.allCases.map { $0.id(ofStem: stem) }) else { return nil }
            return Orphan("\(output)/\(name)") { stamp in
                stamp.maker == .figures
                    && (origins.contains(stamp.origin)
                        || templates.isEmpty && origins.contains { $0.isBeside(stamp.origin) })
            }
        }
    }
}

extension DocsOptions {
    /// The files of the folder that these documents asked for once, and ask for no more. What the copy of another document
    /// shows is not among them.
    ///
    /// - Parameter plan: all files of the build.
    func orphans(of build: DocumentBuild, _ plan: [PlannedFile]) -> [Orphan] {
        let planned = Set(plan.map { "\($0.path)" })
        let origins = Set(build.origins)
        let names = (FileManager.default.enumerator(atPath: output)?.compactMap { $0 as? String } ?? [])
            .sorted()
        let orphans = names.filter { !planned.contains($0) }.compactMap { name in
            Orphan("\(output)/\(name)") {
                [.documents, .illustrations].contains($0.maker) && origins.contains($0.origin)
            }.map { (path: SitePath(name), orphan: $0) }
        }
        if orphans.isEmpty { return [] }
        let shown = shownPictures(in: names.filter { !planned.contains($0) })
        return orphans.filter { path, _ in
            guard let path else { return true }
            // Beside a picture may be the page that leads to it step by step.
            return PictureFormat.allCases.allSatisfy {
                !shown.contains(path.replacingExtension(with: $0.rawValue))
            }
        }.map(\.orphan)
    }

    /// The pictures in copies of documents, some of the folder's files.
    private func shownPictures(in names: [String]) -> Set<SitePath> {
        let endings = [".md", ".markdown", ".mdown", ".mkd", ".txt"]
        let copies = names.filter { name in endings.contains { name.lowercased().hasSuffix($0) } }
        return Set(
            copies.flatMap { name -> [SitePath] in
                guard let path = SitePath(name), let text = try? readText("\(output)/\(name)") else {
                    return []
                }
                return Document(SourceText(text, name: name), path: path).pictures
            })
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
