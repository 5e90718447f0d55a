import Diagnostics
import Symbolic
import TestSupport
import Testing

/// Texts that nobody would write: each is read, or refused with an error at its place.
struct RandomFormulaTests {
    private static let pieces = [
        "x", "y_k", "w_{i,j}", "1", "0.5", "2e3", "99999999999", "exp(", "log(", "exp", "sum_k ", "prod_i ",
        "sum_{i=1}^n ", "d y / d x", " and ", "+", "-", "*", "/", "^", "(", ")", "(", ")", "{", "}", "_", ",",
        "=",
        " ", "\n", "\\", "語", "\u{0}",
    ]

    @Test(arguments: 1...4)
    func `random pieces`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var good = 0
        for _ in 0..<2000 {
            let count = Int.random(in: 1...9, using: &generator)
            let text = (0..<count).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }.joined()
            if try isStatement(text) { good += 1 }
        }
        #expect(good > 50, "\(good) of 2000 are statements")
    }

    @Test func `slips in the fuzzer's seeds`() throws {
        var generator = SeededGenerator(seed: 1)
        for seed in try Seeds.texts(in: "Formula") {
            #expect(try isStatement(seed))
            for _ in 0..<200 {
                var bytes = Array(seed.utf8)
                for _ in 0..<Int.random(in: 1...4, using: &generator) { bytes.slip(with: &generator) }
                _ = try isStatement(String(decoding: bytes, as: UTF8.self))
            }
        }
    }

    @Test(arguments: [
        ("(", "1:201"), ("-", "1:201"), ("exp(", "1:804"), ("sum_{i=1}^n ", "1:2401"), ("x^", "1:402"),
    ])
    func `deep nesting is an error where it is too deep`(opening: String, place: String) {
        let text = String(repeating: opening, count: 10_000) + "x"
        let error = #expect(throws: Diagnostic.self) { try Statement(SourceSlice(text, name: "f")) }
        #expect(
            error?.description.hasPrefix(
                "f:\(place): error: nested deeper than 200 levels here; name a part of the formula\n") == true)
    }

    /// Whether a text is a statement; otherwise the error stands at a place in it. As a formula likewise.
    private func isStatement(_ text: String) throws -> Bool {
        let source = SourceText(text, name: "f")
        let slice = SourceSlice(source, 0..<source.utf8.count)
        do {
            let formula = try Formula(slice)
            let bindings = Dictionary(formula.freeIndices.map { ($0, 1) }) { first, _ in first }
            let expression = try formula.instantiate(bindings, ranges: ["i": 1...1, "k": 2...2])
            _ = try Formula(SourceSlice(expression.plain)).instantiate()
        } catch let error as Diagnostic {
            expectPlace(of: error, in: source)
        }
        do {
            _ = try Statement(slice)
            return true
        } catch let error as Diagnostic {
            expectPlace(of: error, in: source)
            return false
        }
    }

    private func expectPlace(of error: Diagnostic, in source: SourceText) {
        #expect(error.place.range.upperBound <= source.utf8.count, "\(source)")
        #expect(error.description.hasPrefix("f:"))
    }
}
