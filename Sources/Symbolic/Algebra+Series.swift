/// Sums and products over an axis: ∑ t_i log y_i.
///
/// What does not depend on the index stands outside, so that ∑ (t_i S) and S ∑ t_i are one form; a sum of sums is written
/// term by term. What a series runs over has no name of its own but its level, by how deep series are nested in it: two that
/// differ by the name of their index are one form.
extension Algebra {
    /// The sum, the product or another series of a polynomial over all values of an index.
    ///
    /// - Parameters:
    ///   - index: an index that is open in the polynomial, or in none of its parts.
    ///   - axis: what it runs over; see `setSize(of:to:)`.
    ///   - except: the value of the index that is left out, if one is.
    package mutating func series(
        _ series: Series, over index: Symbol.Index, axis: String, except: Symbol.Index? = nil,
        of polynomial: Polynomial
    ) throws(ArithmeticError) -> Polynomial {
        switch series {
        case .sum where except != nil:
            let all = try self.series(.sum, over: index, axis: axis, of: polynomial)
            return try difference(all, replacing([index: except!], in: polynomial))
        case .sum:
            var terms: [Polynomial.Term] = []
            for term in polynomial.terms { terms += try sum(of: term, over: index, axis: axis).terms }
            return try Polynomial(summing: terms)
        case .product:
            guard polynomial.terms.count == 1 else {
                guard openIndices(of: polynomial).contains(index) else {
                    return try power(polynomial, count(of: axis, except: except))
                }
                return Polynomial(
                    atom: try atom(.product, over: index, axis: axis, except: except, of: polynomial))
            }
            return try product(of: polynomial.terms[0], over: index, axis: axis, except: except)
        case .mean:
            let sum = try self.series(.sum, over: index, axis: axis, of: polynomial)
            return try product(sum, power(size(of: axis), -1))
        case .max, .min:
            if !openIndices(of: polynomial).contains(index) { return polynomial }
            return Polynomial(atom: try atom(series, over: index, axis: axis, of: polynomial))
        }
    }

    private mutating func sum(
        of term: Polynomial.Term, over index: Symbol.Index, axis: String
    ) throws(ArithmeticError) -> Polynomial {
        if let single = try singleTerm(of: term, over: index, axis: axis) { return single }
        let (outer, inner) = split(term.monomial, by: index)
        let factor = Polynomial.Term(coefficient: term.coefficient, monomial: outer)
        if inner == .one { return try size(of: axis).multiplied(by: factor) }
        let body = Polynomial(Polynomial.Term(coefficient: .one, monomial: inner))
        let sum = try atom(.sum, over: index, axis: axis, of: body)
        return Polynomial(try factor.multiplied(by: Polynomial(atom: sum).terms[0]))
    }

    /// The only term of a sum that is not 0: of ∑ [i = j] x_j that is x_i.
    private mutating func singleTerm(
        of term: Polynomial.Term, over index: Symbol.Index, axis: String
    ) throws(ArithmeticError) -> Polynomial? {
        let own = Symbol.number(of: index, along: axis)
        for power in term.monomial.powers {
            let numbers = numbersMadeEqual(by: power.atom)
            guard numbers.contains(own) else { continue }
            let other = (numbers[0] == own ? numbers[1] : numbers[0]).indices[0]
            let condition = Polynomial(atom: power.atom).terms[0]
            let rest = Polynomial(try term.multiplied(by: condition, to: -power.exponent))
            // A sum that is taken at what it runs over would be another.
            if case .bound(_, let outer) = other, outer <= level(of: rest) { continue }
            return try replacing([index: other], in: rest)
        }
        return nil
    }

    /// The numbers of two indices of which a condition says that they are one; none of any other atom.
    private func numbersMadeEqual(by atom: Int) -> [Symbol] {
        guard case .operation(.equal, let sides) = atoms[atom] else { return [] }
        let numbers = sides.compactMap { side -> Symbol? in
            guard case .symbol(let number)? = soleAtom(of: side), number.numberedIndex != nil else {
                return nil
            }
            return number
        }
        let isPair = numbers.count == 2 && numbers[0] != numbers[1] && numbers[0].name == numbers[1].name
        return isPair ? numbers : []
    }

    /// What another factor is beside a condition that two indices are one: [i = j] x_j is [i = j] x_i.
    package mutating func onDiagonal(
        _ factor: Polynomial, of term: Polynomial.Term
    ) throws(ArithmeticError) -> Polynomial {
        var result = factor
        for power in term.monomial.powers {
            let indices = numbersMadeEqual(by: power.atom).map { $0.indices[0] }.sorted()
            if let first = indices.first, let last = indices.last {
                result = try replacing([last: first], in: result)
            }
        }
        return result
    }

