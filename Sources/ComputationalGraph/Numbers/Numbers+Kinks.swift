import Diagnostics
import Symbolic

extension Numbers {
    /// A warning for each operation at whose kink the numbers are, as relu at 0, where a gradient comes back through it: there
    /// is no derivative, and what is shown is what the gradient's formula says, which takes one of the sides.
    public func warningsOfKinks() -> [Diagnostic] {
        var operands: [Int: [(source: Int, hasGradient: Bool)]] = [:]
        for (index, edge) in graph.edges.enumerated() {
            operands[edge.target, default: []].append((edge.source, edges[index] != nil))
        }
        return graph.nodes.indices.compactMap { node in
            guard case .operation(let operation) = graph.nodes[node].kind, operation.hasKinks,
                !operation.isComparison,
                let taken = operands[node], taken.contains(where: \.hasGradient), let place = graph.places[node]
            else { return nil }
            let numbers = taken.compactMap { number(.node($0.source))?.doubleValue }
            guard numbers.count == taken.count, Self.isKink(of: operation, numbers) else { return nil }
            let formula = graph.formula(of: node) ?? graph.nodes[node].value
            let values = taken.map { (graph.nodes[$0.source].value.plain, number(.node($0.source))) }
            return Diagnostic(
                "\(formula.plain) has no derivative\(described(values)); the gradients shown are what their formulas give there",
                at: place, severity: .warning)
        }
    }

    private static func isKink(of operation: Operation, _ numbers: [Double]) -> Bool {
        guard operation.arity == nil else { return operation.isKink(numbers[0], numbers.last!) }
        // Of several values two that are the largest.
        return numbers.count > 1 && numbers.count { $0 == operation.value(numbers) } > 1
    }
}
