import MathTypesetting
import Symbolic

/// The derivative of a function's value, as it stands in its node: h′ = h(1 − h).
struct FunctionDerivative {
    /// What an equation calls the value; the function where none does.
    let value: Expression
    let derivative: Expression

    func plain(in notation: ShortNotation) -> String {
        "\(notation.plain(value))′ = \(notation.plain(derivative))"
    }

    /// The parts that it can be broken between, each as it goes on in a line, and as it begins one.
    func parts(in notation: ShortNotation) -> [(inLine: MathNode, atStart: MathNode)] {
        let primed: MathNode =
            switch notation.mathNode(value) {
            case .scripts(let base, let sub, nil): .scripts(base: base, sub: sub, sup: .text("′"))
            case let name: .primed(name)
            }
        var parts = notation.notation(derivative).lineParts.map {
            (inLine: $0.inLine.mathNode, atStart: $0.atStart.mathNode)
        }
        let first = MathNode.row([primed, .symbol("="), parts[0].inLine])
        parts[0] = (first, first)
        return parts
    }
}
