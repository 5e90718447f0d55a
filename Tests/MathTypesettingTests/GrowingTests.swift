import MathTypesetting
import Scene
import Testing

/// A fraction of fractions, `levels` deep.
private func tower(_ levels: Int) -> MathNode {
    (0..<levels).reduce(.symbol("x")) { inner, _ in .styled(.display, .fraction(inner, inner)) }
}

/// From where to where a glyph's ink reaches on the page; y grows downwards.
private func inkExtent(of placed: PlacedGlyph) throws -> ClosedRange<Double> {
    let outline = try math.get().outline(of: placed.glyph)
    let ys = outline.path.commands.compactMap { command -> Double? in
        switch command {
        case .move(let point), .line(let point), .curve(_, _, end: let point):
            placed.origin.y - point.y / outline.unitsPerEm * placed.size
        case .close: nil
        }
    }
    return try #require(ys.min())...(#require(ys.max()))
}

struct GrowingTests {
    @Test func `delimiters cover their content, centred on the axis`() throws {
        for levels in 0...5 {
            let content = try set(tower(levels))
            let box = try set(.delimited("(", tower(levels), nil))
            let parts = try box.glyphs.filter { $0.origin.x == 0 }.map(inkExtent)
            let top = try #require(parts.map(\.lowerBound).min())
            let bottom = try #require(parts.map(\.upperBound).max())
            #expect(abs((top + bottom) / 2 + 2.5) < 0.02)
            let reach = 2 * max(content.height - 2.5, content.depth + 2.5)
            #expect(bottom - top > 0.901 * reach - 0.001)
        }
    }

    @Test func `a tall delimiter is put together of parts that touch`() throws {
        let box = try set(.delimited("(", tower(5), nil))
        let parts = try box.glyphs.filter { $0.origin.x == 0 }.map(inkExtent)
            .sorted { $0.lowerBound < $1.lowerBound }
        #expect(parts.count > 2)
        for (upper, lower) in zip(parts, parts.dropFirst()) { #expect(upper.upperBound >= lower.lowerBound) }
    }

    @Test func `a root covers what stands under it`() throws {
        let content = try set(row("x + 1"))
        let root = try set(.radical(row("x + 1")))
        let bar = try #require(root.rules.first)
        // radicalRuleThickness
        #expect(rounded(bar.height) == 0.4)
        #expect(rounded(bar.width) == rounded(content.width))
        // The gap is at least radicalVerticalGap; the value is LuaTeX's.
        #expect(rounded(bar.minY) == -8.365)
        #expect(rounded(root.height - -bar.minY) == 0.4)
    }

    @Test func `a degree stands in the root's arm`() throws {
        let plain = try set(.radical(.symbol("x")))
        let cube = try set(.radical(.symbol("x"), degree: .number("3")))
        #expect(cube.glyphs[0].size == 5)
        // radicalKernBeforeDegree 0.278, then back by radicalKernAfterDegree 0.556: less than the sign's foot.
        #expect(rounded(cube.xs[0]) == 2.78)
        #expect(cube.width - plain.width < 1)
    }

    @Test func `an accent stands over its character's middle, higher over a taller one`() throws {
        let low = try set(.accent("\u{302}", .symbol("y")))
        let high = try set(.accent("\u{302}", .symbol("f")))
        // Positions as LuaTeX has them; accentBaseHeight is 0.45.
        #expect(low.xs == [0, 5.68])
        #expect(low.ys == [0, 0])
        #expect(high.ys == [0, -2.55])
    }

    @Test func `a bar is as long as what is under it`() throws {
        let bar = try #require(try set(.overline(row("x + y"))).rules.first)
        #expect(try rounded(bar.width) == rounded(set(row("x + y")).width))
        #expect(rounded(bar.height) == 0.4)
    }
}
