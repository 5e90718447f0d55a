import Symbolic

/// What sums and products run over, and its names in print.
struct IndexNames: Sendable {
    private let names: [String: [String]]
    private let axes: Axes
    private let ranges: [String: ClosedRange<Int>]
    /// Whether formulas have no vector on the left side of a matrix, so that gradients have none either.
    private let hasColumns: Bool

    /// - Parameter axes: those of sums that are shown as such.
    init(_ scope: Scope, _ axes: Axes) {
        self.axes = axes
        ranges = scope.ranges
        hasColumns = !scope.arrays.hasRowVectors
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

    /// The values of an index that something runs over.
    func values(of index: Symbol.Index, in expression: Expression) -> ClosedRange<Int> {
        guard let axis = index.axis ?? axis(of: index, in: expression) else {
            preconditionFailure("what does not depend on an index is no sum or product over it")
        }
        return ranges[axis]!
    }

    /// The axis of an index: that at its place in a symbol, or of what leaves out its value.
    private func axis(of index: Symbol.Index, in expression: Expression) -> String? {
        switch expression {
        case .number: return nil
        case .symbol(let symbol):
            return symbol.indices.firstIndex(of: index).flatMap { axes.axis(of: symbol.name, at: $0) }
        case .operation(_, let operands), .arrays(_, let operands):
            return operands.lazy.compactMap { axis(of: index, in: $0) }.first
        case .series(_, let inner, let except, let body):
            return axis(of: except == index ? inner : index, in: body) ?? axis(of: index, in: body)
        }
    }

    /// The same as a formula of arrays, where it has such a form.
    ///
    /// - Parameters:
    ///   - axes: the indices that are open in it, in the order of its shape; nil where the model has no arrays.
    ///   - isWritten: whether it is a value as formulas have it.
    func named(
        _ expression: Expression, over axes: [Symbol.Index]?, asWritten isWritten: Bool = false
    ) -> Expression {
        let named = named(expression)
        let vectors: Expression.Vectors = hasColumns ? (isWritten ? .transposed : .columns) : .rows
        return axes.flatMap { named.ofArrays(over: $0, vectors) } ?? named
    }

    /// An expression whose sums run over names that are open nowhere in them.
    func named(_ expression: Expression) -> Expression {
        names.isEmpty ? expression : expression.namingIndices { names[$0] ?? [] }
    }
}
