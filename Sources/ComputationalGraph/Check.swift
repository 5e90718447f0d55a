import Diagnostics
import Symbolic

/// Holds every derived value against numbers, at random points where the assumptions hold.
///
/// The backward values are compared with difference quotients: a small amount is added to the value on each edge,
/// and the loss is evaluated anew. All edges are moved at once, each by a random amount v_e, since
/// dL = Σ v_e ∂L/∂e; only when that is wrong are the edges halved until the wrong one is found. So the work is
/// linear in the size of the graph.
struct Check {
    private let graph: ComputationalGraph
    private let assumptions: [Scope.Assumption]
    private let backward: [Expression?]
    private let checked: [Int]

    private static let pointCount = 3

    /// - Parameter backward: the values to check, one for each edge; the graph's own if nil.
    init(
        _ graph: ComputationalGraph, _ assumptions: [Scope.Assumption], backward: [Expression?]? = nil
    ) {
        self.graph = graph
        self.assumptions = assumptions
        self.backward = backward ?? graph.edges.map(\.backward)
        checked = self.backward.indices.filter { [backward = self.backward] in backward[$0] != nil }
    }

    /// - Throws: `CheckFailure` for a wrong value; `Diagnostic` for an assumption that is false, and if the model has
    ///   no finite value anywhere.
    func run() throws {
        var generator = SplitMix64(seed: 0x6772_6164)
        let assumptions = Assumptions(self.assumptions, of: graph)
        for _ in 0..<Check.pointCount { try checkOnce(assumptions, &generator) }
    }

    /// Checks at one point, or at another if differences say nothing there.
    private func checkOnce(_ assumptions: Assumptions, _ generator: inout SplitMix64) throws {
        var unclear: Unclear?
        for _ in 0..<Check.mostTries {
            let point = try Point(in: graph, assumptions, &generator)
            try checkForward(at: point)
            if checked.isEmpty { return }
            do {
                return try checkBackward(at: point, &generator)
            } catch let error as Unclear {
                unclear = error
            }
        }
        guard let edge = unclear?.edge, let place = graph.places[graph.edges[edge].target] else { return }
        throw place.error("the gradient here is too steep to be checked numerically")
    }

    private static let mostTries = 8

    /// Difference quotients that do not settle: on the edge the loss is too steep, or not differentiable.
    private struct Unclear: Error {
        let edge: Int
    }

    // MARK: Forward

    private func checkForward(at point: Point) throws {
        for (index, node) in graph.nodes.enumerated() {
            try compare(node.value, with: point.numbers[index], on: node.id, at: point)
        }
        for (symbol, formula) in graph.definitions {
            try compare(formula, with: point[symbol], on: symbol.plain, at: point)
        }
    }

    private func compare(_ formula: Expression, with expected: Double, on place: String, at point: Point) throws
    {
        let value = formula.evaluate { point[$0] }
        // A sum can cancel to less than its terms; the largest number around bounds its rounding error.
        guard areEqual(value, expected, scale: point.largest) else {
            throw CheckFailure(
                place: place, formula: formula, value: value, expected: expected, point: point.inputs)
        }
    }

    // MARK: Backward

    private func checkBackward(at point: Point, _ generator: inout SplitMix64) throws {
        var direction = [Double](repeating: 0, count: graph.edges.count)
        var gradient = direction
        for edge in checked {
            let number = abs(point.numbers[graph.edges[edge].source])
            let size = number == 0 ? 1e-3 : number
            direction[edge] =
                size * Double.random(in: 0.5...1, using: &generator) * (Bool.random(using: &generator) ? 1 : -1)
            gradient[edge] = backward[edge]!.evaluate { point[$0] }
        }
        try compare(checked[...], direction, gradient, at: point)
    }

    private func compare(
        _ edges: ArraySlice<Int>, _ direction: [Double], _ gradient: [Double], at point: Point
    ) throws {
        var expected = 0.0
        var size = abs(point.numbers.last!)
        for edge in edges {
            expected += direction[edge] * gradient[edge]
            size += abs(direction[edge] * gradient[edge])
        }
        // The difference quotient of fourth order with relative steps of 1e-3 is good to about 1e-11 of the loss and of
        // the single contributions; where the loss is steep, smaller steps are. A wrong formula is wrong by far more
        // than 1e-6, at any step.
        var differences: [Double] = []
        for step in [1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8] {
            let difference = self.difference(along: direction, of: edges, step: step, at: point)
            if expected.isFinite, abs(difference - expected) <= 1e-6 * size { return }
            differences.append(difference)
        }
        if edges.count == 1 {
            let edge = edges.first!
            guard point.isTame, gradient[edge].isFinite, let settled = settled(differences) else {
                throw Unclear(edge: edge)
            }
            let ends = [graph.edges[edge].source, graph.edges[edge].target]
            throw CheckFailure(
                place: ends.map { graph.nodes[$0].id }.joined(separator: " → "), formula: backward[edge]!,
                value: gradient[edge], expected: settled / direction[edge], point: point.inputs)
        }
        let middle = edges.startIndex + edges.count / 2
        try compare(edges[..<middle], direction, gradient, at: point)
        try compare(edges[middle...], direction, gradient, at: point)
    }

    /// The limit of difference quotients, if two in a row agree.
    private func settled(_ differences: [Double]) -> Double? {
        zip(differences, differences.dropFirst())
            .first { abs($0 - $1) <= 1e-4 * abs($1) }?.1
    }

    /// The derivative of the loss when edges move in a direction, by central differences of fourth order.
    private func difference(along direction: [Double], of edges: ArraySlice<Int>, step: Double, at point: Point)
        -> Double
    {
        func loss(_ steps: Double) -> Double {
            var offsets = [Double](repeating: 0, count: direction.count)
            for edge in edges { offsets[edge] = direction[edge] * step * steps }
            return graph.evaluate(offsets: offsets) { point[$0] }.last!
        }
        return (8 * (loss(1) - loss(-1)) - (loss(2) - loss(-2))) / (12 * step)
    }
}
