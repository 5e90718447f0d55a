import MathTypesetting
import Testing

struct ScriptTests {
    // subscriptShiftDown 0.247, superscriptShiftUp 0.363, superscriptShiftUpCramped 0.289.
    @Test func `scripts of a character stand by the font's shifts`() throws {
        #expect(try set(t1).ys == [0, 2.47])
        #expect(try set(sup(.symbol("S"), .number("2"))).ys == [0, -3.63])
        let cramped = try set(sup(.symbol("S"), .number("2")), MathStyle(.text, isCramped: true))
        #expect(cramped.ys == [0, -2.89])
    }

    @Test func `scripts are smaller, and theirs smaller again`() throws {
        let nested = sub(.symbol("x"), sub(.symbol("y"), .symbol("z")))
        #expect(try set(nested).glyphs.map(\.size) == [10, 7, 5])
    }

    @Test func `the slant of the base moves the superscript only`() throws {
        // V is 0.583 wide and slants out by 0.214.
        let box = try set(.scripts(base: .symbol("V"), sub: .symbol("i"), sup: .symbol("i")))
        #expect(box.xs == [0, 5.83, 7.97])
    }

    @Test func `a gap stays between the two scripts`() throws {
        let box = try set(.scripts(base: .symbol("x"), sub: .symbol("X"), sup: .symbol("y")))
        let above = try set(.symbol("y"), .script)
        let below = try set(.symbol("X"), .script)
        let gap = (box.ys[1] - below.height) - (box.ys[2] + above.depth)
        // subSuperscriptGapMin
        #expect(rounded(gap) >= 1.6)
    }

    @Test func `the scripts of a tall base stand by its edges`() throws {
        let tall = MathNode.delimited("(", .fraction(.symbol("a"), .symbol("b")), ")")
        let height = try set(tall, .display).height
        // superscriptBaselineDropMax 0.25
        let raised = try set(sup(tall, .number("2")), .display)
        #expect(rounded(raised.glyphs.last?.origin.y ?? 0) == rounded(2.5 - height))
    }

    @Test func `the digits of an index are one number`() throws {
        let box = try set(exp(sub(.symbol("a"), .number("10"))))
        #expect(box.ys == [0, 0, 0, 0, 0, 2.47, 2.47, 0])
    }

    @Test func `primes are superscripts`() throws {
        let box = try set(.primed(.symbol("f"), count: 2))
        #expect(box.glyphs.map(\.size) == [10, 7, 7])
        #expect(box.ys == [0, -3.63, -3.63])
    }
}
