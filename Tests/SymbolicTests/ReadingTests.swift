import Diagnostics
import Symbolic
import TestSupport
import Testing

/// What is printed says what was meant: random formulas are printed and read back.
struct ReadingTests {
    /// Formulas for each seed.
    private static let count = 2_500

    @Test(arguments: 1...4)
    func `plain text and TeX of random formulas read back`(seed: UInt64) throws {
        var formulas = RandomFormula(seed: seed, isStatement: seed.isMultiple(of: 2))
        for _ in 0..<Self.count {
            let text = formulas.text()
            guard case .chain(let chain)? = try Statement(SourceSlice(text)).parts.first else { continue }
            let root = chain[0].root
            let meant = Meaning(root).value
            expect(Notation(root, in: .linear).plain, reads: meant, from: text)
            expect(tex: Notation(root, in: .builtUp).written.tex, reads: meant, from: text)
            guard !seed.isMultiple(of: 2) else { continue }
            let bindings = Dictionary(uniqueKeysWithValues: ["i", "j", "k", "n"].map { ($0, 3) })
            let expression = try chain[0].instantiate(bindings, ranges: ["i": 1...2, "k": 1...3])
            expect(expression.plain, reads: Meaning(expression).value, from: text)
            expect(tex: expression.tex, reads: Meaning(expression).value, from: text)
        }
    }

    /// A printer that left one of them out would be found out: none of them is there in vain, either.
    @Test(arguments: [" \\cdot", " \\,"])
    func `without one of its dots or spaces a formula does not read as it was meant`(separator: String) throws {
        try expectDisagreement(without: separator, atLeast: 0.99) { tex, range in
            String(tex[..<range.lowerBound] + tex[range.upperBound...])
        }
    }

    @Test func `without a pair of brackets few formulas read as they were meant`() throws {
        try expectDisagreement(without: "(", atLeast: 0.5) { tex, range in
            var level = 0
            let close = tex.indices[range.lowerBound...].first { index in
                level += tex[index] == "(" ? 1 : tex[index] == ")" ? -1 : 0
                return level == 0
            }
            var changed = tex
            changed.replaceSubrange(close!...close!, with: " ")
            changed.replaceSubrange(range, with: " ")
            return changed.replacing("\\left ", with: "").replacing("\\right ", with: "")
        }
    }

    @Test(arguments: [
        ("32^{x}", "3*2^x"), (#"v \cdot 33 v"#, "v*3*3*v"), (#"v \sin w q"#, "v*sin(w)*q"),
        (#"2\frac{1}{3}"#, "2*(1/3)"),
        (#"\mathrm{apple}\mathrm{tax}"#, "apple*tax"), (#"\frac{1}{2}x^{2}3"#, "(1/2)*x^2*3"),
        ("a-b-c", "a-(b-c)"),
        ("-x^{2}", "(-x)^2"), (#"\sum_k a_k b"#, "(sum_k a_k)*b"), (#"\log x^{2}"#, "log(x)^2"),
        ("a^{b^{c}}", "(a^b)^c"),
        (#"f(x+1)"#, "f*x+1"), (#"\mathrm{tax}(a)"#, "tax*a"), (#"2 0.5"#, "2*0.5"), ("a \\cdot -b", "a*(-b)"),
    ])
    func `the reader is not fooled`(tex: String, text: String) throws {
        let meant = try Meaning(Formula(SourceSlice(text)).root).value
        #expect((try? FormulaReader.read(PaperSign.signs(tex: tex)).value) != meant)
    }

    private func expectDisagreement(
        without part: String, atLeast share: Double, _ change: (String, Range<String.Index>) -> String
    ) throws {
        var formulas = RandomFormula(seed: 1, isStatement: false)
        var (changed, agreeing) = (0, 0)
        for _ in 0..<1_000 {
            let text = formulas.text()
            // What is multiplied by 0 may be anything.
            if text.split(whereSeparator: { !$0.isNumber && $0 != "." }).contains("0") { continue }
            let root = try Formula(SourceSlice(text)).root
            let tex = Notation(root, in: .builtUp).written.tex
            let meant = Meaning(root).value
            for range in tex.ranges(of: part) {
                let other = change(tex, range)
                changed += 1
                if (try? FormulaReader.read(PaperSign.signs(tex: other)).value) == meant { agreeing += 1 }
            }
        }
        #expect(
            changed > 100 && Double(changed - agreeing) >= share * Double(changed), "\(agreeing) of \(changed)")
    }

    private func expect(_ plain: String, reads meant: Field, from text: String) {
        do {
            guard case .chain(let read)? = try Statement(SourceSlice(plain)).parts.first else { return }
            #expect(Meaning(read[0].root).value == meant, "\(plain) was \(text)")
        } catch {
            Issue.record("\(plain) was \(text): \(error)")
        }
    }

    private func expect(tex: String, reads meant: Field, from text: String) {
        do {
            let read = try FormulaReader.read(PaperSign.signs(tex: tex))
            #expect(read.value == meant, "\(tex) was \(text)")
        } catch {
            Issue.record("\(tex) was \(text): \(error)")
        }
    }
}
