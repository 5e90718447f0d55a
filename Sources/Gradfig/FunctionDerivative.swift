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

    func mathNode(in notation: ShortNotation) -> MathNode {
        let derivative = notation.mathNode(derivative)
        let primed: MathNode =
            switch notation.mathNode(value) {
            case .scripts(let base, let sub, nil): .scripts(base: base, sub: sub, sup: .text("′"))
            case let name: .primed(name)
            }
        return .row([primed, .symbol("="), derivative])
    }
}
