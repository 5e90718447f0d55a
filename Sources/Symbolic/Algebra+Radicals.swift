/// Roots of numbers that stand side by side are one: √2 √π is √(2π).
extension Algebra {
    /// 1/√x for √x/x.
    func withRootsBelow(_ term: Polynomial.Term) -> Polynomial.Term {
        var result = term
        for power in term.monomial.powers where power.exponent == 1 {
            guard case .operation(.sqrt, let x) = atoms[power.atom], x[0].terms.count == 1,
                x[0].terms[0].coefficient == .one, x[0].terms[0].monomial.powers.count == 1,
                let whole = x[0].terms[0].monomial.powers.first, whole.exponent == 1,
                term.monomial.exponent(of: whole.atom) == -1,
                let changed = try? result.multiplied(by: x[0].terms[0])
                    .multiplied(by: Polynomial(atom: power.atom).terms[0], to: -2)
            else { continue }
            result = changed
        }
        return result
    }

    /// The root that takes the place of several, with what stands below it, and where it stands; nil if there are not several.
    func radical(in term: Polynomial.Term) -> (radicand: Polynomial, isBelow: Bool, atoms: Set<Int>)? {
        let roots = term.monomial.powers.filter { abs($0.exponent) == 1 && radicand(of: $0.atom) != nil }
        guard roots.count > 1 else { return nil }
        let isBelow = roots.allSatisfy { $0.exponent < 0 }
        var product = Polynomial.Term.one
        for root in roots {
            guard let factor = radicand(of: root.atom),
                let next = try? product.multiplied(by: factor, to: isBelow ? 1 : root.exponent)
            else { return nil }
            product = next
        }
        return (Polynomial(product), isBelow, Set(roots.map(\.atom)))
    }

    /// What stands below a root, and its power, for an even power of the root: a term shares √x³ with others and keeps √x².
    func rootless(_ power: Monomial.Power) -> (radicand: Polynomial, exponent: Int)? {
        guard power.exponent.isMultiple(of: 2), case .operation(.sqrt, let x) = atoms[power.atom] else {
            return nil
        }
        return (x[0], abs(power.exponent) / 2)
    }

    /// What a root is of, if that is a number or a product of such.
    private func radicand(of atom: Int) -> Polynomial.Term? {
        guard case .operation(.sqrt, let x) = atoms[atom], x[0].terms.count == 1,
            x[0].terms[0].monomial.powers.allSatisfy({ isNumber($0.atom) })
        else { return nil }
        return x[0].terms[0]
    }

    /// Whether an atom is made of numbers alone, as √(2π) is.
    package func isNumber(_ atom: Int) -> Bool {
        guard case .operation(_, let operands) = atoms[atom] else { return false }
        return operands.allSatisfy {
            $0.terms.allSatisfy { $0.monomial.powers.allSatisfy { isNumber($0.atom) } }
        }
    }
}
