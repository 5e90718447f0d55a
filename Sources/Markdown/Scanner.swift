/// The grammar of links, as far as it says where a destination and an alternative text end (CommonMark 0.29, §6.5 to
/// §6.7 and §4.7). Offsets are into the document's bytes; every scan ends at a blank line or before.
struct Scanner {
    let bytes: [UInt8]

    /// cmark-gfm gives up on parentheses nested more deeply.
    private static let nestingLimit = 32

    subscript(index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

    /// Whether an odd number of backslashes stands before an offset.
    func isEscaped(_ index: Int) -> Bool {
        var start = index
        while start > 0, bytes[start - 1] == UInt8(ascii: "\\") { start -= 1 }
        return (index - start) % 2 == 1
    }

    /// The offset behind blanks, with one line break at most and the marks of a block quote behind it; nil at a blank
    /// line.
    func skipBlanks(_ start: Int) -> (end: Int, brokeLine: Bool)? {
        var index = start
        var brokeLine = false
        while let byte = self[index] {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"): break
            case UInt8(ascii: ">") where brokeLine: break
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                if brokeLine { return nil }
                brokeLine = true
                if byte == UInt8(ascii: "\r"), self[index + 1] == UInt8(ascii: "\n") { index += 1 }
            default: return (index, brokeLine)
            }
            index += 1
        }
        return (index, brokeLine)
    }

    /// A destination.
    struct Destination {
        /// Without `<` and `>` around it.
        let range: Range<Int>
        let isPointed: Bool
        /// The offset behind it.
        var end: Int { range.upperBound + (isPointed ? 1 : 0) }
    }

    /// The destination that begins at an offset.
    func destination(at start: Int) -> Destination? {
        if self[start] == UInt8(ascii: "<") { return pointedDestination(at: start) }
        var index = start
        var depth = 0
        // cmark-gfm reads a NUL as U+FFFD, and lets parentheses stay open.
        while let byte = self[index], byte > 0x20 || byte == 0 {
            switch byte {
            case UInt8(ascii: "\\"):
                if let next = self[index + 1], Self.isPunctuation(next) { index += 1 }
            case UInt8(ascii: "("):
                depth += 1
                if depth > Self.nestingLimit { return nil }
            case UInt8(ascii: ")"):
                if depth == 0 { return Destination(range: start..<index, isPointed: false) }
                depth -= 1
            default: break
            }
            index += 1
        }
        return Destination(range: start..<index, isPointed: false)
    }

    private func pointedDestination(at start: Int) -> Destination? {
        var index = start + 1
        while let byte = self[index] {
            switch byte {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: ">"): return Destination(range: start + 1..<index, isPointed: true)
            case UInt8(ascii: "<"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): return nil
            default: break
            }
            index += 1
        }
        return nil
    }

    /// The destination in the parentheses `(destination "title")` that open at an offset; nil if these are none.
    func inlineDestination(at open: Int) -> (destination: Destination, brokeLine: Bool)? {
        guard self[open] == UInt8(ascii: "("), let (start, brokeLine) = skipBlanks(open + 1),
            let destination = destination(at: start), let (next, _) = skipBlanks(destination.end)
        else { return nil }
        if self[next] == UInt8(ascii: ")") { return (destination, brokeLine) }
        guard next > destination.end, let title = titleEnd(at: next), let (end, _) = skipBlanks(title),
            self[end] == UInt8(ascii: ")")
        else { return nil }
        return (destination, brokeLine)
    }

    /// The offset behind a title that begins at an offset.
    private func titleEnd(at start: Int) -> Int? {
        let close: UInt8
        switch self[start] {
        case UInt8(ascii: "\""): close = UInt8(ascii: "\"")
        case UInt8(ascii: "'"): close = UInt8(ascii: "'")
        case UInt8(ascii: "("): close = UInt8(ascii: ")")
        default: return nil
        }
        var index = start + 1
        while let byte = self[index] {
            switch byte {
            case close: return index + 1
            case UInt8(ascii: "("): if close == UInt8(ascii: ")") { return nil }
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "\n"): if skipBlanks(index) == nil { return nil }
            default: break
            }
            index += 1
        }
        return nil
    }

    static func isPunctuation(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
        default: false
        }
    }

    static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }
}
