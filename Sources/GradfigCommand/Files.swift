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
func writeFile(_ bytes: [UInt8], to path: String) throws {
    do {
        try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
        throw FileError(
            description: "can’t write \(path): \(reason(error)); choose another folder with --output")
    }
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
