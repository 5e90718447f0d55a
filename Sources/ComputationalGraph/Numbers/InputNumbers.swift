import Diagnostics
import Symbolic

/// Numbers for the inputs of a model: `{ a_1: 0.3, x_k: [1, 2, 3], W: [[1, 2], [3, 4]] }`.
///
/// Upstream gradients are inputs as well, by the names with which they are printed.
public struct InputNumbers: Sendable {
    /// A number for a name, or a list of what its index runs over.
    public indirect enum Value: Sendable {
        case number(Number, at: SourceSlice)
        case list([Value], at: SourceSlice)
    }

    public struct Entry: Sendable {
        public let name: SourceSlice
        public let value: Value
        /// Where both stand.
        public let place: SourceSlice

        public init(_ name: SourceSlice, _ value: Value, at place: SourceSlice) {
            self.name = name
            self.value = value
            self.place = place
        }
    }

    public let entries: [Entry]
    /// Where they are given.
    public let place: SourceSlice
    /// Whether they are for several figures or models, of which one may lack some of the names.
    public let isShared: Bool

    public init(_ entries: [Entry], at place: SourceSlice, isShared: Bool = false) {
        self.entries = entries
        self.place = place
        self.isShared = isShared
    }

    /// Only those for some names.
    public func filter(_ isIncluded: (SourceSlice) -> Bool) -> InputNumbers {
        InputNumbers(entries.filter { isIncluded($0.name) }, at: place, isShared: isShared)
    }
}

extension InputNumbers.Value {
    var place: SourceSlice {
        switch self {
        case .number(_, let place), .list(_, let place): place
        }
    }
}
