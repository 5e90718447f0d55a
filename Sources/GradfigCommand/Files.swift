import Foundation

/// A file that can't be read or written, and what to do.
struct FileError: Error, CustomStringConvertible {
    let description: String
}

/// Reads a text file.
func readText(_ path: String) throws -> String {
    let data: Data
    do {
        data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
        throw FileError(description: "can’t read \(path): \(reason(error))")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
        throw FileError(description: "can’t read \(path): it is not UTF-8 text; save it as UTF-8")
    }
    return text
}

/// Writes a file whole or not at all: a reader sees the old bytes or the new ones.
///
/// Unlike Foundation's atomic writing it doesn't wait for the disk, which takes longer than to draw the figure.
func writeFile(_ bytes: [UInt8], to path: String) throws {
    func fail(_ temporary: String? = nil) -> FileError {
        let reason = String(cString: strerror(errno))
        if let temporary { unlink(temporary) }
        return FileError(description: "can’t write \(path): \(reason); choose another folder with --output")
    }
    let temporary = "\(path).\(getpid()).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw fail() }
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else {
            let error = errno
            close(descriptor)
            errno = error
            throw fail(temporary)
        }
        rest = rest.dropFirst(count)
    }
    guard close(descriptor) == 0, rename(temporary, path) == 0 else { throw fail(temporary) }
}

/// Makes a folder and those above it where they are missing.
func makeFolder(_ path: String) throws {
    do {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
        throw FileError(
            description: "can’t make the folder \(path): \(reason(error)); choose another with --output")
    }
}

/// The bytes of a file; nil where there is none.
func readIfPresent(_ path: String) throws -> [UInt8]? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    do {
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
        throw FileError(description: "can’t read \(path): \(reason(error))")
    }
}

/// The system's words for a failed file operation: "Permission denied".
private func reason(_ error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    if let code = [error as NSError, underlying].compactMap({ $0 }).first(where: {
        $0.domain == NSPOSIXErrorDomain
    }) {
        return String(cString: strerror(Int32(code.code)))
    }
    return error.localizedDescription
}
