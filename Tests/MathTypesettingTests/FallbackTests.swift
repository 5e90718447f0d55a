import MathTypesetting
import Scene
import Testing

struct FallbackTests {
    /// The fonts of a line's glyphs, each named where it begins.
    private func fonts(of text: String, language: String? = nil) throws -> [String] {
        try TextFont().layout(text, size: size, language: language).glyphs.map(\.glyph.font).reduce(into: []) {
            fonts, font in
            if fonts.last != font { fonts.append(font) }
        }
    }

    @Test func `what a font lacks comes from another that is installed`() throws {
        let font = try TextFont()
        let line = font.layout("a ∮ b", size: size)
        #expect(line.missingCharacters == [])
        let fonts = line.glyphs.map(\.glyph.font)
        #expect(fonts.count == 3)
        #expect(fonts[0] == "LMRoman12-Regular" && fonts[2] == "LMRoman12-Regular")
        #expect(fonts[1] != "LMRoman12-Regular")
        #expect(!font.outline(of: line.glyphs[1].glyph).path.commands.isEmpty)
        #expect(line.glyphs.map(\.origin.x) == line.glyphs.map(\.origin.x).sorted())
    }

    @Test func `nothing stands in where that is asked for`() throws {
        let line = try TextFont(fallback: .none).layout("a∮語b", size: size)
        #expect(line.missingCharacters == ["∮", "語"])
        #expect(Set(line.glyphs.map(\.glyph.font)) == ["LMRoman12-Regular"])
    }

    @Test func `characters for private use mean nothing in another font`() throws {
        #expect(try TextFont().layout("a\u{E000}", size: size).missingCharacters == ["\u{E000}"])
        #expect(try set(.symbol("\u{10FFFD}")).missingCharacters == ["\u{10FFFD}"])
    }

    @Test func `an accent stays with its letter`() throws {
        #expect(try fonts(of: "e\u{301}") == ["LMRoman12-Regular"])
        #expect(try TextFont().layout("и\u{306}", size: size).missingCharacters == [])
        #expect(try fonts(of: "и\u{306}").count == 1)
    }

    private static let hasNotoCJK = (try? FontFile(name: "NotoSerifCJK-Regular.ttc").locate()) != nil

    @Test(.enabled(if: hasNotoCJK, "fonts-noto-cjk is not installed"))
    func `Chinese, Japanese and Korean have their own forms`() throws {
        let roman = "LMRoman12-Regular"
        #expect(try fonts(of: "层 1") == ["NotoSerifCJKsc-Regular", roman])
        #expect(try fonts(of: "Softmax の層です") == [roman, "NotoSerifCJKjp-Regular"])
        #expect(try fonts(of: "전체 層") == ["NotoSerifCJKkr-Regular"])
        #expect(try fonts(of: "骨ㄅ") == ["NotoSerifCJKtc-Regular"])
        #expect(try fonts(of: "層", language: "ja") == ["NotoSerifCJKjp-Regular"])
        #expect(try fonts(of: "層", language: "zh-Hant-TW") == ["NotoSerifCJKtc-Regular"])
        #expect(try fonts(of: "層の", language: "zh") == ["NotoSerifCJKsc-Regular"])
        #expect(try fonts(of: "層の", language: "en") == ["NotoSerifCJKjp-Regular"])
        let font = try TextFont()
        let (chinese, japanese) = (font.layout("骨", size: size), font.layout("骨の", size: size))
        #expect(chinese.glyphs[0].glyph != japanese.glyphs[0].glyph)
    }

    @Test(.enabled(if: hasNotoCJK, "fonts-noto-cjk is not installed"))
    func `text in formulas, in scripts too`() throws {
        let box = try set(.scripts(base: .symbol("x"), sub: .text("入力 a", .upright)))
        #expect(box.missingCharacters == [])
        let (math, other) = ("LatinModernMath-Regular", "NotoSerifCJKsc-Regular")
        #expect(box.glyphs.map(\.glyph.font) == [math, other, other, math])
        #expect(box.glyphs.map(\.size) == [10, 7, 7, 7])
        #expect(try set(.accent("^", .symbol("語"))).missingCharacters == [])
    }
}
