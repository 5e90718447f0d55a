import ComputationalGraph
import Diagnostics
import Symbolic
import Testing

/// Equations are printed only if they are proven.
struct StatementProofTests {
    private func check(_ text: String, _ model: Model = softmaxWithLoss(classes: 3)) throws {
        try ComputationalGraph(model).check(Statement(SourceSlice(text)))
    }

    private func message(_ text: String, _ model: Model = softmaxWithLoss(classes: 3)) -> String {
        do {
            try check(text, model)
            return "no error"
        } catch {
            return "\(error)"
        }
    }

    /// A loss of x and y that nothing hides beside.
    private func model(_ equation: SourceSlice = "L = x + 100000000 * y", assuming: [SourceSlice] = []) -> Model
    {
        layer(inputs: ["x", "y"], equation, assuming: assuming)
    }

    @Test(arguments: [
        "y_k = exp(a_k) / sum_{i=1}^n exp(a_i)",
        "L = -sum_k (t_k * log(y_k))",
        "L = -sum_{i=1}^n (t_i*log(y_i))",
        "d L / d L = 1",
        "d L / d a_k = y_k - t_k",
        "d L / d y_1 = -t_1 / y_1",
        "d S / d a_2 = exp(a_2)",
        "d y_1 / d a_2 = -y_1 * y_2",
        "d a_1 / d y_1 = 0",
        "y = log(x) and d y / d x = 1 / x",
        "y = exp(x) and d y / d x = exp(x) and d y / d x = y",
        "y = tan(x) and d y / d x = 1 + tan(x)^2",
        "y = exp(20*x) and d y / d x = 20 * y",
        "y = x^30 and d y / d x = 30 * x^29",
        "y = sin(50*x) and d y / d x = 50 * cos(50*x)",
        "y = 1/(x-1) and d y / d x = -1/(x-1)^2",
        "y = log(1-x) and d y / d x = -1/(1-x)",
        "y = sqrt(1-x^2) and d y / d x = -x/y",
        "y = log(p/(1-p)) and d y / d p = 1/(p*(1-p))",
        "y = a_1^2 and d y / d a_1 = 2*a_1",
        "y = x^3 and z = d y / d x and d z / d x = 6*x",
        "z = y^2 and y = sin(x) and d z / d y = 2*y and d z / d x = 2*sin(x)*cos(x)",
        "y = sqrt(x^2) and d y / d x = x / sqrt(x^2)",
        "y = sqrt(x^3) and d y / d x = 1.5 * sqrt(x)",
        "-(t_1 / y_1) * exp(a_1) = -t_1 * (S / exp(a_1)) * exp(a_1) = -t_1 * S",
        "(1 / S) * (t_1 + t_2 + t_3) = 1 / S",
        "(-t_1 * S, -t_2 * S, -t_3 * S)",
        "prod_{i=2}^3 (x + i) = (x + 2) * (x + 3)",
        "sum_{i=1}^n 1 = n",
        "sum_{i=1}^n i = n * (n + 1) / 2",
        "n = 3 and sum_{i=1}^n 1 = 3",
        "sum_{i=1}^k 1 = k",
        "sum_{i=1}^k a_i = sum_{i=1}^(k-1) a_i + a_k",
        "sum_{i=1}^n y_i = 1",
        "sin(x)^2 + cos(x)^2 = 1",
        "exp(x + y) = exp(x) * exp(y)",
        "cosh(x)^2 - sinh(x)^2 = 1",
        "tanh(x) = sinh(x) / cosh(x)",
        "sqrt(x^2) * sqrt(x^2) = x^2",
        "log(exp(x)) = x",
        "sqrt(4) = 2",
        "a_1",
    ]) func `what is true passes`(text: String) throws {
        try check(text)
    }

    @Test(arguments: [
        "y_k = exp(a_k) / sum_{i=2}^n exp(a_i)", "d L / d a_k = t_k - y_k", "y = log(x) and d y / d x = x",
        "(1 / S) * (t_1 + t_2) = 1 / S", "y_1 = exp(a_1) / S = exp(a_2) / S", "d L / d L = 0",
        "1 = exp(1000)", "exp(-30) = 0", "exp(-1000) = 0", "y_k = y_k * 1.0000001", "y_k = y_k + 1e-15",
        "y_1 + 1/10^200 = y_1", "tanh(100 * a_k) = 1", "tanh(1000) = 1", "n = 7 and sum_{i=1}^n 1 = 3",
        "sum_{i=1}^n 1 = 3", "sum_{i=1}^k y_i = 1", "d L / d a_k = (y_k - t_k) * 1.0000000000001",
        "d L / d a_k = y_k - t_k + 1e-15", "d y_1 / d a_2 = 0", "sqrt(x^2) = x", "log(x^2) = 2 * log(x)",
        "log(x*y) = log(x) + log(y)", "x^2 = x^3", "1 + exp(-1000) = 1",
        "y = x^2 and z = d y / d x and d z / d x = 2.000000000001",
    ]) func `what is false does not`(text: String) {
        let message = message(text)
        #expect(message.contains("error: this does not equal what stands before it"), "\(message)")
    }