    /// The factors of a product each by themselves: ∏ exp(a_k) is exp(∑ a_k).
    private mutating func product(
        of term: Polynomial.Term, over index: Symbol.Index, axis: String, except: Symbol.Index?
    ) throws(ArithmeticError) -> Polynomial {
        let (outer, inner) = split(term.monomial, by: index)
        let factor = Polynomial(Polynomial.Term(coefficient: term.coefficient, monomial: outer))
        var result = factor == .one ? .one : try power(factor, count(of: axis, except: except))
        for factor in inner.powers {
            let base: Polynomial
            if case .operation(.exp, let x) = atoms[factor.atom] {
                base = try apply(.exp, to: [series(.sum, over: index, axis: axis, except: except, of: x[0])])
            } else {
                let body = Polynomial(atom: factor.atom)
                base = Polynomial(atom: try atom(.product, over: index, axis: axis, except: except, of: body))
            }
            result = try product(result, power(base, factor.exponent))
        }
        return result
    }

    /// How many values a product over an axis takes.
    private mutating func count(of axis: String, except: Symbol.Index?) throws(ArithmeticError) -> Polynomial {
        try except == nil ? size(of: axis) : .sum([size(of: axis), Polynomial(-1)])
    }

    private mutating func atom(
        _ series: Series, over index: Symbol.Index, axis: String, except: Symbol.Index? = nil,
        of body: Polynomial
    ) throws(ArithmeticError) -> Int {
        let level = 1 + self.level(of: body)
        let renamed = try replacing([index: .bound(axis: axis, level: level)], in: body)
        return number(of: .series(series, axis: axis, level: level, except: except, renamed))
    }

    /// The factors that do not depend on an index, and those that do.
    private func split(_ monomial: Monomial, by index: Symbol.Index) -> (outer: Monomial, inner: Monomial) {
        let inner = monomial.powers.filter { openIndices[$0.atom].contains(index) }
        if inner.isEmpty { return (monomial, .one) }
        return (Monomial(monomial.powers.filter { !openIndices[$0.atom].contains(index) }), Monomial(inner))
    }

    // MARK: Indices

    /// The indices that are open in a polynomial.
    package func openIndices(of polynomial: Polynomial) -> Set<Symbol.Index> {
        var indices: Set<Symbol.Index> = []
        for term in polynomial.terms {
            for power in term.monomial.powers { indices.formUnion(openIndices[power.atom]) }
        }
        return indices
    }

    /// How deep series are nested in a polynomial.
    package func level(of polynomial: Polynomial) -> Int {
        polynomial.terms.reduce(0) { $1.monomial.powers.reduce($0) { max($0, levels[$1.atom]) } }
    }

    /// A polynomial with other indices.
    package mutating func replacing(
        _ indices: [Symbol.Index: Symbol.Index], in polynomial: Polynomial
    ) throws(ArithmeticError) -> Polynomial {
        if indices.allSatisfy({ $0 == $1 }) { return polynomial }
        var renaming = Renaming(index: { indices[$1] ?? $1 }) { symbol in
            symbol.indices.contains { indices[$0] != nil }
                ? symbol.replacingIndices { indices[$0] ?? $0 } : symbol
        }
        return try renamed(polynomial, by: &renaming)
    }

    // MARK: Parts of an atom

    func openIndices(of atom: Atom) -> Set<Symbol.Index> {
        switch atom {
        case .symbol(let symbol): return Set(symbol.indices.filter { $0.value == nil })
        case .operation(_, let operands): return operands.reduce(into: []) { $0.formUnion(openIndices(of: $1)) }
        case .sum(let sum): return openIndices(of: sum)
        case .series(_, let axis, let level, let except, let body):
            let open = openIndices(of: body).subtracting([.bound(axis: axis, level: level)])
            return except.map { $0.value == nil ? open.union([$0]) : open } ?? open
        }
    }

    func level(of atom: Atom) -> Int {
        switch atom {
        case .symbol: 0
        case .operation(_, let operands): operands.map(level).max() ?? 0
        case .sum(let sum): level(of: sum)
        case .series(_, _, let level, _, _): level
        }
    }

    /// The atom, if that is all a polynomial is.
    package func soleAtom(of polynomial: Polynomial) -> Atom? {
        guard polynomial.terms.count == 1, polynomial.terms[0].coefficient == .one,
            polynomial.terms[0].monomial.powers.count == 1, polynomial.terms[0].monomial.powers[0].exponent == 1
        else { return nil }
        return atoms[polynomial.terms[0].monomial.powers[0].atom]
    }

