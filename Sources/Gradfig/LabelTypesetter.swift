import ComputationalGraph
import MathTypesetting
import Scene
import Symbolic

/// Sets the labels of figures: values, operations, names. Usable from all threads.
struct LabelTypesetter: Sendable {
    let mathFont: MathFont
    let textFont: TextFont

    /// The size of values and names, in points per em.
    static let valueSize = 12.0
    /// The size of the operation in a node.
    static let operationSize = 11.0
    /// A sum of more terms is written with ⋯.
    static let mostTerms = 4

    /// A value on an arrow. Fractions are set at full size, as in a displayed formula.
    func value(_ expression: Expression) throws -> Label {
        let node = expression.mathNode(mostTerms: Self.mostTerms)
        return Label(
            plain: expression.plain, box: try mathFont.layout(node, size: Self.valueSize, style: .display))
    }

    /// The sign or the name in an operation's node.
    func operation(_ operation: Operation) throws -> Label {
        let node: MathNode =
            switch operation {
            case .sum: .symbol("+")
            case .difference, .negation: .symbol("−")
            case .product: .symbol("×")
            case .quotient, .reciprocal: .symbol("/")
            case .power: .symbol("^")
            case .function(let function): .operatorName(function.name)
            }
        return Label(
            plain: operation.sign,
            box: try mathFont.layout(node, size: Self.operationSize, style: .text))
    }

    /// The name of a layer.
    func name(_ name: String) -> Label { Label(plain: name, box: textFont.layout(name, size: Self.valueSize)) }

    /// The outline of a glyph of either font.
    func outline(of glyph: Glyph) -> GlyphOutline {
        glyph.font == mathFont.postScriptName ? mathFont.outline(of: glyph) : textFont.outline(of: glyph)
    }
}
