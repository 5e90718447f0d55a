import Diagnostics
import Symbolic
import Testing

@testable import ComputationalGraph

/// What is alike in several lanes looks alike.
struct LaneTests {
    @Test func `the lanes of a product have one form`() throws {
        let model = Model(
            indices: [.init("k", 1...5)],
            layers: [
                Layer(
                    "layer", inputs: ["a_k"],
                    equations: "z_k = tanh(a_k)\nS = sum_k z_k\nP = prod_k (z_k + S)\nL = P^2 / S",
                    outputs: ["L"])
            ])
        try expectCorrespondence(in: model, lanes: 5)
    }

    @Test func `two indices at one place of a symbol are exchanged together`() throws {
        let model = Model(
            indices: [.init("i", 1...3), .init("j", 1...3)],
            layers: [
                Layer(
                    "layer", inputs: ["x_i"],
                    equations: "s_{i,j} = x_i * (x_j + 1)\nw_i = sum_j (exp(s_{i,j}) * x_j)\nL = prod_i w_i",
                    outputs: ["L"])
            ])
        try expectCorrespondence(in: model, lanes: 3)
    }

    /// x_1 is another than x_2 and x_3, which can be exchanged.
    @Test func `a lane that is written out stands alone`() throws {
        let model = layer(
            inputs: ["x_k"], "S = sum_k x_k\nL = x_1 * S^2 + prod_k (x_k + S)")
        let scope = try Scope(model)
        let builder = try GraphBuilder(scope)
        let symmetry = try LaneSymmetry(builder, try GradientNames(builder)) { _ in true }
        #expect(
            symmetry.automorphisms.map { automorphism in
                (1...3).map { automorphism.image(Symbol("x", $0)).plain }
            } == [["x_1", "x_3", "x_2"]])
    }

    @Test func `an assumption on one lane tells it from the others`() throws {
        let equations: SourceSlice = "L = sum_k (x_k^2)"
        let count = { (assumptions: [SourceSlice]) in
            let graph = try ComputationalGraph(layer(inputs: ["x_k"], equations, assuming: assumptions))
            return graph.edges.indices.compactMap { graph.edges[$0].backward?.plain }
        }
        #expect(try count([]).prefix(3) == ["2*x_1", "2*x_2", "2*x_3"])
        #expect(try count(["x_1 = 2"]).prefix(3) == ["4", "2*x_2", "2*x_3"])
    }

    @Test(arguments: 1...10)
    func `lanes that can be exchanged have the same forms`(seed: UInt64) throws {
        for seed in seed * 1000..<seed * 1000 + 20 {
            guard (try? Scope(RandomModel(seed: seed).model)) != nil else { continue }
            try expectCorrespondence(in: RandomModel(seed: seed).model, lanes: 3, seed)
        }
    }

    // MARK: Correspondence

    /// Finds corresponding edges by numbers: what has the same value once the inputs of two lanes are exchanged.
    private func expectCorrespondence(
        in model: Model, lanes: Int, _ seed: UInt64 = 0, at location: SourceLocation = #_sourceLocation
    ) throws {
        let builder = try GraphBuilder(Scope(model))
        guard var derivation = try? Derivation(builder, try builder.scope.instantiatedAssumptions()) else {
            return
        }
        let gradients = try derivation.backward().edges
        var generator = SplitMix64(seed: seed)
        var point: [Symbol: Double] = [:]
        for symbol in builder.scope.inputs { point[symbol] = Double.random(in: 0.4...0.9, using: &generator) }
        let numbers = TangentGradient(builder.drafts, at: point).numbers
        guard numbers.allSatisfy(\.isFinite) else { return }

        let names = IndexNames(builder.scope, builder.network.axes)
        struct Edge { let source: Int, target: Int, position: Int?, form: Expression }
        var edges: [Edge] = []
        for (target, draft) in builder.drafts.enumerated() {
            let isCommutative = [.operation(.sum), .operation(.product)].contains(draft.kind)
            for (position, source) in draft.operands.enumerated() {
                guard let gradient = gradients[target][position]?.polynomial else { continue }
                let form = derivation.algebra.expression(gradient).writingOut(names.values)
                edges.append(
                    Edge(source: source, target: target, position: isCommutative ? nil : position, form: form))
            }
        }
        let places = builder.drafts.map { $0.id.prefix { $0 != "_" } }
        var candidates: [Int: Set<Int>] = [:]
        var corresponding: [Int: Set<Int>] = [:]
        for exchange in permutations(of: Array(1...lanes)).prefix(24) {
            let image = { (symbol: Symbol) in
                Symbol(symbol.name, indices: symbol.indices.map { .value(exchange[$0.value! - 1]) })
            }
            // A value that is the same in all lanes has the name of the first.
            let name = { (symbol: Symbol) in
                derivation.names.image(of: symbol, by: image) {
                    builder.drafts[builder.nodeOfSymbol[image($0)]!].definition ?? image($0)
                }
            }
            let moved = Dictionary(uniqueKeysWithValues: point.map { (image($0.key), $0.value) })
            let others = TangentGradient(builder.drafts, at: moved).numbers
            func isImage(_ node: Int, _ other: Int) -> Bool {
                places[node] == places[other] && abs(numbers[node] - others[other]) < 1e-9 * abs(numbers[node])
            }
            for (index, edge) in edges.enumerated() {
                let form = edge.form.sorted(naming: name)
                for (other, candidate) in edges.enumerated()
                where isImage(edge.source, candidate.source) && isImage(edge.target, candidate.target)
                    && edge.position == candidate.position
                {
                    candidates[index, default: []].insert(other)
                    if form == candidate.form.sorted() { corresponding[index, default: []].insert(other) }
                }
            }
        }
        for (index, others) in candidates {
            for other in others.subtracting(corresponding[index] ?? []) {
                Issue.record(
                    "seed \(seed): \(edges[index].form) and \(edges[other].form) in \(model.layers[0].equations.text)",
                    sourceLocation: location)
                return
            }
        }
    }

    private func permutations(of values: [Int]) -> [[Int]] {
        if values.isEmpty { return [[]] }
        return values.flatMap { first in permutations(of: values.filter { $0 != first }).map { [first] + $0 } }
    }
}

extension Expression {
    /// Printed, with terms and factors in the order of the alphabet.
    fileprivate func sorted(naming name: (Symbol) -> Symbol = { $0 }) -> String {
        func list(_ parts: [Expression]) -> [String] { parts.map { $0.sorted(naming: name) } }
        return switch self {
        case .number(let number): "\(number.doubleValue)"
        case .symbol(let symbol): name(symbol).plain
        case .operation(.sum, let parts): "(\(list(parts).sorted().joined(separator: "+")))"
        case .operation(.product, let parts): "(\(list(parts).sorted().joined(separator: "*")))"
        case .operation(let operation, let parts):
            "\(operation.name)(\(list(parts).joined(separator: ",")))"
        case .arrays(let operation, let parts): "\(operation)\(list(parts))"
        case .series(let series, let index, let except, let part):
            "\(series)\(index.text)\(except?.text ?? "")\(part.sorted(naming: name))"
        }
    }
}
