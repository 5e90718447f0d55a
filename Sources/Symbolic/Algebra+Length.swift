/// How long a polynomial prints: the number of names, numbers and operators one reads. Brackets and indices do not
/// count: exp(a_1) has length 2, y_1 S has 3 with its product sign, −t_1/exp(a_1) has 5.
extension Algebra {
    package func length(of polynomial: Polynomial) -> Int {
        switch polynomial.terms.count {
        case 0: return 1
        case 1: return aloneLength(polynomial.terms[0])
        default:
            let expanded = expandedLength(polynomial)
            return factored(polynomial).map { min(expanded, aloneLength($0, times: $1)) } ?? expanded
        }
    }

    /// A sum over an axis counts as that of so many values, so that a form is short for any number of them.
    private static let countedTerms = 3

    func length(of atom: Atom) -> Int {
        switch atom {
        case .symbol: 1
        // A function's name, or the sign between two.
        case .operation(let operation, let operands):
            written(operation, operands).operands.reduce(1) { $0 + length(of: $1) }
        case .sum(let polynomial): length(of: polynomial)
        case .series(_, _, _, _, let body): Algebra.countedTerms * (length(of: body) + 1) - 1
        }
    }

    /// The length of a term, with its sign, and with a sum in brackets as another factor.
    func length(_ term: Polynomial.Term, times bracket: Polynomial? = nil) -> Int {
        var length = 0
        var topCount = 0
        var bottomCount = 0
        let coefficient = withShortDecimals(term).coefficient
        let isFraction = coefficient.isFraction
        if (isFraction ? coefficient.numerator : coefficient).magnitude != .one { topCount += 1 }
        if isFraction { bottomCount += 1 }
        length = topCount + bottomCount
        let exponential = exponential(in: term, isAlone: bracket == nil)
        if let exponential {
            length += 1 + self.length(of: exponential.argument)
            if exponential.isBelow { bottomCount += 1 } else { topCount += 1 }
        }
        let bases = basesOfPowers(in: term.monomial)
        for power in term.monomial.powers
        where exponential?.atoms.contains(power.atom) != true && !bases.values.contains(power.atom) {
            let whole = wholePower(of: power, times: bases[power.atom], in: term.monomial)
            length +=
                exponentialArgument(of: power).map { 1 + self.length(of: $0) }
                ?? whole.map { self.length(of: $0.base) + 1 + self.length(of: $0.exponent) }
                ?? rootless(power).map { self.length(of: $0.radicand) + ($0.exponent == 1 ? 0 : 2) }
                ?? atomLengths[power.atom] + (abs(power.exponent) == 1 ? 0 : 2)
            if power.exponent > 0 { topCount += 1 } else { bottomCount += 1 }
        }
        if let bracket {
            length += expandedLength(bracket)
            topCount += 1
        }
        // An empty numerator prints as 1; between n factors stand n − 1 signs, and a fraction has its bar.
        length += topCount == 0 ? 1 : topCount - 1
        length += bottomCount
        return length + (term.coefficient.isNegative ? 1 : 0)
    }

    /// The length of a term that stands alone, where a bracket may take up its sign: −(a − b) c is (b − a) c.
    func aloneLength(_ term: Polynomial.Term, times bracket: Polynomial? = nil) -> Int {
        length(term, times: bracket) - (bracketForSign(of: term) == nil ? 0 : 1)
    }

    /// The bracket in a negative term that can take up its sign: a difference to an odd power.
    ///
    /// - Parameter isLeft: whether a bracket stays as it is.
    func bracketForSign(
        of term: Polynomial.Term, unless isLeft: (Polynomial) -> Bool = { _ in false }
    ) -> Int? {
        guard term.coefficient.isNegative else { return nil }
        return term.monomial.powers.last { power in
            guard !power.exponent.isMultiple(of: 2), let sum = sum(of: power.atom), !isLeft(sum) else {
                return false
            }
            return sum.terms.contains { !$0.coefficient.isNegative }
                && sum.terms.contains(where: \.coefficient.isNegative)
        }?.atom
    }

