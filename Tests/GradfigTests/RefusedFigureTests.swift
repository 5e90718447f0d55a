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

    /// Six times it would be 6p + q.
    @Test(arguments: [("p + q", "+"), ("a : b", ":"), (#"p \times q"#, "×")])
    func `a name that would be torn apart`(name: String, sign: String) {
        #expect(
            error(
                layer("A", "x", "y = 6 * x", "y"), index: "names: { x: '\(name)' }", figure: "forward: all")
                    == """
                    t.yaml:2:14: error: in formulas this ‘\(sign)’ would stand between a part of the name and what is beside it
                        names: { x: '\(name)' }
                                     ^\(String(repeating: "~", count: name.count - 1))
                    put the name in brackets: ‘(\(name))’
                    """)
        #expect(
            error(
                layer("A", "x", "y = 6 * x", "y"), index: "names: { x: '(\(name))' }", figure: "forward: all")
                == "no error")
    }

    @Test func `what finds room only in a much wider figure is drawn`() {
        #expect(
            error(
                layer(
                    "F", "[w_0, p, q, r]",
                    """
                    u_t = (w_{t-1} * p) * q
                    v_t = ((w_{t-1} * p) * p) + q
                    w_t = ((u_t - r) * p * w_{t-1}) + r
                    L = sum_t w_t
                    """, "L"),
                index: "index: { t: 1...12 }", figure: "backward: all") == "no error")
    }

    @Test func `a figure with more arrows than can be drawn`() throws {
        let text = """
            title: T
            index: { k: 1...20 }
            layers:
              - { name: Sum, input: x_k, equations: "L = sum_k exp(x_k)", output: L }
            figures: [{ id: f, title: F }]
            """
        let set = try FigureSet(SourceText(text, name: "t.yaml"))
        let renderer = try Fixtures.renderer.get()
        #expect(throws: Never.self) { try renderer.layout(set.figures, of: set.graph, mostArrows: 41) }
        let error = #expect(throws: Diagnostic.self) {
            try renderer.layout(set.figures, of: set.graph, mostArrows: 40)
        }
        #expect(
            error?.description == """
                t.yaml:5:17: error: the figure ‘f’ has 41 arrows; at most 40 can be drawn
                    figures: [{ id: f, title: F }]
                                    ^
                draw fewer classes, or layers collapsed, with ‘open’; or fewer of them, with ‘layers’
                """)
    }

    @Test func `a figure whose arrows pass more columns than can be drawn`() throws {
        let text = """
            title: T
            layers:
              - name: Chain
                input: x
                equations: |
                  a = exp(x) + x
                  L = exp(a) + x
                output: L
            figures: [{ id: f, title: F }]
            """
        let set = try FigureSet(SourceText(text, name: "t.yaml"))
        let renderer = try Fixtures.renderer.get()
        let error = #expect(throws: Diagnostic.self) {
            try renderer.layout(set.figures, of: set.graph, mostPassages: 5)
        }
        #expect(
            error?.description == """
                t.yaml:9:17: error: the arrows of the figure ‘f’ pass 16 columns in all; at most 5 can be drawn
                    figures: [{ id: f, title: F }]
                                    ^
                draw fewer classes, or layers collapsed, with ‘open’; or fewer of them, with ‘layers’
                """)
        #expect(throws: Never.self) { try renderer.layout(set.figures, of: set.graph, mostPassages: 16) }
    }
}
