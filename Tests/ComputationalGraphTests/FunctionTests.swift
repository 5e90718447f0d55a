import ComputationalGraph
import Diagnostics
import Symbolic
import Testing

/// Functions stand for the formulas that define them.
struct FunctionTests {
    private func gradients(
        _ functions: SourceSlice = "", _ equations: SourceSlice, inputs: [SourceSlice],
        outputs: [SourceSlice] = ["L"],
        shapes: [Model.Shape] = []
    ) throws -> [String] {
        var model = Model(
            indices: shapes.isEmpty ? [.init("i", 1...2), .init("k", 1...3)] : [], shapes: shapes,
            layers: [Layer("layer", inputs: inputs, equations: equations, outputs: outputs)])
        model.functions = functions.lines
        let graph = try ComputationalGraph(model)
        return graph.edges.indices.filter { graph.nodes[graph.edges[$0].source].isInput }.map {
            "\(graph.edges[$0].forward.plain): \(graph.edges[$0].backward?.plain ?? "none")"
        }
    }

    /// The same equations, written with functions and without.
    @Test(
        arguments: [
            ("σ(x) = 1 / (1 + exp(-x))", "L = σ(2*a)", "L = 1 / (1 + exp(-(2*a)))"),
            ("σ(x) = 1 / (1 + exp(-x))", "L = sigma(2*a)", "L = 1 / (1 + exp(-(2*a)))"),
            ("swish(x) = x * sigmoid(x)", "L = swish(2*a)", "L = (2*a) * sigmoid(2*a)"),
            (
                "sig(x) = 1 / (1 + exp(-x))\nswish(x, b) = x * sig(b*x)", "L = swish(a, 3)",
                "L = a * (1 / (1 + exp(-(3*a))))"
            ),
            ("lse(x_k) = log(sum_k exp(x_k))", "L = lse(x_k)", "L = log(sum_k exp(x_k))"),
            ("lse(x_i) = log(sum_i exp(x_i))", "L = lse(2*x_k)", "L = log(sum_k exp(2*x_k))"),
            ("dot(x_i, y_i) = sum_i (x_i * y_i)", "L = dot(x_k, x_k)", "L = sum_k (x_k * x_k)"),
            ("first(x_i) = x_i / x_1", "L = sum_k first(x_k)", "L = sum_k (x_k / x_1)"),
            ("", "y_k = softmax(x_k)\nL = y_1", "y_k = exp(x_k) / sum_k exp(x_k)\nL = y_1"),
            ("", "L = norm(x_k)", "L = sqrt(sum_k x_k^2)"),
            ("sigmoid(x) = exp(x)", "L = sigmoid(a)", "L = exp(a)"),
            ("", "double(x) = 2*x\nL = double(double(a))", "L = 2*(2*a)"),
            ("leaky_relu(x) = max(x, 0.01*x)", "L = leaky_relu(a)", "L = max(a, 0.01*a)"),
            ("relu_6(x) = min(max(x, 0), 6)", "L = relu_6(2*a)", "L = min(max(2*a, 0), 6)"),
            // One whose name begins with another's, and one over an index.
            ("gelu_t(x) = x * tanh(x)", "L = gelu_t(a) * gelu(a)", "L = (a * tanh(a)) * gelu(a)"),
            ("soft_max(x_k) = exp(x_k) / sum_k exp(x_k)", "L = max_k soft_max(x_k)", "L = max_k softmax(x_k)"),
            // Definitions have no order.
            ("f(x) = g(x)^2\ng(x) = x + 1", "L = f(a)", "L = (a + 1)^2"),
            // A function's own index runs over what that of its parameter does, whatever the model calls so.
            ("soft(x_k) = exp(x_k) / sum_j exp(x_j)", "L = max_k soft(x_k)", "L = max_k softmax(x_k)"),
            ("soft(x_k) = exp(x_k) / sum_i exp(x_i)", "L = max_k soft(x_k)", "L = max_k softmax(x_k)"),
            ("rank(x_k) = sum_j (j * x_j)", "L = rank(x_k)", "L = sum_k (k * x_k)"),
            // Of pairs of values.
            (
                "f(x_k) = sum_j (x_j - x_k)^2", "y_k = f(x_k)\nL = max_k y_k",
                "y_k = sum_j (x_j - x_k)^2\nL = max_k y_k"
            ),
            ("f(x_a) = sum_b (sum_a (x_a * x_b))", "L = f(x_k)", "L = sum_k (sum_j (x_j * x_k))"),
            ("f(x_k) = sum_j (k * x_j)", "y_k = f(x_k)\nL = y_2", "y_k = sum_j (k * x_j)\nL = y_2"),
            (
                "cum(x_k) = sum_j ([j <= k] * x_j)", "y_k = cum(x_k)\nL = y_2",
                "y_k = sum_j ([j <= k] * x_j)\nL = y_2"
            ),
            // A sum in a sum.
            ("var(x_k) = mean_k (x_k - mean_j x_j)^2", "L = var(x_k)", "L = mean_k (x_k - mean_j x_j)^2"),
            ("var(x_k) = mean_j (x_j - mean_i x_i)^2", "L = var(x_k)", "L = mean_k (x_k - mean_j x_j)^2"),
            (
                "m(x_a) = mean_a x_a\nvar(x_a) = mean_b (x_b - m(x_b))^2", "L = var(x_k)",
                "L = mean_k (x_k - mean_j x_j)^2"
            ),
            (
                "nll(x_k) = -sum_k log(softmax(x_k))", "L = nll(x_k)",
                "L = -sum_k log(exp(x_k) / sum_j exp(x_j))"
            ),
            ("", "L = if a > 0 then a else 0.1*a", "L = [a > 0] * a + [a <= 0] * (0.1*a)"),
            ("", "L = (if (a > 0) then a else 0) + a", "L = ([a > 0] * a + [a <= 0] * 0) + a"),
        ])
    func `a call is what it stands for`(functions: String, called: String, written: String) throws {
        let inputs: [SourceSlice] = called.contains("x_k") ? ["x_k"] : ["a"]
        #expect(
            try gradients(SourceSlice(functions), SourceSlice(called), inputs: inputs)
                == gradients("", SourceSlice(written), inputs: inputs))
    }

    @Test func `the sum of a function has its index for itself`() throws {
        let called = try gradients("", "z_k = x_k * softmax(x_k)\nL = sum_k z_k", inputs: ["x_k"])
        let inside = try gradients("", "L = sum_k (x_k * softmax(x_k))", inputs: ["x_k"])
        #expect(inside.count == called.count)
        #expect(!inside.contains { $0.hasSuffix("none") })
    }

    /// What a function leaves open is told where it does, if that is a mistake, else where it is called.
    @Test func `the index of a function that no equation has`() {
        #expect(
            error("f(x_k) = sum_k x_k * log(x_k)", "L = f(x_k)") == """
                <formula>:1:10: error: ‘sum_k’ takes only the factor right after it: others have the index ‘k’, too
                    f(x_k) = sum_k x_k * log(x_k)
                             ^~~~~
                put all it takes in brackets
                """)
        #expect(
            error("f(x_k) = exp(x_k) / sum_k exp(x_k)", "L = f(x_k)") == """
                <formula>:1:7: error: the index ‘k’ of ‘x_k’ is not on the left side
                    L = f(x_k)
                          ^~~
                sum over it with ‘sum_k’, or write a number
                """)
    }

    @Test(arguments: ["L = sum(X * avg(X))", "L = sum(avg(X) * X)", "Y = X / avg(X)\nL = sum(Y)"])
    func `of an array whose shape does not fit`(equations: String) {
        let error = #expect(throws: Diagnostic.self) {
            try gradients(
                "avg(x_k) = mean_k x_k", SourceSlice(equations), inputs: ["X"],
                shapes: [Model.Shape("X", ["N", "D"])])
        }
        #expect(error?.message.hasPrefix("these shapes do not fit: ") == true)
        #expect(error?.place.source.string(0..<1) == String(equations.prefix(1)))
    }

    @Test func `pairs of values of several indices`() throws {
        let functions: SourceSlice = "f(x_c) = sum_d (x_d - x_c)^2"
        let called = try gradients(
            functions, "y_k = f(x_k) \nz_i = f(w_i)\nL = y_1 * z_2", inputs: ["x_k", "w_i"])
        let written = try gradients(
            "", "y_k = sum_j (x_j - x_k)^2\nz_i = sum_d (w_d - w_i)^2\nL = y_1 * z_2", inputs: ["x_k", "w_i"])
        #expect(called == written)
        #expect(
            throws: Diagnostic.self, "‘f’ takes pairs of values, which an array without indices has not",
            performing: {
                try gradients(
                    functions, "L = sum(f(X))", inputs: ["X"], shapes: [Model.Shape("X", ["N", "D"])])
            })
    }

    @Test func `over one of several indices`() throws {
        #expect(
            try gradients("", "P_ik = softmax_k(s_ik)\nL = P_1_2", inputs: ["s_ik"])
                == gradients("", "P_i_k = softmax_k(s_i_k)\nL = P_1_2", inputs: ["s_i_k"]))
        #expect(
            try gradients("", "P_i_k = softmax_k(s_i_k)\nL = P_1_2", inputs: ["s_i_k"])
                == gradients("", "P_i_k = exp(s_i_k) / sum_k exp(s_i_k)\nL = P_1_2", inputs: ["s_i_k"]))
    }

    /// For rows of a matrix: P_ij (g_ij − ∑ g_il P_il), as attention has it.
    @Test func `softmax of an array is that of its rows`() throws {
        let shapes = [Model.Shape("S", ["N", "M"])]
        #expect(
            try gradients("", "P = softmax(S)", inputs: ["S"], outputs: ["P"], shapes: shapes)
                == ["S: P_n_m*(d L / d P_n_m-sum_i ((d L / d P_n_i)*P_n_i))"])
    }

    @Test func `of a single value there is no softmax`() {
        let error = #expect(throws: Diagnostic.self) {
            try gradients(
                "", "P = softmax(2 * a) * X", inputs: ["X", "a"], outputs: ["P"], shapes: [.init("X", ["N"])])
        }
        #expect(
            "\(error!)" == """
                <formula>:1:13: error: ‘2 * a’ is a single value; it has no axis
                    P = softmax(2 * a) * X
                                ^~~~~
                """)
    }

    @Test func `two calls are told apart`() throws {
        let graph = try ComputationalGraph(
            Model(layers: [
                Layer(
                    "layer", inputs: ["a", "b"], equations: "f(x) = exp(x) + exp(-x)\nL = f(a) * f(b)",
                    outputs: ["L"])
            ]))
        #expect(Set(graph.nodes.map(\.id)).count == graph.nodes.count)
    }

    private func error(_ functions: SourceSlice, _ equations: SourceSlice = "L = x_1") -> String {
        do {
            _ = try gradients(functions, equations, inputs: ["x_k"])
            return "no error"
        } catch {
            return "\(error)"
        }
    }

    @Test(
        arguments: [
            (
                "f(x) = x\nf(y) = 2*y",
                """
                <formula>:2:1: error: there are two functions ‘f’: another is in line 1 of <formula>
                    f(y) = 2*y
                    ^
                give one of them another name
                """
            ),
            (
                "f(x) = x * alpha",
                """
                <formula>:1:12: error: ‘alpha’ is no parameter of ‘f’
                    f(x) = x * alpha
                               ^~~~~
                a function takes all it needs: add it to the parameters
                """
            ),
            (
                "f(x_k) = sum_j x_k",
                """
                <formula>:1:10: error: no parameter of ‘f’ has an index ‘j’
                    f(x_k) = sum_j x_k
                             ^~~~~
                a function has the indices of its parameters, as in ‘f(x_j) = …’
                """
            ),
            (
                "f(x_k) = sum_k (x_k * sum_k x_k)",
                """
                <formula>:1:23: error: ‘k’ runs over its values already around this ‘sum_k’
                    f(x_k) = sum_k (x_k * sum_k x_k)
                                          ^~~~~
                give it another index, or leave it out
                """
            ),
            (
                "f(x, x) = x",
                """
                <formula>:1:6: error: the parameter ‘x’ is there twice
                    f(x, x) = x
                         ^
                """
            ),
            (
                "f_k(x) = x",
                """
                <formula>:1:3: error: the name of a function has no index
                    f_k(x) = x
                      ^
                its parameters have: ‘f(x_k) = …’
                """
            ),
            (
                "f(x) = g(x)\ng(x) = 2*h(x)\nh(x) = f(x)",
                """
                <formula>:3:8: error: functions call each other in a circle: f → g → h → f
                    h(x) = f(x)
                           ^
                """
            ),
            (
                "f(x) = f(x) + 1",
                """
                <formula>:1:8: error: ‘f’ calls itself
                    f(x) = f(x) + 1
                           ^
                """
            ),
        ] as [(SourceSlice, String)])
    func `a definition that does not fit`(functions: SourceSlice, expected: String) {
        #expect(error(functions) == expected)
    }

    @Test(
        arguments: [
            (
                "L = f(x_1, x_2)",
                """
                <formula>:1:5: error: ‘f’ takes one value, not 2
                    L = f(x_1, x_2)
                        ^~~~~~~~~~~
                it is f(x)
                """
            ),
            (
                "L = softmax(x_1)",
                """
                <formula>:1:13: error: ‘softmax’ takes values with an index
                    L = softmax(x_1)
                                ^~~
                """
            ),
            (
                "f = x_1; L = f",
                """
                <formula>:1:1: error: ‘f’ is a function; it can’t be a value as well
                    f = x_1; L = f
                    ^
                give one of them another name
                """
            ),
        ] as [(String, String)])
    func `a call that does not fit`(equations: String, expected: String) {
        let text = equations.replacing("; ", with: "\n")
        let shown = expected.replacing(equations, with: String(text.prefix { $0 != "\n" }))
        #expect(error("f(x) = 2*x", SourceSlice(text)) == shown)
    }
}

extension ComputationalGraph.Node {
    fileprivate var isInput: Bool { if case .input = kind { true } else { false } }
}
