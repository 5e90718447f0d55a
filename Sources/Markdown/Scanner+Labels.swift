/// Labels and alternative texts: what stands in brackets (CommonMark 0.29, §6.5, and §4.7 on definitions).
extension Scanner {
    /// Labels have fewer characters (§6.5).
    private static let labelLimit = 1000

    /// What ends a bracket's text: the bracket that closes it, or one that opens another in it.
    enum LabelEnd {
        case closed(Int)
        case nested(Int)
    }

    /// The first bracket from an offset on, escaped ones and those in code spans left out; nil where a label would be
    /// too long.
    func labelEnd(from start: Int) -> LabelEnd? {
        var index = start
        let limit = min(start + Self.labelLimit, bytes.count)
        while index < limit {
            switch bytes[index] {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "["): return .nested(index)
            case UInt8(ascii: "]"): return .closed(index)
            case UInt8(ascii: "`"): index = codeSpanEnd(at: index, limit: limit) - 1
            default: break
            }
            index += 1
        }
        return nil
    }

    /// The offset behind a code span, or behind its backticks where it has no end.
    private func codeSpanEnd(at start: Int, limit: Int) -> Int {
        func run(_ start: Int) -> Int {
            var end = start
            while end < limit, bytes[end] == UInt8(ascii: "`") { end += 1 }
            return end
        }
        let opening = run(start)
        var index = opening
        while index < limit {
            guard bytes[index] == UInt8(ascii: "`") else {
                index += 1
                continue
            }
            let end = run(index)
            if end - index == opening - start { return end }
            index = end
        }
        return opening
    }

    /// The bracket that closes the one before an offset, whatever stands in brackets between; nil where it is far away.
    func closingBracket(from start: Int) -> Int? {
        var depth = 1
        var index = start
        while let end = labelEnd(from: index), index - start < 10 * Self.labelLimit {
            switch end {
            case .nested(let bracket):
                depth += 1
                index = bracket + 1
            case .closed(let bracket):
                depth -= 1
                if depth == 0 { return bracket }
                index = bracket + 1
            }
        }
        return nil
    }

    /// A label in brackets `[label]` that open at an offset, without them.
    func label(at open: Int) -> Range<Int>? {
        guard self[open] == UInt8(ascii: "[") else { return nil }
        var index = open + 1
        let limit = min(index + Self.labelLimit, bytes.count)
        while index < limit {
            switch bytes[index] {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "["): return nil
            case UInt8(ascii: "]"): return open + 1..<index
            default: break
            }
            index += 1
        }
        return nil
    }

    func isBlank(_ range: Range<Int>) -> Bool { bytes[range].allSatisfy { $0 <= 0x20 } }

    /// The destination of the definition `[label]: destination` whose label is closed at an offset; nil if there is
    /// none.
    func definedDestination(closedAt close: Int) -> (destination: Destination, brokeLine: Bool)? {
        guard self[close + 1] == UInt8(ascii: ":"), let open = labelStart(closedAt: close),
            standsFirst(open), let (start, brokeLine) = skipBlanks(close + 2),
            let destination = destination(at: start), destination.isPointed || !destination.range.isEmpty
        else { return nil }
        return (destination, brokeLine)
    }

    private func labelStart(closedAt close: Int) -> Int? {
        var index = close
        while index > max(close - Self.labelLimit, 0) {
            index -= 1
            switch bytes[index] {
            case UInt8(ascii: "["): if !isEscaped(index) { return index }
            case UInt8(ascii: "]"): if !isEscaped(index) { return nil }
            default: break
            }
        }
        return nil
    }

    /// Whether only marks of containers stand before an offset in its line.
    private func standsFirst(_ index: Int) -> Bool {
        var start = index
        while start > 0, bytes[start - 1] != UInt8(ascii: "\n"), bytes[start - 1] != UInt8(ascii: "\r") {
            start -= 1
            let isContainer = " \t>-+*.)".utf8.contains(bytes[start]) || (0x30...0x39).contains(bytes[start])
            guard isContainer else { return false }
        }
        return true
    }
}
