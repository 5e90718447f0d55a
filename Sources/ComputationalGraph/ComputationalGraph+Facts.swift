import Diagnostics
import Symbolic

extension ComputationalGraph {
    /// Something that a value is rewritten with.
    public enum Fact: Sendable {
        case definition(Symbol, Expression)
        /// With its place in the template.
        case assumption(left: Expression, Relation, right: Expression, place: SourceSlice)
        /// An assumption about all values of an index, as it is written.
        case stated(Formula, Relation, Formula, place: SourceSlice)

        /// The equation that a fact is of, which says the same of all values of an index.
        enum Equation: Hashable {
            case definition(name: String, Symbol.Gradient?)
            /// Where it stands in the template.
            case assumption(Range<Int>)

            static func definition(of symbol: Symbol) -> Equation {
                .definition(name: symbol.name, symbol.gradient)
            }
        }

        var equation: Equation {
            switch self {
            case .definition(let symbol, _): .definition(of: symbol)
            case .assumption(_, _, _, let place), .stated(_, _, _, let place): .assumption(place.range)
            }
        }
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
            return .stated(
                stated.formulas[link], relation, stated.formulas[link + 1], place: stated.place)
        case .stated: return fact
        }
    }

    /// Facts as they are told: for three and more of one equation that equation, as it is written.
    public func told(_ facts: [Fact]) -> [Fact] {
        var told: Set<Fact.Equation> = []
        let counts = Dictionary(grouping: facts, by: \.equation).mapValues(\.count)
        return facts.compactMap { fact in
            guard counts[fact.equation]! > 2, let written = written(fact) else { return fact }
            return told.insert(fact.equation).inserted ? written : nil
        }
    }

    private func written(_ fact: Fact) -> Fact? {
        guard case .definition(let symbol, _) = fact else { return general(fact) }
        let definitions = scope.definitions.filter { $0.left.name == symbol.name }
        guard symbol.gradient == nil, definitions.count == 1, !definitions[0].left.indices.isEmpty else {
            return nil
        }
        let (left, right) = (definitions[0].equation.left, definitions[0].equation.right)
        return .stated(left, .equal, right, place: left.place)
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
