import Diagnostics
import Symbolic
import Testing

@testable import ComputationalGraph

/// What is printed can be typed: a printed value is a formula of the language, and equals what it was printed for.
struct PrintedValuesTests {
    struct Fixture: Sendable, CustomTestStringConvertible {
        let equations: String
        var indices: [String: ClosedRange<Int>] = [:]
        /// The names of the last values of indices that have any number of them.
        var lasts: [String: String] = [:]
        var shapes: [String: String] = [:]
        let inputs: String
        var constants = ""
        let outputs: String
        /// Values with the names of their gradients; none for ∂L/∂c.
        var gradients: [String: String] = [:]
        var upstream: [String: String] = [:]
        var assume: [String] = []

        var testDescription: String { equations }

        var model: Model {
            func slices(_ list: String) -> [SourceSlice] {
                list.split(separator: " ").map { SourceSlice(String($0)) }
            }
            func named(_ names: [String: String]) -> [Layer.NamedGradient] {
                names.sorted { $0.key < $1.key }.map {
                    Layer.NamedGradient(
                        SourceSlice($0.key), name: $0.value.isEmpty ? nil : SourceSlice($0.value))
                }
            }
            let layer = Layer(
                "layer", inputs: slices(inputs), constants: slices(constants),
                equations: SourceSlice(equations.replacing("; ", with: "\n")),
                assumptions: assume.map { SourceSlice($0) }, outputs: slices(outputs),
                gradients: named(gradients), upstream: named(upstream))
            return Model(
                indices: indices.sorted { $0.key < $1.key }.map {
                    Model.Index(SourceSlice($0.key), $0.value, last: lasts[$0.key])
                },
                shapes: shapes.sorted { $0.key < $1.key }.map {
                    Model.Shape(SourceSlice($0.key), slices($0.value))
                },
                layers: [layer])
        }
    }

    private static let single = [
        Fixture(
            equations: "z = [x > y] * x + [x <= y] * y^2; L = exp(z) * [z != 2]", inputs: "x y", outputs: "L"),
        Fixture(
            equations: "m = max(x, y, z); q = min(x * y, z, 2); L = m * q + mean(x, y, z)", inputs: "x y z",
            outputs: "L"),
        Fixture(
            equations: "y = 0.044715 * x^3 + 1e-9 * x - x / 3; z = -x^2 * y; L = (-z)^3 - -y^-2", inputs: "x",
            outputs: "L"),
        Fixture(
            equations: "L = x^y + 2^x + x^-y + (x / y)^3 + softplus(x) * abs(y) * sign(y)", inputs: "x y",
            outputs: "L", assume: ["x > 0"]),
        Fixture(
            equations: "h_new = tanh(n_a * h_prev); L = h_new * x_out", inputs: "n_a h_prev x_out", outputs: "L"
        ),
        // A part comes back to c from outside.
        Fixture(equations: "c = x * w; h = tanh(c) * w", inputs: "x w", outputs: "c h"),
        Fixture(
            equations: "i = sigmoid(a); z = tanh(b); c = i * z + q; h = tanh(c) * i", inputs: "a b q",
            outputs: "c h",
            gradients: ["c": "delta"]),
        Fixture(
            equations: "i = sigmoid(a); z = tanh(b); c = i * z + q; h = tanh(c) * i", inputs: "a b q",
            outputs: "c h",
            gradients: ["c": ""]),
    ]

