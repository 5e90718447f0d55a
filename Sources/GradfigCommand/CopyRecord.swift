import Documents

/// What was written into a folder of copies: documents and their pictures can't carry stamps.
///
/// It is a file in the folder, `.gradfig`, with a line for each: the digest of its bytes, the document that it is a copy
/// of, or `-` for a picture, and its path.
struct CopyRecord {
    struct Entry: Hashable {
        let path: String
        let content: Digest
        let origin: Origin?
    }

    private let folder: String
    private var entriesByPath: [String: [Entry]] = [:]
    private var path: String { "\(folder)/.gradfig" }

    /// Reads the record of a folder; where there is none, an empty one.
    init(of folder: String) throws {
        self.folder = folder
        guard let bytes = try readIfPresent(path) else { return }
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 2)
            guard words.count == 3, let content = Digest(words[0]) else { continue }
            let entry = Entry(path: String(words[2]), content: content, origin: Origin(words[1]))
            entriesByPath[entry.path, default: []].append(entry)
        }
    }

    /// What was written at a path: the last, and what was there before, of which it is not sure that it is gone.
    func entries(at path: String) -> [Entry] {
        guard path.hasPrefix(folder + "/") else { return [] }
        return entriesByPath[String(path.dropFirst(folder.count + 1))] ?? []
    }

    /// Enters files, and writes the record before they are written: whatever comes between, what is there is known.
    mutating func enter(_ files: [(path: SitePath, content: [UInt8], origin: Origin?)]) throws {
        let known = entriesByPath
        for file in files {
            let path = "\(file.path)"
            let old = try readIfPresent("\(folder)/\(path)").map { Digest(of: $0) }
            let entry = Entry(path: path, content: Digest(of: file.content), origin: file.origin)
            let others = entriesByPath[path, default: []].filter { $0.content == old && $0 != entry }
            entriesByPath[path] = [entry] + others
        }
        if entriesByPath == known { return }
        let lines = entriesByPath.values.joined().map { entry in
            "\(entry.content) \(entry.origin.map { "\($0)" } ?? "-") \(entry.path)\n"
        }
        try writeFile(Array(lines.sorted().joined().utf8), to: path)
    }
}