    /// Whether a polynomial is a whole number that is counted with indices: 2 t − 1.
    package func isCounted(_ polynomial: Polynomial) -> Bool {
        !openIndices(of: polynomial).isEmpty
            && polynomial.terms.allSatisfy { term in
                term.coefficient.isInteger
                    && term.monomial.powers.allSatisfy { power in
                        guard power.exponent > 0, case .symbol(let symbol) = atoms[power.atom] else {
                            return false
                        }
                        return symbol.numberedIndex != nil
                    }
            }
    }

    /// Whether a polynomial has several terms, written out or over an axis.
    package func isSum(_ polynomial: Polynomial) -> Bool {
        if case .series(.sum, _, _, _, _)? = soleAtom(of: polynomial) { return true }
        return polynomial.terms.count > 1
    }

    // MARK: Shortest form

    /// The shortest form of a sum over an axis: of what it is, with its brackets multiplied out, or with a sum that is 0
    /// subtracted from that for each index.
    package mutating func shortestSum(
        over index: Symbol.Index, axis: String, of polynomial: Polynomial
    ) throws(ArithmeticError) -> Polynomial {
        let polynomial = try leaving(index, polynomial)
        var best = try shortest(series(.sum, over: index, axis: axis, of: polynomial))
        var bestLength = length(of: best)
        let multipliedOut = try multipliedOut(polynomial)
        var others = multipliedOut == polynomial ? [] : [multipliedOut]
        for (zero, factor) in relations.zeros(cancellingIn: multipliedOut, where: isSound) {
            guard let other = try? subtracting(zero, times: factor, from: multipliedOut),
                other.terms.count <= multipliedOut.terms.count, hasNoOtherIndices(other, than: polynomial)
            else { continue }
            others.append(other)
        }
        for other in others {
            let sum = try shortest(series(.sum, over: index, axis: axis, of: other))
            let sumLength = length(of: sum)
            if sumLength < bestLength { (best, bestLength) = (sum, sumLength) }
        }
        return best
    }

    /// The polynomial with fewer factors that depend on an index: g_i y_i/exp(a_i) is g_i/S for y_i = exp(a_i)/S, and S leaves
    /// the sum.
    private func leaving(
        _ index: Symbol.Index, _ polynomial: Polynomial
    ) throws(ArithmeticError) -> Polynomial {
        func count(_ term: Polynomial.Term) -> Int {
            term.monomial.powers.count { openIndices[$0.atom].contains(index) }
        }
        var terms: [Polynomial.Term] = []
        for term in polynomial.terms {
            var best = term
            var bestCount = count(term)
            var start: Polynomial.Term?
            while bestCount > 1, start != best {
                start = best
                let current = best
                for move in relations.replacements(of: current.monomial) where isSound(current, over: move.old)
                {
                    guard let factor = try? current.multiplied(by: move.old, to: -1),
                        let changed = try? factor.multiplied(by: move.new), count(changed) < bestCount,
                        hasNoOtherIndices(changed.monomial, than: current.monomial)
                    else { continue }
                    (best, bestCount) = (changed, count(changed))
                }
            }
            terms.append(best)
        }
        return try Polynomial(summing: terms)
    }

    /// A term with a sum over an axis opened, made short, and closed again: ∑ (g_i exp(a_i))/S is ∑ g_i y_i where
    /// y_i = exp(a_i)/S.
    mutating func reopened(_ term: Polynomial.Term, at position: Int) throws(ArithmeticError) -> Polynomial? {
        let power = term.monomial.powers[position]
        guard power.exponent == 1, case .series(.sum, let axis, let level, _, let body) = atoms[power.atom],
            body.terms.count == 1
        else { return nil }
        let rest = Polynomial.Term(
            coefficient: term.coefficient,
            monomial: Monomial(term.monomial.powers.filter { $0.atom != power.atom }))
        // Another sum of this level may be open around it: ∑ e_i² ∑ x_i² is not ∑ (e_i² x_i²).
        let others = openIndices(of: Polynomial(rest))
        let own = Symbol.Index.bound(axis: axis, level: level)
        let index = (level...).lazy.map { .bound(axis: axis, level: $0) }.first { !others.contains($0) } ?? own
        let open = try rest.multiplied(by: replacing([own: index], in: body).terms[0])
        guard let shorter = shortest(open) else { return nil }
        return try series(.sum, over: index, axis: axis, of: Polynomial(shorter))
    }
}
