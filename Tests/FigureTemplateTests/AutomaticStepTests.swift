import ComputationalGraph
import Diagnostics
import FigureTemplate
import Testing

/// `steps: auto` finds the steps of the backward pass.
struct AutomaticStepTests {
    private let softmax = """
        title: Softmax
        index: { k: 1...2 }
        layers:
          - name: Softmax
            input: a_k
            equations: |
              S   = sum_k exp(a_k)
              y_k = exp(a_k) * (1 / S)
            output: y_k
          - name: Loss
            input: [y_k, t_k]
            constant: t_k
            equations: L = -sum_k (t_k * log(y_k))
            output: L

        """

    private func steps(_ figure: String, language: String? = nil) throws -> [(figure: Figure, new: [String])] {
        let template = try Template(
            SourceText(softmax + "figures:\n  - " + figure, name: "net.yaml"), language: language)
        let graph = try ComputationalGraph(template.model)
        return try template.figures.map { specification in
            let figure = try Figure(specification, of: graph)
            return (figure, graph.values(figure.new))
        }
    }

    /// Those of the appendix, which were written by hand.
    @Test func `one for each node`() throws {
        let steps = try steps("{ id: s, title: Softmax, layers: Softmax, steps: auto }")
        #expect(steps.map(\.figure.id) == ["s-1", "s-2", "s-3", "s-4", "s-5"])
        #expect(
            steps.map(\.new) == [
                ["y_1", "y_2"], ["exp(a_1)", "1/S", "exp(a_2)", "1/S"], ["S"], ["exp(a_1)", "exp(a_2)"],
                ["a_1", "a_2"],
            ])
        #expect(
            steps.map(\.figure.title) == [
                "Step 1: the gradient arrives", "Step 2: back through “×”", "Step 3: back through “/”",
                "Step 4: back through “+”", "Step 5: back through “exp”",
            ])
        #expect(steps[3].figure.caption == "A “+” node passes the gradient on unchanged.")
        #expect(Set(steps.map(\.figure.step)) == [1, 2, 3, 4, 5])
        // Each shows what the steps before it did.
        #expect(steps.map(\.figure.backward.count) == [2, 6, 7, 9, 11])
    }

    private func captions(_ template: String, language: String? = nil) throws -> [String?] {
        try Template(SourceText(template, name: "net.yaml"), language: language).figures.map(\.caption)
    }

    /// A matrix product has another rule than a product, and a bias gets the sum over the rows.
    @Test func `of whole arrays`() throws {
        let affine = """
            title: Affine
            shapes: { X: [N, D], W: [D, M], b: [M] }
            layers:
              - { name: Affine, input: [X, W, b], equations: Y = X @ W + b, output: Y }
            figures:
              - { id: s, title: Affine, steps: auto }

            """
        #expect(
            try captions(affine) == [
                "It is the upstream gradient.",
                "A “+” node passes the gradient on unchanged. What is used for all values of an index gets the sum over these.",
                "A “dot” node multiplies the gradient by the other factor, transposed.",
            ])
        #expect(try captions(affine, language: "zh")[2] == "“dot”节点将梯度乘以另一个因子的转置。")
        #expect(try captions(affine, language: "ja")[2] == "「dot」ノードは勾配にもう一方の因子の転置を掛けます。")
    }

    /// Nothing comes back to the loss but its own derivative; ∑ and ∏ are called as they are drawn.
    @Test(arguments: [
        ("prod_k x_k", "A “∏” node multiplies the gradient by the other factors."),
        ("sum_k x_k", "A “∑” node passes the gradient on unchanged."),
    ])
    func `of all values of an index`(formula: String, caption: String) throws {
        let template = """
            title: All
            index: { k: 1...n }
            layers:
              - { name: All, input: x_k, equations: L = log(\(formula)), assume: x_k > 0, output: L }
            figures:
              - { id: s, title: All, lanes: none, steps: auto }

            """
        #expect(
            try captions(template) == [
                "The derivative of the loss by itself.", "The derivative of the logarithm is the reciprocal.",
                caption,
            ])
    }

    /// Also of those that are side by side.
    @Test func `one for each operation`() throws {
        let template = """
            title: Side by side
            index: { k: 1...2 }
            layers:
              - { name: All, input: x_k, equations: L = sum_k (log(x_k) * exp(x_k)), assume: x_k > 0, output: L }
            figures:
              - { id: s, title: All, steps: auto }

            """
        #expect(
            try captions(template) == [
                "The derivative of the loss by itself.", "A “+” node passes the gradient on unchanged.",
                "A “×” node multiplies the gradient by the other factor.",
                "The derivative of the logarithm is the reciprocal.",
                "The derivative of the exponential function is the function itself.",
            ])
    }

    /// Every operation has a rule.
    @Test(arguments: [
        ("sqrt(x)", "x > 0", "The derivative of y = sqrt(x) is 1/(2 · y)."),
        ("tanh(x)", "x > 0", "The derivative of y = tanh(x) is 1 − y²."),
        ("cos(x)", "x > 0", "The derivative of y = cos(x) is −sin(x)."),
        ("1 - x", "x > 0", "A “−” node passes the gradient on, to what is subtracted with the other sign."),
        (
            "x / 2", "x > 0",
            "A “/” node divides the gradient by the denominator, which gets that times minus the quotient."
        ),
        ("x^3", "x > 0", "The derivative of a power is the exponent times the next lower power."),
        (
            "max(x, 2)", "x > 0",
            "A “max” node passes the gradient on to the value that it takes. Where x = 2 two pieces meet; if there is no derivative, the gradient is what its formula says."
        ),
        ("mean(x, 2)", "x > 0", "A “mean” node divides the gradient by the number of values."),
    ])
    func `the rule of an operation`(formula: String, assumption: String, caption: String) throws {
        let template = """
            title: Rule
            layers:
              - { name: Rule, input: x, equations: "L = \(formula)", assume: \(assumption), output: L }
            figures:
              - { id: s, title: All, steps: auto }

            """
        #expect(try captions(template).last == caption)
        #expect(try captions(template, language: "zh").last! != caption)
    }

    @Test func `one for each layer`() throws {
        let steps = try steps("{ id: s, title: Softmax, open: none, steps: layers }")
        #expect(steps.map(\.new) == [["L"], ["y_1", "y_2"], ["a_1", "a_2"]])
        #expect(steps[2].figure.title == "Step 3: back through “Softmax”")
    }

    @Test func `in three languages`() throws {
        let figure = "{ id: s, title: Softmax, layers: Softmax, steps: auto }"
        #expect(try steps(figure, language: "zh")[1].figure.title == "第 2 步：反向通过“×”")
        #expect(try steps(figure, language: "ja")[1].figure.title == "手順 2：「×」を逆向きに通る")
    }

    @Test func `what can't be`() {
        #expect(
            message { _ = try steps("{ id: s, title: Softmax, steps: aut }") } == """
                net.yaml:16:37: error: the steps are a list, or ‘auto’ for one at each node, or ‘layers’
                      - { id: s, title: Softmax, steps: aut }
                                                        ^~~
                did you mean ‘auto’?
                """)
        #expect(
            message { _ = try steps("{ id: s, title: Softmax, steps: auto, backward: all }") } == """
                net.yaml:16:53: error: ‘backward’ is what the steps show; it can’t be said again
                      - { id: s, title: Softmax, steps: auto, backward: all }
                                                                        ^~~
                """)
    }
}
