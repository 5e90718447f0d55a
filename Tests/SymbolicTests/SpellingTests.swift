import Diagnostics
import Symbolic
import Testing

/// What is spelled as elsewhere is read where it can mean one thing only.
struct SpellingTests {
    private func plain(_ text: String) throws -> String {
        try Formula(SourceSlice(text)).instantiate([:], ranges: ["k": 1...2]).plain
    }

    @Test(arguments: [
        ("x**2", "x^2"), ("a × b · c ⋅ d ∗ e • f ∙ g", "a*b*c*d*e*f*g"), ("a ÷ b", "a/b"),
        ("a − b – c", "a-b-c"),
        ("x² + x³", "x^2+x^3"), ("x⁻¹", "x^(-1)"), ("2ˣ", "2^x"), ("x¹²", "x^12"), ("x₁ + y₁₂", "x_1+y_12"),
        ("a₁", "a_1"), ("α * β + σ", "alpha*beta+sigma"), ("ε + φ", "epsilon+phi"),
        ("|x - y| * z", "abs(x-y)*z"),
        ("||x| - 1|", "abs(abs(x)-1)"), ("3|x|", "3*abs(x)"), ("2|x|y", "2*abs(x)*y"),
        ("|x||y|", "abs(x)*abs(y)"), ("|2(|x| + 1)y|", "abs(2*(abs(x)+1)*y)"),
        ("[0 < x <= 1] * y", "[0<x]*[x<=1]*y"),
        ("2x", "2*x"), ("-2x", "-2*x"), ("2x^2 + 3y", "2*x^2+3*y"),
        ("2(x + 1)", "2*(x+1)"), ("(x + 1)(x - 1)", "(x+1)*(x-1)"), ("(x + 1)y", "(x+1)*y"),
        ("0.5x*y", "0.5*x*y"),
        ("2exp(x)", "2*exp(x)"), ("a/2 * 3x", "a/2*3*x"), ("√(x)", "sqrt(x)"),
        ("√2 * √x_1", "sqrt(2)*sqrt(x_1)"), ("größe + 重み", "größe+重み"),
        (#"\frac{a}{b}"#, "a/b"), (#"\frac{1}{2} x"#, "1/2*x"), (#"2\frac{a}{b + c}"#, "2*(a/(b+c))"),
        (#"\alpha \cdot x"#, "alpha*x"), (#"\exp(-x) \times y"#, "exp(-x)*y"),
        (#"\left(a + b\right) * c"#, "(a+b)*c"),
        (#"x^{a + b}"#, "x^(a+b)"), (#"e^{-x}"#, "e^(-x)"), (#"\sqrt{x + 1}"#, "sqrt(x+1)"),
        (#"\lvert x \rvert"#, "abs(x)"), ("∑_k a_k", "a_1+a_2"), ("∏_k a_k", "a_1*a_2"),
        ("sum_{k} a_k", "a_1+a_2"),
        (#"\sum_{k} a_k"#, "a_1+a_2"), ("[x ≤ 0] * [y ≥ z] * [y ≠ 1]", "[x<=0]*[y>=z]*[y!=1]"),
        ("[x == 1]", "[x=1]"),
        ("ln(x) + log10(y)", "ln(x)+log10(y)"),
    ])
    func `what is usual elsewhere`(text: String, expected: String) throws {
        #expect(try plain(text) == expected)
    }

    /// As they come from documents and from other keyboards.
    @Test(arguments: [
        ("x\u{A0}+ 1", "x+1"), ("x\u{3000}＋ 1", "x+1"), ("（a ＋ b）＊ x", "(a+b)*x"), ("max（a， b）", "max(a,b)"),
    ])
    func `wide signs and blanks`(text: String, expected: String) throws {
        #expect(try plain(text) == expected)
    }

    /// What is usual in programs, and has another spelling here.
    @Test(arguments: [
        ("np.exp(x)", "a function is written without what stands before: ‘exp(…)’"),
        ("X.sum(1)", "a function is written without what stands before: ‘sum(…)’"),
        ("np.dot(X, W)", "write ‘a @ b’"), ("dot(x_k, y_k)", "write ‘sum_k (a_k * b_k)’"),
        (#"\frac12"#, #"write ‘\frac{1}{2}’"#), (#"\frac ab"#, #"as in ‘\frac{a}{b}’"#), ("½ x", "write ‘1/2’"),
        ("x^⅔", "write ‘2/3’"),
        (#"\log_{10}(x)"#, "write ‘log10(x)’"), ("log_b(x)", "write ‘log(x) / log(b)’"),
        ("log_softmax(x_k)", "write ‘log(softmax(x_k))’"), ("sqr(x)", "write ‘x^2’"),
        ("x[1]", "an index stands after ‘_’: ‘x_1’"), ("W[j][k]", "an index stands after ‘_’: ‘W_{j,k}’"),
        ("5.*x", "a decimal has digits on both sides of its point, as in 5.0"),
        ("if x > 0: x else: 0", "write ‘if x > 0 then x else 0’"),
        ("x * I(x > 0)", "a condition is written ‘[x > 0]’"),
        (
            "if 0 < x < 1 then x else 0",
            "both conditions hold where their product is 1: ‘[x > 0] * [x < 1]’"
        ),
        (
            "if x > 0 and x < 1 then x else 0",
            "both conditions hold where their product is 1: ‘[x > 0] * [x < 1]’"
        ),
        ("e^2x", "write ‘^(2*x)’, or ‘^2 * x’"), ("1/2x_k", "write ‘/(2*x_k)’, or ‘/2 * x_k’"),
        ("X .* M", "of each value it is written ‘*’"),
        ("1,5*x", "a decimal has a point, as in 1.5"), ("[x <> 0]", "write ‘!=’"),
        ("clip(x, 0, 1)", "write ‘max(0, min(x, 1))’"), ("std(x)", "write ‘sqrt(mean_k (x_k - m)^2)’"),
        ("σ(x)", "write ‘sigmoid(x)’, or say under ‘functions’ what it is"),
        (#"\operatorname{ReLU}(x)"#, "write ‘relu(…)’"), (#"\mathrm{softmax}(x)"#, "write ‘softmax(…)’"),
        (
            "if x > 1 or x < 0 then x else 0",
            "conditions that are tried in turn are written ‘if x > 1 then a else if x < 0 then a else b’"
        ),
        ("if x > 0 then x otherwise 0", "write ‘if x > 0 then x else 0’"),
        ("{x if x > 0, 0 otherwise}", "write ‘if x > 0 then x else 0’"),
        ("1{x > 0}", "a condition is written ‘[x > 0]’"),
        ("||x_k||^2", "a norm is written ‘norm(x_k)’, or ‘norm(X)’ for each row of an array"),
        ("sum_{j<i} x_j", "some of them are taken by a condition: ‘sum_j ([j < i] * …)’"),
        ("mean_k_j x_k_j", "over several indices it is written ‘mean_{k,j}’"),
        ("mean_k_", "write ‘mean_k’"), ("mean_k_ x_k", "write ‘mean_k’"),
        ("w_k,j", "several indices stand in braces: ‘w_{k,j}’"),
        (".5*x", "a decimal has digits on both sides of its point, as in 0.5"),
        ("x[k]", "an index stands after ‘_’: ‘x_k’"), ("h[t-1]", "an index stands after ‘_’: ‘h_{t-1}’"),
        ("sum(x, axis=0)", "what a function runs over stands after ‘_’, as in ‘sum_k x_k’"),
        ("$x$", "a formula is plain text, without signs round it"),
        ("x * 2 // twice", "a comment begins with ‘#’"),
        ("if", "give it another name"), ("sum", "give it another name"), ("exp", "give it another name"),
    ])
    func `the right spelling`(text: String, suggestion: String) {
        let error = #expect(throws: Diagnostic.self) { try Formula(SourceSlice(text)) }
        #expect(error?.suggestion == suggestion)
    }

    /// What may mean two things is told.
    @Test(arguments: [
        ("1/2x", "a ‘*’ is missing before ‘x’", "x"), ("a/(b)(c)", "a ‘*’ is missing before ‘(’", "("),
        ("√2x", "a ‘*’ is missing before ‘x’", "x"), ("2 3", "a ‘*’ is missing before ‘3’", "3"),
        ("x^2y", "a ‘*’ is missing before ‘y’", "y"),
        ("(a)2", "a ‘*’ is missing before ‘2’", "2"), ("αx", "a ‘*’ is missing before ‘x’", "x"),
        ("sum_k (a_k)(b_k)", "a ‘*’ is missing before ‘(’", "("),
        ("xⁿ¹", "these scripts may be one or several", "ⁿ¹"),
        ("|x", "this ‘|’ is never closed", "|"), (#"\hat{x}"#, "a name is plain text", #"\hat"#),
        (#"\foo"#, #"‘\foo’ means nothing in a formula"#, #"\foo"#), (#"\frac{a}"#, "‘{’ is missing here", ""),
        (#"\frac{a}{b"#, "this ‘{’ is never closed", "{"),
        ("Σ_k a_k", "this ‘Σ’ may be an operator or a letter", "Σ"),
    ])
    func `what could mean two things`(text: String, message: String, place: String) {
        let error = #expect(throws: Diagnostic.self) { try Formula(SourceSlice(text)) }
        #expect(error?.message == message)
        #expect(error?.place.text == place)
    }
}
