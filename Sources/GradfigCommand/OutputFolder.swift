import Documents
import Foundation

/// A folder that files are written into: all of them or none, and nothing outside.
struct OutputFolder {
    let path: String

    func path(of file: SitePath) -> String { "\(path)/\(file)" }

    /// Whether files can have their places.
    ///
    /// - Parameter inputs: the paths of what they are made from, which none of them may replace.
    func check(_ files: [SitePath], madeFrom inputs: [String]) throws {
        let originals = Set(inputs.compactMap(FileIdentity.init))
        for file in files {
            if let link = folders(of: file).first(where: FileIdentity.isSymbolicLink) {
                throw FileError("can’t write into \(link): it is a link to another folder; remove it")
            }
            guard let old = FileIdentity(path(of: file)), old.isFolder || originals.contains(old) else {
                continue
            }
            let problem = old.isFolder ? "it is a folder" : "the document is made from it"
            throw FileError("can’t write \(path(of: file)): \(problem); choose another folder with --output")
        }
    }

    /// Makes the folders of files.
    func makeFolders(of files: [SitePath]) throws {
        try makeFolder(path)
        for folder in Set(files.compactMap { folders(of: $0).last }).sorted() { try makeFolder(folder) }
    }

    /// The folders above a file that are in this one, from the outermost to its own.
    private func folders(of file: SitePath) -> [String] {
        var folder = path
        return file.components.dropLast().map { name in
            folder += "/" + name
            return folder
        }
    }
}
