import Symbolic

extension ComputationalGraph {
    /// How a gradient comes about: the chain rule at the node which it comes back from.
    public struct GradientRule: Sendable {
        /// The gradients that arrive at the node, one along each branch that its value goes; they add up. None where
        /// the value is the loss itself.
        public let upstream: [Expression]
        /// The derivative of the node's value by that on the edge.
        public let local: Expression
    }

    /// The rule behind the backward value of an edge; nil if it has none.
    public func gradientRule(of edge: Int) -> GradientRule? {
        guard edges[edge].backward != nil else { return nil }
        let target = edges[edge].target
        let name = nodesOfNamedGradients.firstIndex(of: target).map { gradientDefinitions[$0].symbol }
        return GradientRule(
            upstream: name.map { [.symbol($0)] } ?? edgesOfSource[target].compactMap { edges[$0].backward },
            local: indexNames.named(gradientAlgebra.expression(localDerivatives[edge])))
    }

    /// What an operation computes, written with the values that come in; nil for a node that is none.
    public func formula(of node: Int) -> Expression? { formulas[node] }
}
