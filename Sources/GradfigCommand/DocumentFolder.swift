import Documents
import Foundation

/// Documents with the deepest folder that holds them all: as they stand in it, their copies stand in the output folder.
struct DocumentFolder {
    let documents: [Document]
    private let root: [String]

    /// Reads documents.
    ///
    /// - Parameter output: the folder of the copies.
    /// - Throws: a `FileError` also for a document that stands among the copies: it could be one of them.
    init(_ paths: [String], output: String) throws {
        let locations = paths.map(Self.location)
        var root = locations[0].dropLast()
        for location in locations {
            root = root.prefix(zip(root, location.dropLast()).prefix { $0 == $1 }.count)
        }
        self.root = Array(root)
        let folder = Self.location(output)
        if folder.count > root.count, folder.starts(with: root),
            let index = locations.firstIndex(where: { $0.starts(with: folder) })
        {
            throw FileError(
                "can’t build \(paths[index]): it is in the output folder, among the copies; leave it out, or choose "
                    + "another folder with --output")
        }
        var seen: Set<[String]> = []
        documents = try zip(paths, locations).filter { seen.insert($1).inserted }.mapCollectingFailures {
            path, location in
            let (text, hasByteOrderMark) = try readMarkedText(path)
            guard let inside = SitePath(location[root.endIndex...].joined(separator: "/")) else {
                throw FileError("can’t build \(path): its name can’t be the name of a copy")
            }
            return Document(SourceText(text, name: path), path: inside, hasByteOrderMark: hasByteOrderMark)
        }
    }

    private static func location(_ path: String) -> [String] {
        URL(fileURLWithPath: path).standardizedFileURL.pathComponents
    }

    /// Where a file stands beside the documents.
    func path(of file: SitePath) -> String { (root.dropFirst() + file.components).map { "/" + $0 }.joined() }

    /// The bytes of a file beside the documents; nil where there is none.
    ///
    /// - Throws: a `FileError` also for a link that leads out of their folder: what is there is not theirs to publish.
    func read(_ file: SitePath) throws -> [UInt8]? {
        let path = path(of: file)
        let folder = URL(fileURLWithPath: root.joined(separator: "/")).resolvingSymlinksInPath().pathComponents
        guard URL(fileURLWithPath: path).resolvingSymlinksInPath().pathComponents.starts(with: folder) else {
            throw FileError("can’t copy \(file): it is a link out of the documents’ folder; put the file there")
        }
        return try readIfPresent(path)
    }
}
