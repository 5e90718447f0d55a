import Symbolic

extension ComputationalGraph {
    /// How a gradient comes about: the chain rule at the node which it comes back from.
    public struct GradientRule: Sendable {
        /// The gradients that arrive at the node, one along each branch that its value goes; they add up. None where
        /// the value is the loss itself.
        public let upstream: [Expression]
        /// The derivative of the node's value by that on the edge.
        public let local: Expression
        /// The indices over whose values the product of both is added up: those of the node's value that the one on the
        /// edge lacks, where they are drawn as one.
        public let summed: [String]
    }

    /// The rule behind the backward value of an edge; nil if it has none.
    public func gradientRule(of edge: Int) -> GradientRule? {
        guard edges[edge].backward != nil else { return nil }
        let target = edges[edge].target
        let position = edges[..<edge].reversed().prefix { $0.target == target }.count
        var (unrolling, algebra) = (unrolling, gradientAlgebra)
        if !scope.rolledUp.isEmpty {
            return try? unrolling.rule(of: target, at: position, indexNames, in: &algebra).map {
                upstream, local, summed in
                let form = { (polynomial: Polynomial) in indexNames.named(algebra.expression(polynomial)) }
                return GradientRule(upstream: [form(upstream)], local: form(local), summed: summed)
            }
        }
        guard let local = try? unrolling.local(of: target, at: position, in: &algebra) else { return nil }
        return GradientRule(
            upstream: upstream(of: target), local: indexNames.named(algebra.expression(local)), summed: [])
    }

    /// The rule behind the gradient that comes back from a call to what it takes: the call is one node. Nil where there is none,
    /// or where it takes more than a product.
    public func gradientRule(of call: FunctionCall, by source: Int) -> GradientRule? {
        guard let local = localDerivative(of: call, by: source) else { return nil }
        let upstream = upstream(of: call.values[0])
        return upstream.isEmpty ? nil : GradientRule(upstream: upstream, local: local, summed: [])
    }

    /// The gradients that arrive at a node: one where they have a name together, or come from more than is drawn.
    private func upstream(of node: Int) -> [Expression] {
        if let named = nodesOfNamedGradients.indices.first(where: {
            nodesOfNamedGradients[$0] == node && edgesOfNamedGradients[$0] == nil
        }) {
            return [.symbol(gradientDefinitions[named].symbol)]
        }
        let branches = edgesOfSource[node].filter { edges[$0].backward != nil }
        let isOfMore = omissions.contains { before, _ in branches.contains { edges[$0].target == before } }
        guard isOfMore, nodes[node].lane.isEmpty, let total = totals[node] else {
            return branches.map { edges[$0].backward! }
        }
        return [indexNames.named(gradientAlgebra.expression(total), over: axes[node])]
    }

    /// What an operation computes, written with the values that come in; nil for a node that is none.
    public func formula(of node: Int) -> Expression? { formulas[node] }
}
