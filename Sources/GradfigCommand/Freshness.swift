import Foundation
import Gradfig

/// How a file stands to what it is made from. Nothing is drawn to find out: files say what they were made from.
enum Freshness: String {
    case fresh
    case missing
    case outOfDate = "out of date"
    /// Not written here, or cut off since.
    case foreign = "without a digest of gradfig’s"
    /// Not as it was written.
    case changed = "changed by another hand"
    /// Written for another template or document, or as another kind of file.
    case others = "made by another build"

    /// Whether the file is not this build's to write.
    var isProtected: Bool { [.foreign, .changed, .others].contains(self) }

    init(of file: FigureBuild.File, at path: String) throws {
        try self.init(of: file.stamp, as: file.format.carrier, at: path)
    }

    /// - Parameter stamp: the stamp of the file when it is up to date.
    init(of stamp: Stamp, as carrier: Stamp.Carrier, at path: String) throws {
        guard let bytes = try Self.bytes(at: path) else {
            self = .missing
            return
        }
        guard let (old, isIntact) = Stamp.read(bytes, as: carrier) else {
            self = .foreign
            return
        }
        // What documents share belongs to any of them.
        let isOurs = old.maker == stamp.maker && (old.maker == .illustrations || old.origin == stamp.origin)
        let isFresh = old.recipe == stamp.recipe && old.substitutions?.isCurrent ?? true
        self = !isIntact ? .changed : !isOurs ? .others : isFresh ? .fresh : .outOfDate
    }

    /// - Parameters:
    ///   - content: the bytes of the file when it is up to date.
    ///   - origin: the document whose copy it is; nil of a picture.
    ///   - record: what was written into the folder of copies.
    init(of content: [UInt8], from origin: Origin?, at path: String, in record: CopyRecord) throws {
        guard let old = try Self.bytes(at: path) else {
            self = .missing
            return
        }
        guard old != content else {
            self = .fresh
            return
        }
        let entries = record.entries(at: path)
        guard let entry = entries.first(where: { $0.content == Digest(of: old) }) else {
            self = entries.isEmpty ? .foreign : .changed
            return
        }
        self = entry.origin == origin ? .outOfDate : .others
    }

    /// A folder in the place of a file is none of ours. An empty file holds nothing that could be lost: it is what is left
    /// where the power was, before the disk had the bytes.
    private static func bytes(at path: String) throws -> [UInt8]? {
        switch FileIdentity(path)?.kind {
        case nil, .regular: break
        case .folder: return Array("folder".utf8)
        case let kind?: throw FileError("can’t write \(path): it is \(kind.rawValue), and no file")
        }
        guard let bytes = try readIfPresent(path), !bytes.isEmpty else { return nil }
        return bytes
    }
}

extension FileError {
    /// A file that is not this build's to write.
    ///
    /// - Parameter command: the build.
    init(protecting path: String, _ freshness: Freshness, from command: String) {
        let isFolder = FileIdentity(path)?.isFolder == true
        self.init(
            "can’t write \(path): "
                + (isFolder
                    ? "it is a folder; choose another folder with --output"
                    : "\(freshness.rawValue); to overwrite it: \(command) --force"))
    }

    /// More than anybody reads at once are not told.
    static let most = 20
}
