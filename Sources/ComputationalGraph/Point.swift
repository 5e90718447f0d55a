import Diagnostics
import Symbolic

/// Random inputs at which a graph has finite values and its assumptions hold.
struct Point {
    /// The number of each node.
    let numbers: [Double]
    /// The largest magnitude among them.
    let largest: Double
    private let graph: ComputationalGraph

    /// Positive numbers of moderate size suit most formulas; the others are for those that they do not suit.
    private static let ranges: [ClosedRange<Double>] = [
        0.5...1.5, 0.5...1.5, 2...4, 0.05...0.45, -1.5 ... -0.5, -0.9...0.9, -0.9...0.9, 5...20,
    ]

    /// - Throws: `Diagnostic` for an assumption that is false, and if the model has no finite value anywhere.
    init(
        in graph: ComputationalGraph, _ assumptions: Assumptions, _ generator: inout SplitMix64
    ) throws {
        let inputs = graph.nodes.compactMap { if case .input(let symbol) = $0.kind { symbol } else { nil } }
        var wild: [Double]?
        var firstError: (any Error)?
        for range in Point.ranges {
            var start: [Symbol: Double] = [:]
            for symbol in inputs { start[symbol] = Double.random(in: range, using: &generator) }
            do {
                let point = try assumptions.point(near: start)
                let numbers = graph.evaluate { point[$0]! }
                if let wrong = numbers.firstIndex(where: { !$0.isFinite }), let place = graph.places[wrong] {
                    throw place.error("this has no finite value at any of the points that were tried")
                }
                if Point.largest(of: numbers) <= Point.largestTame {
                    self.init(graph, numbers)
                    return
                }
                wild = wild ?? numbers
            } catch {
                firstError = firstError ?? error
            }
        }
        guard let wild else { throw firstError! }
        self.init(graph, wild)
    }

    private init(_ graph: ComputationalGraph, _ numbers: [Double]) {
        self.graph = graph
        self.numbers = numbers
        largest = Point.largest(of: numbers)
    }

    private static func largest(of numbers: [Double]) -> Double { numbers.reduce(0) { max($0, abs($1)) } }

    /// Beside larger numbers a small change of a small one gets lost in the sixteen digits of a sum.
    private static let largestTame = 1e8
    var isTame: Bool { largest <= Point.largestTame }

    /// The number of an input or a named intermediate.
    subscript(symbol: Symbol) -> Double { numbers[graph.nodeOfSymbol[symbol]!] }

    var inputs: [(symbol: Symbol, value: Double)] {
        graph.nodes.enumerated().compactMap { index, node in
            if case .input(let symbol) = node.kind { (symbol, numbers[index]) } else { nil }
        }
    }
}