    private static let indexed = [
        Fixture(
            equations: "P = prod_k (x_k + c); L = max(P, 3) * c", indices: ["k": 1...3], inputs: "x_k c",
            outputs: "L"),
        Fixture(
            equations: "P = prod_k (x_k + c); L = max(P, 3) * c", indices: ["k": 1...3], lasts: ["k": "n"],
            inputs: "x_k c", outputs: "L"),
        Fixture(
            equations: "p_i = prod_k x_i_k; L = sum_i p_i^2", indices: ["i": 1...2, "k": 2...4],
            inputs: "x_i_k",
            outputs: "L"),
        Fixture(
            equations: "s = sum_i x_i * sum_j y_j; p = prod_j y_j; L = s * p",
            indices: ["i": 1...3, "j": 1...3],
            lasts: ["i": "n", "j": "m"], inputs: "x_i y_j", outputs: "L"),
        Fixture(
            equations: "m = max_k x_k; L = sum_k (exp(x_k - m) * c_k)", indices: ["k": 1...3],
            lasts: ["k": "n"],
            inputs: "x_k c_k", outputs: "L"),
        Fixture(
            equations: "z_k = [x_k > y] * x_k; L = sum_k (z_k^2 * [z_k != 2])", indices: ["k": 1...3],
            lasts: ["k": "n"], inputs: "x_k y", outputs: "L"),
        Fixture(
            equations: "S = sum_k x_k^2; L = S / (n + 1) + prod_k x_k", indices: ["k": 0...2],
            lasts: ["k": "n"],
            inputs: "x_k", outputs: "L"),
        Fixture(
            equations:
                "mu = mean_i x_i; d_i = x_i - mu; v = mean_i d_i^2; s = sqrt(v + 1); h_i = d_i / s; y_i = c * h_i",
            indices: ["i": 1...3], lasts: ["i": "n"], inputs: "x_i c", outputs: "y_i"),
        Fixture(
            equations:
                "m = max_k a_k; e_k = exp(a_k - m); S = sum_k e_k; y_k = e_k / S; L = sum_k (t_k * log(y_k)) * -1",
            indices: ["k": 1...3], lasts: ["k": "n"], inputs: "a_k t_k", constants: "t_k", outputs: "L",
            assume: ["sum_k t_k = 1"]),
        Fixture(
            equations: "y_k = tanh(x_k * w); z = sum_k y_k^2", indices: ["k": 1...3], lasts: ["k": "n"],
            inputs: "x_k w", outputs: "y_k z"),
        Fixture(
            equations: "m = mean_k x_k; y_k = tanh(x_k - m)", indices: ["k": 1...3], inputs: "x_k",
            outputs: "y_k",
            upstream: ["y_k": "g_out_k"]),
        Fixture(
            equations: "h_t = tanh(w * x_t + u * h_{t-1} + b)", indices: ["t": 1...3], inputs: "x_t h_0 w u b",
            outputs: "h_3"),
        Fixture(
            equations: "h_t = tanh(w * x_t + u * h_{t-1} + b); L = sum_t h_t^2", indices: ["t": 1...3],
            inputs: "x_t h_0 w u b", outputs: "L", gradients: ["h_t": "delta_t"]),
        Fixture(
            equations: "y_j = sum_i (x_i * w_ij) + b_j; L = sum_j y_j^2", indices: ["i": 1...2, "j": 1...3],
            inputs: "x_i w_ij b_j", outputs: "L"),
        // One value for all k.
        Fixture(
            equations: "m_k = sum_k x_k; y_k = m_k * c_k; L = sum_k y_k^2", indices: ["k": 1...3],
            lasts: ["k": "n"],
            inputs: "x_k c_k", outputs: "L"),
        // Long gradients get names, and are small beside 1.
        Fixture(
            equations:
                "s_k = q * c_k; e_k = exp(s_k); Z = sum_k e_k; o = sum_k (e_k * v_k) / Z; h = o * sum_k (c_k * o)",
            indices: ["k": 1...3], lasts: ["k": "n"], inputs: "q c_k v_k", outputs: "h"),
    ]

