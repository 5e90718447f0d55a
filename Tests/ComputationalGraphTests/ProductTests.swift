import Diagnostics
import Symbolic
import Testing

@testable import ComputationalGraph

/// Products over an index, of three values and of any number.
struct ProductTests {
    private func lines(_ equations: SourceSlice, isAny: Bool = false) throws -> [String] {
        let index = isAny ? Model.Index("k", 1...3, last: "n") : .init("k", 1...3)
        return try ComputationalGraph(
            Model(
                indices: [index],
                layers: [Layer("layer", inputs: ["x_k"], equations: equations, outputs: ["L"])])
        ).lines
    }

    @Test func `the others`() throws {
        #expect(
            try lines("L = prod_k x_k") == [
                "x_1 → product: x_1, x_2*x_3", "x_2 → product: x_2, x_1*x_3", "x_3 → product: x_3, x_1*x_2",
                "product → L: L, 1",
            ])
        #expect(
            try lines("L = prod_k x_k", isAny: true) == [
                "x_1 → product: x_1, prod_{k≠1} x_k", "x_2 → product: x_2, prod_{k≠2} x_k",
                "x_n → product: x_n, prod_{k≠n} x_k", "product → L: L, 1",
            ])
    }

    /// It is divided by a factor only where that is known not to be 0.
    @Test func `the product by the factor`() throws {
        #expect(
            try lines("P = prod_k x_k\nL = log(P)", isAny: true).prefix(3) == [
                "x_1 → product: x_1, 1/x_1", "x_2 → product: x_2, 1/x_2", "x_n → product: x_n, 1/x_n",
            ])
    }

    @Test func `a factor and the others are the product`() throws {
        let lines = try lines("z_k = tanh(x_k)\nL = prod_k z_k", isAny: true)
        #expect(lines[2] == "x_n → tanh_n: x_n, prod_{k≠n} z_k-z_n*L")
    }

    /// Each lane in the same form.
    @Test func `of many values`() throws {
        let graph = try ComputationalGraph(
            Model(
                indices: [.init("k", 1...200)],
                layers: [Layer("layer", inputs: ["x_k"], equations: "L = prod_k (1 + x_k)", outputs: ["L"])]))
        let lengths = Set(
            graph.edges.filter { $0.forward.plain.hasPrefix("x_") }.map { $0.backward!.symbols.count })
        #expect(lengths == [199])
    }
}
