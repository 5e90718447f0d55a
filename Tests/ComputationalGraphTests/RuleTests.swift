import ComputationalGraph
import Diagnostics
import Symbolic
import Testing

/// How values come about, for those who ask.
struct RuleTests {
    private let graph: ComputationalGraph

    init() throws { graph = try ComputationalGraph(softmaxWithLoss(classes: 3)) }

    private func rule(_ selector: String) throws -> (upstream: [String], local: String) {
        let edge = try #require(try graph.edges(matching: SourceSlice(selector, name: "<selector>")).first)
        let rule = try #require(graph.gradientRule(of: edge))
        return (rule.upstream.map(\.plain), rule.local.plain)
    }

    @Test func `a product passes on what arrives, times the other factor`() throws {
        #expect(try rule("exp(a_1) -> y_1") == (["-t_1/y_1"], "1/S"))
        #expect(try rule("1/S -> y_1") == (["-t_1/y_1"], "exp(a_1)"))
    }

    @Test func `what arrives along several branches adds up`() throws {
        #expect(try rule("S") == (["-t_1*S", "-t_2*S", "-t_3*S"], "-1/S^2"))
        #expect(try rule("a_1") == (["1/S", "-t_1/exp(a_1)"], "exp(a_1)"))
    }

    /// What a lecturer writes between: the common factor, before the labels are said to add to 1.
    @Test func `the product multiplied out`() throws {
        func product(_ selector: String) throws -> String? {
            let edge = try #require(try graph.edges(matching: SourceSlice(selector, name: "<selector>")).first)
            return try #require(graph.gradientRule(of: edge)).product?.plain
        }
        #expect(try product("S") == "(t_1+t_2+t_3)/S")
        #expect(try product("a_1") == "exp(a_1)/S-t_1")
        #expect(try product("1/S -> y_1") == "-t_1*exp(a_1)/y_1")
    }

    @Test func `nothing arrives at the loss`() throws { #expect(try rule("L") == ([], "1")) }

    @Test func `upstream times local is the gradient, on numbers`() throws {
        let inputs = [
            Symbol("a", 1): 0.3, Symbol("a", 2): 2.9, Symbol("a", 3): 4, Symbol("t", 1): 0.2,
            Symbol("t", 2): 0.3,
            Symbol("t", 3): 0.5,
        ]
        let named = Dictionary(uniqueKeysWithValues: graph.definitions.map { ($0.symbol, $0.value) })
        func number(_ symbol: Symbol) -> Double {
            inputs[symbol] ?? named[symbol].map { $0.evaluate(number) } ?? .nan
        }
        for (index, edge) in graph.edges.enumerated() {
            guard let gradient = edge.backward else { continue }
            let rule = try #require(graph.gradientRule(of: index))
            let upstream = rule.upstream.isEmpty ? 1 : Expression.sum(rule.upstream)
            let product = (upstream * rule.local).evaluate(number)
            #expect(abs(product - gradient.evaluate(number)) < 1e-9, "\(edge.forward)")
        }
    }

    @Test func `an operation's formula is written with the values that come in`() throws {
        let formulas = graph.nodes.indices.compactMap { graph.formula(of: $0)?.plain }
        #expect(formulas.contains("exp(a_1)+exp(a_2)+exp(a_3)"))
        #expect(formulas.contains("exp(a_1)*1/S") || formulas.contains("exp(a_1)*(1/S)"))
        #expect(graph.nodes.indices.filter { graph.formula(of: $0) == nil }.count == 8)
    }
}
