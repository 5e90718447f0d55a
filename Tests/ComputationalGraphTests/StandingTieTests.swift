import Diagnostics
import Symbolic
import Testing

@testable import ComputationalGraph

/// The largest of some values stands at a kink of relu(m − x_k), wherever the values are.
struct StandingTieTests {
    private func graph(_ loss: String) throws -> ComputationalGraph {
        try ComputationalGraph(layer(inputs: ["x_k"], SourceSlice("m = max_k x_k\nL = \(loss)")))
    }

    @Test(arguments: [
        "sum_k relu(m - x_k)", "sum_k max(m - x_k, 0)", "sum_k abs(m - x_k)", "sum_k max(x_k, m)",
        "sum_k ([m - x_k >= 0] * x_k)", "sum_k (relu(m - x_k)^2 * x_k)",
    ]) func `what comes back in all is the slope`(loss: String) throws {
        let graph = try graph(loss)
        let point: [Symbol: Double] = [Symbol("x", 1): 0.3, Symbol("x", 2): 1.2, Symbol("x", 3): 0.7]
        let values = try graph.values(at: point)
        for (symbol, _) in point {
            let node = try #require(graph.nodes.firstIndex { $0.id == symbol.plain })
            let gradient = graph.edges.indices.filter { graph.edges[$0].source == node }
                .reduce(0) { $0 + (values.backward[$1] ?? 0) }
            func value(_ step: Double) throws -> Double {
                let moved = try graph.values(at: point.merging([symbol: point[symbol]! + step]) { $1 })
                return try #require(moved.forward.last!)
            }
            let slope = (try value(0x1p-20) - value(-0x1p-20)) / 0x1p-19
            #expect(abs(gradient - slope) < 1e-6, "\(symbol)")
        }
    }

    @Test(arguments: [
        ("sum_k sqrt(m - x_k)", "", "say where it is to hold, as in ‘assume: x > 0’"),
        (
            "sum_k (max(x_k, x_k) * 2)", ": the values that ‘max’ compares are equal at each of them",
            "where they are equal throughout, write one of them"
        ),
    ])
    func `where there is none, or another, it is refused`(loss: String, reason: String, suggestion: String) {
        let error = #expect(throws: Diagnostic.self) { try graph(loss) }
        #expect(
            error?.message == "the gradient here can’t be proven at any of the points that were tried" + reason)
        #expect(error?.suggestion == suggestion)
    }

    @Test func `what is wrong is found`() throws {
        let graph = try graph("sum_k (relu(m - x_k) * (x_k + 2))")
        for edge in graph.edges.indices {
            guard let right = graph.edges[edge].backward, right != 0 else { continue }
            var backward = graph.edges.map(\.backward)
            backward[edge] = right * .number(Rational(2)) + 1
            #expect(throws: (any Error).self, "\(graph.nodes[graph.edges[edge].source].id): \(right)") {
                try ValueProof(graph, graph.conditions, backward: backward).run()
            }
        }
    }
}
