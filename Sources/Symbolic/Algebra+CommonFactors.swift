/// Factors that some terms of a sum have in common.
extension Algebra {
    /// The terms that are shorter with what they share outside a bracket: a (b − c) − d for a b − a c − d. But not x (x + a) + b,
    /// where x would stay in the bracket, nor x (y + z) + y z, which could as well be y (x + z) + x z.
    ///
    /// - Parameter places: the terms that are in no group yet; what is left of them.
    func commonFactors(of places: inout [Int], in sum: Polynomial) -> [Group] {
        guard (3...Self.mostSearched).contains(places.count) else { return [] }
        var candidates: [Candidate] = []
        for power in places.flatMap({ sum.terms[$0].monomial.powers }) where power.exponent > 0 {
            let own = Set(places.filter { sum.terms[$0].monomial.exponent(of: power.atom) == power.exponent })
            guard own.count > 1, own.count < places.count, !candidates.contains(where: { $0.own == own }) else {
                continue
            }
            let terms = own.sorted().map { sum.terms[$0] }
            guard let (content, bracket) = try? Polynomial(summing: terms).split(), isBracket(bracket)
            else {
                continue
            }
            let gain = gain(content, times: bracket, beside: terms)
            if gain <= 0 { continue }
            candidates.append(
                Candidate(
                    group: Group(content: content, bracket: bracket, place: own.min()!), own: own, gain: gain))
        }
        guard let best = Self.best(of: candidates.prefix(Self.mostCandidates)), best.isOnly else { return [] }
        // 3 x + w² + u − x w stays as it is: with most terms outside of brackets these save too little.
        let grouped = best.chosen.reduce(0) { $0 + $1.own.count }
        guard best.gain > 2 || 2 * grouped > places.count else { return [] }
        places.removeAll { place in best.chosen.contains { $0.own.contains(place) } }
        return best.chosen.map(\.group)
    }

    /// Terms that share a factor.
    private struct Candidate {
        let group: Group
        /// Their places.
        let own: Set<Int>
        let gain: Int
    }

    /// Those with no term in common that gain most together, and whether no others gain as much; nil of none.
    private static func best(
        of candidates: ArraySlice<Candidate>
    ) -> (chosen: [Candidate], gain: Int, isOnly: Bool)? {
        guard let first = candidates.first else { return nil }
        let others = candidates.dropFirst()
        let without = best(of: others)
        let rest = best(of: ArraySlice(others.filter { $0.own.isDisjoint(with: first.own) }))
        let gain = first.gain + (rest?.gain ?? 0)
        if let without, without.gain > gain { return without }
        return ([first] + (rest?.chosen ?? []), gain, without?.gain != gain && rest?.isOnly ?? true)
    }

    /// Whether a sum is one to stand in a bracket: none of its terms is another, and none has a gradient that comes back from
    /// elsewhere, which stays a term of its own.
    private func isBracket(_ sum: Polynomial) -> Bool {
        !sum.terms.contains { term in
            let powers = term.monomial.powers
            let isSum = powers.count == 1 && powers[0].exponent == 1 && self.sum(of: powers[0].atom) != nil
            return isSum
                || powers.contains { power in
                    if case .symbol(let symbol) = atoms[power.atom] { symbol.gradient != nil } else { false }
                }
        }
    }

    /// So that long sums print as fast.
    private static let mostSearched = 12
    private static let mostCandidates = 8
}
