extension Algebra {
    /// The form of a polynomial that prints shortest, found by moves that use what is known to be equal:
    ///
    /// - a term is replaced by one that equals it, times a factor (exp(a)/S by y if y = exp(a)/S);
    /// - a sum that equals 0 is subtracted, times a factor (t_1 + t_2 − 1 if the labels add to 1).
    ///
    /// The factor may only have denominators that are known not to be 0, or that stand in the term already; see
    /// `isSound`. So the result has a value wherever the polynomial has.
    ///
    /// A move stands if the result is shorter, until none is. Of equally short sums the first found stays.
    package mutating func shortest(_ polynomial: Polynomial) throws(ArithmeticError) -> Polynomial {
        var best = try shorteningTerms(of: polynomial)
        var bestLength = length(of: best)
        search: while true {
            for (zero, factor) in relations.zeros(cancellingIn: best, where: isSound) {
                // A move too large for exact arithmetic is no move.
                guard let changed = try? subtracting(zero, times: factor, from: best) else { continue }
                let changedLength = length(of: changed)
                if changedLength < bestLength, hasNoOtherIndices(changed, than: best) {
                    best = changed
                    bestLength = changedLength
                    continue search
                }
            }
            return try withoutBareBrackets(best)
        }
    }

    /// Whether all indices that are open in a polynomial are in another, too: nothing else is known of them there. So it is with
    /// values on a diagonal: 1/∑ exp(s_{i,j}) is not to be P_{i,i}/exp(s_{i,i}).
    func hasNoOtherIndices(_ polynomial: Polynomial, than other: Polynomial) -> Bool {
        let open = openIndices(of: polynomial)
        return (open.isEmpty || open.isSubset(of: openIndices(of: other)))
            && (!polynomial.terms.contains { hasDiagonal($0.monomial) }
                || other.terms.contains { hasDiagonal($0.monomial) })
    }

    func hasNoOtherIndices(_ monomial: Monomial, than other: Monomial) -> Bool {
        monomial.powers.allSatisfy { power in
            openIndices[power.atom].allSatisfy { index in
                other.powers.contains { openIndices[$0.atom].contains(index) }
            }
        } && (!hasDiagonal(monomial) || hasDiagonal(other))
    }

    private func hasDiagonal(_ monomial: Monomial) -> Bool {
        !diagonals.isEmpty && monomial.powers.contains { diagonals.contains($0.atom) }
    }

    /// The shortest form of a product: of it multiplied out, or with its sums in brackets, as in y (1 − y), or with those brackets
    /// that it has had before.
    package mutating func shortestProduct(
        _ left: Polynomial, _ right: Polynomial
    ) throws(ArithmeticError) -> Polynomial {
        let product = try product(left, right)
        if product.terms.isEmpty { return .zero }
        let bracketed = try bracket(left).multiplied(by: bracket(right))
        // What is shorter just by other names has to be much so: g (1 − h²) rather than g − h a, where a = g h.
        return try shortest(of: [Polynomial(bracketed), multipliedOut(product), product]) {
            written, form, best, algebra in
            let (length, bestLength) = (algebra.length(of: form), algebra.length(of: best))
            return algebra.length(of: written) < bestLength || length < bestLength - 2
                || 3 * length <= 2 * bestLength
        }
    }

    /// The shortest form of a sum: of it as it is, or multiplied out.
    package mutating func shortestSum(_ parts: [Polynomial]) throws(ArithmeticError) -> Polynomial {
        let sum = try Polynomial.sum(parts)
        return try shortest(of: [sum, multipliedOut(sum)])
    }

    /// Of equally short forms the first: that with brackets, which can still be multiplied out. To be rid of its minus sign
    /// is no reason to do so with a power of one.
    ///
    /// - Parameter isBetter: whether a shorter form, written so at first, is to be taken rather than the best before.
    private mutating func shortest(
        of forms: [Polynomial],
        where isBetter: (_ written: Polynomial, Polynomial, _ best: Polynomial, Algebra) -> Bool = {
            _, _, _, _ in
            true
        }
    ) throws(ArithmeticError) -> Polynomial {
        var best = try shortest(forms[0])
        for place in forms.indices.dropFirst() where !forms[..<place].contains(forms[place]) {
            let form = try shortest(forms[place])
            let sign = form.terms.count > 1 && isNegativePower(best) ? 1 : 0
            if length(of: form) < length(of: best) - sign, isBetter(forms[place], form, best, self) {
                best = form
            }
        }
        guard let square = try squared(best), length(of: square) < length(of: best) else { return best }
        return square
    }

