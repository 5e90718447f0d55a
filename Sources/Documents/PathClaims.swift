/// The paths of a build's files, each with the place where it is asked for: no two files have one path, nor paths that are
/// one where small and capital letters are alike, and none is in the way of another's folder.
struct PathClaims {
    private var claims: [String: (path: SitePath, place: SourceSlice)] = [:]
    /// Folders, each with a file in it.
    private var folders: [String: (path: SitePath, place: SourceSlice)] = [:]

    /// Asks for a path.
    ///
    /// - Throws: a `Diagnostic` at the place if it can't be had beside those that were asked for before.
    mutating func claim(_ path: SitePath, at place: SourceSlice) throws {
        let key = "\(path)".lowercased()
        if let (other, otherPlace) = claims[key] {
            throw place.error(
                other == path
                    ? "‘\(path)’ is also written for \(otherPlace.location)"
                    : "‘\(path)’ and ‘\(other)’, written for \(otherPlace.location), are one file where small and "
                        + "capital letters are alike",
                suggestion: "rename one of them")
        }
        if let (file, filePlace) = folders[key] {
            throw place.error("‘\(path)’ is the folder of ‘\(file)’, written for \(filePlace.location)")
        }
        claims[key] = (path, place)
        for count in 1..<path.components.count {
            let folder = path.components.prefix(count).joined(separator: "/").lowercased()
            if let (file, filePlace) = claims[folder] {
                throw place.error(
                    "‘\(path)’ would be in a folder that is a file: ‘\(file)’, written for \(filePlace.location)"
                )
            }
            folders[folder] = (path, place)
        }
    }
}

extension SourceSlice {
    /// The name of its source, and the line.
    fileprivate var location: String { "\(source.name):\(line)" }
}
