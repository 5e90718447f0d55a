import Symbolic

/// A derived value is not what numbers say. That is an error of this program, not of the model.
public struct CheckFailure: Error, CustomStringConvertible, Sendable {
    /// The edge, as `exp_1 → sum`, or the node whose value is wrong.
    public let place: String
    public let formula: Expression
    /// What the formula gives at `point`.
    public let value: Double
    /// What evaluation, or a difference quotient of the loss, gives there.
    public let expected: Double
    public let point: [(symbol: Symbol, value: Double)]

    public var description: String {
        let inputs = point.map { "\($0.symbol.plain) = \($0.value)" }.joined(separator: ", ")
        return
            "internal error: on \(place) the value \(formula) is \(value), but numerically \(expected), at \(inputs)"
    }
}
