import FigureTemplate
import Foundation
import Gradfig

/// Deriving and proving gradients for any size, beside SymPy's `diff` of the same written out for ten.
extension Bench {
    /// A layer as a template has it, and as SymPy does: its inputs and its loss.
    private struct Example {
        let name: String
        let template: String
        let sympy: String
    }

    private static let examples = [
        Example(
            name: "Softmax-with-Loss",
            template: """
                title: Softmax-with-Loss
                index: { k: 1...n }
                layers:
                  - name: Softmax-with-Loss
                    input: [a_k, t_k]
                    constant: t_k
                    assume: sum_k t_k = 1
                    equations: |
                      S   = sum_k exp(a_k)
                      y_k = exp(a_k) / S
                      L   = -sum_k (t_k * log(y_k))
                    output: L
                """,
            sympy: """
                a, t = symbols('a0:10'), symbols('t0:10')
                S = sum(exp(x) for x in a)
                return a, -sum(t[k] * log(exp(a[k]) / S) for k in range(10))
                """),
        Example(
            name: "Batch Normalization",
            template: """
                title: Batch Normalization
                index: { i: 1...n }
                layers:
                  - name: Batch Normalization
                    input: [x_i, gamma, beta, epsilon]
                    constant: epsilon
                    equations: |
                      mu  = mean_i x_i
                      d_i = x_i - mu
                      v   = mean_i d_i^2
                      s   = sqrt(v + epsilon)
                      h_i = d_i / s
                      y_i = gamma * h_i + beta
                    output: y_i
                    upstream: { y_i: g_i }
                """,
            sympy: """
                x, g = symbols('x0:10'), symbols('g0:10')
                gamma, beta, epsilon = symbols('gamma beta epsilon')
                mu = sum(x) / 10
                s = sqrt(sum((x[i] - mu) ** 2 for i in range(10)) / 10 + epsilon)
                return (*x, gamma, beta), sum(g[i] * (gamma * (x[i] - mu) / s + beta) for i in range(10))
                """),
        Example(
            name: "attention, one query",
            template: """
                title: Attention
                index: { k: 1...n }
                layers:
                  - name: Attention
                    input: [q, k_k, v_k]
                    equations: |
                      e_k = exp(q * k_k)
                      S   = sum_k e_k
                      p_k = e_k / S
                      o   = sum_k (p_k * v_k)
                    output: o
                    upstream: { o: g }
                """,
            sympy: """
                q, k, v, g = symbols('q'), symbols('k0:10'), symbols('v0:10'), symbols('g')
                S = sum(exp(q * x) for x in k)
                return (q, *k, *v), g * sum(exp(q * k[i]) / S * v[i] for i in range(10))
                """),
        Example(
            name: "two affine layers",
            template: """
                title: Two layers
                index: { i: 1...n, j: 1...m }
                layers:
                  - name: Two layers
                    input: [x_i, w_i_j, b_j, u_j, t]
                    constant: t
                    equations: |
                      h_j = tanh(sum_i (x_i * w_i_j) + b_j)
                      y   = sum_j (u_j * h_j)
                      L   = (y - t)^2 / 2
                    output: L
                """,
            sympy: """
                x, b, u, t = symbols('x0:10'), symbols('b0:10'), symbols('u0:10'), symbols('t')
                w = [symbols(f'w{i}_0:10') for i in range(10)]
                y = sum(u[j] * tanh(sum(x[i] * w[i][j] for i in range(10)) + b[j]) for j in range(10))
                return (*x, *(v for row in w for v in row), *b, *u), (y - t) ** 2 / 2
                """),
    ]

    func compareDerivation() throws {
        print("\nGradients and their proof, for any size; beside SymPy’s, for ten, in milliseconds")
        for example in Self.examples {
            let own = try best { _ = try FigureSet(SourceText(example.template, name: example.name)) }
            let sympy = try sympyTime(example)
            print(example.name, String(format: "%8.2f", own * 1000), terminator: "")
            print(sympy.map { String(format: "%10.1f%10.0f", $0 * 1000, $0 / own) } ?? "   no SymPy")
        }
    }

    /// In seconds, without the start of Python; nil where SymPy isn't installed.
    private func sympyTime(_ example: Example) throws -> Double? {
        let python = ".build/bench-peers/bin/python"
        guard FileManager.default.fileExists(atPath: python) else { return nil }
        let body = example.sympy.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
        let script = """
            from time import perf_counter
            from sympy import diff, exp, log, sqrt, symbols, tanh
            def layer():
            \(body)
            start = perf_counter()
            inputs, loss = layer()
            gradients = [diff(loss, x) for x in inputs]
            open('\(folder)/sympy', 'w').write(str(perf_counter() - start))
            """
        try run(python, ["-c", script])
        return Double(try String(contentsOfFile: "\(folder)/sympy", encoding: .utf8))
    }
}
