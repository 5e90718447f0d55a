import Diagnostics
import Symbolic

extension ComputationalGraph {
    /// The edges that a selector names: `1/S`, `y_k`, `exp(a_k) -> S`, `exp(a_1) -> y_1`.
    ///
    /// A formula selects the edges that carry its value, for every value of its open indices; a formula after an
    /// arrow, where the same index has the same value, keeps those that run to the node which computes it.
    ///
    /// - Throws: `Diagnostic` for what cannot be read, and if no edge is selected.
    public func edges(matching selector: SourceSlice) throws -> [Int] {
        let (source, target) = try parts(of: selector)
        let formulas = try [source, target].compactMap {
            try $0.map { try scope.arrays.indexed(scope.reader.selector($0)) }
        }
        var free: [String] = []
        for index in formulas.flatMap(\.freeIndices) where !free.contains(index) { free.append(index) }
        for formula in formulas {
            try scope.check(formula.root, in: nil, bound: Set(free), inLineOf: formula.place)
        }

        var selected: Set<Int> = []
        var leaving: [Int] = []
        let drawn = try scope.bindings(of: free, at: selector).filter {
            $0.allSatisfy { scope.lanes(of: $0).contains($1) }
        }
        for bindings in drawn {
            let sources = try nodes(computing: formulas[0], bindings)
            let targets = try formulas.count == 2 ? nodes(computing: formulas[1], bindings) : nil
            for edge in sources.flatMap({ edgesOfSource[$0] }) {
                leaving.append(edge)
                if targets?.contains(edges[edge].target) ?? true { selected.insert(edge) }
            }
        }
        if !selected.isEmpty { return selected.sorted() }
        guard formulas.count == 2, let edge = leaving.first else {
            let place = source.trimmed
            throw place.error(
                "no edge carries ‘\(place.text)’",
                suggestion: didYouMean(place.text, among: Set(edges.map(\.forward.plain))))
        }
        throw formulas[1].place.error(
            "no edge runs from ‘\(formulas[0].place.text)’ to ‘\(formulas[1].place.text)’",
            suggestion: "one runs from ‘\(edges[edge].forward)’ to ‘\(nodes[edges[edge].target].value)’")
    }

    private func parts(of selector: SourceSlice) throws -> (source: SourceSlice, target: SourceSlice?) {
        let bytes = selector.source.utf8
        let range = selector.range
        let arrows = range.filter {
            $0 + 1 < range.upperBound && bytes[$0] == UInt8(ascii: "-") && bytes[$0 + 1] == UInt8(ascii: ">")
        }
        guard let arrow = arrows.first else { return (selector, nil) }
        if arrows.count > 1 {
            throw SourceSlice(selector.source, arrows[1]..<arrows[1] + 2).error(
                "a second ‘->’: a selector has one at most")
        }
        return (
            SourceSlice(selector.source, range.lowerBound..<arrow),
            SourceSlice(selector.source, arrow + 2..<range.upperBound)
        )
    }

    /// The nodes whose value is equal to a formula, operations before the outputs that repeat them.
    private func nodes(computing formula: Formula, _ bindings: [String: Int]) throws -> [Int] {
        if var general {
            var algebra = gradientAlgebra
            let polynomials = try? general.polynomials(of: formula.root, bindings, in: &algebra)
            return Set((polynomials ?? []).flatMap { nodesOfValue[$0] ?? [] }).sorted()
        }
        let expression = try scope.instantiate(formula, bindings)
        var algebra = self.algebra
        let polynomial = try? algebra.polynomial(expression) { polynomials[nodeOfSymbol[$0]!] }
        return polynomial.flatMap { nodesOfValue[$0] } ?? []
    }
}
