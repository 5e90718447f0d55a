import MathTypesetting
import TestSupport
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
        var generator = SeededGenerator(seed: seed)
        var good = 0
        for _ in 0..<500 {
            let count = Int.random(in: 1...12, using: &generator)
            let text = (0..<count).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }.joined()
            if try isFormula(text) { good += 1 }
        }
        #expect(good > 50, "\(good) of 500 are formulas")
    }

    @Test func `slips in the fuzzer's seeds`() throws {
        var generator = SeededGenerator(seed: 1)
        for seed in try Seeds.texts(in: "TeX") {
            #expect(try isFormula(seed), "\(seed)")
            for _ in 0..<100 {
                var bytes = Array(seed.utf8)
                for _ in 0..<Int.random(in: 1...4, using: &generator) { bytes.slip(with: &generator) }
                _ = try isFormula(String(decoding: bytes, as: UTF8.self))
            }
        }
    }

    /// Whether a text is a formula: then it can be set; otherwise the error stands at a place in it.
    private func isFormula(_ text: String) throws -> Bool {
        let source = SourceText(text, name: "TEX")
        do {
            let formula = try MathNode(tex: SourceSlice(source, 0..<source.utf8.count))
            let box = try set(formula, .display)
            #expect(box.width.isFinite && box.height.isFinite && box.depth.isFinite)
            return true
        } catch let error as Diagnostic {
            #expect(error.place.range.upperBound <= source.utf8.count, "\(text)")
            #expect(error.description.hasPrefix("TEX:"))
        } catch is LayoutError {
        }
        return false
    }
}
