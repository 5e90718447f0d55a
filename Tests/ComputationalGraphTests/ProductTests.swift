import Diagnostics
import Symbolic
import Testing

@testable import ComputationalGraph

/// Products over an index, of three values and of any number.
struct ProductTests {
    private func lines(_ equations: SourceSlice, isAny: Bool = false) throws -> [String] {
        let index = isAny ? Model.Index("k", 1...3, last: "n") : .init("k", 1...3)
        return try graph(equations, index).lines
    }

    private func graph(_ equations: SourceSlice, _ indices: Model.Index..., output: SourceSlice = "L") throws
        -> ComputationalGraph
    {
        try ComputationalGraph(
            Model(
                indices: indices,
                layers: [Layer("layer", inputs: ["x_k"], equations: equations, outputs: [output])]))
    }

    @Test func `the others`() throws {
        #expect(
            try lines("L = prod_k x_k") == [
                "x_1 → product: x_1, x_2*x_3", "x_2 → product: x_2, x_1*x_3", "x_3 → product: x_3, x_1*x_2",
                "product → L: L, 1",
            ])
        #expect(
            try lines("L = prod_k x_k", isAny: true) == [
                "x_1 → product: x_1, prod_{k!=1} x_k", "x_2 → product: x_2, prod_{k!=2} x_k",
                "x_n → product: x_n, prod_{k!=n} x_k", "product → L: L, 1",
            ])
    }

    /// It is divided by a factor only where that is known not to be 0.
    @Test func `the product by the factor`() throws {
        #expect(
            try lines("P = prod_k x_k\nL = log(P)", isAny: true).prefix(3) == [
                "x_1 → product: x_1, 1/x_1", "x_2 → product: x_2, 1/x_2", "x_n → product: x_n, 1/x_n",
            ])
    }

    @Test func `the same where the product has no name`() throws {
        let lines = try lines("L = log(prod_k x_k)", isAny: true)
        #expect(lines[2] == "x_n → product: x_n, 1/x_n")
        // Here it may be 0.
        #expect(
            try self.lines("L = sin(prod_k x_k)", isAny: true)[0].hasSuffix(", cos(prod_k x_k)*prod_{k!=1} x_k")
        )
    }

    /// Whatever numbers the factors have: a series stands last.
    @Test func `all lanes have their factors in one order`() throws {
        let lines = try lines("P = prod_k x_k\nL = max(P, 3)", isAny: true)
        #expect(
            lines.prefix(3) == [
                "x_1 → product: x_1, [P>3]*prod_{k!=1} x_k", "x_2 → product: x_2, [P>3]*prod_{k!=2} x_k",
                "x_n → product: x_n, [P>3]*prod_{k!=n} x_k",
            ])
    }

    @Test func `a factor and the others are the product`() throws {
        let lines = try lines("z_k = tanh(x_k)\nL = prod_k z_k", isAny: true)
        #expect(lines[2] == "x_n → tanh_n: x_n, (1-z_n^2)*prod_{k!=n} z_k")
    }

    /// Each lane in the same form, the shorter one.
    @Test func `the others written out, or as one product`() throws {
        #expect(
            try graph("L = prod_k x_k", .init("k", 1...4)).gradient("x_2") == ["x_1*x_3*x_4"])
        #expect(
            try graph("L = prod_k x_k", .init("k", 0...4)).lines == [
                "x_0 → product: x_0, prod_{k!=0} x_k", "x_1 → product: x_1, prod_{k!=1} x_k",
                "x_2 → product: x_2, prod_{k!=2} x_k", "x_3 → product: x_3, prod_{k!=3} x_k",
                "x_4 → product: x_4, prod_{k!=4} x_k", "product → L: L, 1",
            ])
        #expect(
            try graph("L = prod_k (1 + x_k)", .init("k", 1...200)).gradient("x_7") == ["prod_{k!=7} (x_k+1)"])
    }

    /// What depends on no index, even if it seems to.
    @Test(arguments: [
        "prod_k (x_k - x_k)", "prod_k (0 * x_k)", "prod_k ([x_k < x_k] * 0.5)", "sum_k prod_j (x_j - x_j)",
    ])
    func `a product of zeros has no gradient`(equation: String) throws {
        for count in 2...7 {
            let graph = try graph(
                SourceSlice("L = \(equation)"), .init("k", 1...count), .init("j", 1...count))
            #expect(graph.gradient("x_1").allSatisfy { $0 == "0" })
        }
    }

    @Test func `a product of equal factors is a power`() throws {
        let lines = try lines("L = x_1 * x_2 * x_3 * prod_k (x_k - x_k + 2)")
        #expect(lines.contains { $0.hasPrefix("x_1 ") && $0.hasSuffix(", 8*x_2*x_3") }, "\(lines)")
    }

    @Test func `the others in numbers`() throws {
        let graph = try graph("L = prod_k (x_k - 2)", .init("k", 1...6))
        let inputs = [3.0, 5, 0.5, -1, 2, 7]
        let point = Dictionary(
            uniqueKeysWithValues: inputs.enumerated().map { (Symbol("x", $0 + 1), $1) })
        let numbers = try graph.values(at: point).backward
        for (place, edge) in graph.edges.enumerated() {
            guard case .input(let symbol) = graph.nodes[edge.source].kind else { continue }
            let others = point.filter { $0.key != symbol }.values.reduce(1) { $0 * ($1 - 2) }
            #expect(abs(numbers[place]! - others) < 1e-9)
        }
    }

    /// A sum over what another leaves out.
    @Test func `sums of products of the others`() throws {
        for count in [4, 6] {
            let graph = try graph(
                "L = sum_k (prod_j (x_j + x_k) * prod_j x_j)", .init("k", 1...count), .init("j", 1...count))
            let point = Dictionary(
                uniqueKeysWithValues: (1...count).map { (Symbol("x", $0), 1 + Double($0) / 8) })
            let numbers = try graph.values(at: point)
            #expect(numbers.backward.allSatisfy { $0 != nil })
        }
    }

    @Test func `another is left out, and it is false`() throws {
        let graph = try graph("L = prod_k x_k", .init("k", 1...6))
        var backward = graph.edges.map(\.backward)
        backward.swapAt(0, 1)
        #expect(throws: CheckFailure.self) {
            try ValueProof(graph, graph.conditions, backward: backward).run()
        }
    }

    /// Whatever all lanes have in common, twice as many have values of twice the length in all.
    @Test(arguments: [
        "y_k = x_k * prod_j x_j", "y_k = x_k * prod_j (1 + x_j^2)", "y_k = exp(x_k) / sum_j exp(x_j)",
        "y_k = x_k - mean_j x_j", "y_k = exp(x_k - max_j x_j)", "y_k = x_k / sqrt(sum_j x_j^2)",
        "y_k = x_k * (sum_j x_j - x_k)", "P = prod_k x_k\ny_k = P + x_k",
    ])
    func `values grow as the number of lanes`(equations: String) throws {
        func length(_ count: Int) throws -> Int {
            let graph = try graph(
                SourceSlice(equations), .init("k", 1...count), .init("j", 1...count), output: "y_k")
            let values = graph.edges.flatMap { [$0.forward, $0.backward].compactMap(\.self) }
            return (values + graph.definitions.map(\.value)).reduce(0) { $0 + $1.symbols.count }
        }
        let lengths = try [24, 48, 96].map(length)
        #expect(lengths[2] - lengths[1] == 2 * (lengths[1] - lengths[0]), "\(lengths)")
    }
}
