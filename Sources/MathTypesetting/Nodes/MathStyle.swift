/// The style in which a formula is set: TeX's eight (The TeXbook, chapter 17).
public struct MathStyle: Hashable, Sendable {
    public enum Level: Int, Hashable, Sendable {
        case display, text, script, scriptScript
    }

    public let level: Level
    /// In a cramped style superscripts are raised less: under a bar or a root, in a subscript.
    public let isCramped: Bool

    public init(_ level: Level, isCramped: Bool = false) {
        self.level = level
        self.isCramped = isCramped
    }

    /// A formula on its own: full-size fractions, limits above and below.
    public static let display = MathStyle(.display)
    /// A formula in a line: the parts of fractions in script size, limits at the side.
    public static let text = MathStyle(.text)
    public static let script = MathStyle(.script)
    public static let scriptScript = MathStyle(.scriptScript)

    var isDisplay: Bool { level == .display }
    var isScript: Bool { level == .script || level == .scriptScript }

    // The styles of a formula's parts, The TeXbook, chapter 17, page 141.

    var cramped: MathStyle { MathStyle(level, isCramped: true) }

    var superscript: MathStyle {
        MathStyle(isScript ? .scriptScript : .script, isCramped: isCramped)
    }

    var `subscript`: MathStyle { superscript.cramped }

    var numerator: MathStyle {
        switch level {
        case .display: MathStyle(.text, isCramped: isCramped)
        case .text: MathStyle(.script, isCramped: isCramped)
        case .script, .scriptScript: MathStyle(.scriptScript, isCramped: isCramped)
        }
    }

    var denominator: MathStyle { numerator.cramped }
}
