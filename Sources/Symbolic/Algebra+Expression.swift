/// The printed form of what is canonical.
extension Algebra {
    /// A polynomial as it prints: multiplied out, or with its content outside a bracket if that is no longer.
    package func expression(_ polynomial: Polynomial) -> Expression {
        guard polynomial.terms.count > 1 else {
            return polynomial.terms.first.map { alone($0) } ?? 0
        }
        if let (content, rest) = factored(polynomial) {
            // 1 + x/2 is no longer than (2 + x)/2.
            let isHalf = rest.terms.count == 2 && content.monomial == .one && content.coefficient.isFraction
            let gain = expandedLength(polynomial) - aloneLength(content, times: rest)
            if gain > 0 || gain == 0 && !isHalf {
                if let power = raised(content, by: rest) { return alone(power) }
                if let opposite = opposite(ofNegative: rest), let content = try? content.negated() {
                    return alone(content, times: expanded(opposite))
                }
                // What is one sum over an axis needs no bracket.
                let groups = groups(of: rest)
                if groups.count == 1, let series = groups[0].series,
                    let content = try? content.multiplied(by: groups[0].content)
                {
                    return alone(content, times: series)
                }
                return alone(content, times: expanded(rest))
            }
        }
        return expanded(polynomial)
    }

    /// a (1 − t) + b t for −a (1 − t) − b t, all of which is subtracted; nil for what has a part that is added.
    private func opposite(ofNegative sum: Polynomial) -> Polynomial? {
        let isNegative = groups(of: sum).allSatisfy { group in
            group.content.coefficient.isNegative && bracketForSign(of: group.content) == nil
        }
        return isNegative ? try? sum.multiplied(by: .one.negated()) : nil
    }

    /// A product with a sum that is one of its factors already: (1 − t)³ for (1 − t)² (1 − t).
    private func raised(_ content: Polynomial.Term, by rest: Polynomial) -> Polynomial.Term? {
        guard let (own, primitive) = try? rest.split(), let sum = try? known(primitive),
            let power = sum.monomial.powers.first, sum.monomial.powers.count == 1,
            content.monomial.exponent(of: power.atom) > 0
        else { return nil }
        return try? content.multiplied(by: own).multiplied(by: sum)
    }

