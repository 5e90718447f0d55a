import Diagnostics
import Symbolic
import TestSupport
import Testing

@testable import ComputationalGraph

/// Gradients in index notation, derived once for all lanes.
struct NetworkTests {
    /// The gradients of the values that have names, in index notation.
    private func gradients(_ model: Model, sizes: [String: Rational] = [:]) throws -> [String: String] {
        let scope = try Scope(model)
        let builder = try GraphBuilder(scope)
        let network = builder.network
        let gradients = try NetworkGradients(network, scope, try GradientNames(builder), sizes: sizes)
        var forms: [String: String] = [:]
        for (symbol, value) in network.values {
            forms[symbol.plain] = gradients.totals[value.node].map { gradients.algebra.expression($0).plain }
        }
        return forms
    }

    @Test func `softmax with loss, for any number of classes`() throws {
        let forms = try gradients(softmaxWithLoss(classes: 3))
        #expect(forms["a_k"] == "y_k-t_k")
        #expect(forms["S"] == "1/S")
        #expect(forms["y_k"] == "-t_k/y_k")
    }

    @Test func `softmax alone`() throws {
        var model = layer(inputs: ["a_k"], "S = sum_k exp(a_k)\ny_k = exp(a_k) * (1 / S)", outputs: ["y_k"])
        model.layers[0].upstream = [Layer.NamedGradient("y_k", name: "g_k")]
        #expect(try gradients(model)["a_k"] == "y_k*(g_k-sum_k′1 (g_k′1*y_k′1))")
    }

    // MARK: The scalar derivation as oracle

    /// What is derived for all lanes, written out for each, is what is derived for each; and not longer, but for a few.
    @Test func `what holds for all lanes holds for each`() throws {
        var graphs = 0
        var longer: [UInt64] = []
        for seed: UInt64 in 5000..<5240 {
            var model = RandomModel(seed: seed).model
            for index in model.indices.indices { model.indices[index].range = 1...Int(2 + seed % 4) }
            guard let comparison = try Comparison(model, seed) else { continue }
            // Where all values of an index are one, only their single values are known to be equal.
            let first = model.layers[0].equations.lines[0].text
            guard first.contains("x_k") || first.contains("t_k") else { continue }
            graphs += 1
            if comparison.lengths.rolledUp > comparison.lengths.scalar { longer.append(seed) }
        }
        #expect(graphs > 60)
        #expect(longer.count * 20 <= graphs, "seeds \(longer) of \(graphs)")
    }

    /// The gradients of a model in both ways.
    private struct Comparison {
        private(set) var lengths = (rolledUp: 0, scalar: 0)

        /// - Returns: nil for a model that is refused.
        init?(_ model: Model, _ seed: UInt64) throws {
            guard let scope = try? Scope(model) else { return nil }
            let builder = try GraphBuilder(scope)
            let scalarBuilder = try GraphBuilder(scope, rollsUp: false)
            #expect(builder.drafts.map(\.id) == scalarBuilder.drafts.map(\.id), "seed \(seed)")
            #expect(builder.drafts.map(\.operands) == scalarBuilder.drafts.map(\.operands), "seed \(seed)")
            guard let assumptions = try? scope.instantiatedAssumptions(),
                var derivation = try? Derivation(builder, assumptions)
            else { return nil }
            guard let rolledUp = try? derivation.backward() else { return nil }
            var other = try Derivation(scalarBuilder, assumptions)
            let scalar = try other.backward()
            var generator = SplitMix64(seed: seed)
            var point: [Symbol: Double] = [:]
            for symbol in scope.inputs { point[symbol] = Double.random(in: 0.4...0.9, using: &generator) }
            let truth = TangentGradient(builder.drafts, at: point)
            let first = Evaluation(derivation, rolledUp.nodes, truth)
            let second = Evaluation(other, scalar.nodes, truth)
            // A gradient that has a name is written out once.
            lengths.rolledUp += derivation.namedGradients.reduce(0) { $0 + rolledUp.nodes[$1.node]!.length }
            lengths.scalar += other.namedGradients.reduce(0) { $0 + scalar.nodes[$1.node]!.length }
            for (target, row) in scalar.edges.enumerated() {
                for (position, expected) in row.enumerated() {
                    let gradient = rolledUp.edges[target][position]
                    #expect((gradient == nil) == (expected == nil), "seed \(seed)")
                    guard let gradient, let expected else { continue }
                    lengths.rolledUp += gradient.length
                    lengths.scalar += expected.length
                    // The point does not keep to assumptions.
                    guard model.layers[0].assumptions.isEmpty else { continue }
                    let values = (first.value(gradient), second.value(expected))
                    guard values.1.isFinite, abs(values.1) < 1e6 else { continue }
                    let isEqual = abs(values.0 - values.1) <= 1e-6 * max(1, abs(values.1))
                    #expect(isEqual, "seed \(seed), to \(builder.drafts[target].id)")
                }
            }
        }
    }

    /// The numbers of gradients.
    private struct Evaluation {
        let derivation: Derivation
        let named: [Symbol: Derivation.Derivative]
        let truth: TangentGradient

        init(_ derivation: Derivation, _ totals: [Derivation.Derivative?], _ truth: TangentGradient) {
            self.derivation = derivation
            self.truth = truth
            named = Dictionary(
                uniqueKeysWithValues: derivation.namedGradients.map { ($0.symbol, totals[$0.node]!) })
        }

        func value(_ gradient: Derivation.Derivative) -> Double {
            let names = IndexNames(derivation.builder.scope, derivation.builder.network.axes)
            let expression = derivation.algebra.expression(gradient.polynomial).writingOut(names.values)
            return expression.evaluate { symbol in
                named[symbol].map(value) ?? truth.numbers[derivation.builder.nodeOfSymbol[symbol]!]
            }
        }
    }
}
