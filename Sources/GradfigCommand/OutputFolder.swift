import Documents
import Foundation

/// A folder that files are written into: all of them or none, and nothing outside.
struct OutputFolder {
    let path: String

    func path(of file: SitePath) -> String { "\(path)/\(file)" }

    /// Writes files.
    ///
    /// - Parameter inputs: the paths of what they are made from, which none of them may replace.
    func write(_ files: [OutputFile], madeFrom inputs: [String]) throws {
        let originals = Set(inputs.compactMap(FileIdentity.init))
        try makeFolder(path)
        for file in files {
            try makeFolders(above: file.path)
            guard let old = FileIdentity(path(of: file.path)), old.isFolder || originals.contains(old) else {
                continue
            }
            let problem = old.isFolder ? "it is a folder" : "the document is made from it"
            throw FileError(
                "can’t write \(path(of: file.path)): \(problem); choose another folder with --output")
        }
        // None has its name before all are written: a full disk leaves the old files as they were.
        var unfinished: [UnfinishedFile] = []
        do {
            for file in files { unfinished.append(try UnfinishedFile(file.bytes, path: path(of: file.path))) }
            while let file = unfinished.first {
                try file.finish()
                unfinished.removeFirst()
            }
        } catch {
            for file in unfinished { file.discard() }
            throw error
        }
    }

    /// Makes the folders of a file. One that leads elsewhere is an error.
    private func makeFolders(above file: SitePath) throws {
        var folder = path
        for name in file.components.dropLast() {
            folder += "/" + name
            if FileIdentity.isSymbolicLink(folder) {
                throw FileError("can’t write into \(folder): it is a link to another folder; remove it")
            }
            try makeFolder(folder)
        }
    }
}
