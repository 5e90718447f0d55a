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
    let text = text + terminator
    guard write(isatty(STDOUT_FILENO) == 1 ? text.withVisibleControls : text, to: STDOUT_FILENO) else {
        throw FileError(failedTo: "write to the standard output")
    }
}

/// Writes a message to the standard error; where that is closed, nobody wants to know.
func printError(_ message: String) { _ = write(message.withVisibleControls + "\n", to: STDERR_FILENO) }

extension String {
    /// The text with signs for control characters but tabs and line ends: what a template or a document has in it tells a
    /// terminal nothing.
    fileprivate var withVisibleControls: String {
        guard unicodeScalars.contains(where: \.isControl) else { return self }
        var text = UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar.value {
            case _ where !scalar.isControl: text.append(scalar)
            case 0x7F: text.append("\u{2421}")
            case 0..<0x20: text.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
            default: text.append("\u{FFFD}")
            }
        }
        return String(text)
    }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool {
        properties.generalCategory == .control && self != "\n" && self != "\t" && self != "\r"
    }
}

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
