import ComputationalGraph
import Diagnostics
import FigureTemplate
import Symbolic
import TestSupport
import Testing

/// Numbers for inputs, as they are written.
struct InputNumbersTests {
    private let graph: ComputationalGraph

    init() throws {
        graph = try ComputationalGraph(Template(SourceText(exponentialSum, name: "net.yaml")).model)
    }

    private func inputs(_ text: String) throws -> [String: Double] {
        let inputs = try graph.inputs(InputNumbers(SourceText(text, name: "at.yaml")))
        return Dictionary(uniqueKeysWithValues: inputs.map { ($0.plain, $1.doubleValue) })
    }

    @Test func `single numbers and lists, in YAML and JSON`() throws {
        let expected = ["a_1": 0.5, "a_2": -2, "t_1": 0.25, "t_2": 1000]
        #expect(try inputs("a_1: 0.5\na_2: -2 # two\nt_k: [1/4, 1e3]\n") == expected)
        #expect(try inputs(#"{ "a_k": [0.50, -2.0], "t": [".25", "+1E3"] }"#) == expected)
        #expect(try inputs("{ a_k: [−1, −2] }") == ["a_1": -1, "a_2": -2])
    }

    @Test(arguments: [
        ("", "at.yaml:1:1: error: there are no numbers: the text is empty\n    \n    ^"),
        ("3", "at.yaml:1:1: error: numbers are a mapping such as { a_1: 0.3, x_k: [1, 2, 3] }\n    3\n    ^"),
        (
            "{ a_1: 1, a_k: [1, 2] }",
            "at.yaml:1:11: error: the input ‘a_1’ is set twice\n    { a_1: 1, a_k: [1, 2] }\n              ^~~"
        ),
        (
            "{ a_1: { b: 2 } }",
            "at.yaml:1:8: error: a number must be a text\n    { a_1: { b: 2 } }\n           ^"
        ),
        (
            "{ a_1 + 1: 2 }",
            "at.yaml:1:3: error: ‘a_1 + 1’ is no input of the model\n    { a_1 + 1: 2 }\n      ^~~~~~~"
        ),
        (
            "{ a_k: [[1, 2], [3, 4]] }",
            "at.yaml:1:9: error: ‘a_1’ is a single number\n    { a_k: [[1, 2], [3, 4]] }\n            ^"
        ),
        (
            "{ b_k: [1, 2] }",
            "at.yaml:1:3: error: ‘b_k’ is no input of the model\n    { b_k: [1, 2] }\n      ^~~\ndid you mean ‘a_k’?"
        ),
        (
            "{ y_k: [1, 2] }",
            "at.yaml:1:3: error: ‘y_k’ is no input of the model\n    { y_k: [1, 2] }\n      ^~~\ndid you mean ‘a_k’?"
        ),
    ])
    func `what is wrong is told at its place`(text: String, error: String) {
        #expect(message { _ = try inputs(text) } == error)
    }

    /// Each text is read, or refused with an error at its place.
    @Test func `slips of the pen`() {
        var generator = SeededGenerator(seed: 4)
        var (read, refused) = (0, 0)
        for _ in 0..<2_000 {
            var text = Array("{ a_k: [0.5, 1e-3], t_1: 1/3, t_2: +1.0 }")
            for _ in 0..<Int.random(in: 1...3, using: &generator) { text.slip(with: &generator) }
            do {
                _ = try inputs(String(text))
                read += 1
            } catch {
                #expect("\(error)".hasPrefix("at.yaml:"), "\(String(text))")
                refused += 1
            }
        }
        #expect(read > 100 && refused > 100)
    }
}
