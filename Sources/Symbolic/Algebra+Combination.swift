/// Relations that follow from several others, and that no single step of a search would find.
extension Algebra {
    /// Adds what sums of definitions come down to: d_1 + d_2 + d_3 = 0 for d_k = x_k − m and m = (x_1 + x_2 + x_3)/3;
    /// and y_1 + y_2 + y_3 = 1 for y_k = e_k/S and S = e_1 + e_2 + e_3.
    package mutating func combineRelations() {
        try? noteSigns()
        for zero in relations.zeros { for sum in sumsOfDefinitions(in: zero) { note(zero: sum) } }
        let others = multiples()
        for zero in relations.zeros {
            if let quotient = quotient(of: zero, others) { note(zero: quotient) }
        }
    }

    /// What signs have to do with sizes: sign(x)² |x| = |x|, and where x is not 0 sign(x)² = 1 and sign(x)/|x| = 1/x.
    private mutating func noteSigns() throws(ArithmeticError) {
        for atom in atoms.indices {
            guard case .operation(.sign, let x) = atoms[atom] else { continue }
            let sign = Polynomial(atom: atom)
            let square = try power(sign, 2)
            let size = numbers[.operation(.abs, x)].map { Polynomial(atom: $0) }
            guard facts(of: x[0]).contains(.nonzero) else {
                let root = size.flatMap { numbers[.operation(.sqrt, [$0])] }.map { Polynomial(atom: $0) }
                for value in [size, root].compactMap(\.self) { try noteEqual(product(square, value), value) }
                continue
            }
            try noteEqual(square, .one)
            if let size { try noteEqual(product(sign, power(size, -1)), power(x[0], -1)) }
        }
    }

    /// Each term of a sum that is 0 may be the term of a shorter one with another of its terms: x_k is in
    /// d_k − x_k + m, and so is m. All of these are taken together.
    private func sumsOfDefinitions(in zero: Polynomial) -> [Polynomial] {
        var coefficients: [Monomial: Rational] = [:]
        for term in zero.terms { coefficients[term.monomial] = term.coefficient }
        // By the other term.
        var parts: [Monomial: [Polynomial]] = [:]
        var order: [Monomial] = []
        for term in zero.terms {
            for definition in relations.shortZeros(with: term.monomial) where definition != zero {
                let shared = definition.terms.filter { coefficients[$0.monomial] != nil }
                guard shared.count == 2, let other = shared.first(where: { $0.monomial != term.monomial }),
                    let own = shared.first(where: { $0.monomial == term.monomial }),
                    let factor = try? Polynomial.Term(coefficient: term.coefficient, monomial: .one)
                        .multiplied(by: Polynomial.Term(coefficient: own.coefficient, monomial: .one), to: -1),
                    let part = try? definition.multiplied(by: factor.negated())
                else { continue }
                if parts[other.monomial] == nil { order.append(other.monomial) }
                parts[other.monomial, default: []].append(part)
            }
        }
        return order.compactMap { other in
            let sum = try? Polynomial.sum([zero] + parts[other]!)
            return sum.flatMap { $0.terms.count < zero.terms.count ? $0 : nil }
        }
    }

    /// e is y S where y = e/S.
    private func multiples() -> [Monomial: Polynomial.Term] {
        var multiples: [Monomial: Polynomial.Term] = [:]
        for pair in relations.pairs {
            for (side, other) in [(pair.left, pair.right), (pair.right, pair.left)] {
                let bottom = side.monomial.powers.filter { $0.exponent < 0 }
                guard !bottom.isEmpty, bottom.count < side.monomial.powers.count,
                    let multiple = try? other.multiplied(
                        by: Polynomial.Term(coefficient: side.coefficient, monomial: Monomial(bottom)), to: -1)
                else { continue }
                let top = Monomial(side.monomial.powers.filter { $0.exponent > 0 })
                if multiples[top] == nil { multiples[top] = multiple }
            }
        }
        return multiples
    }

    /// A sum that is 0, written with other values, without a factor that is not 0 and that all terms then have.
    private func quotient(of zero: Polynomial, _ others: [Monomial: Polynomial.Term]) -> Polynomial? {
        var hasChanged = false
        let terms = zero.terms.compactMap { term -> Polynomial.Term? in
            guard let other = others[term.monomial] else { return term }
            hasChanged = true
            return try? other.multiplied(by: Polynomial.Term(coefficient: term.coefficient, monomial: .one))
        }
        guard hasChanged, terms.count == zero.terms.count,
            let (content, primitive) = try? Polynomial(summing: terms).split(), content.monomial != .one,
            content.monomial.powers.allSatisfy({ isNonzero($0.atom) })
        else { return nil }
        return primitive
    }
}
