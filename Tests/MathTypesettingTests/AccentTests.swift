import MathTypesetting
import Testing

struct AccentTests {
    /// The first glyph is the letter's.
    private func accents(_ tex: SourceSlice) throws -> [Double] {
        Array(try set(MathNode(tex: tex)).xs.dropFirst())
    }

    @Test func `a second accent stands over the first one, not over the middle`() throws {
        let hat = try accents(#"\hat{f}"#)
        #expect(hat.count == 1)
        // The slanted f carries its accents far from its middle.
        let twice = try accents(#"\hat{\hat{f}}"#)
        #expect(twice == [hat[0], hat[0]])
    }

    @Test func `scripts stand as the character's own`() throws {
        let plain = try set(MathNode(tex: "y_k^2"))
        let accented = try set(MathNode(tex: #"\hat{y}_k^2"#))
        #expect(Set(plain.ys).isSubset(of: accented.ys))
        #expect(plain.width == accented.width)
    }
}
