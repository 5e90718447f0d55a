import ComputationalGraph
import Diagnostics
import Testing

/// What is declared as an input, or defined by an equation, is a name, also where it begins as a function or a sum does.
struct DeclaredNameTests {
    private func model(_ inputs: [SourceSlice], _ equations: SourceSlice) -> Model {
        Model(
            indices: [.init("k", 1...3)],
            layers: [Layer("layer", inputs: inputs, equations: equations, outputs: ["L"])])
    }

    private func error(_ inputs: [SourceSlice], _ equations: SourceSlice) -> String {
        do {
            return "no error: \(try ComputationalGraph(model(inputs, equations)).lines)"
        } catch {
            return ((error as? Failures)?.errors ?? [error]).map { "\($0)" }.joined(separator: "\n")
        }
    }

    /// The gradient is that of the same equations with a letter in place of the name.
    @Test(
        arguments: [
            ("mean_x = mean_k x_k\nL = mean_x^2", "mean_x", "u"),
            ("sum_x = sum_k x_k\nL = sum_x^2", "sum_x", "u"),
            ("max_x = max_k x_k\nL = sum_k (x_k - max_x)^2", "max_x", "u"),
            ("L = log_p * sum_k x_k", "log_p", "u"),
            ("L = min(min_v, 2) * sum_k x_k", "min_v", "u"),
            ("L = sqrt(sqrt_v) * sum_k x_k", "sqrt_v", "u"),
            ("exp_x_k = exp(x_k)\nL = sum_k exp_x_k^2", "exp_x_k", "u_k"),
            ("exp_k = exp(x_k)\nL = sum_k exp_k^2", "exp_k", "u_k"),
            ("L = sum_k x_k^2 / log_2", "log_2", "u"),
        ])
    func `a name`(equations: String, name: String, letter: String) throws {
        let isInput = !equations.contains("\(name) =")
        let inputs: [SourceSlice] = ["x_k"] + (isInput ? [SourceSlice(name)] : [])
        let graph = try ComputationalGraph(model(inputs, SourceSlice(equations)))
        let other = try ComputationalGraph(
            model(
                ["x_k"] + (isInput ? [SourceSlice(letter)] : []),
                SourceSlice(equations.replacing(name, with: letter))))
        let gradients = graph.gradient("x_1")
        #expect(gradients.allSatisfy { $0 != "none" })
        #expect(
            gradients.map {
                $0.replacing(name.replacing("_k", with: "_1"), with: letter.replacing("_k", with: "_1"))
            }
                == other.gradient("x_1"))
    }

    @Test func `sums are no names`() {
        #expect(
            error(["x_k"], "sum_k = sum_k x_k\nL = 2") == """
                <formula>:1:1: error: ‘sum_k’ begins a sum or the like over ‘k’; no value can be called so
                    sum_k = sum_k x_k
                    ^~~~~
                give it another name
                """)
    }

    @Test func `what is declared nowhere is none`() {
        #expect(
            error(["x_k"], "L = exp_x * sum_k x_k") == """
                <formula>:1:5: error: ‘exp’ needs brackets round its argument: exp(…)
                    L = exp_x * sum_k x_k
                        ^~~
                """)
        #expect(
            error(["x_k"], "L = sum_k log_softmax(x_k)") == """
                <formula>:1:11: error: unknown function ‘log_softmax’
                    L = sum_k log_softmax(x_k)
                              ^~~~~~~~~~~
                write ‘log(softmax(x_k))’
                """)
    }
}
