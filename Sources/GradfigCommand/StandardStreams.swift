import Foundation

/// Keeps a closed standard stream from becoming one of the files that are opened next, into which a message would then be
/// written. What is written to it fails as before.
func reserveStandardStreams() {
    for stream in STDIN_FILENO...STDERR_FILENO where fcntl(stream, F_GETFD) < 0 {
        _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
}

/// Writes a text to the standard output.
///
/// - Throws: `FileError` where it can't be written: the disk is full, or the output closed.
func printOutput(_ text: String, terminator: String = "\n") throws {
    guard write(text + terminator, to: STDOUT_FILENO) else {
        throw FileError(failedTo: "write to the standard output")
    }
}

/// Writes a message to the standard error; where that is closed, nobody wants to know.
func printError(_ message: String) { _ = write(message + "\n", to: STDERR_FILENO) }

/// - Returns: whether all was written; else `errno` says what happened.
private func write(_ text: String, to file: Int32) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
        var rest = UnsafeRawBufferPointer(bytes)[...]
        while !rest.isEmpty {
            let count = Foundation.write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR && errno != EAGAIN {
                return false
            }
        }
        return true
    }
}
