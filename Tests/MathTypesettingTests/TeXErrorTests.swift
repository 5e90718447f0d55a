import MathTypesetting
import Testing

private func message(_ text: String) -> String? {
    do {
        _ = try MathNode(tex: SourceSlice(text, name: "TEX"))
        return nil
    } catch {
        return "\(error)"
    }
}

struct TeXErrorTests {
    @Test func `an unknown command, with its place and what was probably meant`() {
        #expect(
            message(#"x + \apha"#) == #"""
                TEX:1:5: error: the command ‘\apha’ is not known
                    x + \apha
                        ^~~~~
                did you mean ‘\alpha’?
                """#)
        #expect(
            message("x\n+ \\frobnicate{y}") == #"""
                TEX:2:3: error: the command ‘\frobnicate’ is not known
                    + \frobnicate{y}
                      ^~~~~~~~~~~
                """#)
    }

    @Test(arguments: [
        ("", "1:1: error: the formula is empty"),
        (" % nothing", "1:1: error: the formula is empty"),
        ("\\", "1:1: error: a command’s name is missing after ‘\\’"),
        ("{x", "1:1: error: ‘{’ is not closed"),
        ("x}", "1:2: error: ‘}’ without ‘{’"),
        (#"\frac{1}"#, #"1:1: error: the denominator of ‘\frac’ is missing"#),
        (#"{\frac}"#, #"1:2: error: the numerator of ‘\frac’ is missing"#),
        (#"\hat^2"#, #"1:1: error: the argument of ‘\hat’ is missing"#),
        (#"\sqrt[3"#, "1:6: error: ‘[’ is not closed"),
        (#"\sqrt[3}]"#, "1:6: error: ‘[’ is not closed before ‘}’"),
        ("x^", "1:2: error: the superscript of ‘^’ is missing"),
        ("{x_}", "1:3: error: the subscript of ‘_’ is missing"),
        ("x^a^b", "1:4: error: a second superscript of the same base"),
        ("x^a'", "1:4: error: a second superscript of the same base"),
        ("x_a^b_c", "1:6: error: a second subscript of the same base"),
        (#"\left( x"#, #"1:1: error: ‘\left’ is not closed"#),
        (#"{\left( x}"#, #"1:2: error: ‘\left’ is not closed before ‘}’"#),
        (#"\left( {x \right)"#, #"1:8: error: ‘{’ is not closed before ‘\right’"#),
        (#"x \right)"#, #"1:3: error: ‘\right’ without ‘\left’"#),
        (#"\left x \right)"#, "1:7: error: ‘x’ is no delimiter"),
        (#"\left( x \right"#, #"1:10: error: the delimiter of ‘\right’ is missing"#),
        (#"\big"#, #"1:1: error: the delimiter of ‘\big’ is missing"#),
        ("x & y", "1:3: error: ‘&’ stands outside the cells of a matrix"),
        (#"x \\ y"#, #"1:3: error: ‘\\’ stands outside the cells of a matrix"#),
        (#"\begin{matrix} {x & y} \end{matrix}"#, "1:19: error: ‘&’ stands outside the cells of a matrix"),
        (#"\begin{matrix} x"#, #"1:1: error: ‘\begin{matrix}’ is not closed"#),
        (#"\begin{matrix} x }"#, #"1:1: error: ‘\begin{matrix}’ is not closed before ‘}’"#),
        (#"\begin{matrix} x \end{pmatrix}"#, #"1:23: error: ‘\begin{matrix}’ is closed by ‘\end{pmatrix}’"#),
        (#"x \end{matrix}"#, #"1:3: error: ‘\end’ without ‘\begin’"#),
        (#"\begin{matrx} x"#, "1:8: error: the environment ‘matrx’ is not known"),
        (#"\begin x"#, #"1:1: error: the name of ‘\begin’ is missing"#),
        (#"\begin{matrix"#, "1:7: error: ‘{’ is not closed"),
        (#"\text x"#, #"1:1: error: the text of ‘\text’ is missing"#),
        (#"\text{x"#, "1:6: error: ‘{’ is not closed"),
        (#"\text{\alpha}"#, #"1:7: error: ‘\alpha’ can’t stand in text"#),
        (#"\text{if $x$}"#, "1:10: error: ‘$’ can’t stand in text"),
        ("$x$", "1:1: error: ‘$’ can’t stand in a formula"),
        ("x\u{7}", "1:2: error: a control character can’t stand in a formula"),
        (#"\frac\displaystyle x"#, #"1:6: error: ‘\displaystyle’ can’t be an argument"#),
        (#"\begin{matrix} x \\[2pt] y \end{matrix}"#, #"1:18: error: ‘\\’ takes no distance here"#),
    ])
    func `what TeX would not set`(text: String, expected: String) throws {
        let first = try #require(message(text)).split(separator: "\n")[0]
        #expect(first == "TEX:" + expected)
    }

    @Test func `suggestions`() {
        #expect(message(#"\begin{matrx} x"#)?.hasSuffix("\ndid you mean ‘matrix’?") == true)
        #expect(
            message(#"\begin{tikz}"#)?.hasSuffix(
                "\nknown environments: matrix, pmatrix, bmatrix, Bmatrix, vmatrix, Vmatrix, cases, aligned")
                == true)
        #expect(message("x^a^b")?.hasSuffix("\nbraces say what it belongs to: ‘{x^a}^b’ or ‘x^{a^b}’") == true)
    }

    @Test(arguments: ["{", #"\frac"#, #"\hat"#, "x^{", #"\left("#, #"\sqrt["#, #"\begin{matrix}"#, #"\mathrm"#])
    func `deep nesting is an error`(opening: String) throws {
        let text = String(repeating: opening, count: 10_000)
        let first = try #require(message(text)).split(separator: "\n")[0]
        #expect(first.hasSuffix(": error: the formula is nested more than 100 levels deep"))
    }

    @Test func `a name longer than any is only unknown`() {
        let name = String(repeating: "a", count: 100_000)
        #expect(message("\\" + name)?.contains("is not known") == true)
        #expect(message("\\begin{" + name)?.contains("is not closed") == true)
    }
}
