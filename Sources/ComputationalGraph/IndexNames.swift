import Symbolic

/// What sums and products run over, and its names in print.
struct IndexNames: Sendable {
    private let names: [String: [String]]
    private let axes: Axes
    private let ranges: [String: ClosedRange<Int>]

    /// - Parameter axes: those of sums that are shown as such.
    init(_ scope: Scope, _ axes: Axes) {
        self.axes = axes
        ranges = scope.ranges
        let indices = scope.model.indices.map(\.name.trimmed.text)
        let axes = axes.axisOfIndex
        let free = ["i", "j", "l", "m", "p", "q", "r", "s"].filter {
            scope.declarations[$0] == nil && !indices.contains($0)
        }
        names = Dictionary(
            uniqueKeysWithValues: Set(axes.values).map { axis in
                (axis, indices.filter { axes[$0] == axis } + free)
            })
    }

    /// The names that indices of an axis can have.
    func names(of axis: String) -> [String] { names[axis] ?? [] }

    /// The values of an index that something runs over: of the axis at its place in a symbol there.
    func values(of index: Symbol.Index, in expression: Expression) -> ClosedRange<Int> {
        if let axis = index.axis { return ranges[axis]! }
        for symbol in expression.symbols {
            guard let place = symbol.indices.firstIndex(of: index) else { continue }
            if let axis = axes.axis(of: symbol.name, at: place) { return ranges[axis]! }
        }
        preconditionFailure("what does not depend on an index is no sum or product over it")
    }

    /// The same as a formula of arrays, where it has such a form.
    ///
    /// - Parameter axes: the indices that are open in it, in the order of its shape; nil where the model has no arrays.
    func named(_ expression: Expression, over axes: [Symbol.Index]?) -> Expression {
        let named = named(expression)
        return axes.flatMap { named.ofArrays(over: $0) } ?? named
    }

    /// An expression whose sums run over names that are open nowhere in them.
    func named(_ expression: Expression) -> Expression {
        names.isEmpty ? expression : expression.namingIndices { names[$0] ?? [] }
    }
}
