import ComputationalGraph
import Diagnostics
import FigureTemplate
import Testing

/// What a figure shows of the graph.
struct FigureTests {
    private func figure(_ description: String) throws -> (Figure, ComputationalGraph) {
        let (figures, graph) = try figures("  - { id: one, title: One\(description) }\n")
        return (figures[0], graph)
    }

    @Test func `by default all layers, open, with all forward values and no gradient`() throws {
        let (figure, graph) = try figure("")
        #expect(figure.id == "one")
        #expect(figure.title == "One")
        #expect(figure.layers == [0, 1])
        #expect(figure.open == [0, 1])
        #expect(figure.forward == Set(graph.edges.indices))
        #expect(figure.backwardArrows.isEmpty && figure.backward.isEmpty && figure.new.isEmpty)
        #expect(figure.step == nil && figure.series == nil)
    }

    @Test func `all gradients are all but those of the labels`() throws {
        let (figure, graph) = try figure(", backward: all")
        #expect(
            graph.values(figure.backward).sorted() == ["L", "a_1", "a_2", "t_1*y_1", "t_2*y_2", "y_1", "y_2"])
        #expect(figure.backwardArrows == figure.backward)
    }

    @Test func `a layer alone shows what enters and leaves it`() throws {
        let (figure, graph) = try figure(", layers: Exponential, backward: all")
        #expect(figure.layers == [0])
        #expect(figure.open == [0])
        #expect(graph.values(figure.forward) == ["a_1", "a_2", "y_1", "y_2"])
        #expect(figure.forward == figure.backward)
    }

    @Test func `a collapsed layer hides its inside`() throws {
        let (figure, graph) = try figure(", open: none")
        #expect(figure.layers == [0, 1])
        #expect(figure.open.isEmpty)
        #expect(graph.values(figure.forward).sorted() == ["L", "a_1", "a_2", "t_1", "t_2", "y_1", "y_2"])
        let (half, _) = try self.figure(", open: Weighting")
        #expect(half.open == [1])
        #expect(
            graph.values(half.forward).sorted()
                == ["L", "a_1", "a_2", "t_1", "t_1*y_1", "t_2", "t_2*y_2", "y_1", "y_2"])
    }

    @Test func `layers come in the order of the flow`() throws {
        #expect(try figure(", layers: [Weighting, Exponential]").0.layers == [0, 1])
    }

    @Test func `chosen values, and arrows without a value`() throws {
        let (figure, graph) = try figure(", forward: [y_k, L], backward: a_1, backward-arrows: [y_k, a_1]")
        #expect(graph.values(figure.forward) == ["y_1", "y_2", "L"])
        #expect(graph.values(figure.backward) == ["a_1"])
        #expect(graph.values(figure.backwardArrows) == ["a_1", "y_1", "y_2"])
    }

    @Test func `stems of operations`() throws {
        #expect(try figure("").0.stems == nil)
        #expect(try figure(", stems: all").0.stems == .all)
        let (steps, _) = try figures("  - { stems: all, steps: [{ id: a, title: A }, { id: b, title: B }] }\n")
        #expect(steps.map(\.stems) == [.all, .all])
    }

    @Test func `a figure made in Swift shows everything`() throws {
        let (figures, graph) = try figures("  - { id: all, title: All, backward: all }\n")
        let figure = Figure(of: graph, id: "all", title: "All")
        #expect(figure.layers == figures[0].layers && figure.open == figures[0].open)
        #expect(figure.forward == figures[0].forward && figure.backward == figures[0].backward)
    }

    /// It would stand beside the arrows that go past it.
    @Test func `a layer that only passes values on is not drawn`() {
        let text = """
            title: T
            layers:
              - { name: A, input: x, equations: a = x, output: a }
              - { name: B, input: a, equations: y = exp(a), output: y }
            figures:
              - { id: one, title: One, open: B }
            """
        let error = message {
            let template = try Template(SourceText(text, name: "net.yaml"))
            _ = try Figure(template.figures[0], of: ComputationalGraph(template.model))
        }
        #expect(
            error == """
                net.yaml:6:11: error: the layer ‘A’ has no operation of its own to show
                      - { id: one, title: One, open: B }
                              ^~~
                leave it out: ‘layers: [B]’
                """)
    }
}
