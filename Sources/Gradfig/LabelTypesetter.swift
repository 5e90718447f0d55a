import ComputationalGraph
import MathTypesetting
import Scene
import Symbolic

/// Sets the labels of figures: values, operations, names. Usable from all threads.
struct LabelTypesetter: Sendable {
    let mathFont: MathFont
    let textFont: TextFont

    /// The size of values, in points per em.
    static let valueSize = 12.0
    /// The size of layers' names.
    static let nameSize = 13.0
    /// The size of the operation in a node.
    static let operationSize = 11.0

    /// A value on an arrow. Fractions are set at full size, as in a displayed formula.
    func value(_ expression: Expression, in notation: ShortNotation) throws -> Label {
        Label(
            plain: notation.plain(expression),
            box: try mathFont.layout(notation.mathNode(expression), size: Self.valueSize, style: .display))
    }

    /// An equation, displayed.
    func statement(_ statement: Statement) throws -> Label {
        Label(
            plain: statement.place.text,
            box: try mathFont.layout(statement.mathNode, size: Self.valueSize, style: .display))
    }

    /// The sign or the name in an operation's node.
    func operation(_ operation: Operation) throws -> Label {
        let node: MathNode =
            switch operation {
            case .sum: .symbol("+")
            case .difference, .negation: .symbol("−")
            case .product: .symbol("×")
            case .quotient, .reciprocal: .symbol("/")
            case .power: .operatorName("pow")
            case .function(let function): .operatorName(function.name)
            }
        return Label(
            plain: operation.sign,
            box: try mathFont.layout(node, size: Self.operationSize, style: .text))
    }

    /// The name of a layer in a language, on one line.
    func name(_ name: String, language: String?) -> Label {
        // Graphviz would take it for two.
        let name = name.split(whereSeparator: \.isNewline).joined(separator: " ")
        return Label(plain: name, box: textFont.layout(name, size: Self.nameSize, language: language))
    }

    /// The outlines of all glyphs in a drawing.
    func outlines(of elements: [Element]) -> [Glyph: GlyphOutline] {
        var outlines: [Glyph: GlyphOutline] = [:]
        func collect(_ element: Element) {
            switch element {
            case .group(let group): group.elements.forEach(collect)
            case .shape: break
            case .text(let text):
                for placed in text.glyphs where outlines[placed.glyph] == nil {
                    let isMath = placed.glyph.font == mathFont.postScriptName
                    outlines[placed.glyph] =
                        isMath ? mathFont.outline(of: placed.glyph) : textFont.outline(of: placed.glyph)
                }
            }
        }
        elements.forEach(collect)
        return outlines
    }
}
