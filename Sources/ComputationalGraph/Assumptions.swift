import Diagnostics
import Symbolic

/// Moves the inputs to where the assumptions of a model hold.
struct Assumptions {
    private struct Condition {
        let assumption: Scope.Assumption
        /// The inputs that it mentions.
        let inputs: [Symbol]
        let mentionsIntermediates: Bool
    }

    private let graph: ComputationalGraph
    private let conditions: [Condition]

    init(_ assumptions: [Scope.Assumption], of graph: ComputationalGraph) {
        self.graph = graph
        conditions = assumptions.map { assumption in
            var seen: Set<Symbol> = []
            let symbols = (assumption.left.symbols + assumption.right.symbols).filter {
                seen.insert($0).inserted
            }
            let inputs = symbols.filter(graph.isInput)
            return Condition(
                assumption: assumption, inputs: inputs, mentionsIntermediates: inputs.count < symbols.count)
        }
    }

    /// A point near `start` where all assumptions hold.
    ///
    /// First each assumption in turn, those with the fewest inputs first, is solved for a common factor of the inputs
    /// that no earlier one has fixed, which keeps their signs. Where that is not enough, the point is projected onto
    /// the assumptions, one after the other, until it stays (the method of Kaczmarz, 1937).
    ///
    /// - Throws: `Diagnostic` for an assumption that cannot be made to hold.
    func point(near start: [Symbol: Double]) throws -> [Symbol: Double] {
        var point = start
        var fixed: Set<Symbol> = []
        let order = conditions.indices.sorted {
            (conditions[$0].inputs.count, $0) < (conditions[$1].inputs.count, $1)
        }
        for condition in order.map({ conditions[$0] }) {
            let free = condition.inputs.filter { !fixed.contains($0) }
            if !holds(condition, at: point) { scale(free, in: &point, for: condition) }
            fixed.formUnion(free)
        }
        let scaled = point
        for _ in 0..<Assumptions.mostProjections {
            let broken = conditions.filter { !holds($0, at: point) }
            if broken.isEmpty { return point }
            for condition in broken { project(&point, onto: condition) }
        }
        // Said of the first point, which is the easier one to follow.
        guard let broken = conditions.first(where: { !holds($0, at: scaled) }) else { return scaled }
        throw failure(of: broken, at: scaled)
    }

    private static let mostProjections = 200

    /// The secant method for a factor of some inputs; exact at once if the assumption is affine in them.
    private func scale(_ symbols: [Symbol], in point: inout [Symbol: Double], for condition: Condition) {
        func scaled(by factor: Double) -> [Symbol: Double] {
            symbols.reduce(into: point) { $0[$1]! *= factor }
        }
        var (last, factor) = (1.0, 1.25)
        var lastResidual = residual(condition, at: scaled(by: last))
        for _ in 0..<60 {
            let current = residual(condition, at: scaled(by: factor))
            guard current.isFinite, current != lastResidual else { return }
            (last, factor, lastResidual) = (
                factor, factor - current * (factor - last) / (current - lastResidual), current
            )
            // Factors near 0 solve every homogeneous assumption, and say nothing.
            if abs(factor) > 1e-6, abs(factor) < 1e6, holds(condition, at: scaled(by: factor)) {
                point = scaled(by: factor)
                return
            }
        }
    }

    /// One Newton step along the gradient of the difference of the two sides.
    private func project(_ point: inout [Symbol: Double], onto condition: Condition) {
        let distance = residual(condition, at: point)
        var gradient: [Double] = []
        for symbol in condition.inputs {
            let value = point[symbol]!
            let step = 1e-6 * max(abs(value), 1)
            point[symbol] = value + step
            let above = residual(condition, at: point)
            point[symbol] = value - step
            gradient.append((above - residual(condition, at: point)) / (2 * step))
            point[symbol] = value
        }
        let square = gradient.reduce(0) { $0 + $1 * $1 }
        guard distance.isFinite, square.isFinite, square > 0 else { return }
        for (symbol, slope) in zip(condition.inputs, gradient) { point[symbol]! -= distance * slope / square }
    }

    private func residual(_ condition: Condition, at point: [Symbol: Double]) -> Double {
        let (left, right) = sides(condition, at: point)
        return left - right
    }

    private func holds(_ condition: Condition, at point: [Symbol: Double]) -> Bool {
        let (left, right) = sides(condition, at: point)
        // Terms that cancel on one side may each be as large as the inputs.
        let scale = condition.inputs.reduce(0) { max($0, abs(point[$1]!)) }
        return areEqual(left, right, scale: scale)
    }

    private func sides(_ condition: Condition, at point: [Symbol: Double]) -> (left: Double, right: Double) {
        let (left, right) = (condition.assumption.left, condition.assumption.right)
        guard condition.mentionsIntermediates else {
            return (left.evaluate { point[$0]! }, right.evaluate { point[$0]! })
        }
        let numbers = graph.evaluate { point[$0]! }
        let value = { (symbol: Symbol) in numbers[graph.nodeOfSymbol[symbol]!] }
        return (left.evaluate(value), right.evaluate(value))
    }

    private func failure(of condition: Condition, at point: [Symbol: Double]) -> Diagnostic {
        let (left, right) = sides(condition, at: point)
        let place = condition.inputs.prefix(3).map { "\($0.plain) = \(rounded(point[$0]!))" }
        let values =
            place.isEmpty
            ? "" : " at " + place.joined(separator: ", ") + (condition.inputs.count > 3 ? ", …" : "")
        return condition.assumption.place.error(
            "this does not hold: \(Assumptions.sides(left, right))\(values)")
    }

    static func sides(_ left: Double, _ right: Double) -> String {
        "the left side is \(rounded(left)), the right side \(rounded(right))"
    }
}

/// Six decimals are enough to read.
func rounded(_ number: Double) -> Double {
    abs(number) < 1e9 ? (number * 1e6).rounded() / 1e6 : number
}

extension ComputationalGraph {
    func isInput(_ symbol: Symbol) -> Bool {
        if case .input(symbol)? = nodeOfSymbol[symbol].map({ nodes[$0].kind }) { true } else { false }
    }
}
