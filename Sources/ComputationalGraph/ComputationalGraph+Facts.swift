import Diagnostics
import Symbolic

extension ComputationalGraph {
    /// Something that a value is rewritten with.
    public enum Fact: Sendable {
        case definition(Symbol, Expression)
        /// With its place in the template.
        case assumption(left: Expression, Relation, right: Expression, place: SourceSlice)
        /// An assumption about all values of an index, as it is written.
        case stated(Formula, Relation, Formula)
    }

    /// What makes the gradient along edges with one source what it is printed as: along one, what comes back times the local
    /// derivative; along several, what comes back along each.
    ///
    /// What is said for any number of values of an index is looked at where there are some.
    public func factsOfGradient(along edges: [Int]) -> [Fact] {
        let edges = edges.filter { self.edges[$0].backward != nil }
        guard !edges.isEmpty else { return [] }
        guard scope.isGeneral else { return factsOfGradient(along: edges, isOfOne: edges.count == 1) }
        // Of two values of an index there is none between the first and the last.
        guard let instance = instances.dropFirst().first ?? instances.first,
            case .gradient(let own)? = WrittenOutValues(of: self, in: instance).cells(.gradient(edges)).values
                .first
        else { return [] }
        var seen: Set<Symbol> = []
        return instance.factsOfGradient(along: own, isOfOne: edges.count == 1, isUpstreamOne: omissions.isEmpty)
            .compactMap(general).filter { fact in
                if case .definition(let symbol, _) = fact { seen.insert(symbol).inserted } else { true }
            }
    }

    /// - Parameters:
    ///   - isOfOne: whether the edges are one arrow where their lanes are drawn as one.
    ///   - isUpstreamOne: and whether what comes back to their ends is one gradient there.
    private func factsOfGradient(along edges: [Int], isOfOne: Bool, isUpstreamOne: Bool = false) -> [Fact] {
        let parts = edges.compactMap { edge -> Expression? in
            guard isOfOne, let rule = gradientRule(of: edge) else { return self.edges[edge].backward }
            if isUpstreamOne, rule.upstream.count > 1, let total = total(of: self.edges[edge].target) {
                return total * rule.local
            }
            return (rule.upstream.count == 1 ? rule.upstream[0] : .sum(rule.upstream)) * rule.local
        }
        guard !parts.isEmpty, let gradient = bundled(edges) else { return [] }
        return facts(equating: parts.count == 1 ? parts[0] : .sum(parts), to: gradient)
    }

    private func total(of node: Int) -> Expression? {
        bundled(edgesOfSource[node].filter { edges[$0].backward != nil })
    }

    private func bundled(_ edges: [Int]) -> Expression? {
        try? bundles.first { Set($0.edges) == Set(edges) }?.gradient ?? gradient(along: edges)
    }

    /// A fact about some values of indices as it is said of all.
    private func general(_ fact: Fact) -> Fact? {
        switch fact {
        case .definition(let symbol, _):
            func likeness(_ other: Symbol) -> [Int] {
                let same = zip(symbol.indices, other.indices).count { $0 == $1 }
                return [same, other.indices.count { $0.value == nil }]
            }
            return (definitions + gradientDefinitions).filter { $0.symbol.name == symbol.name }
                .max { likeness($0.symbol).lexicographicallyPrecedes(likeness($1.symbol)) }
                .map { .definition($0.symbol, $0.value) }
        case .assumption(_, let relation, _, let place):
            guard
                let stated = scope.assumptions.first(where: { $0.assumption.place.range == place.range })?
                    .assumption,
                let link = stated.relations.firstIndex(of: relation)
            else { return nil }
            return .stated(stated.formulas[link], relation, stated.formulas[link + 1])
        case .stated: return fact
        }
    }

    /// Whether two formulas are equal whatever the names in them stand for.
    public func areEqual(_ left: Expression, _ right: Expression) -> Bool {
        FactTrial(self, left, right).isEqual(definitions: [], assumptions: [])
    }

    /// What makes two formulas equal: the definitions and assumptions without which they would differ. None where they are equal
    /// by themselves, and where it isn't found out.
    ///
    /// Names are taken for numbers of their own, at random, except for those whose definitions are used: so it is tried which of
    /// them can be done without.
    public func facts(equating left: Expression, to right: Expression) -> [Fact] {
        let trial = FactTrial(self, left, right)
        if trial.isEqual(definitions: [], assumptions: []) { return [] }
        let all = Set(trial.definitions.indices)
        let equations = Set(assumptions.indices.filter { assumptions[$0].relation == .equal })
        var used = (definitions: all, assumptions: Set<Int>())
        if !trial.isEqual(definitions: all, assumptions: []) { used.assumptions = equations }
        guard trial.isEqual(definitions: used.definitions, assumptions: used.assumptions) else { return [] }
        for definition in all.sorted() {
            let fewer = used.definitions.subtracting([definition])
            if trial.isEqual(definitions: fewer, assumptions: used.assumptions) { used.definitions = fewer }
        }
        for assumption in used.assumptions.sorted() {
            let fewer = used.assumptions.subtracting([assumption])
            if trial.isEqual(definitions: used.definitions, assumptions: fewer) { used.assumptions = fewer }
        }
        return used.definitions.sorted().map {
            .definition(trial.definitions[$0].symbol, trial.definitions[$0].value)
        }
            + used.assumptions.sorted().map {
                let (left, relation, right) = assumptions[$0]
                return .assumption(left: left, relation, right: right, place: conditions[$0].place)
            }
    }
}

/// Whether two formulas are equal, depending on what is known of their names.
private struct FactTrial {
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
