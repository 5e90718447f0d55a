import MathTypesetting
import Testing

/// Texts that nobody would write: each is set, or refused with an error at its place.
struct RandomTeXTests {
    private static let pieces =
        [
            "x", "α", "1", "+", "=", "(", ")", "[", "]", "|", ".", "{", "}", "{", "}", "^", "_", "'", "&", "~",
            " ", "%",
            "\n", "$", "\\", "語", "\u{0}", "\\begin{pmatrix}", "\\end{pmatrix}", "\\begin{aligned}",
            "\\end{aligned}",
            "\\begin{cases}", "\\end{cases}", "\\left(", "\\right)", "\\left.", "\\right\\}", "\\frac{1}{2}",
            "\\sqrt[3]{x}", "\\text{if }", "\\operatorname{f}", "\\nonsense",
        ] + commands

    /// All commands, as the documentation has them.
    private static let commands = TeXReference.markdown.split(separator: "`").filter { $0.hasPrefix("\\") }
        .map(String.init)

    @Test(arguments: 1...4)
    func `random pieces`(seed: UInt64) throws {
        var generator = Generator(state: seed)
        var good = 0
        for _ in 0..<500 {
            let count = Int.random(in: 1...12, using: &generator)
            let text = (0..<count).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }.joined()
            let source = SourceText(text, name: "TEX")
            do {
                let formula = try MathNode(tex: SourceSlice(source, 0..<source.utf8.count))
                let box = try set(formula, .display)
                #expect(box.width.isFinite && box.height.isFinite && box.depth.isFinite)
                good += 1
            } catch let error as Diagnostic {
                #expect(error.place.range.upperBound <= source.utf8.count, "\(text)")
                #expect(error.description.hasPrefix("TEX:"))
            } catch is LayoutError {
            }
        }
        #expect(good > 50, "\(good) of 500 are formulas")
    }
}

/// A linear congruential generator with the constants of Knuth's MMIX: the same numbers in every run.
private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        func step() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 32
        }
        return step() << 32 | step()
    }
}
