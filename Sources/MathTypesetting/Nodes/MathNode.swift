/// A formula as a tree: what is to be set, not where.
public indirect enum MathNode: Hashable, Sendable {
    /// One character, of the class that it has in mathematics: `x`, `α`, `+`, `=`, `∑`, `⋯`.
    ///
    /// A hyphen is a minus sign. A binary symbol without a left operand is a sign: `−t`.
    case symbol(Unicode.Scalar, Alphabet = .automatic)
    /// Characters side by side, as one ordinary atom: a number, a name of several letters, words with their blanks.
    case text(String, Alphabet = .upright)
    /// The upright name of a function: `log`, `exp`. With limits, as `lim`, its scripts stand below and above in
    /// display style.
    case operatorName(String, limits: Bool = false)
    /// Nodes one after the other, with the space between them that their classes ask for. A row in a row is a part of
    /// it; TeX's braces are `.atom(.ordinary, …)`.
    case row([MathNode])
    /// A numerator over a denominator.
    case fraction(MathNode, MathNode)
    /// A base with a subscript or a superscript or both; above and below the base where it takes limits.
    case scripts(base: MathNode, sub: MathNode? = nil, sup: MathNode? = nil)
    /// A formula in delimiters as tall as it is; nil is an empty delimiter.
    case delimited(Unicode.Scalar?, MathNode, Unicode.Scalar?)
    /// A delimiter as tall as around a formula of an extent, relative to the size of the text.
    case delimiter(Unicode.Scalar, covering: Em)
    /// A root; without a degree the square root.
    case radical(MathNode, degree: MathNode? = nil)
    /// A formula under an accent, given as a combining character: U+0302 for a hat. A wide one grows with the formula.
    case accent(Unicode.Scalar, MathNode, isWide: Bool = false)
    /// A formula under a bar as long as it is.
    case overline(MathNode)
    /// A formula above a bar as long as it is.
    case underline(MathNode)
    /// Rows of cells, in columns, centred as a fraction is.
    case array([[MathNode]], ArrayLayout = .matrix)
    /// A formula as one atom of a class.
    case atom(AtomClass, MathNode)
    /// A part in another style: `.display` gives a fraction in a line full-size parts.
    case styled(MathStyle, MathNode)
    /// Empty space, relative to the current size.
    case space(Em)

    /// A number, its digits upright: `10`, `0.5`.
    public static func number(_ digits: String) -> MathNode { .text(digits) }

    /// A formula in growing parentheses that stand to their neighbours as parentheses: no space in `exp(x)`.
    public static func parenthesized(_ content: MathNode) -> MathNode {
        .row([.atom(.opening, .row([])), .atom(.closing, .delimited("(", content, ")"))])
    }

    /// The first sign between parts of the formula that no brackets hold together: beside another formula it would be between
    /// that and one of them.
    public var looseSign: Unicode.Scalar? {
        guard case .row(let nodes) = self else { return nil }
        var level = 0
        for case .symbol(let symbol, _) in nodes {
            switch SymbolTable.atomClass(of: symbol) {
            case .opening: level += 1
            case .closing: level -= 1
            case .binary, .relation: if level == 0 { return symbol }
            default: break
            }
        }
        return nil
    }

    /// A formula with primes.
    public static func primed(_ base: MathNode, count: Int = 1) -> MathNode {
        .scripts(base: base, sup: .text(String(repeating: "′", count: max(count, 0))))
    }
}
