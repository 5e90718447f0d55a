import Diagnostics
import Gradfig
import Testing

/// Figures that would show something false, or hide something, are not drawn; the error says what to do.
struct RefusedFigureTests {
    /// The error of a template with one figure.
    private func error(_ layers: String, index: String = "", figure: String) -> String {
        let text = """
            title: T
            \(index)
            layers:
            \(layers)
            figures:
              - { id: f, title: F, \(figure) }
            """
        do {
            let set = try FigureSet(SourceText(text, name: "t.yaml"))
            _ = try Fixtures.renderer.get().render(set.figures, of: set, as: [.dot])
            return "no error"
        } catch { return "\(error)" }
    }

    private func layer(_ name: String, _ input: String, _ equations: String, _ output: String) -> String {
        """
          - { name: \(name), input: \(input), equations: "\(equations.replacing("\n", with: "\\n"))", output: \(output) }
        """
    }

    @Test func `two operations in one place`() {
        #expect(
            error(
                layer("A", "[a_i, b_k]", "L = sum_i exp(a_i) * sum_k sin(b_k)", "L"),
                index: "index: { i: 1...2, k: 1...3 }", figure: "backward: all")
                    == """
                    t.yaml:6:11: error: the figure ‘f’ is not drawn: the node ‘exp’ (exp_1) of the layer ‘A’ touches the node \
                    ‘sin’ (sin_1) of the layer ‘A’
                          - { id: f, title: F, backward: all }
                                  ^
                    draw layers collapsed, with ‘open: none’ or the names of those to open; or fewer of them, with ‘layers’; \
                    or fewer classes
                    """.replacing("\n      - {", with: "\n      - {"))
    }

    @Test func `the gradient of an input in parts`() {
        let silu = layer("SiLU", "x", "s = 1 / (1 + exp(-x))\ny = x * s", "y")
        #expect(
            error(silu, figure: "backward: all") == """
                t.yaml:6:11: error: the figure ‘f’ would write the gradient of ‘x’ in 2 parts, each on a wire of its own: \
                its gradient is the sum over its uses
                      - { id: f, title: F, backward: all }
                              ^
                draw the layer collapsed, with ‘open’; or write no gradient of ‘x’: name those to write, with ‘backward’
                """)
        #expect(error(silu, figure: "open: none, backward: all") == "no error")
    }

    @Test func `the gradient of a collapsed layer’s output in parts`() {
        let layers = [
            layer("Source", "x", "u = exp(x)", "u"), layer("F", "u", "p = sin(u)", "p"),
            layer("G", "[u, p]", "L = p * u", "L"),
        ]
        #expect(
            error(layers.joined(separator: "\n"), figure: "open: none, backward: all") == """
                t.yaml:8:11: error: the figure ‘f’ would write the gradient of ‘u’ in 2 parts, each on a wire of its own: \
                its gradient is the sum over its uses
                      - { id: f, title: F, open: none, backward: all }
                              ^
                write no gradient of ‘u’: name those to write, with ‘backward’
                """)
    }

    @Test func `an operation adds what comes back to it`() {
        #expect(
            error(
                layer("A", "x_k", "u_k = exp(x_k)\nL = sum_k u_k / sum_k (u_k * 2)", "L"),
                index: "index: { k: 1...2 }", figure: "open: none, backward: all") == "no error")
        #expect(error(layer("A", "a", "b = a + a\nc = b + b", "c"), figure: "backward: all") == "no error")
    }

    @Test(arguments: ["backward", "backward-arrows"]) func `no gradient where there is none`(key: String) {
        let marks = String(repeating: " ", count: key.count)
        #expect(
            error(layer("Two", "[x, y]", "a = x * y\nb = x + y", "[a, b]"), figure: "\(key): all") == """
                t.yaml:6:\(26 + key.count): error: no gradient flows along any arrow of the figure ‘f’
                      - { id: f, title: F, \(key): all }
                                           \(marks)  ^~~
                the model has 2 outputs (a, b); a gradient needs one scalar loss
                """)
        #expect(
            error(
                """
                  - { name: C, input: x, constant: x, equations: "L = x * 2", output: L }
                """, figure: "\(key): all") == """
                    t.yaml:6:\(26 + key.count): error: no gradient flows along any arrow of the figure ‘f’
                          - { id: f, title: F, \(key): all }
                                               \(marks)  ^~~
                    all inputs are constants; a gradient needs an input to differentiate by
                    """)
        // What is not asked for is not missed.
        for figure in ["\(key): none", "forward: all"] {
            #expect(
                error(layer("C", "x_k", "y_k = exp(x_k)", "y_k"), index: "index: { k: 1...2 }", figure: figure)
                    == "no error")
        }
    }

    @Test func `a figure of no template says the same`() throws {
        let layer = Layer(
            "SiLU", inputs: ["x"], equations: "s = 1 / (1 + exp(-x))\ny = x * s", outputs: ["y"])
        let graph = try ComputationalGraph(Model(layers: [layer]))
        let fault = #expect(throws: FigureFault.self) {
            try Fixtures.renderer.get().render(Figure(of: graph, id: "f", title: "F"), of: graph)
        }
        #expect(
            fault?.message
                == "the figure ‘f’ would write the gradient of ‘x’ in 2 parts, each on a wire of its own: its gradient is "
                + "the sum over its uses")
    }

    @Test func `every figure that is refused is told`() throws {
        let text = """
            title: T
            layers: [{ name: S, input: x, equations: "y = x * exp(x)", output: y }]
            figures:
              - { id: one, title: F, backward: all }
              - { id: two, title: F, backward: x }
              - { id: three, title: F, open: none, backward: all }
            """
        let set = try FigureSet(SourceText(text, name: "t.yaml"))
        let failures = #expect(throws: Failures.self) {
            try Fixtures.renderer.get().render(set.figures, of: set, as: [.svg])
        }
        #expect(failures?.errors.count == 2)
    }
}
