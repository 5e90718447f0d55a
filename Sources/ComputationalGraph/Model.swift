import Diagnostics
import Symbolic

/// What the user writes: layers of equations over indexed symbols.
public struct Model: Sendable {
    public var title: String
    /// The indices of the model and what they run over. The first is the one that classes are counted by.
    public var indices: [Index]
    /// The shapes of arrays, whose names formulas can have without indices: X: [N, D].
    public var shapes: [Shape]
    /// The name of the loss, where the model is a part of a longer one: nil where the only output, a scalar, is the loss.
    public var loss: String?
    /// The functions that equations call, one a line: `swish(x) = x * sigmoid(x)`.
    public var functions: [SourceSlice] = []
    /// The functions of which each call is one node, with operations that are no other's.
    package var drawnFunctions = Functions.Selected.some([])
    /// How names are drawn.
    package var names = DisplayNames()
    /// In the order the data flow; a layer takes outputs of earlier ones by their names.
    public var layers: [Layer]

    /// Of each axis of an array that has no index yet, the index is called as its length, but small: n for N. Arrays are
    /// rolled up.
    public init(
        title: String = "", indices: [Index] = [], shapes: [Shape] = [], loss: String? = nil, layers: [Layer]
    ) {
        self.title = title
        self.shapes = shapes
        self.indices = indices
        let lengths = Set(shapes.flatMap(\.lengths).map(\.trimmed.text))
        for index in indices.indices where indices[index].length.map(lengths.contains) ?? false {
            self.indices[index].isRolledUp = true
        }
        for length in shapes.flatMap(\.lengths).map(\.trimmed) {
            guard !self.indices.contains(where: { $0.length == length.text }) else { continue }
            self.indices.append(
                Index(
                    length: length,
                    besides: lengths.union(self.indices.map(\.name.trimmed.text)).union(layers.flatMap(\.names))
                ))
        }
        self.loss = loss
        self.layers = layers
    }

    /// Checks names and indices, but derives nothing.
    ///
    /// - Throws: `Diagnostic` for what does not fit.
    public func check() throws {
        let scope = try Scope(rolledUp())
        _ = try Network(scope, Axes(scope))
    }

    /// An index name and its range: k = 1...3.
    public struct Index: Sendable {
        public var name: SourceSlice
        /// Where there are any number of values, the first two and a third that stands for the last.
        public var range: ClosedRange<Int>
        /// The name of the last value, the n of 1...n, which formulas can use.
        public var last: String?
        /// Whether there are any number of values: 1, 2, …, n.
        public var isAny: Bool
        /// Where it is said that there is such an index: at its name, or at the length of an axis that has no other.
        var place: SourceSlice { origin ?? name.trimmed }
        var origin: SourceSlice?
        /// Whether it is declared nowhere, and runs over what one does that is.
        var isOfSum = false
        /// The length of the axis, as shapes say it.
        public var length: String?
        /// Whether all values are drawn as one: an operation on them is one node, with one arrow for the whole array.
        public var isRolledUp = false

        public init(_ name: SourceSlice, _ range: ClosedRange<Int>, last: String? = nil) {
            self.name = name
            self.range = range
            self.last = last
            length = last ?? (range.lowerBound == 1 ? "\(range.upperBound)" : nil)
            isAny = last != nil
        }

        /// Whether so many values are drawn as one that they are taken for any number.
        func hasMore(than most: Int?) -> Bool { isRolledUp && most.map { range.length > $0 } ?? false }

        /// What the index of an axis is called by the axis' length: n for N, d for D_in; nil where the length itself is called
        /// so, and for numbers.
        package static func name(ofLength length: String) -> String? {
            guard let first = length.first, first.isLetter, case let small = first.lowercased(), small != length
            else { return nil }
            return small
        }

        /// The index of an array's axis.
        init(length: SourceSlice, besides names: Set<String>) {
            let name = ([Self.name(ofLength: length.text)] + ["i", "j", "k", "l", "p", "q", "r", "s"]).lazy
                .compactMap(\.self).first { !names.contains($0) }
            self.init(
                SourceSlice(name ?? "i\(names.count)"), 1...(Int(length.text) ?? 3),
                last: Int(length.text) == nil ? length.text : nil)
            self.length = length.text
            origin = length
            isRolledUp = true
        }
    }

    /// An array and its lengths along its axes: numbers, or letters for any.
    public struct Shape: Sendable {
        public var name: SourceSlice
        public var lengths: [SourceSlice]

        public init(_ name: SourceSlice, _ lengths: [SourceSlice]) {
            self.name = name
            self.lengths = lengths
        }
    }

    /// The same model with another range for its first index, and for those that have as many values, whatever their number.
    public func withFirstIndex(_ range: ClosedRange<Int>) -> Model {
        var model = self
        for index in indices.indices where index == 0 || isLikeFirst(index) {
            model.indices[index].range = range
            model.indices[index].isAny = false
        }
        return model
    }

    private func isLikeFirst(_ index: Int) -> Bool {
        let (first, other) = (indices[0], indices[index])
        return first.isAny && other.isAny && first.last == other.last && first.range == other.range
    }

    /// The same model with any number of values for its first index: 1, 2, …, n. One that has any number has it by its own name.
    public func withFirstIndex(last: String) -> Model {
        guard let first = indices.first, !first.isAny else { return self }
        var model = self
        let start = first.range.lowerBound
        model.indices[0].range = start...start + 2
        model.indices[0].last = last
        model.indices[0].isAny = true
        return model
    }

    /// The same model with numbers of values in place of any, by what the last of them is called.
    public func withLastValues(_ counts: [String: Int]) -> Model {
        var model = self
        for index in indices.indices where indices[index].isAny {
            guard let count = indices[index].last.flatMap({ counts[$0] }) else { continue }
            model.indices[index].range = indices[index].range.lowerBound...count
            model.indices[index].isAny = false
        }
        return model
    }

    /// The same model with some of its indices rolled up: all values of them are drawn as one.
    public func rolledUp(_ names: Set<String>) -> Model {
        var model = self
        for index in indices.indices {
            model.indices[index].isRolledUp = names.contains(indices[index].name.trimmed.text)
        }
        return model
    }

    /// The same model with all of its indices rolled up.
    package func rolledUp() -> Model { rolledUp(Set(indices.map(\.name.trimmed.text))) }

    /// The same model with each value written out, and a number of values for each index that has any number.
    public func writtenOut(_ count: Int) -> Model { withCounts([count]) }

    /// The same model with each value drawn, and numbers of values for each index that has any number, or too many to be
    /// proven one by one: as many in turn for those whose last values have different names, so that they differ.
    ///
    /// - Parameter most: from how many on the values of an index that are drawn as one are too many; nil for none.
    func withCounts(_ counts: [Int], most: Int? = nil) -> Model {
        var model = rolledUp([])
        var names: [String] = []
        for index in indices.indices where indices[index].isAny || indices[index].hasMore(than: most) {
            let name = indices[index].isAny ? indices[index].last ?? "" : "\(indices[index].range)"
            if !names.contains(name) { names.append(name) }
            let first = indices[index].range.lowerBound
            let count = counts[names.firstIndex(of: name)! % counts.count]
            model.indices[index].range = first...first + count - 1
            model.indices[index].isAny = false
            // What statements call the number of values, then.
            model.indices[index].last = indices[index].last ?? indices[index].length
        }
        return model
    }
}
