import MathTypesetting
import Testing

/// Lines below each other in one box.
struct LinesTests {
    private func lines(_ share: Double = 0, gap: Double = 0) throws -> (box: MathBox, lines: [MathBox]) {
        let lines = [try set(row("a + b")), try set(row("c"))]
        return (.lines(lines, share: share, distance: 14, gap: gap), lines)
    }

    @Test func `stand at a distance from each other, with the baseline of the first`() throws {
        let (box, lines) = try lines()
        #expect(box.width == lines[0].width)
        #expect(box.height == lines[0].height)
        #expect(box.ys == [0, 0, 0, 14])
        #expect(box.depth == 14 + lines[1].depth)
    }

    @Test(arguments: [0, 0.5, 1]) func `share what is free of their width`(share: Double) throws {
        let (box, lines) = try lines(share)
        #expect(box.xs[3] == rounded((lines[0].width - lines[1].width) * share))
    }

    @Test func `make room for what is high`() throws {
        let fraction = try set(.fraction(row("a"), row("b")), .display)
        let box = MathBox.lines([fraction, fraction], share: 0, distance: 14, gap: 3)
        let distance = try #require(box.glyphs.last).origin.y - fraction.glyphs[1].origin.y
        #expect(abs(distance - (fraction.height + fraction.depth + 3)) < 1e-9)
    }

    @Test func `none are an empty box`() {
        #expect(MathBox.lines([], share: 0, distance: 14, gap: 0).glyphs == [])
    }
}
