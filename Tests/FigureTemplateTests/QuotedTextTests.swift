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
    ])
    func `with the line as it is to be`(text: String, expected: String) {
        #expect(message { _ = try Template(SourceText(text, name: "net.yaml")) } == expected)
    }
}
