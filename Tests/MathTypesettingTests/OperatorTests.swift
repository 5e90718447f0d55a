import MathTypesetting
import Testing

struct OperatorTests {
    private let sum = MathNode.scripts(base: .symbol("∑"), sub: row("i = 1"), sup: .symbol("n"))

    @Test func `limits stand above and below in display style, at the side in text style`() throws {
        let display = try set(sum, .display)
        // upperLimitGapMin 0.2 and lowerLimitGapMin 0.167 from the 1.4 em tall sign; the values are LuaTeX's.
        #expect(display.ys.min() == -11.57)
        #expect(display.ys.max() == 10.818)
        let text = try set(sum, .text)
        #expect(text.xs.dropFirst().allSatisfy { $0 >= 10.56 })
    }

    @Test func `an operator is larger in display style and centred on the axis`() throws {
        for style in [MathStyle.display, .text] {
            let ink = try #require(set(.symbol("∑"), style).inkBounds)
            #expect(rounded(ink.center.y) == -2.5)
            #expect(ink.height > (style == .display ? 13 : 9))
        }
    }

    @Test func `an integral's limits stand at its side, the lower one further left`() throws {
        let box = try set(
            .scripts(base: .symbol("∫"), sub: .number("0"), sup: .number("1")), .display)
        // The sign is 0.999 em wide, 0.591 em of it slant; the values are LuaTeX's.
        #expect(Set(box.xs) == [0, 4.08, 9.99])
    }

    @Test func `lim takes limits, log does not`() throws {
        let lim = try set(sub(.operatorName("lim", limits: true), .symbol("n")), .display)
        let log = try set(sub(.operatorName("log"), .symbol("n")), .display)
        #expect(lim.width < log.width)
        #expect(lim.depth > log.depth)
    }
}
