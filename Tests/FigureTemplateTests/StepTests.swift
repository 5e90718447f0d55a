import ComputationalGraph
import FigureTemplate
import Testing

/// A series of steps is one figure for each step.
struct StepTests {
    @Test func `a step shows the values of the steps before it; its own are new`() throws {
        let (steps, graph) = try figures(
            """
              - layers: Weighting
                steps:
                  - { id: first, title: First, backward: L }
                  - { id: second, title: Second, backward: [t_k*y_k, L] }
                  - { id: third, title: Third, backward: y_1, backward-arrows: y_k }
                  - { id: fourth, title: Fourth }
            """)
        #expect(steps.map(\.id) == ["first", "second", "third", "fourth"])
        #expect(steps.map(\.title) == ["First", "Second", "Third", "Fourth"])
        #expect(steps.map(\.step) == [1, 2, 3, 4])
        #expect(steps.map(\.series) == [0, 0, 0, 0])
        #expect(steps.allSatisfy { $0.layers == [1] && $0.forward == steps[0].forward })

        let shown = steps.map { graph.values($0.backward) }
        #expect(shown[0] == ["L"])
        #expect(shown[1] == ["t_1*y_1", "t_2*y_2", "L"])
        #expect(shown[2] == ["y_1", "t_1*y_1", "t_2*y_2", "L"])
        #expect(shown[3] == shown[2])
        // What an earlier step has shown is not new.
        #expect(
            steps.map { graph.values($0.new) } == [["L"], ["t_1*y_1", "t_2*y_2"], ["y_1"], []])
        // An arrow without a value is drawn, but brings nothing new.
        #expect(graph.values(steps[2].backwardArrows) == ["y_1", "y_2", "t_1*y_1", "t_2*y_2", "L"])
    }

    @Test func `series are apart from each other`() throws {
        let (all, graph) = try figures(
            """
              - { id: before, title: Before }
              - steps: [{ id: a.1, title: A, backward: L }, { id: a.2, title: A, backward: y_k }]
              - steps: [{ id: b.1, title: B, backward: a_k }]
            """)
        #expect(all.map(\.series) == [nil, 1, 1, 2])
        #expect(all.map(\.step) == [nil, 1, 2, 1])
        #expect(graph.values(all[3].backward) == ["a_1", "a_2"])
        #expect(all[0].new.isEmpty)
    }

    @Test(arguments: [("id", 11), ("title", 14), ("backward", 17)])
    func `what belongs to the steps`(key: String, column: Int) {
        #expect(
            message { _ = try figures("  - { \(key): all, steps: [{ id: one, title: One }] }") } == """
                net.yaml:15:\(column): error: ‘\(key)’ belongs to each of the steps, not to their series
                      - { \(key): all, steps: [{ id: one, title: One }] }
                    \(String(repeating: " ", count: column - 1))^~~
                """)
    }

    @Test func `a step has no layers of its own`() {
        #expect(
            message { _ = try figures("  - steps: [{ id: one, title: One, layers: all }]") } == """
                net.yaml:15:36: error: unknown key ‘layers’ in a step
                      - steps: [{ id: one, title: One, layers: all }]
                                                       ^~~~~~
                it stands beside ‘steps’
                """)
    }
}
