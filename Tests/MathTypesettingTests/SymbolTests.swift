import MathTypesetting
import Testing

struct SymbolTests {
    private func glyph(_ symbol: Unicode.Scalar, _ alphabet: Alphabet = .automatic) throws -> UInt32 {
        try set(.symbol(symbol, alphabet)).glyphs[0].glyph.index
    }

    @Test func `a hyphen is a minus sign`() throws {
        #expect(try glyph("-") == glyph("−"))
        #expect(try glyph("-") != glyph("‐"))
    }

    @Test func `variables are italic, digits and capital Greek letters upright`() throws {
        #expect(try glyph("x") == glyph("\u{1D465}", .upright))
        #expect(try glyph("h") == glyph("ℎ", .upright))
        #expect(try glyph("α") == glyph("\u{1D6FC}", .upright))
        #expect(try glyph("∂") == glyph("\u{1D715}", .upright))
        #expect(try glyph("Γ") == glyph("Γ", .upright))
        #expect(try glyph("Γ", .italic) == glyph("\u{1D6E4}", .upright))
        #expect(try glyph("1") == glyph("1", .upright))
    }

    @Test func `alphabets have their own letters, also those that Unicode had before`() throws {
        #expect(try glyph("R", .blackboard) == glyph("ℝ", .upright))
        #expect(try glyph("A", .blackboard) == glyph("\u{1D538}", .upright))
        #expect(try glyph("L", .script) == glyph("ℒ", .upright))
        #expect(try glyph("x", .bold) == glyph("\u{1D431}", .upright))
        #expect(try glyph("1", .bold) == glyph("\u{1D7CF}", .upright))
        #expect(try glyph("+", .bold) == glyph("+"))
    }

    @Test func `characters that the font lacks are named`() throws {
        let formula = MathNode.row([
            .fraction(.symbol("語"), .text("a学b")), .delimited("中", .symbol("x"), nil),
            .accent("文", .symbol("x")),
        ])
        let font = try MathFont(fallback: .none)
        #expect(try font.layout(formula, size: size).missingCharacters == ["語", "学", "中", "文"])
        #expect(try set(.symbol("x")).missingCharacters == [])
    }

    @Test func `script sizes have glyphs of their own`() throws {
        let text = try set(.symbol("x")).glyphs[0]
        let script = try set(.symbol("x"), .script).glyphs[0]
        let scriptScript = try set(.symbol("x"), .scriptScript).glyphs[0]
        #expect([text.size, script.size, scriptScript.size] == [10, 7, 5])
        #expect(Set([text.glyph, script.glyph, scriptScript.glyph]).count == 3)
    }
}
