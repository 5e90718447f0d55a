import ComputationalGraph
import Diagnostics
import Testing

@Suite struct SelectionTests {
    private let graph: ComputationalGraph

    init() throws { graph = try ComputationalGraph(softmaxWithLoss(classes: 3)) }

    private func selected(_ selector: SourceSlice) throws -> [String] {
        try graph.edges(matching: selector).map {
            "\(graph.nodes[graph.edges[$0].source].id) → \(graph.nodes[graph.edges[$0].target].id)"
        }
    }

    @Test func aFormulaSelectsTheEdgesThatCarryIt() throws {
        #expect(try selected("S") == ["sum → reciprocal"])
        #expect(
            try selected("1/S") == [
                "reciprocal → product_1", "reciprocal → product_2", "reciprocal → product_3",
            ])
        #expect(try selected("y_k") == ["product_1 → log_1", "product_2 → log_2", "product_3 → log_3"])
        #expect(try selected("a_2") == ["a_2 → exp_2"])
        #expect(try selected("exp(a_1)") == ["exp_1 → sum", "exp_1 → product_1"])
        #expect(try selected("L") == ["product3 → L"])
        #expect(try selected("-1") == ["constant → product3"])
        #expect(try selected("sum_k (t_k*log(y_k))") == ["sum2 → product3"])
    }

    @Test func aTargetNarrowsThem() throws {
        #expect(try selected("exp(a_k) -> S") == ["exp_1 → sum", "exp_2 → sum", "exp_3 → sum"])
        #expect(
            try selected("exp(a_k) -> y_k") == ["exp_1 → product_1", "exp_2 → product_2", "exp_3 → product_3"])
        #expect(try selected("1/S -> y_2") == ["reciprocal → product_2"])
    }

    @Test func theOrderOfFactorsDoesNotMatter() throws {
        #expect(try selected("log(y_1)*t_1") == ["product2_1 → sum2"])
    }

    private func message(_ selector: SourceSlice) -> String {
        do { return "no error: \(try selected(selector))" } catch { return "\(error)" }
    }

    @Test func errors() {
        #expect(
            message("exp(b_k)") == """
                <formula>:1:5: error: ‘b_k’ is not defined
                    exp(b_k)
                        ^~~
                did you mean ‘a_k’?
                """)
        #expect(
            message("log(y_4)") == """
                <formula>:1:5: error: there is no ‘y_4’
                    log(y_4)
                        ^~~
                y_k has k = 1...3
                """)
        #expect(
            message("log(t_1)") == """
                <formula>:1:1: error: no edge carries ‘log(t_1)’
                    log(t_1)
                    ^~~~~~~~
                did you mean ‘log(y_1)’?
                """)
        #expect(
            message("a_k -> S") == """
                <formula>:1:8: error: no edge runs from ‘a_k’ to ‘S’
                    a_k -> S
                           ^
                one runs from ‘a_1’ to ‘exp(a_1)’
                """)
        #expect(
            message("a_k -> S -> L") == """
                <formula>:1:10: error: a second ‘->’: a selector has one at most
                    a_k -> S -> L
                             ^~
                """)
        #expect(
            message("a_k ->") == """
                <formula>:1:7: error: a formula is missing here
                    a_k ->
                          ^
                """)
    }
}
