import ComputationalGraph
import Diagnostics
import Testing

/// What is usual elsewhere is told how it is written here, at its place.
struct UsualNotationTests {
    private func error(_ model: Model) -> Diagnostic? {
        do {
            _ = try ComputationalGraph(model)
            return nil
        } catch {
            return error as? Diagnostic
        }
    }

    private func check(_ model: Model, _ expected: (message: String, place: String, suggestion: String)) {
        let error = error(model)
        #expect(error?.message == expected.message)
        #expect(error?.place.text == expected.place)
        #expect(error?.suggestion ?? "" == expected.suggestion)
    }

    /// A layer takes all values of an index; some are said by a condition.
    @Test(arguments: [
        ("L = sum_{k=2}^3 x_k", "sum_{k=2}^3", "‘sum_k ([k >= 2] * [k <= 3] * …)’"),
        ("y_i = sum_{k!=i} x_k\nL = y_1", "sum_{k!=i}", "‘sum_k ([k != i] * …)’"),
    ])
    func `a sum of some values`(equations: String, place: String, condition: String) {
        check(
            layer(inputs: ["x_k"], SourceSlice(equations)),
            (
                "in a layer ‘sum_k’ takes all values of its index", place,
                "some of them are taken by a condition: \(condition)"
            ))
    }

    @Test func `the inverse of a matrix`() {
        check(
            Model(
                shapes: [.init("W", ["N", "N"]), .init("x", ["N"])],
                layers: [Layer("layer", inputs: ["W", "x"], equations: "y = W^-1 @ x", outputs: ["y"])]),
            (
                "‘W’ is N × N: a negative power of a matrix would be one of its inverse, which formulas do not have",
                "W", "the reciprocal of each value is ‘1 / W’"
            ))
    }

    @Test(
        arguments: [
            ("L = x^T", ("‘T’ is not defined", "T", "the transpose is written ‘X'’")),
            ("L = ln x", ("‘ln’ needs brackets round its argument: ln(…)", "ln", "")),
            ("L = log2(x)", ("unknown function ‘log2’", "log2", "write ‘log(x) / log(2)’")),
            (
                "L = log_2(x)",
                ("‘log’ needs brackets round its argument: log(…)", "log", "write ‘log(x) / log(2)’")
            ),
            ("L = max()", ("‘max’ needs a value in its brackets", "max()", "")),
            ("L = max(x,)", ("a value is missing before this ‘)’", ")", "")),
            ("L = exp x", ("‘exp’ needs brackets round its argument: exp(…)", "exp", "")),
            (
                "L = sin^2(x)",
                (
                    "‘sin’ needs brackets round its argument: sin(…)", "sin",
                    "a power of it is written ‘sin(x)^2’"
                )
            ),
            ("L = α * x", ("‘alpha’ is not defined", "α", "")),
            ("L = lnx", ("‘lnx’ is not defined", "lnx", "a function has brackets: ‘ln(x)’")),
            (
                "L = sigmoidx",
                ("‘sigmoidx’ is not defined", "sigmoidx", "a function has brackets: ‘sigmoid(x)’")
            ),
            ("L = xe^(-x)", ("‘xe’ is not defined", "xe", "a product has a ‘*’: ‘x * e’")),
            (
                "L = x > 0 ? x : 0",
                ("unexpected character ‘?’", "?", "write ‘if x > 0 then x else 0’")
            ),
            (
                "L = x if x > 0 else 0",
                ("unexpected ‘if’", "if", "write ‘if x > 0 then x else 0’")
            ),
            (
                "L = where(x > 0, x, 0)",
                ("unknown function ‘where’", "where", "write ‘if x > 0 then x else 0’")
            ),
            ("L = {x}", ("unexpected ‘{’", "{", "brackets are round")),
            (
                "L = norm(x)",
                (
                    "‘norm’ takes values with an index", "x", "as in ‘norm(x_k)’"
                )
            ),
            (
                "L = cross_entropy(x, 1)",
                ("unknown function ‘cross_entropy’", "cross_entropy", "write ‘-sum_k (t_k * log(y_k))’")
            ),
            ("L = step(x)", ("unknown function ‘step’", "step", "write ‘[x > 0]’")),
            ("L = cot(x)", ("unknown function ‘cot’", "cot", "write ‘cos(x) / sin(x)’")),
            ("L = atan(x)", ("unknown function ‘atan’", "atan", "there is no inverse of sin, cos or tan")),
            ("L = sum_k=1^3 x", ("the bounds are written sum_{k=1}^n", "=", "")),
            (
                "L = sum_{k=1..3} x",
                ("unexpected character ‘.’", ".", "the bounds of a sum are written ‘sum_{k=1}^n’")
            ),
            ("L ← x", ("unexpected character ‘←’", "←", "an equation has ‘=’ between its sides")),
            (
                "L = log([x > 0])",
                (
                    "this is 0 where the condition is false, and has no logarithm there", "[x > 0]",
                    "say where it is true, as in ‘assume: x > 0’, and leave it out"
                )
            ),
            (
                "L = 1 / [x > 0]",
                (
                    "this is 0 where the condition is false, and has no reciprocal there", "[x > 0]",
                    "say where it is true, as in ‘assume: x > 0’, and leave it out"
                )
            ),
            (
                "L = h_{-1} + x",
                ("an index is a name or a whole number", "-", "an index is shifted in braces, as in ‘h_{t-1}’")
            ),
            (
                "L = x + k",
                (
                    "‘k’ is an index, and stands for no number here: it is not on the left side", "k",
                    "a value for each is an input with it, as in ‘x_k’"
                )
            ),
        ] as [(String, (String, String, String))])
    func `of single values`(equation: String, expected: (String, String, String)) {
        let inputs: [SourceSlice] = equation.contains("y") ? ["x", "y"] : ["x"]
        check(
            Model(
                indices: [.init("k", 1...3)],
                layers: [Layer("layer", inputs: inputs, equations: SourceSlice(equation), outputs: ["L"])]),
            expected)
    }

