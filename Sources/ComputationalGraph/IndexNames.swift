import Symbolic

/// The names of what sums and products run over, in print.
struct IndexNames: Sendable {
    private let names: [String: [String]]

    /// - Parameter axes: those of sums that are shown as such; none where each number of values is known.
    init(_ scope: Scope, _ axes: Axes) {
        guard scope.isGeneral else {
            names = [:]
            return
        }
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