    /// Positive terms first, so that no sum begins with a minus that it can avoid; numbers after symbols, but where a formula has
    /// the sum with its number first. Of a negative term a
    /// bracket takes up the sign, unless it begins with a number: 1 − x(s − 1) is 1 + x(1 − s).
    private func expanded(_ polynomial: Polynomial) -> Expression {
        let isLeading = (try? polynomial.split().primitive).map(leadingNumbers.contains) ?? false
        let numberRank = isLeading ? -1 : 1
        let parts = groups(of: polynomial).map { group -> (rank: Int, place: Int, part: Expression) in
            let term = group.content
            let bracket = group.bracket.map(expanded) ?? group.series
            let turned = bracketForSign(of: term) { sum in
                sum.terms.contains { $0.monomial == .one && !$0.coefficient.isNegative }
            }
            if let turned, let positive = try? term.negated() {
                return (2, group.place, expression(positive, times: bracket, turning: turned))
            }
            let rank =
                (term.coefficient.isNegative ? 3 : 0)
                + (term.monomial == .one && bracket == nil ? numberRank : 0)
            return (rank, group.place, expression(term, times: bracket))
        }
        return parts.count == 1
            ? parts[0].part : .sum(parts.sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }.map(\.part))
    }

    /// A term that stands alone, its sign taken up by a bracket if that can be.
    private func alone(_ term: Polynomial.Term, times bracket: Expression? = nil) -> Expression {
        let turned =
            bracketForSign(of: term)
            ?? term.monomial.powers.first { power in
                guard !power.exponent.isMultiple(of: 2), let sum = sum(of: power.atom) else { return false }
                return opposite(ofNegative: sum) != nil
            }?.atom
        guard let turned, let other = try? term.negated() else { return expression(term, times: bracket) }
        return expression(other, times: bracket, turning: turned)
    }

    /// A term as a fraction, times a bracket if there is one.
    ///
    /// - Parameter turned: an atom, a sum, that prints with the opposite sign.
    private func expression(
        _ term: Polynomial.Term, times bracket: Expression? = nil, turning turned: Int? = nil
    ) -> Expression {
        if term.monomial == .one, bracket == nil { return .number(term.coefficient) }
        let term = withRootsBelow(term)
        var top: [Expression] = []
        var bottom: [Expression] = []
        let (coefficient, scaled) = withShortDecimals(term)
        let factor = (coefficient.isFraction ? coefficient.numerator : coefficient).magnitude
        if factor != .one { top.append(.number(factor)) }
        if coefficient.isFraction { bottom.append(.number(coefficient.denominator)) }
        var exponential = exponential(in: term, isAlone: bracket == nil)
        let exponentials = exponential?.atoms ?? []
        var radical = radical(in: term)
        let roots = radical?.atoms ?? []
        // What a ∑ or ∏ takes ends with the product: that stands last.
        var series: [Expression] = []
        let bases = basesOfPowers(in: term.monomial)
        for power in term.monomial.powers where !bases.values.contains(power.atom) {
            if roots.contains(power.atom) {
                // In the place of the first.
                if let one = radical {
                    let root = Expression.operation(.sqrt, [expression(one.radicand)])
                    if one.isBelow { bottom.append(root) } else { top.append(root) }
                }
                radical = nil
                continue
            }
            if exponentials.contains(power.atom) {
                // In the place of the first.
                if let one = exponential {
                    let value = Expression.operation(.exp, [expression(one.argument)])
                    if one.isBelow { bottom.append(value) } else { top.append(value) }
                }
                exponential = nil
                continue
            }
            let exponent = abs(power.exponent)
            let factor: Expression
            if let argument = exponentialArgument(of: power) {
                factor = .operation(.exp, [expression(argument)])
            } else if let whole = wholePower(of: power, times: bases[power.atom], in: term.monomial) {
                factor = .power(expression(whole.base), expression(whole.exponent))
            } else if let whole = rootless(power) {
                let base = expression(whole.radicand)
                factor = whole.exponent == 1 ? base : .power(base, .number(Rational(whole.exponent)))
            } else {
                let base = expression(power.atom, scaled[power.atom], isTurned: power.atom == turned)
                factor = exponent == 1 ? base : .power(base, .number(Rational(exponent)))
            }
            if power.exponent < 0 {
                bottom.append(factor)
            } else if exponent == 1, case .series(_, _, _, _, _) = atoms[power.atom] {
                series.append(factor)
            } else {
                top.append(factor)
            }
        }
        if let bracket { top.append(bracket) }
        top += series
        let product = { (factors: [Expression]) in
            factors.isEmpty ? 1 : factors.count == 1 ? factors[0] : Expression.product(factors)
        }
        let size = bottom.isEmpty ? product(top) : product(top) / product(bottom)
        return coefficient.isNegative ? -size : size
    }

    /// exp(x) by exp(m) is exp(x − m), and 1 by exp(x) is exp(−x), as is what is written so first beside other factors.
    ///
    /// - Parameter isAlone: whether no bracket stands beside the term.
    /// - Returns: the argument, with the atoms that it takes the place of, and whether it stands below the bar.
    func exponential(
        in term: Polynomial.Term, isAlone: Bool
    ) -> (argument: Polynomial, atoms: Set<Int>, isBelow: Bool)? {
        let monomial = term.monomial
        var terms: [Polynomial] = []
        var atoms: Set<Int> = []
        var signs: Set<Bool> = []
        for power in monomial.powers {
            guard case .operation(.exp, let x) = self.atoms[power.atom] else { continue }
            let exponent = Polynomial.Term(coefficient: Rational(power.exponent), monomial: .one)
            guard let argument = try? x[0].multiplied(by: exponent) else { return nil }
            terms.append(argument)
            atoms.insert(power.atom)
            signs.insert(power.exponent > 0)
        }
        guard !atoms.isEmpty, let argument = try? Polynomial.sum(terms), !argument.terms.isEmpty else {
            return nil
        }
        if atoms.count > 1, !writtenExponents.contains(argument),
            let opposite = try? argument.multiplied(by: .one.negated()), writtenExponents.contains(opposite)
        {
            return (opposite, atoms, true)
        }
        let isWritten = atoms.count > 1 && writtenExponents.contains(argument)
        if signs.count == 2 || isWritten || signs == [false] && atoms.isSubset(of: negativeExponentials) {
            return (argument, atoms, false)
        }
        let hasNumerator =
            !isAlone
            || (term.coefficient.isFraction ? term.coefficient.numerator : term.coefficient).magnitude != .one
            || monomial.powers.contains { $0.exponent > 0 }
        // What has other denominators is a fraction anyway: 1/(2 exp(s)).
        let hasDenominator =
            term.coefficient.isFraction
            || monomial.powers.contains { $0.exponent < 0 && !atoms.contains($0.atom) }
        return hasNumerator || hasDenominator ? nil : (argument, atoms, false)
    }

    /// The argument of a power of exp(x/2) that prints as one exponential: exp(3x/2), not exp(x/2)³.
    func exponentialArgument(of power: Monomial.Power) -> Polynomial? {
        guard abs(power.exponent) != 1, case .operation(.exp, let x) = atoms[power.atom],
            x[0].terms.count == 1, !x[0].terms[0].coefficient.isInteger
        else { return nil }
        let exponent = Rational(power.exponent).magnitude
        return try? x[0].multiplied(by: Polynomial.Term(coefficient: exponent, monomial: .one))
    }

    /// - Parameter scaled: what is written in place of a sum.
    private func expression(_ atom: Int, _ scaled: Polynomial?, isTurned: Bool) -> Expression {
        switch atoms[atom] {
        case .symbol(let symbol): return .symbol(symbol)
        case .operation(let operation, let operands):
            let (operation, operands) = written(operation, operands)
            return .operation(operation, operands.map { expression($0) })
        case .sum(let sum):
            let sum = scaled ?? sum
            if isTurned, let opposite = try? sum.multiplied(by: .one.negated()) { return expression(opposite) }
            return expression(sum)
        case .series(let series, let axis, let level, let except, let body):
            let index = Symbol.Index.bound(axis: axis, level: level)
            return .series(series, index: index, except: except, expression(body))
        }
    }
}
