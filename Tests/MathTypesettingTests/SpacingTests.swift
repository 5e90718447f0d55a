import MathTypesetting
import Testing

struct SpacingTests {
    @Test func `a binary symbol has medium spaces`() throws {
        // y, the width of its subscript and the space after it; then the minus sign.
        let box = try set(.row([y1, .symbol("−"), t1]))
        let left = try set(y1).width
        #expect(rounded(box.xs[2] - left) == rounded(size * 4 / 18))
        let minus = try set(.symbol("−")).width
        #expect(rounded(box.xs[3] - box.xs[2] - minus) == rounded(size * 4 / 18))
    }

    @Test func `a relation has thick spaces`() throws {
        let box = try set(row("x = x"))
        #expect(try rounded(box.xs[1] - set(row("x")).width) == rounded(size * 5 / 18))
    }

    @Test func `an operator name has a thin space before its operand but none before a parenthesis`() throws {
        let log = MathNode.operatorName("log")
        let width = try set(log).width
        #expect(try rounded(set(.row([log, .symbol("x")])).xs[3] - width) == rounded(size * 3 / 18))
        #expect(try rounded(set(.row([log, .symbol("(")])).xs[3] - width) == 0)
        // Ordinary, operator: t log.
        let t = try set(.symbol("t")).width
        #expect(try rounded(set(.row([.symbol("t"), log])).xs[1] - t) == rounded(size * 3 / 18))
    }

    @Test func `dots between plus signs have spaces of both`() throws {
        let dots = try set(row("x + ⋯ + x"))
        let plus = try set(.symbol("+")).width
        #expect(rounded(dots.xs[2] - dots.xs[1] - plus) == rounded(size * 4 / 18))
    }

    @Test(arguments: ["− x", "= − x", "( − x", ", − x", "x + − x", "⋯ + − x"])
    func `a minus without a left operand is a sign`(_ symbols: String) throws {
        let box = try set(row(symbols))
        let count = box.glyphs.count
        let minus = try set(.symbol("−")).width
        #expect(rounded(box.xs[count - 1] - box.xs[count - 2] - minus) == 0)
    }

    @Test func `a binary symbol before a closing one is ordinary`() throws {
        let box = try set(row("x + )"))
        #expect(try box.xs[1] == rounded(set(row("x")).width))
    }

    @Test func `only operators keep their space in scripts`() throws {
        let x = try set(.symbol("x"), .script).width
        #expect(try set(row("x = x"), .script).xs[1] == rounded(x))
        #expect(try set(row("x + x"), .script).xs[1] == rounded(x))
        let log = try set(.row([.symbol("x"), .operatorName("log")]), .script)
        #expect(log.xs[1] == rounded(x + 0.7 * size * 3 / 18))
    }

    @Test func `a row in a row is a part of it, an atom is not`() throws {
        let flat = try set(row("a + b = c"))
        let nested = MathNode.row([.row([.row([.symbol("a")]), row("+ b")]), row("= c")])
        #expect(try set(nested) == flat)
        let braced = MathNode.row([.symbol("a"), .atom(.ordinary, .symbol("+")), row("b = c")])
        #expect(try rounded(flat.width - set(braced).width) == rounded(2 * size * 4 / 18))
    }

    @Test func `parenthesized content stands as in parentheses`() throws {
        let log = MathNode.operatorName("log")
        let plain = try set(.row([log, row("(x)"), log]))
        #expect(try set(.row([log, .parenthesized(.symbol("x")), log])).xs == plain.xs)
        // TeX's \left and \right make an inner atom: a thin space before it.
        let inner = try set(.row([log, .delimited("(", .symbol("x"), ")"), log]))
        #expect(rounded(inner.xs[3] - plain.xs[3]) == rounded(size * 3 / 18))
    }
}