    func expandedLength(_ polynomial: Polynomial) -> Int {
        var length = polynomial.terms.count - 1
        var startsWithMinus = true
        for term in polynomial.terms {
            // The sign of a term is the operator before it, which is counted already.
            length += self.length(term) - (term.coefficient.isNegative ? 1 : 0)
            if !term.coefficient.isNegative { startsWithMinus = false }
        }
        return length + (startsWithMinus ? 1 : 0)
    }

    /// A sum as its content and what is left of it, nil if it has no content but 1.
    func factored(_ polynomial: Polynomial) -> (content: Polynomial.Term, rest: Polynomial)? {
        guard let (content, rest) = try? polynomial.split(), content != .one else { return nil }
        guard content.coefficient.isDecimal, let scale = decimalScale(of: rest, content.coefficient, to: 1),
            let coefficient = try? content.coefficient.multiplied(by: scale),
            let scaled = rest.divided(by: scale)
        else { return (content, rest) }
        return (Polynomial.Term(coefficient: coefficient, monomial: content.monomial), scaled)
    }

    /// A term with decimals as the coefficient of a power of a sum: 200000/(8943 x² + 200000) is 1/(0.044715 x² + 1).
    ///
    /// - Returns: the coefficient, and what sums are written as.
    func withShortDecimals(_ term: Polynomial.Term) -> (coefficient: Rational, sums: [Int: Polynomial]) {
        var coefficient = term.coefficient
        guard coefficient.isDecimal else { return (coefficient, [:]) }
        var sums: [Int: Polynomial] = [:]
        for power in term.monomial.powers {
            guard let sum = sum(of: power.atom),
                let scale = decimalScale(of: sum, coefficient, to: power.exponent),
                let scaled = sum.divided(by: scale),
                let product = try? coefficient.multiplied(by: scale.raised(to: power.exponent))
            else { continue }
            coefficient = product
            sums[power.atom] = scaled
        }
        return (coefficient, sums)
    }

    /// By which of its coefficients a sum is divided so that it and a number before it, as decimals, have the fewest digits.
    private func decimalScale(of sum: Polynomial, _ coefficient: Rational, to exponent: Int) -> Rational? {
        func digits(_ scale: Rational) -> Int? {
            guard let scaled = sum.divided(by: scale),
                let factor = try? coefficient.multiplied(by: scale.raised(to: exponent))
            else { return nil }
            let numbers = scaled.terms.map(\.coefficient) + [factor]
            let counts = numbers.compactMap(\.digitCount)
            return counts.count == numbers.count ? counts.reduce(0, +) : nil
        }
        let scales = sum.terms.map { $0.coefficient.magnitude.written(like: coefficient) }
        let best = scales.min { (digits($0) ?? .max) < (digits($1) ?? .max) }
        guard let best, let count = digits(best), count < digits(.one) ?? .max else { return nil }
        return best
    }
}

extension Algebra {
    /// The length with all sums over axes whose sizes are known written out, or nearly so.
    package func writtenOutLength(of polynomial: Polynomial) -> Int {
        length(of: polynomial) + omittedLength(of: polynomial)
    }

    private func omittedLength(of polynomial: Polynomial) -> Int {
        polynomial.terms.reduce(0) { $1.monomial.powers.reduce($0) { $0 + omittedLength(of: atoms[$1.atom]) } }
    }

    private func omittedLength(of atom: Atom) -> Int {
        switch atom {
        case .symbol: return 0
        case .operation(_, let operands): return operands.reduce(0) { $0 + omittedLength(of: $1) }
        case .sum(let sum): return omittedLength(of: sum)
        case .series(_, let axis, _, _, let body):
            let count = size(of: axis).number?.integer ?? Algebra.countedTerms
            return (count - Algebra.countedTerms) * (length(of: body) + 1) + count * omittedLength(of: body)
        }
    }
}

extension Polynomial {
    /// Each coefficient divided by a number.
    fileprivate func divided(by number: Rational) -> Polynomial? {
        try? multiplied(by: .one.multiplied(by: Term(coefficient: number, monomial: .one), to: -1))
    }
}
