import Diagnostics

/// A change of a document: bytes in place of a range of it.
public struct Edit: Sendable {
    /// Offsets into the document's bytes; an empty range is a place to insert at.
    public let range: Range<Int>
    public let replacement: String

    public init(_ range: Range<Int>, _ replacement: String) {
        self.range = range
        self.replacement = replacement
    }
}

extension [UInt8] {
    /// The bytes with the edits done, all others kept.
    ///
    /// Of edits that overlap the one that begins first counts, of those the longest: what stands inside a replaced
    /// text is gone with it.
    func edited(_ edits: [Edit]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(count)
        var end = 0
        let ordered = edits.enumerated().sorted {
            ($0.element.range.lowerBound, -$0.element.range.upperBound, $0.offset)
                < ($1.element.range.lowerBound, -$1.element.range.upperBound, $1.offset)
        }
        for (_, edit) in ordered where edit.range.lowerBound >= end {
            result += self[end..<edit.range.lowerBound]
            result += edit.replacement.utf8
            end = edit.range.upperBound
        }
        return result + self[end...]
    }
}
