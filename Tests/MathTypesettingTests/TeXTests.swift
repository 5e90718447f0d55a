import MathTypesetting
import Testing

private func tex(_ text: String) throws -> MathNode { try MathNode(tex: SourceSlice(text)) }

struct TeXTests {
    private let x = MathNode.symbol("x")
    private let y = MathNode.symbol("y")

    @Test func `characters, blanks and comments`() throws {
        #expect(try tex("x = y") == row("x = y"))
        #expect(try tex(" x\n=% what is x?\n\ty ") == row("x = y"))
        #expect(try tex("x") == x)
        #expect(try tex("語") == .symbol("語"))
    }

    @Test func `arguments are groups or single atoms`() throws {
        let half = MathNode.fraction(.symbol("1"), .symbol("2"))
        #expect(try tex(#"\frac12"#) == half)
        #expect(try tex(#"\frac{1} {2}"#) == half)
        #expect(try tex(#"\dfrac12"#) == .styled(.display, half))
        #expect(try tex(#"\tfrac12"#) == .styled(.text, half))
        #expect(try tex(#"\sqrt\frac12"#) == .radical(half))
        #expect(try tex(#"\sqrt[x]{y}"#) == .radical(y, degree: x))
        #expect(try tex(#"\sqrt x]"#) == .row([.radical(x), .symbol("]")]))
    }

    @Test func `braces make an ordinary atom`() throws {
        #expect(try tex("{=}") == .atom(.ordinary, .symbol("=")))
        #expect(try tex("{}") == .atom(.ordinary, .row([])))
    }

    @Test func `scripts in any order, primes before a superscript`() throws {
        let both = MathNode.scripts(base: x, sub: .symbol("1"), sup: .symbol("2"))
        #expect(try tex("x_1^2") == both)
        #expect(try tex("x ^ 2 _ 1") == both)
        #expect(try tex("x^{y}") == sup(x, y))
        #expect(try tex("x''") == .primed(x, count: 2))
        #expect(
            try tex("x'_1^2") == .scripts(base: x, sub: .symbol("1"), sup: .row([.text("′"), .symbol("2")])))
        #expect(try tex("^2") == sup(.row([]), .symbol("2")))
        #expect(try tex(#"x^\frac12"#) == sup(x, .fraction(.symbol("1"), .symbol("2"))))
    }

    @Test func `symbols by name`() throws {
        #expect(try tex(#"\alpha\to\infty"#) == row("α→∞"))
        #expect(try tex(#"\alpha x"#) == row("αx"))
        #expect(try tex(#"\{x\|"#) == row("{x‖"))
        #expect(try tex(#"f\colon x"#) == .row([.symbol("f"), .atom(.punctuation, .symbol(":")), x]))
    }

    @Test func `functions and operators`() throws {
        #expect(try tex(#"\log x"#) == .row([.operatorName("log"), x]))
        #expect(try tex(#"\lim_x"#) == sub(.operatorName("lim", limits: true), x))
        #expect(try tex(#"\operatorname{softmax}"#) == .operatorName("softmax"))
        #expect(
            try tex(#"\operatorname*{arg\,max}_x"#) == sub(.operatorName("arg\u{2009}max", limits: true), x))
        #expect(try tex(#"\sum_x^y"#) == .scripts(base: .symbol("∑"), sub: x, sup: y))
    }

    @Test func `text keeps its blanks, and has the signs of text`() throws {
        #expect(try tex(#"\text{ if it’s }"#) == .text(" if it’s "))
        #expect(try tex(#"\text{a-b, `c' \{50\%\}}"#) == .text("a‐b, ‘c’ {50%}"))
        #expect(try tex(#"\text{a{b}c}x"#) == .row([.text("abc"), x]))
    }

    @Test func `alphabets`() throws {
        #expect(try tex(#"\mathrm{d}x"#) == .row([.text("d"), x]))
        #expect(try tex(#"\mathrm{max x}"#) == .text("maxx"))
        #expect(try tex(#"\mathbb R^n"#) == sup(.text("R", .blackboard), .symbol("n")))
        #expect(try tex(#"\mathbf{x+y}"#) == .row([.text("x", .bold), .symbol("+", .bold), .text("y", .bold)]))
        #expect(try tex(#"\boldsymbol{\theta}"#) == .text("θ", .boldItalic))
        #expect(try tex(#"\boldsymbol{1}"#) == .text("1", .bold))
        #expect(try tex(#"\boldsymbol\nabla"#) == .symbol("∇", .boldItalic))
        #expect(try tex(#"\mathcal{L}(x)"#) == .row([.text("L", .script), row("(x)")]).flattened)
    }

    @Test func `accents and bars`() throws {
        #expect(try tex(#"\hat x"#) == .accent("\u{302}", x))
        #expect(try tex(#"\widehat{x}"#) == .accent("\u{302}", x, isWide: true))
        #expect(try tex(#"\overline{x}\underline{y}"#) == .row([.overline(x), .underline(y)]))
    }

    @Test func `delimiters`() throws {
        #expect(try tex(#"\left( x \right]"#) == .delimited("(", x, "]"))
        #expect(try tex(#"\left. x \right\|"#) == .delimited(nil, x, "‖"))
        #expect(try tex(#"\left< x \right\rangle"#) == .delimited("⟨", x, "⟩"))
        #expect(try tex(#"\bigl( x"#) == .row([.atom(.opening, .delimiter("(", covering: Em(1.2))), x]))
    }

    @Test func `a style holds to the next one or to the end of its group`() throws {
        #expect(try tex(#"x\displaystyle y"#) == .row([x, .styled(.display, .row([y]))]))
        #expect(
            try tex(#"\textstyle x\displaystyle y"#)
                == .row([.styled(.text, .row([x])), .styled(.display, .row([y]))]))
        #expect(
            try tex(#"{\textstyle x} y"#) == .row([.atom(.ordinary, .styled(.text, .row([x]))), y]))
    }

    @Test func `spaces`() throws {
        #expect(try tex(#"\,\quad"#) == .row([.space(Em(mu: 3)), .space(Em(1))]))
        #expect(try tex(#"x~y"#) == tex(#"x\ y"#))
        #expect(try tex(#"\!"#) == .space(Em(mu: -3)))
    }

    @Test func `environments`() throws {
        let cells: [[MathNode]] = [[x, y], [y, x]]
        #expect(try tex(#"\begin{matrix} x & y \\ y & x \end{matrix}"#) == .array(cells))
        // A row's end at the end makes no row.
        #expect(try tex(#"\begin{matrix} x & y \\ y & x \\ \end{matrix}"#) == .array(cells))
        #expect(try tex(#"\begin{pmatrix}x\end{pmatrix}"#) == .delimited("(", .array([[x]]), ")"))
        #expect(try tex(#"\begin{cases}x\end{cases}"#) == .delimited("{", .array([[x]], .cases), nil))
        #expect(try tex(#"\begin{aligned}&x\end{aligned}"#) == .array([[.row([]), x]], .aligned))
    }
}

extension MathNode {
    /// A row with the rows in it as parts of it.
    fileprivate var flattened: MathNode {
        guard case .row(let nodes) = self else { return self }
        return .row(
            nodes.flatMap { node in
                if case .row(let inner) = node { return inner }
                return [node]
            })
    }
}
