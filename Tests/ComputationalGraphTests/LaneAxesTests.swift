import Diagnostics
import Symbolic
import Testing

@testable import ComputationalGraph

/// The values of which indices a node belongs to.
struct LaneAxesTests {
    /// The lanes of the nodes of some layer, by their ids.
    private func lanes(
        _ indices: [Model.Index], inputs: [String], _ equations: String, output: String
    ) throws -> [String: String] {
        let layer = Layer(
            "layer", inputs: inputs.map { SourceSlice($0) }, equations: SourceSlice(equations),
            outputs: [SourceSlice(output)])
        let graph = try ComputationalGraph(Model(indices: indices, layers: [layer]))
        return Dictionary(
            uniqueKeysWithValues: graph.nodes.map { node in
                (node.id, node.lane.map { "\($0.index) = \($0.value)" }.joined(separator: ", "))
            })
    }

    @Test func `a value has the lane of each index that it has`() throws {
        let lanes = try lanes(
            [.init("i", 1...2), .init("j", 1...3)], inputs: ["x_i", "w_i_j", "b_j"],
            "y_j = sum_i (x_i * w_i_j) + b_j", output: "y_j")
        #expect(lanes["x_2"] == "i = 2")
        #expect(lanes["w_1_3"] == "i = 1, j = 3")
        #expect(lanes["product_1_3"] == "i = 1, j = 3")
        #expect(lanes["sum_3"] == "j = 3")
        #expect(lanes["y_3"] == "j = 3")
    }

    @Test func `a sum is in no lane of its index, even of a single value`() throws {
        let lanes = try lanes(
            [.init("i", 1...1), .init("j", 1...2)], inputs: ["x_i_j"], "y_j = sum_i exp(x_i_j)", output: "y_j")
        #expect(lanes["exp_1_2"] == "i = 1, j = 2")
        #expect(lanes["sum_2"] == "j = 2")
    }

    @Test func `two names of one axis are one, where they are not open together`() throws {
        let lanes = try lanes(
            [.init("i", 1...2), .init("k", 1...2)], inputs: ["x_i"],
            "e_i = exp(x_i)\ny_k = sin(e_k)\nL = sum_k y_k", output: "L")
        #expect(lanes["exp_2"] == "i = 2")
        #expect(lanes["sin_2"] == "i = 2")
        #expect(lanes["sum"] == "")
    }

    @Test func `where two names of one axis are open together, each has lanes`() throws {
        let lanes = try lanes(
            [.init("i", 1...2), .init("j", 1...2)], inputs: ["x_i"], "g_i_j = exp(x_i - x_j)", output: "g_i_j")
        #expect(lanes["x_2"] == "i = 2")
        #expect(lanes["exp_1_2"] == "i = 1, j = 2")
        #expect(lanes["exp_2_2"] == "i = 2, j = 2")
    }

    @Test func `indices that are rolled up have no lanes`() throws {
        let layer = Layer(
            "layer", inputs: ["x_i", "w_i_j"], equations: "y_j = sum_i (x_i * w_i_j)", outputs: ["y_j"])
        let model = Model(indices: [.init("i", 1...2), .init("j", 1...3)], layers: [layer])
        let graph = try ComputationalGraph(model.rolledUp(["i"]))
        #expect(Set(graph.nodes.flatMap(\.lane).map(\.index)) == ["j"])
    }
}
