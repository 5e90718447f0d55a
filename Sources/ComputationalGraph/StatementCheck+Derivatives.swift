import Diagnostics
import Symbolic

/// Derivatives as difference quotients.
extension StatementCheck {
    mutating func derivative(of top: Syntax, by bottom: Syntax, _ bindings: [String: Int]) throws
        -> Double
    {
        guard case .symbol(let value) = top.kind, case .symbol(let variable) = bottom.kind else { return .nan }
        let valueNode = try node(of: value, bindings, at: top.place)
        if let moved = try node(of: variable, bindings, at: bottom.place) {
            guard let valueNode else { throw top.place.error("‘\(value.text)’ is no value of the model") }
            return valueNode == moved ? 1 : difference(of: valueNode, by: moved)
        }
        guard valueNode == nil, variables[variable.name] != nil else {
            throw bottom.place.error("‘\(value.text)’ is no function of ‘\(variable.text)’")
        }
        let size = variables[variable.name]!
        func moved(_ steps: Double) throws -> Double {
            var other = self
            other.variables[variable.name] = size * (1 + 1e-3 * steps)
            return try other.value(of: top, bindings)
        }
        return (8 * (try moved(1) - moved(-1)) - (try moved(2) - moved(-2))) / (12e-3 * size)
    }

    /// The derivative of a node's value by another's, by central differences of fourth order.
    private func difference(of value: Int, by moved: Int) -> Double {
        let size = max(abs(point.numbers[moved]), 1e-3)
        func evaluated(_ steps: Double) -> Double {
            var offsets = [Double](repeating: 0, count: graph.edges.count)
            for edge in graph.edgesOfSource[moved] { offsets[edge] = size * 1e-3 * steps }
            return graph.evaluate(offsets: offsets) { point[$0] }[value]
        }
        return (8 * (evaluated(1) - evaluated(-1)) - (evaluated(2) - evaluated(-2))) / (12e-3 * size)
    }
}
