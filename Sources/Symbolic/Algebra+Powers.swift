/// How powers whose exponents are no numbers are written.
extension Algebra {
    /// (1 + y)^(2 t + 1), for the square of (1 + y)^t and 1 + y; nil for what is no power, or written as it is.
    ///
    /// - Parameter base: the atom of the factor that is taken into it.
    func wholePower(
        of power: Monomial.Power, times base: Int?, in monomial: Monomial
    ) -> (base: Polynomial, exponent: Polynomial)? {
        guard abs(power.exponent) != 1 || base != nil, case .operation(.power, let x) = atoms[power.atom],
            x[1].number == nil,
            let exponent = try? x[1].multiplied(
                by: Polynomial.Term(coefficient: Rational(power.exponent).magnitude, monomial: .one)),
            let sum = try? Polynomial.sum(
                [exponent, Polynomial(Rational(base.map { abs(monomial.exponent(of: $0)) } ?? 0))])
        else { return nil }
        return (x[0], sum)
    }

    /// For powers whose exponents are no numbers the factors that are their bases, on the same side of the bar.
    func basesOfPowers(in monomial: Monomial) -> [Int: Int] {
        var bases: [Int: Int] = [:]
        for power in monomial.powers {
            guard case .operation(.power, let x) = atoms[power.atom], x[1].number == nil,
                let base = try? x[0].terms.count == 1 ? x[0].terms[0] : known(x[0]),
                base.coefficient == .one, let factor = base.monomial.powers.first,
                base.monomial.powers.count == 1, factor.exponent == 1,
                monomial.exponent(of: factor.atom).signum() == power.exponent.signum(),
                !bases.values.contains(factor.atom)
            else { continue }
            bases[power.atom] = factor.atom
        }
        return bases
    }
}
