/// Sums over an axis as one: ∑ y − ∑ t prints as ∑ (y − t), and what terms have in common stands before the bracket,
/// ∑ u v p − ∑ u p ∑ v p as ∑ u p (v − ∑ v p).
extension Algebra {
    /// A term of a sum with a ∑ as a factor.
    private struct Summation {
        let place: Int
        let index: Symbol.Index
        let axis: String
        /// What it adds up, factor by factor as they print, each with its index named as all are.
        let factors: [Expression: Monomial.Power]
        /// The term without it.
        let rest: Polynomial.Term

        /// Whether it is the sum of one thing, as another is, with the same beside it but for the sign.
        func differsBySign(from other: Summation) -> Bool {
            factors.count == 1 && other.factors.count == 1 && rest.monomial == other.rest.monomial
                && rest.coefficient.magnitude == other.rest.coefficient.magnitude
        }
    }

    /// The terms that are one sum over an axis, and that sum.
    ///
    /// - Parameter places: the terms that are in no group yet; what is left of them.
    func sharedSums(of places: inout [Int], in sum: Polynomial) -> [Group] {
        let candidates = places.filter { isSumOverAxis(sum.terms[$0].monomial) }
        guard (2...Self.mostSummed).contains(candidates.count) else { return [] }
        var groups: [Group] = []
        var open = candidates.flatMap { summations(in: sum.terms[$0], at: $0) }
        while let best = closest(among: open) {
            let taken = Set(best.summations.map(\.place))
            open.removeAll { taken.contains($0.place) }
            guard let group = joined(best.summations, sharing: best.shared) else { continue }
            groups.append(group)
            places.removeAll(where: taken.contains)
        }
        return groups
    }

    private func isSumOverAxis(_ product: Monomial) -> Bool {
        product.powers.contains { power in
            if case .series(.sum, _, _, nil, _) = atoms[power.atom] { true } else { false }
        }
    }

    private static let named = Symbol.Index.name("")

    private func summations(in term: Polynomial.Term, at place: Int) -> [Summation] {
        term.monomial.powers.compactMap { power in
            guard power.exponent == 1,
                case .series(.sum, let axis, let level, nil, let body) = atoms[power.atom],
                body.terms.count == 1, body.terms[0].coefficient == .one,
                !body.terms[0].monomial.powers.contains(where: { $0.exponent < 0 }),
                let rest = try? term.multiplied(by: Polynomial(atom: power.atom).terms[0], to: -1)
            else { return nil }
            let index = Symbol.Index.bound(axis: axis, level: level)
            let factors = body.terms[0].monomial.powers.map { factor in
                let own = Polynomial.Term(coefficient: .one, monomial: Monomial([factor]))
                return (expression(Polynomial(own)).naming(index), factor)
            }
            return Summation(
                place: place, index: index, axis: axis,
                factors: Dictionary(factors, uniquingKeysWith: { first, _ in first }), rest: rest)
        }
    }

    /// The sums of several terms that share most, and what that is. Of as much it is what has no gradient that comes back from
    /// elsewhere, and comes first in print: so that this and later values stand in the bracket.
    private func closest(among summations: [Summation]) -> (summations: [Summation], shared: Set<Expression>)? {
        func shared(_ first: Summation, _ other: Summation) -> Set<Expression>? {
            guard other.place != first.place, other.axis == first.axis else { return nil }
            let shared = Set(first.factors.keys).intersection(other.factors.keys).filter {
                $0.openIndices.contains(Self.named)
            }
            return shared.isEmpty && !first.differsBySign(from: other) ? nil : shared
        }
        func rank(_ shared: Set<Expression>, in first: Summation) -> [Int] {
            let hasGradient = shared.contains { $0.symbols.contains { $0.gradient != nil } }
            return [-shared.count, hasGradient ? 1 : 0] + shared.map { first.factors[$0]!.atom }.sorted()
        }
        var best: (first: Summation, shared: Set<Expression>, rank: [Int])?
        for (place, first) in summations.enumerated() {
            for other in summations[(place + 1)...] {
                guard let shared = shared(first, other) else { continue }
                let rank = rank(shared, in: first)
                if best.map({ rank.lexicographicallyPrecedes($0.rank) }) ?? true {
                    best = (first, shared, rank)
                }
            }
        }
        guard let best else { return nil }
        var places: Set<Int> = []
        let chosen = summations.filter { summation in
            summation.axis == best.first.axis && best.shared.isSubset(of: summation.factors.keys)
                && (!best.shared.isEmpty || summation.differsBySign(from: best.first))
                && places.insert(summation.place).inserted
        }
        return (chosen, best.shared)
    }

    private func joined(_ summations: [Summation], sharing shared: Set<Expression>) -> Group? {
        guard var content = try? Polynomial.content(of: summations.map(\.rest)) else { return nil }
        // 1 and 0.2 stay so, and are not 5 and 1 times 0.2.
        if content.coefficient.isDecimal {
            content = Polynomial.Term(
                coefficient: content.coefficient.isNegative ? -1 : 1, monomial: content.monomial)
        }
        var deepest = 0
        var parts: [Expression] = []
        for summation in summations {
            guard let rest = try? summation.rest.multiplied(by: content, to: -1), !rest.coefficient.isFraction,
                !rest.monomial.powers.contains(where: { $0.exponent < 0 }),
                case .bound(_, let level) = summation.index
            else { return nil }
            deepest = max(deepest, level, self.level(of: Polynomial(rest)) + 1)
            let own = summation.factors.filter { !shared.contains($0.key) }.values.sorted { $0.atom < $1.atom }
            let others = Polynomial.Term(coefficient: .one, monomial: Monomial(own))
            let product = [
                .number(rest.coefficient.magnitude), expression(Polynomial(others)).naming(summation.index),
                expression(Polynomial(Polynomial.Term(coefficient: .one, monomial: rest.monomial))),
            ].filter { $0 != 1 }
            // ∑ g + h ∑ g h stays two: each says something by itself.
            guard rest.monomial == .one || isSumOverAxis(rest.monomial), let factor = product.first,
                factor != .number(rest.coefficient.magnitude) || product.count > 1
            else { return nil }
            let part = product.count == 1 ? factor : Expression.product(product)
            parts.append(rest.coefficient.isNegative ? -part : part)
        }
        let index = Symbol.Index.bound(axis: summations[0].axis, level: deepest)
        let common = summations[0].factors.filter { shared.contains($0.key) }.values.sorted {
            $0.atom < $1.atom
        }
        let factor = expression(
            Polynomial(Polynomial.Term(coefficient: .one, monomial: Monomial(common)))
        ).naming(summations[0].index)
        let ordered = parts.filter { !$0.isNegation } + parts.filter(\.isNegation)
        let sum = Expression.sum(ordered)
        let body = common.isEmpty ? sum : Expression.product(factor.factors + [sum])
        let series = Expression.series(
            .sum, index: index, body.replacingIndices { $0 == Self.named ? index : $0 })
        return Group(content: content, series: series, place: summations.map(\.place).min()!)
    }

    /// So that long sums print as fast.
    private static let mostSummed = 12
}

extension Expression {
    /// With a name for an index, the same for those of all sums.
    fileprivate func naming(_ index: Symbol.Index) -> Expression {
        replacingIndices { $0 == index ? .name("") : $0 }
    }

    fileprivate var isNegation: Bool { if case .operation(.negation, _) = self { true } else { false } }

    fileprivate var factors: [Expression] {
        if case .operation(.product, let factors) = self { factors } else { [self] }
    }
}
