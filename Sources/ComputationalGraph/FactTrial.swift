import Symbolic

/// Whether two formulas are equal, depending on what is known of their names.
struct FactTrial {
    let definitions: [(symbol: Symbol, value: Expression)]
    private let graph: ComputationalGraph
    private let sides: [Expression]
    private let definitionOfSymbol: [Symbol: Int]

    init(_ graph: ComputationalGraph, _ left: Expression, _ right: Expression) {
        self.graph = graph
        sides = [left, right]
        // Only those that the formulas, or these definitions in turn, mention.
        let all = Dictionary(
            (graph.definitions + graph.gradientDefinitions).map { ($0.symbol, $0.value) },
            uniquingKeysWith: { first, _ in first })
        var found: [(symbol: Symbol, value: Expression)] = []
        var seen: Set<Symbol> = []
        var pending = left.symbols + right.symbols
        while let symbol = pending.popLast() {
            guard seen.insert(symbol).inserted, let value = all[symbol] else { continue }
            found.append((symbol, value))
            pending += value.symbols
        }
        definitions = found.sorted { $0.symbol < $1.symbol }
        definitionOfSymbol = Dictionary(
            uniqueKeysWithValues: definitions.enumerated().map { ($1.symbol, $0) })
    }

    func isEqual(definitions: Set<Int>, assumptions: Set<Int>) -> Bool {
        (1...2).allSatisfy { seed in
            var values: [Symbol: Double] = [:]
            for assumption in assumptions.sorted() {
                guard let (symbol, number) = solution(of: assumption, seed, definitions, values) else {
                    return false
                }
                values[symbol] = number
            }
            let numbers = sides.map { evaluated($0, UInt64(seed), definitions, values) }
            return abs(numbers[0] - numbers[1]) <= 1e-9 * max(abs(numbers[0]), abs(numbers[1]))
        }
    }

    /// Whether they are equal by all facts of some equations.
    func isEqual(by equations: Set<ComputationalGraph.Fact.Equation>) -> Bool {
        isEqual(
            definitions: Set(
                definitions.indices.filter { equations.contains(.definition(of: definitions[$0].symbol)) }),
            assumptions: Set(
                graph.conditions.indices.filter {
                    graph.conditions[$0].relation == .equal
                        && equations.contains(.assumption(graph.conditions[$0].place.range))
                }))
    }

    private func evaluated(
        _ expression: Expression, _ seed: UInt64, _ used: Set<Int>, _ given: [Symbol: Double]
    ) -> Double {
        var known = given
        func value(_ symbol: Symbol) -> Double {
            if let number = known[symbol] { return number }
            var number = Self.number(of: symbol, seed)
            if let definition = definitionOfSymbol[symbol], used.contains(definition) {
                number = evaluated(definitions[definition].value)
            }
            known[symbol] = number
            return number
        }
        func evaluated(_ expression: Expression) -> Double {
            var series = SeriesParts<Double>(values: graph.indexNames.values)
            return expression.evaluate(&series, value)
        }
        return evaluated(expression)
    }

    /// A number between 1/2 and 3/2 that depends on the name only.
    private static func number(of symbol: Symbol, _ seed: UInt64) -> Double {
        var hash = seed &* 0x9E37_79B9_7F4A_7C15
        for byte in symbol.plain.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        var generator = SplitMix64(seed: hash)
        return 0.5 + Double(generator.next() >> 11) * 0x1p-53
    }

    /// A number for one of an assumption's symbols, with which it holds; found by secants.
    private func solution(
        of assumption: Int, _ seed: Int, _ used: Set<Int>, _ given: [Symbol: Double]
    ) -> (Symbol, Double)? {
        let (left, _, right) = graph.assumptions[assumption]
        guard let symbol = (left.symbols + right.symbols).last(where: { given[$0] == nil }) else { return nil }
        func difference(_ number: Double) -> Double {
            let values = given.merging([symbol: number]) { $1 }
            return evaluated(left, UInt64(seed), used, values) - evaluated(right, UInt64(seed), used, values)
        }
        var (last, next) = (0.3, 0.9)
        var lastDifference = difference(last)
        for _ in 0..<60 {
            let nextDifference = difference(next)
            if abs(nextDifference) < 1e-14 { return (symbol, next) }
            let step = nextDifference * (next - last) / (nextDifference - lastDifference)
            guard step.isFinite else { return nil }
            (last, lastDifference, next) = (next, nextDifference, next - step)
        }
        return nil
    }
}
