import ComputationalGraph
import Diagnostics
import Symbolic

/// The numbers that a figure shows.
public struct FigureNumbers: Sendable {
    public let numbers: Numbers
    private let cells: WrittenOutValues
    public let format: NumberFormat
    /// Whether the symbol is written before each: x = 2.
    public let hasSymbols: Bool
    /// Where they are given.
    public let place: SourceSlice

    /// What figures must have in common to show the same.
    public struct Key: Hashable, Sendable {
        private let inputs: [Symbol: Number]
        private let format: NumberFormat
        private let hasSymbols: Bool

        fileprivate init(_ numbers: FigureNumbers) {
            inputs = numbers.numbers.inputs
            format = numbers.format
            hasSymbols = numbers.hasSymbols
        }
    }

    public var key: Key { Key(self) }

    init(
        _ numbers: Numbers, of graph: ComputationalGraph, format: NumberFormat, hasSymbols: Bool,
        place: SourceSlice
    ) {
        self.numbers = numbers
        cells = WrittenOutValues(of: graph, in: numbers.graph)
        self.format = format
        self.hasSymbols = hasSymbols
        self.place = place
    }

    /// The most numbers that an array on an arrow has side by side, and below each other.
    private static let (mostColumns, mostRows) = (4, 3)

    /// What is written of a value: a number, or those of an array in the order of its axes, with how long these are; nil
    /// where nothing looks at what it is.
    ///
    /// - Throws: a `Diagnostic` where there is no number, and where there are too many.
    public func array(of value: Numbers.Value, called name: String) throws -> (
        lengths: [Int], values: [Number?]
    ) {
        let cells = cells.cells(value)
        // Of more than two axes those before are such of blocks.
        let fromLast = cells.lengths.reversed().enumerated()
        let columns = fromLast.filter { $0.offset % 2 == 0 }.reduce(1) { $0 * $1.element }
        let rows = fromLast.filter { $0.offset % 2 == 1 }.reduce(1) { $0 * $1.element }
        guard columns <= Self.mostColumns, rows <= Self.mostRows else {
            let lengths = cells.lengths.map(String.init).joined(separator: " × ")
            throw place.error(
                "‘\(name)’ has \(lengths) numbers; on an arrow there is room for \(Self.mostRows) rows of "
                    + "\(Self.mostColumns)",
                suggestion:
                    "draw its values as lanes, with ‘lanes’; choose others with ‘forward’ and ‘backward’; or "
                    + "‘show: symbols’")
        }
        let all = try cells.values.map { value -> Number? in
            if numbers.isUnused(value) { return nil }
            if let number = numbers.number(value) { return number }
            if let error = numbers.diagnostic(value, at: place) { throw error }
            // To what no arrow leaves, though it stands in the array, nothing comes back.
            return Number(exactly: 0)
        }
        return (cells.lengths, all)
    }

    /// The inputs that have no number, of those that some values rest on.
    func missing(for values: [Numbers.Value]) -> [Symbol] {
        values.flatMap { cells.cells($0).values }.flatMap { numbers.reason($0)?.missing ?? [] }
            .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
