import Documents
import Foundation

/// Documents with the deepest folder that holds them all: as they stand in it, their copies stand in the output folder.
struct DocumentFolder {
    let documents: [Document]
    private let root: [String]

    /// Reads documents.
    init(_ paths: [String]) throws {
        let locations = paths.map { URL(fileURLWithPath: $0).standardizedFileURL.pathComponents }
        var root = locations[0].dropLast()
        for location in locations {
            root = root.prefix(zip(root, location.dropLast()).prefix { $0 == $1 }.count)
        }
        self.root = Array(root)
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

    /// Where a file stands beside the documents.
    func path(of file: SitePath) -> String { (root.dropFirst() + file.components).map { "/" + $0 }.joined() }
}
