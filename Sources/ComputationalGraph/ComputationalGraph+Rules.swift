import Symbolic

extension ComputationalGraph {
    /// How a gradient comes about: the chain rule at the node which it comes back from.
    public struct GradientRule: Sendable {
        /// The gradients that arrive at the node, one along each branch that its value goes; they add up. None where
        /// the value is the loss itself.
        public let upstream: [Expression]
        /// Whether several gradients arrive and add up, be they told apart in `upstream` or not.
        public let isOfBranches: Bool
        /// The derivative of the node's value by that on the edge.
        public let local: Expression
        /// The indices over whose values the product of both is added up: those of the node's value that the one on the
        /// edge lacks, where they are drawn as one.
        public let summed: [String]
        /// The product, or the sum of products, multiplied out; equal to them whatever the names in it stand for. Nil where that
        /// is not found out.
        public let product: Expression?
        /// The same before what it runs over has names.
        let unnamedProduct: Expression?

        /// What arrives, added up.
        public var arriving: Expression { upstream.count == 1 ? upstream[0] : .sum(upstream) }

        /// The product as it comes about.
        public var summedProduct: Expression {
            summed.reduce(arriving * local) { .series(.sum, index: .name($1), $0) }
        }
    }

    /// The rule behind the backward value of an edge; nil if it has none.
    public func gradientRule(of edge: Int) -> GradientRule? {
        guard edges[edge].backward != nil else { return nil }
        let target = edges[edge].target
        let position = edges[..<edge].reversed().prefix { $0.target == target }.count
        var (unrolling, algebra) = (unrolling, gradientAlgebra)
        if !scope.rolledUp.isEmpty {
            guard let rule = try? unrolling.rule(of: target, at: position, indexNames, in: &algebra) else {
                return nil
            }
            func form(_ polynomial: Polynomial) -> Expression {
                indexNames.named(algebra.expression(polynomial))
            }
            let unnamed = algebra.expression(rule.product)
            let product = indexNames.named(unnamed, over: axes[edges[edge].source])
            return GradientRule(
                upstream: [form(rule.upstream)], isOfBranches: isOfBranches(target), local: form(rule.local),
                summed: rule.summed, product: product,
                unnamedProduct: unnamed)
        }
        guard let local = try? unrolling.local(of: target, at: position, in: &algebra) else { return nil }
        let product = (try? algebra.product(upstreamSum(of: target, in: &algebra), local)).map {
            algebra.expression($0)
        }
        return GradientRule(
            upstream: upstream(of: target), isOfBranches: isOfBranches(target),
            local: indexNames.named(algebra.expression(local)), summed: [],
            product: product.map { indexNames.named($0) }, unnamedProduct: product)
    }

    /// The rule behind the gradient that comes back from a call to what it takes: the call is one node. Nil where there is none,
    /// or where it takes more than a product.
    public func gradientRule(of call: FunctionCall, by source: Int) -> GradientRule? {
        var algebra = gradientAlgebra
        let upstream = upstream(of: call.values[0])
        guard let local = derivative(of: call, by: source, in: &algebra), !upstream.isEmpty else { return nil }
        func form(_ expression: Expression) -> Expression { indexNames.named(expression, over: axes[source]) }
        let product = (try? algebra.product(upstreamSum(of: call.values[0], in: &algebra), local)).map {
            algebra.expression($0)
        }
        return GradientRule(
            upstream: upstream, isOfBranches: isOfBranches(call.values[0]),
            local: localDerivative(of: call, by: source) ?? form(algebra.expression(local)), summed: [],
            product: product.map(form), unnamedProduct: product)
    }

    /// The name of all that arrives at a node together, if it has one.
    private func nameOfUpstream(of node: Int) -> Symbol? {
        nodesOfNamedGradients.indices.first {
            nodesOfNamedGradients[$0] == node && edgesOfNamedGradients[$0] == nil
        }.map { gradientDefinitions[$0].symbol }
    }

    /// Whether what arrives at a node is a sum that has no name.
    private func isOfBranches(_ node: Int) -> Bool {
        nameOfUpstream(of: node) == nil && edgesOfSource[node].count { edges[$0].backward != nil } > 1
    }

    /// What arrives at a node, added up.
    private func upstreamSum(of node: Int, in algebra: inout Algebra) throws -> Polynomial {
        if let name = nameOfUpstream(of: node) { return algebra.symbol(name) }
        guard let branches = drawnBranches(of: node) else { return totals[node]! }
        return try Polynomial.sum(branches.map { gradients[$0]! })
    }

    /// The edges along which gradients arrive at a node; nil where they come from more than is drawn.
    private func drawnBranches(of node: Int) -> [Int]? {
        let branches = edgesOfSource[node].filter { edges[$0].backward != nil }
        let targets = Set(branches.map { edges[$0].target })
        let isOfMore = omissions.contains { targets.contains($0.before) && targets.contains($0.after) }
        return isOfMore && totals[node] != nil ? nil : branches
    }

    /// Before which of some edges others are left out, that end at what lies between two nodes.
    public func omitted(among edges: [Int]) -> Set<Int> {
        var seen: [Int: Int] = [:]
        var places: Set<Int> = []
        for (place, target) in edges.map({ self.edges[$0].target }).enumerated() {
            let before = omissions.lazy.filter { $0.after == target }.compactMap { seen[$0.before] }.max()
            // Of several that are left out together ⋯ stands for all.
            if let before, !places.contains(where: { $0 > before }) { places.insert(place) }
            seen[target] = place
        }
        return places
    }

    /// The gradients that arrive at a node: one where they have a name together, or come from more than is drawn.
    private func upstream(of node: Int) -> [Expression] {
        if let name = nameOfUpstream(of: node) { return [.symbol(name)] }
        if let branches = drawnBranches(of: node) { return branches.map { edges[$0].backward! } }
        return [indexNames.named(gradientAlgebra.expression(totals[node]!), over: axes[node])]
    }

    /// What an operation computes, written with the values that come in; nil for a node that is none.
    public func formula(of node: Int) -> Expression? { formulas[node] }

    /// The operation in the equations that a node is of: the same one in all its lanes.
    package func operation(of node: Int) -> Int { unrolling.origin(of: node).node }
}
