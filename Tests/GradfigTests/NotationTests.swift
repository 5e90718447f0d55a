import MathTypesetting
import Testing

@testable import Gradfig

/// How formulas are turned into mathematics to be typeset.
struct NotationTests {
    private func node(_ text: String) throws -> MathNode {
        try Formula(SourceSlice(text)).instantiate().mathNode
    }

    private func statement(_ text: String) throws -> MathNode {
        try Statement(SourceSlice(text)).mathNode(DisplayNames())
    }

    private static func indexed(_ letter: Unicode.Scalar, _ index: String) -> MathNode {
        .scripts(base: .symbol(letter), sub: .row([.text(index)]))
    }

    @Test func `an index and an exponent stand above each other`() throws {
        #expect(
            try node("y_1^2")
                == .scripts(base: .symbol("y"), sub: .row([.text("1")]), sup: .number("2")))
    }

    @Test func `a minus sign is one, before a term and between terms`() throws {
        #expect(
            try node("-t_1/S")
                == .row([.symbol("−"), .fraction(Self.indexed("t", "1"), .symbol("S"))]))
        #expect(
            try node("y_1-t_1") == .row([Self.indexed("y", "1"), .symbol("−"), Self.indexed("t", "1")]))
    }

    @Test func `a function before another factor keeps its brackets`() throws {
        #expect(
            try node("log(y)*t")
                == .row([.row([.operatorName("log"), .parenthesized(.symbol("y"))]), .symbol("t")]))
        #expect(
            try node("t*log(y)") == .row([.symbol("t"), .row([.operatorName("log"), .symbol("y")])]))
    }

    @Test func `of a long sum the first two terms and the last are written`() throws {
        let graph = try ComputationalGraph(
            Model(
                indices: [Model.Index("k", 1...5)],
                layers: [
                    Layer("S", inputs: ["a_k"], equations: "S = sum_k a_k", outputs: ["S"])
                ]))
        let notation = ShortNotation(of: graph)
        let sum = try Formula(SourceSlice("a_1+a_2+a_3+a_4+a_5")).instantiate()
        #expect(
            notation.mathNode(sum)
                == .row([
                    Self.indexed("a", "1"), .symbol("+"), Self.indexed("a", "2"), .symbol("+"), .symbol("⋯"),
                    .symbol("+"), Self.indexed("a", "5"),
                ]))
        #expect(notation.plain(sum) == "a_1+a_2+⋯+a_5")
        let irregular = try Formula(SourceSlice("a_1+a_2+a_3+a_4+a_5-b*c-d*e-f")).instantiate()
        #expect(notation.plain(irregular) == "sum_k a_k-b*c-d*e-f")
    }

    @Test func `names of letters are letters, other names are words`() throws {
        #expect(try node("theta") == .symbol("θ"))
        #expect(try node("Omega") == .symbol("Ω"))
        #expect(try node("loss") == .text("loss"))
    }

    @Test func `a statement keeps its order, its bounds and its derivatives`() throws {
        #expect(
            try statement("d y / d x = sum_{i=1}^n a_i")
                == .row([
                    .fraction(.row([.symbol("∂"), .symbol("y")]), .row([.symbol("∂"), .symbol("x")])),
                    .symbol("="),
                    .row([
                        .scripts(
                            base: .symbol("∑"), sub: .row([.symbol("i"), .symbol("="), .number("1")]),
                            sup: .symbol("n")),
                        .scripts(base: .symbol("a"), sub: .row([.symbol("i")])),
                    ]),
                ]))
    }
}
