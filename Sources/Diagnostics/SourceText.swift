/// A text that diagnostics point into: a template, a formula, a command-line argument.
///
/// All offsets are in UTF-8 bytes from the start of the text.
public final class SourceText: Sendable {
    /// What the user knows the text by: a file's path as it was given, or a name in angle brackets.
    public let name: String
    /// The bytes of the text.
    public let utf8: [UInt8]
    private let lineStarts: [Int]
    /// The text that this one is with other words, if it is.
    let rewording: Rewording?

    public convenience init(_ text: String, name: String) { self.init(text, name: name, of: nil) }

    /// - Parameter rewording: what the text is with other words.
    package init(_ text: String, name: String, of rewording: Rewording?) {
        self.name = name
        self.rewording = rewording
        let utf8 = Array(text.utf8)
        self.utf8 = utf8
        lineStarts = [0] + utf8.indices.filter { utf8[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    }

    /// The name without the folders before it.
    public var fileName: String { String(name.split(separator: "/").last ?? "") }

    /// The number of lines; a final newline does not begin another line for `line(_:)`, but is one here.
    public var lineCount: Int { lineStarts.count }

    /// The offset of the first byte of a line. Lines count from 1.
    public func start(ofLine line: Int) -> Int {
        line <= lineStarts.count ? lineStarts[max(line, 1) - 1] : utf8.count
    }

    /// A line without its newline. Lines count from 1; past the end it is empty.
    public func line(_ line: Int) -> String {
        guard line >= 1, line <= lineStarts.count else { return "" }
        var end = line < lineStarts.count ? lineStarts[line] - 1 : utf8.count
        // Windows ends its lines with two characters.
        if end > lineStarts[line - 1], utf8[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return string(lineStarts[line - 1]..<end)
    }

    /// The line of an offset, counted from 1.
    public func lineNumber(of offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }

    /// Line and column of an offset, both counted from 1; the column counts characters, as editors do.
    public func position(of offset: Int) -> (line: Int, column: Int) {
        let offset = min(max(offset, 0), utf8.count)
        let line = lineNumber(of: offset)
        return (line, string(lineStarts[line - 1]..<offset).count + 1)
    }

    /// The text of a range of bytes.
    public func string(_ range: Range<Int>) -> String {
        String(decoding: utf8[range.clamped(to: 0..<utf8.count)], as: UTF8.self)
    }
}
