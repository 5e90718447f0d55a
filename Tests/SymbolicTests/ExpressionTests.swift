import Symbolic
import Testing

@Suite struct ExpressionTests {
    @Test(arguments: [
        ("-t_1/exp(a_1)", #"-\frac{t_1}{\exp(a_1)}"#), ("log(y_1)", #"\log y_1"#), ("y_1-t_1", "y_1 - t_1"),
        ("t_1*log(y_1)", #"t_1 \log y_1"#),
        ("log(y_1)*t_1", #"\log(y_1) t_1"#), ("log(x*y)", #"\log(x y)"#), ("w_{1,2}", "w_{1,2}"),
        ("theta", #"\theta"#),
        ("loss", #"\mathrm{loss}"#), ("sqrt(v+1)", #"\sqrt{v + 1}"#), ("x^2", "x^{2}"), ("2*3", #"2 \cdot 3"#),
        ("(a+b)*(-1)", "(a + b) (-1)"), ("(1/x+1)*y", #"\left(\frac{1}{x} + 1\right) y"#),
        ("tan(x)^2", #"(\tan x)^{2}"#),
        ("exp(x)^2", #"\exp(x)^{2}"#), ("(1/S)*y", #"\frac{1}{S} y"#), ("-0.5*x", "-0.5 x"),
        ("3*2^x", #"3 \cdot 2^{x}"#), ("2*(1/3)", #"2 \cdot \frac{1}{3}"#),
        ("(v*3)*(3*v)", #"v \cdot 3 \cdot 3 v"#), ("(v*sin(w))*q", #"v \sin(w) q"#), ("a-b+c", "a - b + c"),
        ("a-(b-c)", "a - (b - c)"), ("apple*tax", #"\mathrm{apple} \cdot \mathrm{tax}"#),
        ("2*tax*x", #"2 \, \mathrm{tax} \, x"#), ("tax*(a+b)", #"\mathrm{tax} \cdot (a + b)"#),
        ("x1*2", #"\mathrm{x1} \cdot 2"#), ("-2*x", "-2 x"), ("a*(-2)*x", "a (-2) x"), ("a+(-2)*x", "a - 2 x"),
        ("a-(-2*x)", "a - (-2 x)"), ("(-x)^2", "(-x)^{2}"), ("-x^2", "-x^{2}"), ("(a^b)^c", "(a^{b})^{c}"),
        ("2^(-x)", "2^{-x}"), ("(1/2)^x", #"\left(\frac{1}{2}\right)^{x}"#),
        ("Theta*Alpha", #"\Theta \, \mathrm{Alpha}"#),
        ("1e-9*x", "10^{-9} x"), ("x*2.5e-9", #"x \cdot 2.5 \cdot 10^{-9}"#),
        ("(2.5e-9)^2", #"(2.5 \cdot 10^{-9})^{2}"#),
        ("0.044715*x^3", "0.044715 x^{3}"),
    ])
    func tex(plain: String, tex: String) throws {
        #expect(try Formula(.init(plain)).instantiate().tex == tex)
    }

    /// As it is typed, with what is counted with several indices, and a sum over several.
    @Test(arguments: [
        ("x_{i+j-1}", "x_{i + j - 1}", "x_{i+j-1}"), ("x_{2*i+1}", "x_{2 i + 1}", "x_{2i+1}"),
        ("h_{t-1}^2", "h_{t - 1}^{2}", "h_{t-1}^2"),
        ("sum_{i,j} w_i_j", #"\sum_{i, j} w_{i,j}"#, "sum_{i,j} w_i_j"),
    ])
    func `indices that are counted together`(typed: String, tex: String, plain: String) throws {
        let root = try Formula(.init(typed)).root
        #expect(Notation(root, in: .builtUp).written.tex == tex)
        #expect(Notation(root, in: .linear).plain == plain)
    }

    @Test(arguments: ["x-(-1/y*z)", "-1/y*z-x", "x-1/y*z", "x-(-(-y))", "x*(-1)", "-(-1/x)"])
    func `plain text reads as what it was printed from`(text: String) throws {
        #expect(try Formula(.init(text)).instantiate().plain == text)
    }

    @Test func evaluation() throws {
        let values = ["a": 2.0, "b": 3.0, "x": 0.5]
        func value(_ text: String) throws -> Double {
            try Formula(.init(text)).instantiate().evaluate { values[$0.name]! }
        }
        #expect(try value("a+b*x-1") == 2.5)
        #expect(try value("-a^2/b") == -4.0 / 3)
        #expect(try value("sqrt(a*b^3)") == (54.0).squareRoot())
        #expect(try value("b^(-a)") == 1.0 / 9)
        #expect(try abs(value("exp(log(a))") - 2) < 1e-15)
    }

    @Test func symbolsInPrintedOrder() throws {
        let symbols = try Formula("a_1*b/(a_1+exp(c))").instantiate().symbols
        #expect(symbols.map(\.plain) == ["a_1", "b", "a_1", "c"])
    }
}