    /// Whether it is a product with a power of a sum, and a minus sign.
    private func isNegativePower(_ polynomial: Polynomial) -> Bool {
        guard polynomial.terms.count == 1, polynomial.terms[0].coefficient.isNegative else { return false }
        return polynomial.terms[0].monomial.powers.contains { $0.exponent > 1 && sum(of: $0.atom) != nil }
    }

    /// polynomial − factor × zero, its terms made short.
    mutating func subtracting(
        _ zero: Polynomial, times factor: Polynomial.Term, from polynomial: Polynomial
    ) throws(ArithmeticError) -> Polynomial {
        let difference = try Polynomial(
            summing: polynomial.terms + zero.multiplied(by: factor.negated()).terms)
        return try shorteningTerms(of: difference)
    }

    /// Whether a term may be divided by another: by what it has as a factor, or what is known not to be 0. Where the
    /// term has no value, neither needs the quotient. A condition stays where it may rule out what comes back to a branch.
    func isSound(_ term: Polynomial.Term, over divisor: Polynomial.Term) -> Bool {
        divisor.monomial.powers.allSatisfy { power in
            if power.exponent < 0 || isNonzero(power.atom) { return true }
            let exponent = term.monomial.exponent(of: power.atom)
            return exponent < 0 || exponent >= power.exponent
        } && !(isInBranch && isConditional(divisor.monomial))
    }

    /// Whether a term is not 0 wherever another has a value.
    private func isNonzero(_ term: Polynomial.Term, wherever other: Polynomial.Term) -> Bool {
        term.monomial.powers.allSatisfy {
            $0.exponent < 0 || isNonzero($0.atom) || other.monomial.exponent(of: $0.atom) < 0
        }
    }

    private mutating func shorteningTerms(of polynomial: Polynomial) throws(ArithmeticError) -> Polynomial {
        var terms: [Polynomial.Term] = []
        terms.reserveCapacity(polynomial.terms.count)
        var hasChanged = false
        for term in polynomial.terms {
            let shorter = shortest(term)
            if let shorter { hasChanged = true; terms.append(shorter) } else { terms.append(term) }
        }
        return hasChanged ? try Polynomial(summing: terms) : polynomial
    }

    /// A shorter form of a term, or an equally short one that comes first in order, so that equal terms meet; nil if
    /// there is none.
    mutating func shortest(_ term: Polynomial.Term) -> Polynomial.Term? {
        if relations.isZero(term.monomial) { return .zero }
        var best = term
        var bestLength = length(term)
        var isShorter = true
        while isShorter {
            isShorter = false
            // Of all moves the best: a first one could take away what a better one needs.
            let start = best
            for move in relations.replacements(shortening: start.monomial)
            where isSound(start, over: move.old) || isNonzero(move.new, wherever: start) {
                guard let factor = try? start.multiplied(by: move.old, to: -1),
                    let changed = try? factor.multiplied(by: move.new)
                else { continue }
                let changedLength = length(changed)
                if (changedLength, changed.monomial.bottomCount, changed.monomial)
                    < (bestLength, best.monomial.bottomCount, best.monomial),
                    hasNoOtherIndices(changed.monomial, than: start.monomial)
                {
                    best = changed
                    bestLength = changedLength
                    isShorter = true
                }
            }
            for position in best.monomial.powers.indices where levels[best.monomial.powers[position].atom] > 0 {
                guard let changed = try? reopened(best, at: position), changed.terms.count <= 1 else {
                    continue
                }
                let term = changed.terms.first ?? .zero
                let changedLength = length(of: changed)
                if changedLength < bestLength {
                    best = term
                    bestLength = changedLength
                    isShorter = true
                    break
                }
            }
        }
        return best == term ? nil : best
    }
}

extension Monomial {
    /// How many factors stand below the bar.
    fileprivate var bottomCount: Int { powers.count { $0.exponent < 0 } }
}
