/// A part of a source text: a formula in its template, say. A string literal is a text of its own.
public struct SourceSlice: Sendable, ExpressibleByStringLiteral {
    public let source: SourceText
    /// UTF-8 offsets into `source`.
    public let range: Range<Int>

    public init(_ source: SourceText, _ range: Range<Int>) {
        self.source = source
        self.range = range
    }

    /// A whole text as one slice.
    public init(_ text: String, name: String = "<formula>") {
        let source = SourceText(text, name: name)
        self.init(source, 0..<source.utf8.count)
    }

    public init(stringLiteral text: String) { self.init(text) }

    /// The text of the slice.
    public var text: String { source.string(range) }

    /// The lines of the slice that hold more than blanks and `#` comments, without the blanks around them.
    public var lines: [SourceSlice] {
        var lines: [SourceSlice] = []
        var start = range.lowerBound
        while start < range.upperBound {
            let end =
                source.utf8[start..<range.upperBound].firstIndex(of: UInt8(ascii: "\n")) ?? range.upperBound
            let line = SourceSlice(source, start..<end).trimmed
            if !line.range.isEmpty { lines.append(line) }
            start = end + 1
        }
        return lines
    }

    /// The slice without a `#` comment at its end and without the blanks around it.
    public var trimmed: SourceSlice {
        let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == 9 || byte == 10 || byte == 13 }
        var low = range.lowerBound
        var high = source.utf8[range].firstIndex(of: UInt8(ascii: "#")) ?? range.upperBound
        while low < high, isBlank(source.utf8[low]) { low += 1 }
        while high > low, isBlank(source.utf8[high - 1]) { high -= 1 }
        return SourceSlice(source, low..<high)
    }

    /// Whether it begins in the line in which another one does.
    package func isInLine(of other: SourceSlice) -> Bool { source === other.source && line == other.line }

    /// The number of the line in which it begins.
    public var line: Int { source.position(of: range.lowerBound).line }

    /// An error that points at this slice.
    public func error(_ message: String, suggestion: String? = nil) -> Diagnostic {
        Diagnostic(message, at: self, suggestion: suggestion)
    }
}
