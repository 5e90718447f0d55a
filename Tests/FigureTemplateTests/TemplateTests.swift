import Diagnostics
import FigureTemplate
import Testing

/// What is read from a template.
struct TemplateTests {
    private func template(_ text: String, classes: ClassCount? = nil) throws -> Template {
        try Template(SourceText(text, name: "net.yaml"), classes: classes)
    }

    @Test func `the model`() throws {
        let template = try template(exponentialSum)
        #expect(template.title == "Weighted exponentials")
        #expect(template.model.indices.map(\.name.text) == ["k"])
        #expect(template.model.indices.map(\.range) == [1...2])
        let layer = template.model.layers[1]
        #expect(template.model.layers.map(\.name) == ["Exponential", "Weighting"])
        #expect(layer.inputs.map(\.text) == ["y_k", "t_k"])
        #expect(layer.constants.map(\.text) == ["t_k"])
        #expect(layer.equations.lines.map(\.text) == ["L = sum_k (t_k * y_k)"])
        #expect(layer.outputs.map(\.text) == ["L"])
        #expect(layer.assumptions.isEmpty)
        #expect(template.figures.isEmpty)
    }

    @Test func `the number of classes sets the first index`() throws {
        let text = exponentialSum.replacing("{ k: 1...2 }", with: "{ k: 0...2, i: 1...4 }")
        #expect(try template(text).model.indices.map(\.range) == [0...2, 1...4])
        #expect(try template(text, classes: .number(5)).model.indices.map(\.range) == [1...5, 1...4])
    }

    @Test func `assumptions: one, a list, or a block of lines`() throws {
        for assume in ["t_1 = 1", "[t_1 = 1, t_2 = 0]", "|\n      t_1 = 1\n\n      t_2 = 0  # the other"] {
            let text = exponentialSum.replacing("constant: t_k", with: "constant: t_k\n    assume: \(assume)")
            let expected = assume.contains("t_2") ? ["t_1 = 1", "t_2 = 0"] : ["t_1 = 1"]
            #expect(try template(text).model.layers[1].assumptions.map(\.text) == expected)
        }
    }

    @Test func `Windows line ends and tabs between words change nothing`() throws {
        let text = exponentialSum.replacing("L = sum_k", with: "L\t=\tsum_k").replacing("\n", with: "\r\n")
        let layers = try template(text).model.layers
        #expect(layers.map(\.name) == ["Exponential", "Weighting"])
        #expect(layers[1].equations.lines.map(\.text) == ["L\t=\tsum_k (t_k * y_k)"])
    }

    @Test func `a mapping can take what another has`() throws {
        let figures = """
            figures:
              - &all { id: a, title: A, backward: all, lanes: none }
              - { id: b, title: B, <<: *all }
              - { <<: [{ title: C }, *all], id: c }
            """
        let read = try template(exponentialSum + figures + "\n---\n").figures
        #expect(read.map(\.id) == ["a", "b", "c"])
        #expect(read.map(\.title) == ["A", "B", "C"])
    }

    @Test func `functions in a list have commas in brackets`() throws {
        let text = exponentialSum.replacing(
            "layers:", with: "functions: [f(x) = x^2, g(x, y) = x * y]\nlayers:")
        #expect(try template(text).model.functions.map(\.text) == ["f(x) = x^2", "g(x, y) = x * y"])
    }

    @Test func `names and titles are one line`() throws {
        let text = exponentialSum.replacing(
            "name: Weighting", with: "name: Weighting\n    label: |\n      A long\n      name"
        )
        .replacing("title: Weighted exponentials", with: #"title: "Weighted\nexponentials""#)
        #expect(try template(text).model.layers[1].label == "A long name")
        #expect(try template(text).title == "Weighted exponentials")
    }

    @Test func `numbers and words of YAML are names like others`() throws {
        let text = exponentialSum.replacing("Exponential\n", with: "1e3\n").replacing("Weighting", with: "no")
        #expect(try template(text).model.layers.map(\.name) == ["1e3", "no"])
    }
}
