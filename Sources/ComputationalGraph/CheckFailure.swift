import Symbolic

/// A derived value is not what the graph says. That is an error of this program, not of the model.
public struct CheckFailure: Error, CustomStringConvertible, Sendable {
    /// The edge, as `exp_1 → sum`, or the node whose value is wrong.
    public let place: String
    public let formula: Expression
    /// What the formula gives at `point`, in so many digits that it differs from `expected`; nil if it has no value.
    public let value: String?
    /// What evaluation, or a difference quotient of the loss, gives there.
    public let expected: String
    /// `x = 0, y = -1.5`
    public let point: String

    public var description: String {
        let place = point.isEmpty ? "" : " at \(point)"
        let difference =
            value.map { "is \($0)\(place), where the graph gives \(expected)" }
            ?? "has no value\(place), where the graph gives \(expected)"
        return "on \(self.place) the value \(formula) \(difference); please report this model"
    }
}