    /// What else the model holds makes no difference.
    @Test(arguments: [
        "x = x + 1", "x = x + 1e-9", "x = x * 1.0000001", "d L / d x = 1.0000001", "y = y + 1e-15",
    ])
    func `a large value beside it hides nothing`(text: String) {
        for equation: SourceSlice in [
            "L = x + 100000000 * y", "L = x + y^2 + exp(700)", "L = x + y / exp(700)",
        ] {
            #expect(message(text, model(equation)).contains("does not equal"), "\(equation.text)")
        }
    }

    @Test func `every branch of an assumption counts`() throws {
        let labels = layer(
            inputs: ["x_k", "t_k"], constants: ["x_k", "t_k"], "L = sum_k (x_k * t_k)",
            assuming: ["t_k * t_k = t_k", "sum_k t_k = 1"])
        #expect(
            message("t_k = 1", labels).contains(
                "this does not equal what stands before it: 1, not 0, at k = 1, t_1 = "))
        #expect(message("t_k = 0", labels).contains("does not equal"))
        try check("t_1 * t_2 = 0", labels)
        try check("t_k^3 = t_k", labels)
        let product = layer(
            inputs: ["x", "y"], constants: ["x", "y"], "L = x + y", assuming: ["x * y = 0"])
        #expect(message("x = 0", product).contains("does not equal"))
        #expect(message("y = 0", product).contains("does not equal"))
        try check("(x + y)^2 = x^2 + y^2", product)
    }

    @Test(arguments: ["sqrt(x^2) = x", "log(x^2) = 2 * log(x)", "log(x*y) = log(x) + log(y)"])
    func `what holds where it is assumed to hold`(text: String) throws {
        try check(text, model("L = x + y", assuming: ["x > 0", "y > 0"]))
        #expect(message(text, model("L = x + y")).contains("does not equal"))
    }

    @Test func `two names of one value are two names`() throws {
        let model = layer(inputs: ["a"], "u = exp(a)\nv = exp(a)\nL = u*v")
        try check("d L / d u = v and d L / d v = u and d L / d a = 2*u*v", model)
        #expect(message("d L / d u = 2*v", model).contains("does not equal"))
    }

    @Test func `a mean says how many`() throws {
        let model = layer(inputs: ["x_k"], "m = sum_k x_k / 3\nL = m^2")
        try check("m = sum_{i=1}^3 x_i / 3", model)
        let counted = softmaxWithLoss(classes: 3)
        try check("m = sum_{i=1}^n a_i / n and m = (a_1 + a_2 + a_3) / 3", counted)
    }

    @Test func `normalized values add to nothing`() throws {
        let model = layer(
            inputs: ["x_k", "g_k"], constants: ["g_k"],
            """
            m = sum_k x_k / 3
            d_k = x_k - m
            v = sum_k d_k^2 / 3
            s = sqrt(v)
            y_k = d_k / s
            L = sum_k (y_k * g_k)
            """)
        try check("sum_k y_k = 0 and sum_k y_k^2 = 3", model)
        #expect(message("sum_k y_k = 1e-15", model).contains("does not equal"))
    }

    @Test(arguments: [
        (
            "y_1 = exp(a_1) / S = S",
            """
            <formula>:1:22: error: this does not equal what stands before it: 9.84333, not 0.455302, at a_1 = 1.5, a_2 = 1.17188, a_3 = 0.757812
                y_1 = exp(a_1) / S = S
                                     ^
            """
        ),
        (
            "sqrt(x^2) = x",
            """
            <formula>:1:13: error: this does not equal what stands before it: -2.64844, not 2.64844, at x = -2.64844
                sqrt(x^2) = x
                            ^
            """
        ),
        (
            "a_1 = a_1 + 1e-15",
            """
            <formula>:1:7: error: this does not equal what stands before it: 1.500000000000001, not 1.5, at a_1 = 1.5
                a_1 = a_1 + 1e-15
                      ^~~~~~~~~~~
            """
        ),
    ]) func `an error shows where it is false`(text: String, expected: String) {
        #expect(message(text) == expected)
    }

    @Test func `a side without a value is told`() {
        #expect(
            message("log(x^2) = 2 * log(x)", model()) == """
                <formula>:1:12: error: this does not equal what stands before it: it has no value, not 1.5833, at x = -2.20703
                    log(x^2) = 2 * log(x)
                               ^~~~~~~~~~
                say where it is meant, as in ‘assume: x > 0’
                """)
        #expect(
            message("2 * log(x) = log(x^2)") == """
                <formula>:1:14: error: this does not equal what stands before it, which has no value: 1.94794, at x = -2.64844
                    2 * log(x) = log(x^2)
                                 ^~~~~~~~
                """)
    }

    @Test func `what no number of bits decides is not printed`() {
        #expect(
            message("1 + exp(-10000) = 1") == """
                <formula>:1:19: error: whether this equals what stands before it can’t be decided
                    1 + exp(-10000) = 1
                                      ^
                write it in a simpler form, or say where it is meant, as in ‘assume: x > 0’
                """)
    }

    @Test func `what is true only for three classes is false`() {
        #expect(
            message("sum_{i=1}^n 1 = 3") == """
                <formula>:1:17: error: this does not equal what stands before it: 3, not 2, with n = 2
                    sum_{i=1}^n 1 = 3
                                    ^
                """)
    }

    @Test(arguments: [
        ("y_1 = q_1", "<formula>:1:7: error: ‘q_1’ is not defined\n    y_1 = q_1\n          ^~~"),
        ("a_4", "<formula>:1:1: error: there is no ‘a_4’\n    a_4\n    ^~~\na_k has k = 1...3"),
        ("y = y", "<formula>:1:5: error: ‘y’ is defined by itself\n    y = y\n        ^"),
        (
            "sum_{i=3}^1 x",
            "<formula>:1:11: error: this sum runs over nothing, or too much\n    sum_{i=3}^1 x\n              ^"
        ),
        ("d y / x = 1", "<formula>:1:1: error: a derivative is written d y / d x\n    d y / x = 1\n    ^"),
        ("d L / d x = 1", "<formula>:1:9: error: ‘L’ is no function of ‘x’\n    d L / d x = 1\n            ^"),
        (
            "x = 1 and",
            "<formula>:1:10: error: the formula ends where a value is expected\n    x = 1 and\n             ^"
        ),
        ("(x, y", "<formula>:1:1: error: this ‘(’ is never closed\n    (x, y\n    ^"),
        (
            "sum_{i=-9000000000000000000}^9000000000000000000 x",
            """
            <formula>:1:30: error: this sum runs over nothing, or too much
                sum_{i=-9000000000000000000}^9000000000000000000 x
                                             ^~~~~~~~~~~~~~~~~~~
            """
        ),
        (
            "sum_{i=1}^n a_i = sum_{i=1}^m a_i",
            """
            <formula>:1:29: error: ‘m’ is no bound of a sum
                sum_{i=1}^n a_i = sum_{i=1}^m a_i
                                            ^
            a bound is a whole number, an index, or n, the number of classes
            """
        ),
        (
            "sum_{i=1}^(n/2) 1 = 1",
            """
            <formula>:1:12: error: the bound of a sum is a whole number
                sum_{i=1}^(n/2) 1 = 1
                           ^~~
            """
        ),
        (
            "x = 1/0",
            """
            <formula>:1:5: error: this has no finite value at any of the points that were tried
                x = 1/0
                    ^~~
            """
        ),
        (
            "log(-x^2) = log(-x^2)",
            """
            <formula>:1:13: error: this has no finite value at any of the points that were tried
                log(-x^2) = log(-x^2)
                            ^~~~~~~~~
            """
        ),
        (
            "x < 1",
            """
            <formula>:1:3: error: unexpected ‘<’
                x < 1
                  ^
            inequalities stand in ‘assume’, and in square brackets: [x > 0] is 1 or 0
            """
        ),
    ]) func `what has no meaning is an error at its place`(text: String, expected: String) {
        #expect(message(text) == expected)
    }

    @Test func `what would never end is an error`() {
        let sums = String(repeating: "sum_k ", count: 30) + "y_k"
        let names = (0..<5_000).map { "x\($0) = -x\($0 + 1)" }.joined(separator: " and ")
        for text in [sums, names] {
            #expect(
                message(text).hasPrefix(
                    "<formula>:1:1: error: this is too much to be checked: sums in sums, or names for names\n"))
        }
    }
}