    private static let arrays = [
        Fixture(
            equations: "Y = X @ W + b", shapes: ["X": "N D", "W": "D M", "b": "M"], inputs: "X W b",
            outputs: "Y"),
        Fixture(
            equations: "H = tanh(x @ W + b); s = sum(H)", shapes: ["x": "D", "W": "D M", "b": "M"],
            inputs: "x W b", outputs: "H s"),
        Fixture(
            equations: "H = relu(X @ W + b); E = H - T; L = sum(E * E) / 2",
            shapes: ["X": "N D", "W": "D M", "b": "M", "T": "N M"], inputs: "X W b T", constants: "T",
            outputs: "L"),
        Fixture(
            equations: "Y = (A * B + c) @ V", shapes: ["A": "N D", "B": "N D", "c": "D", "V": "D M"],
            inputs: "A B c V", outputs: "Y", upstream: ["Y": "G"]),
        // Two axes of one length.
        Fixture(equations: "G = X @ X'; L = sum(G * G)", shapes: ["X": "N D"], inputs: "X", outputs: "L"),
        Fixture(
            equations: "y = A @ x; L = y @ y", shapes: ["A": "N N", "x": "N"], inputs: "A x", outputs: "L"),
        // No form of matrices.
        Fixture(
            equations: "Y = A @ (x @ B)", shapes: ["A": "N D", "x": "K", "B": "K D"], inputs: "A x B",
            outputs: "Y",
            upstream: ["Y": "G"]),
        Fixture(
            equations: "C = A / B * s; L = sum(C * C)", shapes: ["A": "N M", "B": "N M", "s": "M"],
            inputs: "A B s",
            outputs: "L"),
        Fixture(
            equations: "m = max(A); L = sum(exp(A - m))", shapes: ["A": "N M"],
            inputs: "A",
            outputs: "L"),
        Fixture(
            equations: "C = [A > B] * A; L = sum(C * C)", shapes: ["A": "N M", "B": "N M"], inputs: "A B",
            outputs: "L"),
        // Three axes.
        Fixture(
            equations: "Y = tanh(X @ W + b)", shapes: ["X": "B N D", "W": "D M", "b": "M"], inputs: "X W b",
            outputs: "Y", upstream: ["Y": "G"]),
        Fixture(
            equations: "Y = A @ C'", shapes: ["A": "B N D", "C": "B M D"], inputs: "A C", outputs: "Y",
            upstream: ["Y": "G"]),
        Fixture(
            equations: "H = relu(X @ W + b); L = sum(H * H) / 2", shapes: ["X": "B N D", "W": "D M", "b": "M"],
            inputs: "X W b", outputs: "L"),
        Fixture(
            equations: "H = relu(X @ W + b); Y = relu(H @ V); L = sum(Y * Y) / 2",
            shapes: ["X": "N D", "W": "D M", "b": "M", "V": "M K"], inputs: "X W b V", outputs: "L"),
        Fixture(
            equations: "Y = relu(A @ C')", shapes: ["A": "B N D", "C": "B M D"], inputs: "A C", outputs: "Y",
            upstream: ["Y": "G"]),
        // One axis of several, and each value with each.
        Fixture(
            equations: "m = mean_n X; c = X - m; L = sum(c * c)", shapes: ["X": "N D"], inputs: "X",
            outputs: "L"),
        Fixture(
            equations: "A = x @ y'; L = sum(A * A * C)", shapes: ["x": "N", "y": "M", "C": "N M"],
            inputs: "x y C", outputs: "L"),
        // A value that is called as the length of an axis, but small.
        Fixture(
            equations: "S = Q @ q / sqrt(d)", shapes: ["Q": "N D", "q": "D"], inputs: "Q q d", outputs: "S",
            assume: ["d > 0"]),
    ]

    @Test(arguments: single + indexed + arrays) func `what is printed is accepted where it is typed`(
        fixture: Fixture
    ) throws {
        let model = fixture.model
        let graph = try ComputationalGraph(model)
        var printed = graph.printedStatements
        let names = Set(model.indices.map(\.name.text))
        // The values of a recursion are not alike.
        if !names.isEmpty, !fixture.inputs.contains("h_0") {
            printed += try ComputationalGraph(model.rolledUp(names)).printedStatements
        }
        try graph.check(Set(printed).sorted().map { try Statement(SourceSlice($0)) })
    }

    /// Else the test above could not fail.
    @Test(arguments: single + indexed + arrays) func `what is printed is refused where it is changed`(
        fixture: Fixture
    ) throws {
        let graph = try ComputationalGraph(fixture.model)
        let gradient = try #require(
            graph.printedStatements.first {
                $0.hasPrefix("(d ") && $0.contains(" = ") && !$0.hasSuffix(" = 0") && !$0.hasSuffix(" = 1")
            })
        let changed = gradient.replacing(" = ", with: " = 1.000001 * (") + ")"
        let error = #expect(throws: Diagnostic.self) { try graph.check(Statement(SourceSlice(changed))) }
        #expect(error?.message.hasPrefix("this does not equal what stands before it") == true, "\(changed)")
    }
}
