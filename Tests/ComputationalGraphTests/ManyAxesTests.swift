import Diagnostics
import Symbolic
import TestSupport
import Testing

@testable import ComputationalGraph

/// Arrays of more than two axes; sums over one axis; products of each value with each.
struct ManyAxesTests {
    private func model(_ shapes: [(String, [String])], _ equations: String) -> Model {
        Model(
            shapes: shapes.map { Model.Shape(SourceSlice($0), $1.map { SourceSlice($0) }) },
            layers: [
                Layer(
                    "layer", inputs: shapes.map { SourceSlice($0.0) }, equations: SourceSlice(equations),
                    outputs: ["Y"], upstream: [Layer.NamedGradient("Y", name: "G")])
            ])
    }

    private func gradients(_ graph: ComputationalGraph, _ names: [String]) throws -> [String] {
        try names.map { name in
            let node = try #require(graph.nodes.firstIndex { $0.id == name })
            let edges = graph.edges.indices.filter { graph.edges[$0].source == node }
            return try graph.gradient(along: edges)?.plain ?? "none"
        }
    }

    @Test(arguments: [
        // Affine: the gradient of the weights is added up over the batch.
        (
            [("X", ["S", "N", "D"]), ("W", ["D", "M"]), ("b", ["M"])], "Y = X @ W + b", ["S", "N", "M"],
            ["G@W'", "sum_s (X'@G)_s", "sum_s (sum_n G_s_n)"]
        ),
        // As many products as there are values of the first axis.
        (
            [("A", ["S", "N", "D"]), ("B", ["S", "D", "M"])], "Y = A @ B", ["S", "N", "M"],
            ["G@B'", "A'@G"]
        ),
        ([("A", ["S", "N", "D"]), ("B", ["S", "M", "D"])], "Y = A @ B'", ["S", "N", "M"], ["G@B", "G'@A"]),
        (
            [("A", ["S", "N", "D"]), ("v", ["D"])], "Y = A @ v", ["S", "N"],
            ["G_s_n*v_d", "sum_n (sum_s (G_s_n*A_s_n_d))"]
        ),
        (
            [("A", ["S", "N", "D"]), ("B", ["N", "D"])], "Y = A * B", ["S", "N", "D"], ["G*B", "sum_s (G*A)_s"]
        ),
        ([("A", ["S", "N", "D"])], "Y = tanh(A')", ["S", "D", "N"], ["(G*(1-Y*Y))'"]),
        // One axis of several.
        ([("A", ["S", "N", "D"])], "Y = sum_n A", ["S", "D"], ["G_s_d"]),
        ([("A", ["N", "D"])], "Y = mean_n A", ["D"], ["G/N"]),
        ([("A", ["N", "D"])], "Y = A - mean_n A", ["N", "D"], ["G_n_d-sum_i G_i_d/N"]),
        ([("A", ["N", "D"])], "Y = A - mean_n (A - mean_n A)", ["N", "D"], ["G"]),
        // Each value with each.
        ([("x", ["N"]), ("y", ["M"])], "Y = x @ y'", ["N", "M"], ["G@y", "G'@x"]),
        (
            [("x", ["N"]), ("y", ["M"])], "Y = exp(x) @ (y * 2)'", ["N", "M"],
            ["sum_m (G_n_m*Y_n_m)", "2*(G'@exp(x))"]
        ),
    ]) func `gradients`(
        shapes: [(String, [String])], equation: String, shape: [String], expected: [String]
    ) throws {
        let graph = try ComputationalGraph(model(shapes, equation))
        #expect(graph.nodes.last?.shape == shape)
        #expect(try gradients(graph, shapes.map(\.0)) == expected)
    }

    /// With indices it is the same network.
    @Test func `a batch of products, value by value`() throws {
        let shapes = [("A", ["2", "1", "3"]), ("B", ["2", "3", "1"])]
        let graph = try ComputationalGraph(model(shapes, "Y = A @ B").rolledUp([]))
        #expect(graph.nodes.count { $0.operation == .product } == 6)
        try graph.check(Statement("Y_2_1_1 = A_2_1_1*B_2_1_1 + A_2_1_2*B_2_2_1 + A_2_1_3*B_2_3_1"))
    }

    @Test(arguments: [
        (
            "Y = A @ C",
            """
            <formula>:1:5: error: these shapes do not fit: ‘A’ is S × N × D, ‘C’ is N × D × M
                Y = A @ C
                    ^~~~~
            ‘A’ gets its shape in line 1, ‘C’ in line 1
            """
        ),
        (
            "Y = sum_n E",
            """
            <formula>:1:5: error: ‘E’ is N × N: which of its values ‘n’ stands at is not said
                Y = sum_n E
                    ^~~~~
            write it with its indices, or name it first and write the name with its indices
            """
        ),
        (
            "Y = v'",
            """
            <formula>:1:5: error: ‘v’ is D: only a matrix has a transpose
                Y = v'
                    ^~
            a vector has one in products: ‘x' @ y’ is a number, ‘x @ y'’ a matrix
            """
        ),
    ]) func `errors`(equation: String, expected: String) {
        let shapes = [("A", ["S", "N", "D"]), ("C", ["N", "D", "M"]), ("E", ["N", "N"]), ("v", ["D"])]
        let used = "\nZ = sum(A) + sum(C) + sum(E) + sum(v)"
        let error = #expect(throws: Diagnostic.self) { try model(shapes, equation + used).check() }
        #expect(error.map(String.init(describing:)) == expected)
    }
}
