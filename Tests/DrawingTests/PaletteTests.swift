import Testing

@testable import Drawing

@Suite struct PaletteTests {
    @Test func fewColorsStayAsTheyAre() throws {
        let palette = try #require(Palette(counts: [0xFF00_0001: 5, 0xFF00_0002: 9, 0xFF00_0003: 5]))
        #expect(palette.pixels == [0xFF00_0002, 0xFF00_0001, 0xFF00_0003])
        #expect(palette.entries == [0xFF00_0002: 0, 0xFF00_0001: 1, 0xFF00_0003: 2])
    }

    @Test func blendsShareEntriesWithNearOnesAndFlatColorsStay() throws {
        // Two inks that are almost alike, and two ramps of blends to white: 512 colours.
        var counts: [UInt32: Int] = [:]
        for level in UInt32(0)..<256 {
            counts[0xFFFF_0000 | level << 8 | level] = 3
            counts[0xFF00_00FF | level << 16 | level << 8] = 3
        }
        counts[0xFFF7_F9FB] = 1000
        counts[0xFFF8_F9FB] = 900
        let palette = try #require(Palette(counts: counts))
        #expect(palette.pixels.count <= 256)
        #expect(palette.pixels.prefix(2) == [0xFFF7_F9FB, 0xFFF8_F9FB])
        for color in counts.keys {
            let entry = palette.pixels[Int(try #require(palette.entries[color]))]
            for shift in [0, 8, 16, 24] as [UInt32] {
                #expect(abs(Int(color >> shift & 0xFF) - Int(entry >> shift & 0xFF)) <= 16)
            }
        }
    }

    @Test func tooManyDifferentColorsHaveNone() {
        var counts: [UInt32: Int] = [:]
        for red in UInt32(0)..<16 {
            for green in UInt32(0)..<16 {
                for blue in UInt32(0)..<16 {
                    counts[0xFF00_0000 | red << 20 | green << 12 | blue << 4] = 1
                }
            }
        }
        #expect(Palette(counts: counts) == nil)
    }
}
