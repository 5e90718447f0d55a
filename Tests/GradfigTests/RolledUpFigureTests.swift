import ComputationalGraph
import Diagnostics
import FigureTemplate
import Testing

@testable import Gradfig

/// Figures in which an operation on all values of an index is one node.
struct RolledUpFigureTests {
    private let softmax = """
        title: Softmax
        index: { k: 1...n }
        layers:
          - name: Softmax
            input: a_k
            equations: |
              S = sum_k exp(a_k)
              y_k = exp(a_k) / S
            output: y_k
        figures:
          - { id: lanes, title: Lanes, backward: all }
          - { id: all, title: All in one, lanes: none, backward: all }
          - lanes: none
            steps:
              - { id: first, title: The outputs, backward: y_k }
              - { id: second, title: The exponentials, backward: exp(a_k) -> y_k }
        """
    private let affine = """
        title: Affine
        shapes: { X: [N, D], W: [D, M], b: [M] }
        layers:
          - name: Affine
            input: [X, W, b]
            equations: Y = X @ W + b
            output: Y
        figures:
          - { id: matrix, title: Matrix, backward: all }
          - { id: columns, title: Columns, lanes: [m], backward: all }
          - { id: grid, title: Grid, lanes: all }
        """

    private func set(_ template: String) throws -> FigureSet {
        try FigureSet(Template(SourceText(template, name: "t.yaml")))
    }

    private func drawing(_ figure: String, in set: FigureSet) throws -> FigureDrawing {
        try FigureRenderer().drawings(of: set.figures.filter { $0.id == figure }, in: set)[0]
    }

    private func signs(_ figure: String, in set: FigureSet) throws -> [String] {
        try drawing(figure, in: set).layout.labels.nodes.compactMap { $0?.plain }
    }

    @Test func `one node for all lanes, with a sum over its index`() throws {
        let set = try set(softmax)
        #expect(try signs("lanes", in: set) == ["exp", "exp", "exp", "+", "/", "/", "/"])
        #expect(try signs("all", in: set) == ["exp", "∑_k", "/"])
        #expect(try drawing("all", in: set).placement.omissions.isEmpty)
    }

    @Test func `steps name the arrows of arrays`() throws {
        let set = try set(softmax)
        let steps = set.figures.filter { $0.step != nil }
        let graph = try set.graph(of: steps[0])
        let news = steps.map { step in step.new.sorted().map { graph.edges[$0].backward!.plain } }
        #expect(news == [["d L / d y_k"], ["(d L / d y_k)/S"]])
    }

    @Test func `matrices with their shapes, or in lanes`() throws {
        let set = try set(affine)
        let drawing = try drawing("matrix", in: set)
        #expect(try signs("matrix", in: set) == ["dot", "+"])
        #expect(drawing.layout.labels.forward.map { $0?.plain } == ["X", "W", "X@W", "b", "Y"])
        let graph = try set.graph(of: #require(set.figures.first))
        #expect(
            graph.edges.map { graph.nodes[$0.source].shape.joined(separator: " × ") } == [
                "N × D", "D × M", "N × M", "M", "N × M",
            ])
        #expect(try signs("columns", in: set) == ["×", "∑_d", "+", "×", "∑_d", "+", "×", "∑_d", "+"])
        #expect(try signs("grid", in: set).count == 27 + 9 + 9)
    }

    @Test func `a lane that is no index`() {
        let error = #expect(throws: Diagnostic.self) {
            try set(
                softmax.replacing(
                    "id: all, title: All in one, lanes: none", with: "id: all, title: All, lanes: [i]"))
        }
        #expect(
            "\(error!)" == """
                t.yaml:12:36: error: there is no index ‘i’
                      - { id: all, title: All, lanes: [i], backward: all }
                                                       ^
                there is the index ‘k’
                """)
    }

    @Test func `lengths that are none`() {
        let error = #expect(throws: Diagnostic.self) { try set(affine.replacing("X: [N, D]", with: "X: N D")) }
        #expect(
            "\(error!)" == """
                t.yaml:2:14: error: a length is a number above zero, or a name such as N or d_k
                    shapes: { X: N D, W: [D, M], b: [M] }
                                 ^~~
                several are a list: [N, D]
                """)
    }
}
