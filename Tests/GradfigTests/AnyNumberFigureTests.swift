import Diagnostics
import FigureTemplate
import Layout
import Scene
import Testing

@testable import Gradfig

/// Figures of any number of classes: the lanes 1, 2, ⋮, n.
struct AnyNumberFigureTests {
    private let template = """
        title: Softmax
        index: { k: 1...3 }
        layers:
          - name: Softmax
            input: a_k
            equations: |
              S = sum_k exp(a_k)
              y_k = exp(a_k) / S
            output: y_k
        figures:
          - { id: three, title: Three, backward: all }
          - { id: any, title: Any, classes: n, backward: all }
          - { id: five, title: Five, classes: 5, backward: all }
        """

    private func set(_ classes: ClassCount? = nil) throws -> FigureSet {
        try FigureSet(Template(SourceText(template, name: "t.yaml"), classes: classes))
    }

    private func drawing(_ figure: String, in set: FigureSet) throws -> FigureDrawing {
        let figures = set.figures.filter { $0.id == figure }
        return try FigureRenderer().drawings(of: figures, in: set)[0]
    }

    private func inputs(_ figure: String, in set: FigureSet) throws -> [String] {
        let graph = try set.graph(of: #require(set.figures.first { $0.id == figure }))
        return graph.nodes.filter { if case .input = $0.kind { true } else { false } }.map(\.id)
    }

    @Test func `a figure says how many classes it has`() throws {
        let set = try set()
        #expect(try inputs("three", in: set) == ["a_1", "a_2", "a_3"])
        #expect(try inputs("any", in: set) == ["a_1", "a_2", "a_n"])
        #expect(try inputs("five", in: set) == ["a_1", "a_2", "a_3", "a_4", "a_5"])
    }

    @Test func `what is asked for goes before what figures say`() throws {
        let set = try set(.any("n"))
        for figure in ["three", "any", "five"] {
            #expect(try inputs(figure, in: set) == ["a_1", "a_2", "a_n"])
        }
    }

    /// The axis of an array that has any length keeps the name of its length, which formulas have.
    @Test func `any number stays any`() throws {
        let text = """
            title: Mean
            shapes: { X: [N, D] }
            layers: [{ name: Mean, input: X, equations: y = sum(X) / N, output: y }]
            figures: [{ id: mean, title: Mean, backward: all }]
            """
        func lines(_ classes: ClassCount?) throws -> [String] {
            let set = try FigureSet(Template(SourceText(text, name: "t.yaml"), classes: classes))
            return try set.graph(of: set.figures[0]).edges.map {
                "\($0.forward.plain) \($0.backward?.plain ?? "")"
            }
        }
        #expect(try lines(.any("n")) == lines(nil))
        #expect(try lines(nil).first == "X 1/N")
    }

    @Test func `dots stand in the middle between the last two lanes, and touch nothing`() throws {
        let drawing = try drawing("any", in: set())
        #expect(!drawing.placement.omissions.isEmpty)
        #expect(drawing.findConflict() == nil)
        let visible = drawing.layout.visible
        for omission in drawing.placement.omissions where omission.layer != nil {
            let columns = drawing.layout.graph.omissions.compactMap { before, after -> Double? in
                let nodes = [before, after].map { node in
                    visible.nodes.firstIndex { $0.kind == .operation(node) }
                }
                guard let first = nodes[0], let last = nodes[1] else { return nil }
                let middle = (drawing.placement.nodes[first] + drawing.placement.nodes[last]) * 0.5
                return (middle - omission.center).length
            }
            #expect(columns.min() ?? .infinity < 0.01)
        }
        #expect(try self.drawing("three", in: set()).placement.omissions.isEmpty)
    }

    @Test func `the dots are drawn`() throws {
        let drawing = try drawing("any", in: set())
        let groups = try drawing.scene().elements.compactMap { element -> Group? in
            if case .group(let group) = element { group } else { nil }
        }
        #expect(groups.count { $0.classes == ["omission"] } == 3 * drawing.placement.omissions.count)
    }

    /// The template's own lanes are derived only if a figure shows them, or an equation is about them.
    @Test func `only what is shown is derived`() throws {
        let figures = template.replacing("  - { id: three, title: Three, backward: all }\n", with: "")
        let equation = "\nequations:\n  - { id: e, formula: y_k = exp(a_k) / S }"
        func lanes(_ text: String) throws -> [Int] {
            try FigureSet(SourceText(text, name: "t.yaml")).graphs.values.map { $0.nodes.count }.sorted()
        }
        // Inputs, exponentials, quotients and outputs in lanes, and one sum.
        #expect(try lanes(figures) == [4 * 3 + 1, 4 * 5 + 1])
        #expect(try lanes(template) == [4 * 3 + 1, 4 * 3 + 1, 4 * 5 + 1])
        #expect(try lanes(figures + equation) == [4 * 3 + 1, 4 * 3 + 1, 4 * 5 + 1])
    }

    /// What is wrong with a template is told in the same words, whatever its figures show.
    @Test(arguments: [
        ("S = sum_k exp(a_k)", "S = sum_k exp(b_k)"), ("S = sum_k exp(a_k)", "S = exp(a_7) + sum_k a_k"),
        ("S = sum_k exp(a_k)", "S = sum_k exp(a_k) +"), ("y_k = exp(a_k) / S", "y_k = exp(a_k) / (1 - 1)"),
        ("output: y_k", "output: z_k"), ("{ k: 1...3 }", "{ k: 1...0 }"),
    ])
    func `errors are those of the template's own model`(part: String, fault: String) {
        let text = template.replacing(part, with: fault)
        let others = text.replacing("  - { id: three, title: Three, backward: all }\n", with: "")
        let messages = [text, others].map { text in
            #expect(throws: (any Error).self) { try FigureSet(SourceText(text, name: "t.yaml")) }
                .map { "\($0)" }
        }
        #expect(messages[0] != nil && messages[0] == messages[1])
    }

    @Test func `a number of classes that is none`() {
        let text = template.replacing("classes: 5", with: "classes: five")
        let error = #expect(throws: Diagnostic.self) { try FigureSet(SourceText(text, name: "t.yaml")) }
        #expect(
            error.map { "\($0)" } == """
                t.yaml:13:39: error: ‘classes’ is a number above zero, or n
                      - { id: five, title: Five, classes: five, backward: all }
                                                          ^~~~
                """)
    }
}
