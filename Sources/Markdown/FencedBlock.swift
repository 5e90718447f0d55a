import Diagnostics

/// A fenced code block.
public struct FencedBlock: Sendable {
    /// What stands behind the opening fence.
    public let info: String
    /// From the opening fence to the end of the closing one.
    public let place: SourceSlice
    /// Whether a closing fence ends it, not the end of what is around it.
    public let isClosed: Bool
    /// What stands before the closing fence: a block quote’s marks and blanks. A line that begins with it is in the
    /// same container.
    public let linePrefix: String
    /// Whether other text of the same container stands on the line before it, or on the line behind it.
    public let touchesTextBefore, touchesTextBehind: Bool
    /// The content's lines, each at its columns in the document: a container's marks before them are blanks.
    public let content: SourceText
    private let firstLine: Int

    /// - Parameter codeLines: the lines in which code blocks begin.
    init(_ node: SyntaxNode, in source: SourceText, lines: LineTable, codeLines: Set<Int>) {
        info = node.info
        let bytes = source.utf8
        let start = lines.range(node.firstLine).lowerBound + node.firstColumn - 1
        let literal = LineTable(Array(node.literal.utf8))
        var content: [UInt8] = []
        for index in 0..<literal.count {
            // The content is the end of its line: what comes before it belongs to the containers.
            let line = lines.range(node.firstLine + 1 + index)
            let text = literal.range(index + 1)
            content += [UInt8](repeating: UInt8(ascii: " "), count: max(line.count - text.count, 0))
            content += literal.bytes[text]
            content.append(UInt8(ascii: "\n"))
        }
        self.content = SourceText(String(decoding: content, as: UTF8.self), name: source.name)
        firstLine = node.firstLine + 1
        let closing = firstLine + literal.count
        let prefix = bytes[lines.range(closing)].prefix { " \t>".utf8.contains($0) }
        let fence = bytes[prefix.endIndex..<lines.range(closing).upperBound]
        // A fence outside of the containers is no end: it begins a block of its own.
        isClosed =
            fence.prefix { $0 == bytes[start] }.count >= node.fenceLength && !codeLines.contains(closing)
            && fence.drop { $0 == bytes[start] }.allSatisfy { " \t".utf8.contains($0) }
        let end = lines.range(isClosed ? closing : closing - 1)
        linePrefix = isClosed ? String(decoding: prefix, as: UTF8.self) : ""
        place = SourceSlice(source, start..<max(end.upperBound, start))
        func hasText(_ line: Int) -> Bool { !bytes[lines.range(line)].allSatisfy { " \t>".utf8.contains($0) } }
        touchesTextBefore = node.hasPrevious && hasText(node.firstLine - 1)
        touchesTextBehind = isClosed && node.hasNext && hasText(closing + 1)
    }

    /// Reads the content. An error that points into it points into the document instead.
    public func read<Value>(_ body: (SourceText) throws -> Value) throws -> Value {
        do {
            return try body(content)
        } catch  where error is Diagnostic || error is Failures {
            // Once more, now with every line where it stands, so that lines named in a message are the document's too.
            let before = String(repeating: "\n", count: firstLine - 1)
            let moved = SourceText(before + content.string(0..<content.utf8.count), name: content.name)
            do { return try body(moved) } catch { throw inDocument(error) }
        }
    }

    /// What is told of a place in the content, told of the same place in the document.
    public func inDocument(_ diagnostic: Diagnostic) -> Diagnostic {
        atItsLine(diagnostic, linesBefore: firstLine - 1)
    }

    private func inDocument(_ error: any Error) -> any Error {
        switch error {
        case let error as Diagnostic: atItsLine(error)
        case let failures as Failures: failures.map(inDocument)
        default: error
        }
    }

    private func atItsLine(_ error: Diagnostic, linesBefore: Int = 0) -> Diagnostic {
        let source = place.source
        // Another file, which the content reads.
        guard error.place.source.name == source.name else { return error }
        let (contentLine, column) = error.place.source.position(of: error.place.range.lowerBound)
        let line = contentLine + linesBefore
        let start = source.start(ofLine: line) + source.line(line).prefix(column - 1).utf8.count
        let end = min(start + error.place.range.count, source.utf8.count)
        return Diagnostic(
            error.message, at: SourceSlice(source, start..<end), suggestion: error.suggestion,
            severity: error.severity)
    }
}
