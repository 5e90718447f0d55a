import MathTypesetting
import Testing

struct FractionTests {
    @Test func `all bars of one size are as thick as the font says, round the axis`() throws {
        let constants = try math.get().constants
        let label = MathNode.row([
            .symbol("−"), .fraction(t1, exp(.symbol("a"))), .symbol("+"), .fraction(.number("1"), .symbol("S")),
        ])
        for style in [MathStyle.display, .text] {
            let bars = try set(label, style).rules
            #expect(bars.count == 2)
            for bar in bars {
                #expect(rounded(bar.height) == rounded(constants.fractionRuleThickness * size))
                #expect(rounded(bar.center.y) == rounded(-(constants.axisHeight * size)))
            }
        }
    }

    @Test func `the parts are full size in display style, script size in text style`() throws {
        let half = MathNode.fraction(.number("1"), .number("2"))
        #expect(try set(half, .display).glyphs.map(\.size) == [10, 10])
        #expect(try set(half, .text).glyphs.map(\.size) == [7, 7])
        #expect(try set(half, .script).glyphs.map(\.size) == [5, 5])
        #expect(try set(.styled(.display, half)) == set(half, .display))
    }

    // fractionNumeratorDisplayStyleShiftUp 0.677 and fractionDenominatorDisplayStyleShiftDown 0.686;
    // fractionNumeratorShiftUp 0.394 and fractionDenominatorShiftDown 0.345.
    @Test func `the parts stand by the shifts of the style`() throws {
        let half = MathNode.fraction(.number("1"), .number("2"))
        #expect(try set(half, .display).ys == [-6.77, 6.86])
        #expect(try set(half, .text).ys == [-3.94, 3.45])
    }

    @Test func `a tall part keeps the gap from the bar`() throws {
        // fractionDenomDisplayStyleGapMin: 0.12 between the bar and a denominator taller than the shift.
        let box = try set(.fraction(.number("1"), .fraction(.number("1"), .number("2"))), .display)
        let outer = try #require(box.rules.max { $0.width < $1.width })
        let inner = try set(.fraction(.number("1"), .number("2")), .text)
        let innerBaseline = try #require(box.glyphs.last).origin.y - 3.45
        #expect(rounded(innerBaseline - inner.height - outer.maxY) == 1.2)
    }

    @Test func `the narrower part is centred over the wider one`() throws {
        let box = try set(.fraction(.number("1"), .number("200")), .display)
        let bar = box.rules[0]
        #expect(try rounded(box.glyphs[0].origin.x + set(.number("1")).width / 2) == rounded(bar.center.x))
        // An empty delimiter, 0.12 em, at both sides.
        #expect(rounded(bar.minX) == 1.2)
        #expect(rounded(box.width - bar.maxX) == 1.2)
    }
}
