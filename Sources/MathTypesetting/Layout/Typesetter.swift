/// Sets formulas of one style. A part in another style gets a typesetter of its own, one level deeper.
///
/// The rules are those of The TeXbook, appendix G, with the parameters of the OpenType MATH table. Each construct has a
/// file with an extension of its own.
struct Typesetter {
    /// How deep constructs may stand in each other; a list within a list is no level.
    static let nestingLimit = 100

    let font: MathFont
    let style: MathStyle
    /// Points per em in this style.
    let size: Double
    /// Points per em in text style.
    let textSize: Double
    private let nesting: Int

    init(font: MathFont, textSize: Double, style: MathStyle, nesting: Int = 0) {
        self.font = font
        self.textSize = textSize
        self.style = style
        self.nesting = nesting
        size = textSize * font.constants.scale(of: style.level)
    }

    /// Points per em in another style of the same formula.
    func size(in style: MathStyle) -> Double { textSize * constants.scale(of: style.level) }

    var constants: MathConstants { font.constants }

    /// The typesetter for a part of a construct.
    func part(_ style: MathStyle) throws(LayoutError) -> Typesetter {
        guard nesting < Self.nestingLimit else {
            throw LayoutError.nestedTooDeeply(limit: Self.nestingLimit)
        }
        return Typesetter(font: font, textSize: textSize, style: style, nesting: nesting + 1)
    }

    /// A node as a box with room for its slant.
    func box(_ node: MathNode) throws(LayoutError) -> MathBox { try fragment(node).fullBox }

    func fragment(_ node: MathNode) throws(LayoutError) -> Fragment {
        switch node {
        case .symbol(let scalar, let alphabet): symbol(scalar, alphabet)
        case .text(let string, let alphabet): text(string, alphabet)
        case .operatorName(let name, let limits): operatorName(name, limits: limits)
        case .row, .styled, .space: try row(node)
        case .fraction(let numerator, let denominator): try fraction(numerator, denominator)
        case .scripts(let base, let sub, let sup): try scripts(base, sub, sup)
        case .delimited(let left, let content, let right): try delimited(left, content, right)
        case .delimiter(let sign, let extent): delimiter(sign, covering: extent)
        case .radical(let radicand, let degree): try radical(radicand, degree)
        case .accent(let accent, let base, let isWide): try accented(accent, base, isWide: isWide)
        case .overline(let content): try overline(content)
        case .underline(let content): try underline(content)
        case .array(let rows, let layout): try array(rows, layout)
        case .atom(let atomClass, let content): try atom(atomClass, content)
        }
    }

    /// TeX's `\nulldelimiterspace`, the same in all styles (plain TeX: 1.2 pt at 10 pt).
    var nullDelimiterSpace: Double { Em(0.12) * textSize }
}

extension MathConstants {
    fileprivate func scale(of level: MathStyle.Level) -> Double {
        switch level {
        case .display, .text: 1
        case .script: scriptScale
        case .scriptScript: scriptScriptScale
        }
    }
}
