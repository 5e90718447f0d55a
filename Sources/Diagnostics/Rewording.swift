/// How a text differs from one that stands in a file: by some words. What is wrong in it is told there.
package struct Rewording: Sendable {
    private let original: SourceText
    /// The words that differ, in order, each with what stands for it in the original.
    private var words: [(here: Range<Int>, there: Range<Int>)] = []
    /// How much further back what has no other words is in the original.
    private let shift: Int

    /// - Parameters:
    ///   - slice: the part of the original.
    ///   - start: where the text begins that it is here.
    package init(of slice: SourceSlice, at start: Int) {
        original = slice.source
        shift = slice.range.lowerBound - start
    }

    /// Takes note of the next word that differs.
    package mutating func add(_ here: Range<Int>, for count: Int) {
        let start = here.lowerBound + shift(at: here.lowerBound)
        words.append((here, start..<start + count))
    }

    private func shift(at offset: Int) -> Int {
        words.last { $0.here.upperBound <= offset }.map { $0.there.upperBound - $0.here.upperBound } ?? shift
    }

    /// What stands in the original for a part of the text, whole words.
    func original(of range: Range<Int>) -> SourceSlice {
        let lower = words.first { $0.here.contains(range.lowerBound) }?.there.lowerBound
        let upper = words.first {
            $0.here.lowerBound < range.upperBound && range.upperBound <= $0.here.upperBound
        }
        let start = lower ?? range.lowerBound + shift(at: range.lowerBound)
        let end = upper?.there.upperBound ?? range.upperBound + shift(at: range.upperBound)
        return SourceSlice(original, start..<max(start, end)).written
    }
}

extension SourceSlice {
    /// The same in the text of the file.
    var written: SourceSlice { source.rewording?.original(of: range) ?? self }
}
