import Foundation

/// A file that can't be read or written, and what to do.
struct FileError: Error, CustomStringConvertible {
    let description: String

    init(_ problem: String) { description = problem }

    /// What a system call that just failed could not do, and why: "can’t read a.yaml: Permission denied".
    init(failedTo action: String, advice: String = "") {
        description = "can’t \(action): \(String(cString: strerror(errno)))\(advice)"
    }
}

/// Reads a text file.
func readText(_ path: String) throws -> String { try readMarkedText(path).text }

/// Reads a text file, and tells whether it begins with a byte order mark.
func readMarkedText(_ path: String) throws -> (text: String, hasByteOrderMark: Bool) {
    let bytes = try readFile(path)
    // Some editors begin a file with a byte order mark, which is no part of the text.
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let isMarked = bytes.starts(with: mark)
    let content = isMarked ? bytes[mark.count...] : bytes[...]
    guard let text = String(validating: content, as: UTF8.self) else {
        throw FileError("can’t read \(path): it is not UTF-8 text; save it as UTF-8")
    }
    return (text, isMarked)
}

/// The bytes of a file; nil where there is none.
func readIfPresent(_ path: String) throws -> [UInt8]? {
    access(path, F_OK) == 0 ? try readFile(path) : nil
}

private let mostMegabytes = 256

private func readFile(_ path: String) throws -> [UInt8] {
    // To open a pipe that nothing writes to would last for ever.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK)
    guard descriptor >= 0, fcntl(descriptor, F_SETFL, 0) == 0, let file = fdopen(descriptor, "rb") else {
        throw FileError(failedTo: "read \(path)")
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&block, 1, block.count, file), count > 0 {
        bytes += block[..<count]
        // A device may never end.
        guard bytes.count <= mostMegabytes * 1_000_000 else {
            throw FileError("can’t read \(path): it has more than \(mostMegabytes) megabytes")
        }
    }
    guard ferror(file) == 0 else { throw FileError(failedTo: "read \(path)") }
    if bytes.isEmpty, FileIdentity(path)?.kind == .pipe {
        throw FileError("can’t read \(path): it is a pipe, and nothing writes to it")
    }
    return bytes
}

/// Sets the time of a file to now.
func touch(_ path: String) throws {
    guard utimensat(AT_FDCWD, path, nil, 0) == 0 else { throw FileError(failedTo: "touch \(path)") }
}

/// Makes a folder and those above it where they are missing.
func makeFolder(_ path: String) throws {
    var folder = path.hasPrefix("/") ? "/" : ""
    for name in path.split(separator: "/") {
        folder += name
        guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
            throw FileError(failedTo: "make the folder \(folder)", advice: "; choose another with --output")
        }
        folder += "/"
    }
}
