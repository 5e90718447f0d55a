import Symbolic

/// A form of a gradient on the way from what it comes about as to what is printed.
public struct Rewriting: Sendable {
    /// The facts by which it equals the form before.
    public let facts: [ComputationalGraph.Fact]
    public let form: Expression
}

extension ComputationalGraph {
    /// The forms that lead a gradient to what is printed, which is the last: one for each equation that is used, as far as such
    /// forms are found and proven.
    ///
    /// - Parameters:
    ///   - edges: edges with one source.
    ///   - rule: what the gradient comes about by; nil where it is what comes back along each edge, added up.
    ///   - facts: all that is used.
    public func rewritings(
        along edges: [Int], from rule: GradientRule?, to gradient: Expression, by facts: [Fact]
    ) -> [Rewriting] {
        let edges = edges.filter { gradients[$0] != nil }
        let parts = edges.map { gradientAlgebra.expression(gradients[$0]!) }
        if let start = rule.map(\.unnamedProduct) ?? .sum(parts), !facts.isEmpty,
            let end = try? unnamedGradient(along: edges)
        {
            var search = RewritingSearch(self, along: edges, from: start, to: end, by: facts)
            if let rewritings = search.rewritings(to: gradient) { return rewritings }
        }
        return [Rewriting(facts: facts, form: gradient)]
    }
}
