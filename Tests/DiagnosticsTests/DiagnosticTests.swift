import Diagnostics
import Testing

struct DiagnosticTests {
    @Test func `wide characters before the caret`() {
        let source = SourceText("图 A：误差层", name: "a.md")
        let start = "图 A：误".utf8.count
        #expect(
            SourceSlice(source, start..<start + "差层".utf8.count).error("wrong").description == """
                a.md:1:6: error: wrong
                    图 A：误差层
                    \u{3000}  \u{3000}\u{3000}^~~~
                """)
    }

    @Test func `of a long line, what is around the place is shown`() {
        let text = String(repeating: "a", count: 100) + "bc" + String(repeating: "d", count: 200)
        func lines(_ range: Range<Int>) -> [String] {
            "\(SourceSlice(SourceText(text, name: "f"), range).error("wrong"))".split(separator: "\n").map(
                String.init)
        }
        let a80 = String(repeating: "a", count: 80)
        #expect(
            lines(100..<102) == [
                "f:1:101: error: wrong", "    …\(a80)bc" + String(repeating: "d", count: 78) + "…",
                "    " + String(repeating: " ", count: 81) + "^~",
            ])
        #expect(
            lines(0..<2)[1...] == [
                "    \(a80)\(a80.prefix(20))bc" + String(repeating: "d", count: 58) + "…", "    ^~",
            ])
        #expect(
            lines(301..<302)[1...] == [
                "    …" + String(repeating: "d", count: 81), "    " + String(repeating: " ", count: 81) + "^",
            ])
    }

    @Test func `an error shows its line, a caret and a suggestion`() {
        let source = SourceText("a: 1\nL = sum_k (t_k * log(y_j))\n", name: "net.yaml")
        let error = SourceSlice(source, 26..<29).error(
            "‘y_j’ is not defined", suggestion: "did you mean ‘y_k’?")
        #expect(
            error.description == """
                net.yaml:2:22: error: ‘y_j’ is not defined
                    L = sum_k (t_k * log(y_j))
                                         ^~~
                did you mean ‘y_k’?
                """)
    }

    @Test func `columns count characters, and a tab before the caret stays a tab`() {
        let source = SourceText("\tβ = ä", name: "f")
        let error = SourceSlice(source, 6..<8).error("not a formula")
        #expect(error.description == "f:1:6: error: not a formula\n    \tβ = ä\n    \t    ^")
    }

    @Test func `a place at the end of the text, or of several lines, is marked on its first line`() {
        let source = SourceText("one\ntwo\n", name: "f")
        #expect(SourceSlice(source, 8..<8).error("ends").description == "f:3:1: error: ends\n    \n    ^")
        #expect(SourceSlice(source, 0..<8).error("all").description == "f:1:1: error: all\n    one\n    ^~~")
    }

    @Test func `a slice’s lines come without comments and blanks`() {
        let slice = SourceSlice("  S = a   # the sum\n\n# nothing\n  y = S\n")
        #expect(slice.lines.map(\.text) == ["S = a", "y = S"])
    }

    @Test func `a near miss is found, a far one is not`() {
        #expect(nearest(to: "equatons", among: ["equations", "output"]) == "equations")
        #expect(nearest(to: "opne", among: ["open", "forward"]) == "open")
        #expect(nearest(to: "tahn", among: ["tan", "tanh"]) == "tanh")
        #expect(nearest(to: "title", among: ["index", "layers"]) == nil)
        #expect(nearest(to: "kk", among: ["k"]) == "k")
        #expect(nearest(to: "L2", among: ["ln"]) == nil)
        #expect(didYouMean("A.55", among: ["A.5", "A.10"]) == "did you mean ‘A.5’?")
    }
}
