import Foundation

/// A file that is written, but doesn't have its name yet.
struct UnfinishedFile {
    let path: String
    /// What the path is a link to, or the path itself.
    private let target: String
    private var unfinished: String { "\(target).\(getpid()).\(Self.ending)" }
    private static let ending = "gradfig"

    /// Writes the bytes beside the path, or beside what it is a link to.
    init(_ bytes: [UInt8], path: String) throws {
        self.path = path
        target = Self.resolved(path)
        // A name given to a file takes it from what had it before, be that a device.
        if let kind = FileIdentity(path)?.kind, kind != .regular {
            throw kind == .folder
                ? FileError("can’t write \(path): it is a folder; choose another folder with --output")
                : FileError("can’t write \(path): it is \(kind.rawValue), and no file")
        }
        guard let file = fopen(unfinished, "wb") else { throw failure() }
        let isWritten = fwrite(bytes, 1, bytes.count, file) == bytes.count
        // Closing writes what is still in the buffer.
        guard fclose(file) == 0, isWritten else {
            let failure = failure()
            discard()
            throw failure
        }
    }

    /// Gives the file its name, which a file may have had before.
    func finish() throws {
        guard rename(unfinished, target) == 0 else { throw failure() }
    }

    /// Takes the file away.
    func discard() { unlink(unfinished) }

    private func failure() -> FileError {
        FileError(failedTo: "write \(path)", advice: "; choose another folder with --output")
    }

    /// The path behind links, if there is something.
    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    /// The folder in which a file is written before it has its name.
    static func folder(of path: String) -> String {
        let parts = resolved(path).split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return parts.isEmpty ? "." : parts.joined(separator: "/") + "/"
    }

    /// Takes away what processes left in a folder that ended before they were done.
    static func removeLeftOver(in folder: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            let parts = name.split(separator: ".")
            guard parts.count > 2, parts[parts.count - 1] == ending,
                let process = pid_t(parts[parts.count - 2]), process > 0,
                kill(process, 0) != 0, errno == ESRCH
            else { continue }
            unlink("\(folder)/\(name)")
        }
    }
}