    @Test(
        arguments: [
            (
                "L = argmax_k x_k",
                (
                    "unknown function ‘argmax’", "argmax",
                    "which is the largest is said by a condition: ‘[x_k = m]’, where ‘m = max_k x_k’"
                )
            ),
            (
                "L = max(x_k)",
                ("the index ‘k’ of ‘x_k’ is not on the left side", "x_k", "over an index it is written ‘max_k’")
            ),
            (
                "L = sum(x_k)",
                ("the index ‘k’ of ‘x_k’ is not on the left side", "x_k", "over an index it is written ‘sum_k’")
            ),
            (
                "L = Σ_k x_k",
                ("this ‘Σ’ may be an operator or a letter", "Σ", "write ‘sum_k’, or the letter as ‘Sigma’")
            ),
            (
                "L = sum_{k=1}^2 x_k",
                (
                    "in a layer ‘sum_k’ takes all values of its index", "sum_{k=1}^2",
                    "some of them are taken by a condition: ‘sum_k ([k >= 1] * [k <= 2] * …)’"
                )
            ),
            (
                "L = sum_k sum_k x_k",
                (
                    "‘k’ runs over its values already around this ‘sum_k’", "sum_k",
                    "give it another index, or leave it out"
                )
            ),
            (
                "L = x[0]",
                (
                    "unexpected ‘[’", "[", "an index stands after ‘_’: ‘x_0’"
                )
            ),
            (
                "h_k = tanh(h_{k-1} + x_k); L = h_3",
                (
                    "there is no ‘h_0’", "h_{k-1}",
                    "h_k has k = 1...3; a recursion starts with an input: add ‘h_0’ to the inputs"
                )
            ),
            (
                "L = sum_k (x_k * k)",
                (
                    "‘k’ is an index, defined in line 1; it can’t be a value as well", "k",
                    "give one of them another name"
                )
            ),
            (
                "k = 2; L = sum_k x_k * k",
                (
                    "‘k’ is an index, defined in line 1; it can’t be a value as well", "k",
                    "give one of them another name"
                )
            ),
            (
                "L = sum_k (x_k * y_k)",
                (
                    "‘k’ runs over 1...3 here, but ‘y_j’ has j = 1...4", "y_k",
                    "the value for j = 4 is used nowhere"
                )
            ),
        ] as [(String, (String, String, String))])
    func `of values with an index`(equation: String, expected: (String, String, String)) {
        let hasNumber = equation.contains("* k")
        let inputs: [SourceSlice] = equation.contains("y_k") ? ["x_k", "y_j"] : ["x_k"]
        let lines = equation.replacing("; ", with: "\n")
        check(
            Model(
                indices: [.init("k", 1...3), .init("j", 1...4)],
                layers: [
                    Layer(
                        "layer", inputs: inputs + (hasNumber && !equation.contains("k = 2") ? ["k"] : []),
                        equations: SourceSlice(lines), outputs: ["L"])
                ]), expected)
    }

    @Test(
        arguments: [
            (
                "L = sum(X @ X)",
                ("these shapes do not fit: ‘X’ is N × D, ‘X’ is N × D", "X @ X", "write ‘X @ X'’")
            ),
            (
                "L = sum(X * X')",
                ("these shapes do not fit: ‘X’ is N × D, ‘X'’ is D × N", "X * X'", "write ‘X * X’")
            ),
            (
                "L = sum((X + X) @ X)",
                (
                    "these shapes do not fit: ‘X + X’ is N × D, ‘X’ is N × D", "X + X) @ X",
                    "write ‘(X + X) @ X'’"
                )
            ),
            ("L = tr(X)", ("unknown function ‘tr’", "tr", "the diagonal of a matrix is ‘X_i_i’")),
            ("L = dot(X, X)", ("unknown function ‘dot’", "dot", "write ‘a @ b’")),
            ("L = transpose(X)", ("unknown function ‘transpose’", "transpose", "write ‘X'’")),
        ] as [(String, (String, String, String))])
    func `of arrays`(equation: String, expected: (String, String, String)) {
        check(
            Model(
                shapes: [.init("X", ["N", "D"])],
                layers: [Layer("layer", inputs: ["X"], equations: SourceSlice(equation), outputs: ["L"])]),
            expected)
    }

    @Test(arguments: [
        ("L = sum_i v_1i", "a ‘*’ is missing before ‘i’", "two indices are written apart, as in ‘v_1_i’"),
        (
            "L = v_12", "‘v’ takes 2 indices, not 1",
            "it is declared as ‘v_{i,k}’; indices are written apart, as in ‘v_1_2’"
        ),
        ("L = v_1", "‘v’ takes 2 indices, not 1", "it is declared as ‘v_{i,k}’"),
    ]) func `indices without a line between them`(equation: String, message: String, suggestion: String) {
        let error = error(layer(inputs: ["v_i_k"], SourceSlice(equation)))
        #expect(error?.message == message)
        #expect(error?.suggestion == suggestion)
    }
}
