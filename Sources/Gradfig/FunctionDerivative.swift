import MathTypesetting
import Symbolic

/// The derivative of a function's value, as it stands in its node: h′ = h(1 − h).
struct FunctionDerivative {
    /// What an equation calls the value; nil where it has no name.
    let value: Symbol?
    let derivative: Expression

    func plain(in notation: ShortNotation) -> String {
        (value.map { notation.plain(.symbol($0)) + "′ = " } ?? "") + notation.plain(derivative)
    }

    func mathNode(in notation: ShortNotation) -> MathNode {
        let derivative = notation.mathNode(derivative)
        guard let value else { return derivative }
        let primed: MathNode =
            switch notation.mathNode(.symbol(value)) {
            case .scripts(let base, let sub, nil): .scripts(base: base, sub: sub, sup: .text("′"))
            case let name: .primed(name)
            }
        return .row([primed, .symbol("="), derivative])
    }
}
