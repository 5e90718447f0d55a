import Diagnostics
import FigureTemplate
import Testing

/// What a figure asks for, and the graph or the figure doesn't have.
struct SelectionErrorTests {
    /// The error of a figure with one more field.
    private func error(_ field: String) -> String {
        message { _ = try figures("  - id: one\n    title: One\n    \(field)\n") }
    }

    @Test func `an unknown layer`() {
        #expect(
            error("layers: [Exponential, Wieghting]") == """
                net.yaml:17:27: error: there is no layer ‘Wieghting’
                        layers: [Exponential, Wieghting]
                                              ^~~~~~~~~
                did you mean ‘Weighting’?
                """)
        #expect(
            error("open: Weight") == """
                net.yaml:17:11: error: there is no layer ‘Weight’
                        open: Weight
                              ^~~~~~
                did you mean ‘Weighting’?
                """)
    }

    /// All names that are wrong are told.
    @Test func `several names`() throws {
        let failures = #expect(throws: Failures.self) {
            try figures("  - { id: one, title: One, forward: u, backward: [a_k, v, w], backward-arrows: u }")
        }
        #expect(
            failures?.errors.map { "\($0)" }
                == [
                    ("u", 37), ("v", 56), ("w", 59), ("u", 80),
                ].map { name, column in
                    """
                    net.yaml:15:\(column): error: ‘\(name)’ is not defined
                          - { id: one, title: One, forward: u, backward: [a_k, v, w], backward-arrows: u }
                        \(String(repeating: " ", count: column - 1))^
                    """
                })
    }

    @Test func `a layer and a value`() {
        let failures = #expect(throws: Failures.self) {
            try figures("  - { id: one, title: One, layers: Wieghting, backward: v }")
        }
        #expect(
            failures?.errors.map { "\($0)" } == [
                """
                net.yaml:15:36: error: there is no layer ‘Wieghting’
                      - { id: one, title: One, layers: Wieghting, backward: v }
                                                       ^~~~~~~~~
                did you mean ‘Weighting’?
                """,
                """
                net.yaml:15:57: error: ‘v’ is not defined
                      - { id: one, title: One, layers: Wieghting, backward: v }
                                                                            ^
                """,
            ])
    }

    @Test func `an open layer that is not drawn`() {
        #expect(
            error("layers: Weighting\n    open: Exponential") == """
                net.yaml:18:11: error: the layer ‘Exponential’ is open, but is not among the figure’s layers
                        open: Exponential
                              ^~~~~~~~~~~
                """)
    }

    @Test(arguments: [("none", "^~~~"), ("[]", "^")])
    func `no layer`(value: String, marks: String) {
        #expect(
            error("layers: \(value)") == """
                net.yaml:17:13: error: a figure shows one layer at least
                        layers: \(value)
                                \(marks)
                """)
    }

    @Test(arguments: [("al", "did you mean ‘all’?"), ("inputs", ""), ("[all, all]", "")])
    func `stems that are none`(value: String, suggestion: String) {
        let isList = value.hasPrefix("[")
        let message = isList ? "‘stems’ must be a text" : "‘stems’ is all, or left out"
        let marks = "^" + String(repeating: "~", count: isList ? 0 : value.count - 1)
        #expect(
            error("stems: \(value)") == """
                net.yaml:17:12: error: \(message)
                        stems: \(value)
                               \(marks)
                """ + (suggestion.isEmpty ? "" : "\n" + suggestion))
    }

    @Test func `a value that the figure does not show`() {
        #expect(
            error("layers: Exponential\n    forward: [a_k, L]") == """
                net.yaml:18:20: error: the figure ‘one’ does not show the value L
                        forward: [a_k, L]
                                       ^
                """)
    }

    @Test func `a value inside a collapsed layer`() {
        #expect(
            error("open: none\n    backward: t_k*y_k") == """
                net.yaml:18:15: error: the figure ‘one’ does not show the value t_k*y_k
                        backward: t_k*y_k
                                  ^~~~~~~
                """)
    }

    @Test func `a gradient along a label`() {
        #expect(
            error("backward: [y_k, t_1]") == """
                net.yaml:17:21: error: no gradient flows along t_1
                        backward: [y_k, t_1]
                                        ^~~
                """)
    }

    @Test func `a value that there is not`() {
        #expect(
            error("backward: b_k") == """
                net.yaml:17:15: error: ‘b_k’ is not defined
                        backward: b_k
                                  ^~~
                did you mean ‘a_k’?
                """)
    }

    @Test func `a mapping where names are expected`() {
        #expect(
            error("layers: { name: Weighting }") == """
                net.yaml:17:13: error: a layer’s name must be a text
                        layers: { name: Weighting }
                                ^
                """)
    }
}
