import MathTypesetting
import Testing

/// Our formulas beside LuaTeX's: the same font, the same rules, another program. All lengths are in em of the text.
struct LuaTeXComparisonTests {
    /// LuaTeX as it comes: it leaves off the slant of a list's last character. TeX adds it, and so do we: the middle of
    /// S in 1/S is then nearer to the middle of the bar, and bars reach over all that is under them.
    private let plain = Result { try LuaTeXComparison.read("expressions") }
    /// LuaTeX made to add that slant.
    private let slanted = Result { try LuaTeXComparison.read("expressions-with-slants") }

    /// What deviates by more than 0.1 em from LuaTeX as it comes.
    private let farInPlain = [
        // The last slant of the exponent.
        #"text A^{T} B_{n-1}^{(k)}"#: 0.1,
        // The last slant of a group, W's.
        #"text \boldsymbol{VW} + \mathcal{FL} + \boldsymbol{T}_1"#: 0.142,
        // The last slants of two denominators.
        #"display \frac{1}{S} (t_1 + t_2 + t_3) = \frac{1}{S}"#: 0.12,
    ]

    /// What deviates by more than 0.001 em, and by how much.
    private let exceptions = [
        // LaTeX's box holds the 30 points that the delimiter is around, ours the delimiter alone.
        #"text \big( x \big) + \Big( x \Big) + \bigg( x \bigg) + \Bigg( x \Bigg)"#: 0.005,
        // LuaTeX adds a slant, here of a bracket, after atoms of some classes only; TeX after all.
        #"text (a, b); [c] ! x"#: 0.006,
        #"text \mathbb{R}^n \times \mathbb{E}[x]"#: 0.006,
        // TeX has no slants between the letters of a bold word, as it sets them in a text font; LuaTeX has.
        #"text \mathbf{W} \mathbf{x} + \mathbf{b}"#: 0.003,
        #"text \mathop{a} b \mathbin{c} d \mathrel{e} f \mathopen{g} h \mathclose{i} \mathpunct{j} \mathinner{k} 1"#:
            0.078,
        // The specification raises a degree's bottom, so that no descender meets the radical; LuaTeX its baseline.
        #"display \sqrt[3]{x} + \sqrt[n]{\frac{a}{b}}"#: 0.011,
        #"text \sqrt{a^2 + b^2} + \sqrt[3]{2}"#: 0.011,
    ]

    /// The same for the formulas in Asana Math.
    private let kerningExceptions = [
        // LuaTeX takes the kern of the script's corner as large as in text, ours is as small as the script.
        #"text x^\Omega + x_\Omega + x^\omega_\Gamma"#: 0.035,
        #"text \Gamma^\Gamma + \Omega_\Omega + \omega^\omega"#: 0.035,
        // LuaTeX does not kern a fraction as a script.
        #"text \Gamma^{a+b} + \Omega_{i=1} + \Psi_{\frac{1}{2}}"#: 0.01,
    ]

    @Test func `the numbers are of the formulas on the pages`() throws {
        let page = try LuaTeXComparison.page("expressions")
        #expect(try plain.get().map(\.formula) == page)
        #expect(try slanted.get().map(\.formula) == page)
    }

    @Test func `glyphs stand where LuaTeX puts them`() throws {
        let comparisons = try plain.get()
        #expect(comparisons.count >= 100)
        let distances = comparisons.flatMap { $0.glyphs ?? [.infinity] }.sorted()
        #expect(distances.count >= 1000)
        #expect(distances[distances.count / 2] < 0.001)
        #expect(Self.deviations(in: comparisons, above: 0.1) == farInPlain)
    }

    @Test
    func `boxes, glyphs and rules agree with LuaTeX's to a thousandth of an em, once it adds the last slant`()
        throws
    {
        #expect(Self.deviations(in: try slanted.get(), above: 0.001) == exceptions)
    }

    /// Asana Math has cut-in kerns for scripts, which Latin Modern Math has not.
    @Test(.enabled(if: hasAsanaMath, "fonts-oflb-asana-math is not installed"))
    func `scripts are kerned as LuaTeX kerns them`() throws {
        let comparisons = try LuaTeXComparison.read("kerning-with-slants", in: asanaMath)
        #expect(Self.deviations(in: comparisons, above: 0.001) == kerningExceptions)
    }

    /// The formulas that deviate by more than a limit, with the amount in thousandths.
    private static func deviations(in comparisons: [LuaTeXComparison], above limit: Double) -> [String: Double]
    {
        let far = comparisons.filter { $0.worst > limit }
        return Dictionary(uniqueKeysWithValues: far.map { ($0.formula, rounded($0.worst)) })
    }
}

/// A font with cut-in kerns.
private let asanaMath = Result { () throws(FontError) in try MathFont(FontFile(name: "Asana-Math.otf")) }
private let hasAsanaMath = (try? asanaMath.get()) != nil
