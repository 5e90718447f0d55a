import Diagnostics
import Symbolic
import TestSupport
import Testing

@testable import ComputationalGraph

/// What runs over all axes of an array is one operation.
struct TotalTests {
    private func model(_ equations: SourceSlice, _ lengths: [SourceSlice] = ["N", "D"]) -> Model {
        Model(
            shapes: [Model.Shape("X", lengths)],
            layers: [Layer("layer", inputs: ["X"], equations: equations, outputs: ["L"])])
    }

    private func gradient(_ graph: ComputationalGraph) throws -> String? {
        try graph.gradient(along: graph.edges(matching: "X"))?.plain
    }

    @Test(arguments: [
        ("sum(X)", "1"), ("mean(X)", "1/(D*N)"), ("max(X)", "[X=L]"), ("min(X)", "[X=L]"),
        ("prod(X)", "prod_{i!=d} X_n_i*prod_{i!=n} (prod_j X_i_j)"), ("prod(exp(X))", "L"),
    ]) func `one node whose gradient is that of each value`(formula: String, expected: String) throws {
        let graph = try ComputationalGraph(model(SourceSlice("L = \(formula)")))
        let series = graph.nodes.filter { $0.operation?.series != nil }
        #expect(series.map(\.summed) == [["n", "d"]])
        #expect(try gradient(graph) == expected)
    }

    @Test func `values in lanes come in one by one`() throws {
        let model = model("L = mean(X)^2", ["2", "3"])
        func mean(_ rolledUp: Set<String>) throws -> (count: Int, gradient: String?) {
            let graph = try ComputationalGraph(model.rolledUp(rolledUp))
            let means = graph.nodes.indices.filter { graph.nodes[$0].operation == .mean }
            #expect(means.count == 1)
            let edges = graph.edges.filter { $0.target == means[0] }
            return (edges.count, edges[0].backward?.plain)
        }
        let all = try mean([])
        #expect(all.count == 6)
        #expect(all.gradient == "(X_1_1+X_1_2+X_1_3+X_2_1+X_2_2+X_2_3)/18")
        #expect(try mean(["j"]).count == 2)
        #expect(try mean(["i", "j"]).count == 1)
    }

    /// Also where both axes have one length, and along one more of them.
    @Test func `a square matrix`() throws {
        let graph = try ComputationalGraph(model("S = X + X'\nL = prod(S) + sum(X * X)", ["N", "N"]))
        #expect(graph.nodes.count { $0.operation?.series != nil && $0.summed.count == 2 } == 2)
        try graph.check(Statement("L = prod(S) + sum(X * X)"))
    }

    /// The norm of an array is that of its rows, of a vector a single value.
    @Test func norms() throws {
        let rows = try ComputationalGraph(model("L = norm(X)"))
        #expect(rows.nodes.first { $0.operation == .sqrt }?.shape == ["N"])
        #expect(try gradient(rows) == "(d J / d L_n)*X_n_d/L_n")
        let single = try ComputationalGraph(model("L = norm(X)", ["D"]))
        #expect(try gradient(single) == "X/L")
    }
}
