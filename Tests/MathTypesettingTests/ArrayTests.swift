import MathTypesetting
import Testing

/// Distances are LaTeX's at 10 points; the axis of Latin Modern Math is at 0.25 em.
struct ArrayTests {
    private let one = MathNode.number("1")

    @Test func `a matrix has rows of 12 points and columns 10 points apart`() throws {
        let box = try set(.array([[one, one], [one, one]]))
        // A digit is half an em wide.
        #expect(box.xs == [0, 15, 0, 15])
        #expect(rounded(box.width) == 20)
        // 24 points, centred on the axis: from 14.5 above the baseline to 9.5 below it.
        #expect([box.height, box.depth].map(rounded) == [14.5, 9.5])
        #expect(box.ys == [-6.1, -6.1, 5.9, 5.9])
    }

    @Test func `a row grows with its cells, and stays as near`() throws {
        let tall = MathNode.styled(.display, .fraction(one, one))
        let cell = try set(tall)
        let box = try set(.array([[tall], [one]]))
        #expect(rounded(box.height + box.depth) == rounded(cell.height + cell.depth + 12))
    }

    @Test func `cells are centred in their column`() throws {
        let box = try set(.array([[.number("100")], [one]]))
        #expect(box.xs == [0, 5, 10, 5])
    }

    @Test func `cases are left-aligned, a quad apart, in rows of 14.4 points`() throws {
        let box = try set(.array([[.number("100"), one], [one, one]], .cases))
        #expect(box.xs == [0, 5, 10, 25, 0, 25])
        #expect(rounded(box.ys[5] - box.ys[3]) == 14.4)
    }

    @Test func `aligned rows meet where the second column begins, with the spaces of a formula`() throws {
        let box = try set(
            .array([[.symbol("x"), row("= 1")], [row("x + x"), row("= 1")]], .aligned), .display)
        let whole = try set(row("x + x = 1"), .display)
        #expect(Array(box.xs.suffix(5)) == whole.xs)
        // The first row's relation stands above the second row's.
        #expect(box.xs[1] == box.xs[6])
        #expect(rounded(box.ys[6] - box.ys[1]) == 15)
        #expect(rounded(box.height + box.depth) == 27)
    }

    @Test func `crowded aligned rows keep 4 points between them`() throws {
        let fraction = MathNode.fraction(one, one)
        let cell = try set(fraction, .display)
        let box = try set(.array([[fraction], [fraction]], .aligned))
        #expect(rounded(box.height + box.depth) == rounded(2 * (cell.height + cell.depth) + 4))
    }

    @Test func `pairs of aligned columns are 10 points apart`() throws {
        let box = try set(.array([[one, one, one, one]], .aligned))
        #expect(box.xs == [0, 5, 20, 25])
    }

    @Test func `an array is as large inside a script`() throws {
        let array = MathNode.array([[one, one]])
        #expect(try set(array, .script).width == set(array).width)
    }

    @Test func `rows may differ in length, or be none`() throws {
        #expect(try set(.array([[one], [one, one]])).xs == [0, 0, 15])
        #expect(try set(.array([])).width == 0)
        #expect(try set(.array([[]])).width == 0)
    }

    @Test func `delimiters of fixed size are as around 12, 18, 24 and 30 points`() throws {
        let sizes = [1.2, 1.8, 2.4, 3].map { Em($0) }
        let boxes = try sizes.map { try set(.delimiter("(", covering: $0)) }
        for (extent, box) in zip(sizes, boxes) {
            let height = box.height + box.depth
            #expect(height >= max(extent.value * 9.01, extent.value * 10 - 5))
            #expect(abs((box.height - box.depth) / 2 - 2.5) < 0.02)
        }
        #expect(zip(boxes, boxes.dropFirst()).allSatisfy { $0.height < $1.height })
    }

    @Test func `a bar under a formula is as long as it is`() throws {
        let content = try set(row("x + y"))
        let box = try set(.underline(row("x + y")))
        let bar = try #require(box.rules.first)
        #expect(rounded(bar.width) == rounded(content.width))
        // underbarVerticalGap, underbarRuleThickness and underbarExtraDescender of the font.
        #expect(rounded(bar.minY - content.depth) == 1.2)
        #expect(rounded(bar.height) == 0.4)
        #expect(rounded(box.depth - bar.maxY) == 0.4)
    }
}
