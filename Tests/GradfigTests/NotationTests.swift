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

    /// Of a name in a gradient's name, v_new in g_{v_new}, the words stand as they do elsewhere.
    @Test func `the gradient of a name with words`() {
        #expect(
            Expression.symbol(Symbol(.upstream, of: Symbol("v_new"))).mathNode
                == .scripts(
                    base: .symbol("g"),
                    sub: .row([.scripts(base: .symbol("v"), sub: .row([.text("new")]))])))
        #expect(Symbol(.upstream, of: Symbol("v_new", 1)).tex == #"g_{v_{\mathrm{new}},1}"#)
    }

    /// A name that is drawn as TeX is one symbol in formulas.
    @Test(arguments: [
        ("x", #"w^{(1)}"#, #"{w^{(1)}}"#), ("x_1", #"w^{(1)}"#, #"w_1^{(1)}"#),
        ("x^2", #"w^{(1)}"#, #"({w^{(1)}})^{2}"#), ("x_1^2", #"w^{(1)}"#, #"(w_1^{(1)})^{2}"#),
        ("x^2", #"\Delta x"#, #"({\Delta x})^{2}"#), ("x^2", #"\hat{x}"#, #"{\hat{x}}^{2}"#),
        ("x^2", #"\hat x"#, #"{\hat x}^{2}"#), ("x^2", "(p + q)", "{(p + q)}^{2}"), ("x^2", "x_1", "x_1^{2}"),
        ("x_1^2", #"\mathbf{x}"#, #"{\mathbf{x}}_1^{2}"#),
    ])
    func `names as TeX`(text: String, name: String, tex: String) throws {
        let names = DisplayNames([("x", SourceSlice(name))])
        let notation = Notation(try Formula(SourceSlice(text)).root, in: .builtUp).displaying(names)
        #expect(notation.written.tex == tex)
    }

    @Test func `an index stands below a name with something above it`() throws {
        let names = DisplayNames([("x", #"w^{(1)}"#)])
        let notation = Notation(try Formula("x_1").root, in: .builtUp).displaying(names)
        #expect(
            try notation.written.mathNode
                == .scripts(
                    base: .symbol("w"), sub: .row([.text("1")]), sup: MathNode(tex: "(1)")))
    }

    @Test func `a function with words below its name`() throws {
        #expect(
            Written.functionName("leaky_relu").mathNode
                == .scripts(base: .operatorName("leaky"), sub: .row([.text("relu")])))
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
