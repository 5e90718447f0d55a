import ComputationalGraph
import Diagnostics
import FigureTemplate
import Testing

/// A text that YAML reads as something else is told to stand in quotes.
struct QuotedTextTests {
    @Test(arguments: [
        (
            "title: Step 1: go",
            """
            net.yaml:1:14: error: YAML: mapping values are not allowed in this context
                title: Step 1: go
                             ^
            such a text stands in quotes: title: "Step 1: go"
            """
        ),
        (
            "figures:\n  - { id: a, title: Backward: all }",
            """
            net.yaml:2:29: error: YAML: did not find expected ',' or '}'
                  - { id: a, title: Backward: all }
                                            ^
            such a text stands in quotes: title: "Backward: all"
            """
        ),
        (
            "layers:\n  - equations: [x > 0] * x",
            """
            net.yaml:2:25: error: YAML: did not find expected alphabetic or numeric character
                  - equations: [x > 0] * x
                                        ^
            such a text stands in quotes: equations: "[x > 0] * x"
            """
        ),
        (
            "title: T\nnames: { x_hat: \\hat{x} }",
            """
            net.yaml:2:21: error: YAML: did not find expected ',' or '}'
                names: { x_hat: \\hat{x} }
                                    ^
            TeX with braces stands in quotes here: x_hat: '\\hat{x}'
            """
        ),
        (
            "layers:\n  - name: L\n    input: [x_{i,j}, w]",
            """
            net.yaml:3:15: error: YAML: did not find expected ',' or ']'
                    input: [x_{i,j}, w]
                              ^
            a name with braces stands in quotes here: "x_{i,j}"
            """
        ),
        (
            "title: T\nindex: k: 1...3",
            """
            net.yaml:2:9: error: YAML: mapping values are not allowed in this context
                index: k: 1...3
                        ^
            a mapping stands in braces: index: { k: 1...3 }
            """
        ),
        (
            "layers:\n  - name: L\n     input: [x, w]",
            """
            net.yaml:3:11: error: YAML: mapping values are not allowed in this context
                     input: [x, w]
                          ^
            the keys of a mapping begin below each other: ‘name’ in column 5, ‘input’ in 6
            """
        ),
        (
            "layers:\n  - name: L\n    equations: |\n    y = x\n    output: y",
            """
            net.yaml:5:5: error: YAML: could not find expected ':'
                    output: y
                    ^
            the lines behind ‘|’ are indented more than the key before it
            """
        ),
        (
            "layers:\n  - name: L\n    output:\u{A0}y\n    assume: y > 0",
            """
            net.yaml:4:5: error: YAML: could not find expected ':'
                    assume: y > 0
                    ^
            there is a no-break space in line 3, which is no blank to YAML
            """
        ),
    ])
    func `with the line as it is to be`(text: String, expected: String) {
        #expect(message { _ = try Template(SourceText(text, name: "net.yaml")) } == expected)
    }

    /// Several values, and several assumptions, are lists of YAML.
    @Test(arguments: [
        (
            "input: x, w",
            """
            net.yaml:4:12: error: an input is one value
                    input: x, w
                           ^~~~
            several are a list: [x, w]
            """
        ),
        (
            "input: [x w]",
            """
            net.yaml:4:13: error: an input is one value
                    input: [x w]
                            ^~~
            several are a list: [x, w]
            """
        ),
        (
            "input: x\n    assume: { x: 3 }",
            """
            net.yaml:5:13: error: an assumption is an equation or an inequality, such as ‘sum_k t_k = 1’ or ‘x > 0’
                    assume: { x: 3 }
                            ^
            write ‘x = 3’
            """
        ),
        (
            "input: x\n    assume: x > 0 and x < 1",
            """
            net.yaml:5:19: error: unexpected ‘and’
                    assume: x > 0 and x < 1
                                  ^~~
            several assumptions are a list: ‘[x > 0, y < 1]’
            """
        ),
    ])
    func `that would be a list`(lines: String, expected: String) {
        let text = "title: T\nlayers:\n  - name: L\n    \(lines)\n    equations: y = x\n    output: y\n"
        #expect(
            message { _ = try ComputationalGraph(Template(SourceText(text, name: "net.yaml")).model) }
                == expected)
    }
}
