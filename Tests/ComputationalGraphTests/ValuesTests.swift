import ComputationalGraph
import Diagnostics
import Symbolic
import Testing

@Suite struct ValuesTests {
    private let graph: ComputationalGraph

    init() throws { graph = try ComputationalGraph(softmaxWithLoss(classes: 2)) }

    /// a = (0, log 3): S = 4, y = (1/4, 3/4); the label is the second class, so that L = log(4/3).
    @Test func numbersOnTheEdges() throws {
        let values = try graph.values(
            at: [Symbol("a", 1): 0, Symbol("a", 2): 1.0986122886681098, Symbol("t", 1): 0, Symbol("t", 2): 1])
        func forward(_ selector: String) throws -> [Double?] {
            try graph.edges(matching: SourceSlice(selector)).map { values.forward[$0].map(rounded) }
        }
        func backward(_ selector: String) throws -> [Double?] {
            try graph.edges(matching: SourceSlice(selector)).map { values.backward[$0].map(rounded) }
        }
        #expect(try forward("S") == [4])
        #expect(try forward("y_k") == [0.25, 0.75])
        #expect(try forward("L") == [0.287682])
        #expect(try backward("a_k") == [0.25, -0.25])
        #expect(try backward("1/S -> y_k") == [0, -4])
        #expect(try backward("exp(a_k) -> y_k") == [0, -0.333333])
        #expect(try backward("y_k") == [0, -1.333333])
        #expect(try backward("t_k") == [nil, nil])
    }

    private func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 + 0 }

    @Test func whatIsNotGivenHasNoNumber() throws {
        let values = try graph.values(at: [Symbol("a", 1): 0])
        let known = graph.edges.indices.filter { values.forward[$0] != nil }.map {
            graph.edges[$0].forward.plain
        }
        #expect(known == ["a_1", "exp(a_1)", "exp(a_1)", "-1"])
    }

    private func message(_ inputs: [Symbol: Double]) -> String {
        do {
            return "no error: \(try graph.values(at: inputs))"
        } catch {
            return "\(error)"
        }
    }

    @Test func unknownNames() {
        #expect(
            message([Symbol("b", 1): 0]) == """
                <inputs>:1:1: error: ‘b_1’ is no input of the model
                    b_1
                    ^~~
                did you mean ‘a_1’?
                """)
        #expect(
            message([Symbol("S"): 0]) == """
                <inputs>:1:1: error: ‘S’ is no input of the model
                    S
                    ^
                """)
    }

    @Test func inputsThatContradictAnAssumption() {
        #expect(
            message([Symbol("t", 1): 0.5, Symbol("t", 2): 0.75]) == """
                <formula>:1:1: error: the numbers contradict this assumption: its left side is 1.25, its right side 1 where t_1 = 0.5 and t_2 = 0.75
                    sum_k t_k = 1
                    ^~~~~~~~~~~~~
                """)
    }

    @Test func inputsByName() throws {
        #expect(try graph.input("a_2") == Symbol("a", 2))
        #expect(throws: Diagnostic.self) { try graph.input("a_2 + 1") }
        #expect(throws: Diagnostic.self) { try graph.input("a_k") }
    }
}
