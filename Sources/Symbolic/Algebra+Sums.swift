/// Sums that stand as one factor: (1 + x) in y/(1 + x).
extension Algebra {
    /// A polynomial as one term. A sum becomes the symbol that names it, or an atom that is known to be
    /// equal to it.
    mutating func factor(_ polynomial: Polynomial) throws(ArithmeticError) -> Polynomial.Term {
        guard polynomial.terms.count > 1 else { return polynomial.terms.first ?? .zero }
        let (content, primitive) = try polynomial.split()
        let isNew = try known(primitive) == nil
        let bracket = try self.bracket(primitive)
        if isNew {
            try relate(primitive, Polynomial(bracket))
            if let term = singleTerm(equalTo: primitive) { try relate(Polynomial(term), Polynomial(bracket)) }
            try noteWithoutFractions(primitive, bracket)
        }
        return try content.multiplied(by: bracket)
    }

    /// (1 + exp(−x)) exp(x) = exp(x) + 1
    private mutating func noteWithoutFractions(
        _ sum: Polynomial, _ bracket: Polynomial.Term
    ) throws(ArithmeticError) {
        let below = sum.terms.flatMap(\.monomial.powers).filter { power in
            guard power.exponent < 0, case .operation(.exp, _) = atoms[power.atom] else { return false }
            return true
        }
        guard let power = below.min(by: { $0.exponent < $1.exponent }) else { return }
        let factor = Polynomial.Term(
            coefficient: .one, monomial: Monomial([Monomial.Power(atom: power.atom, exponent: -power.exponent)])
        )
        let whole = try sum.multiplied(by: factor)
        // exp(−x) + exp(x) gains nothing.
        guard whole.terms.contains(where: { $0.monomial == .one }) else { return }
        try noteEqual(Polynomial(bracket.multiplied(by: factor)), Polynomial(self.factor(whole)))
    }

    /// A polynomial as one term, its sum in brackets, which is a matter of print.
    mutating func bracket(_ polynomial: Polynomial) throws(ArithmeticError) -> Polynomial.Term {
        guard polynomial.terms.count > 1 else { return polynomial.terms.first ?? .zero }
        let (content, primitive) = try polynomial.split()
        if let known = try known(primitive) { return try content.multiplied(by: known) }
        let atom = Polynomial(atom: number(of: .sum(primitive))).terms[0]
        sums[primitive] = atom
        return try content.multiplied(by: atom)
    }

    /// A polynomial with its sum in brackets.
    package mutating func bracketed(_ polynomial: Polynomial) throws(ArithmeticError) -> Polynomial {
        Polynomial(try bracket(polynomial))
    }

    /// Lets a symbol stand for a sum.
    mutating func nameSum(_ sum: Polynomial, _ name: Polynomial.Term) throws(ArithmeticError) {
        let (content, primitive) = try sum.split()
        if let known = try known(primitive) {
            let value = try content.multiplied(by: known)
            try relate(Polynomial(value), Polynomial(name))
            try noteRoots(in: value, equalTo: Polynomial(name))
        } else if isSound(name, over: content) {
            sums[primitive] = try name.multiplied(by: content, to: -1)
        } else {
            // x a + x b is named, but a + b is no fraction of that where x may be 0.
            try relate(Polynomial(content.multiplied(by: bracket(primitive))), Polynomial(name))
        }
    }

    /// The factor that stands for a sum without content, or for its opposite.
    func known(_ primitive: Polynomial) throws(ArithmeticError) -> Polynomial.Term? {
        if let known = sums[primitive] { return known }
        return try sums[primitive.multiplied(by: .one.negated())]?.negated()
    }

    /// What a sum comes down to if something known to be 0 is subtracted: 1 − y is y/exp(x) for a sigmoid y of x.
    private mutating func singleTerm(equalTo sum: Polynomial) -> Polynomial.Term? {
        guard sum.terms.count <= Algebra.longestExpansion else { return nil }
        for (zero, factor) in relations.zeros(cancellingIn: sum, where: isSound) {
            if let rest = try? subtracting(zero, times: factor, from: sum), rest.terms.count == 1 {
                return rest.terms[0]
            }
        }
        return nil
    }

    /// y = x/(1 + x) says that y + x y = x as well, and 1/(1 + x) = 1 − y.
    mutating func clearFractions(
        in value: Polynomial.Term, equalTo name: Polynomial
    ) throws(ArithmeticError) {
        for power in value.monomial.powers where power.exponent == -1 {
            guard case .sum(let sum) = atoms[power.atom], sum.terms.count <= Algebra.longestExpansion else {
                continue
            }
            let numerator = try value.multiplied(by: Polynomial(atom: power.atom).terms[0])
            try relate(sum.multiplied(by: name.terms[0]), Polynomial(numerator))
            try noteRest(of: sum, numerator, equalTo: name)
        }
    }

    /// What is left of 1 where a value is a term by a sum of it and a number.
    private mutating func noteRest(
        of sum: Polynomial, _ numerator: Polynomial.Term, equalTo name: Polynomial
    ) throws(ArithmeticError) {
        guard sum.terms.count == 2, let own = sum.terms.firstIndex(of: numerator),
            sum.terms[1 - own].monomial == .one
        else { return }
        let rest = Polynomial(try sum.terms[1 - own].multiplied(by: factor(sum), to: -1))
        try noteEqual(rest, difference(.one, name))
    }

    /// How many terms a term has when its brackets are multiplied out; more than are wanted is as good as any.
    private func expansionCount(_ term: Polynomial.Term) -> Int {
        var count = 1
        for power in term.monomial.powers where power.exponent > 0 {
            guard let sum = sum(of: power.atom) else { continue }
            var remaining = power.exponent
            while remaining > 0, count <= Algebra.longestExpansion {
                count *= sum.terms.count
                remaining -= 1
            }
        }
        return count
    }

    /// A polynomial with its brackets multiplied out, as far as it stays short.
    package func multipliedOut(_ polynomial: Polynomial) throws(ArithmeticError) -> Polynomial {
        var terms: [Polynomial.Term] = []
        var pending = polynomial.terms
        while let term = pending.popLast() {
            guard
                let bracket = term.monomial.powers.first(where: { $0.exponent > 0 && sum(of: $0.atom) != nil }),
                let sum = sum(of: bracket.atom),
                terms.count + pending.count + expansionCount(term) <= Algebra.longestExpansion
            else {
                terms.append(term)
                continue
            }
            let rest = try term.multiplied(by: Polynomial(atom: bracket.atom).terms[0], to: -1)
            pending += try sum.multiplied(by: rest).terms
        }
        return try Polynomial(summing: terms)
    }

    /// a + (b + c) as a + b + c, and x (a + (b + c)) likewise.
    package func withoutBareBrackets(_ polynomial: Polynomial) throws(ArithmeticError) -> Polynomial {
        guard polynomial.terms.count > 1 else { return polynomial }
        let (content, primitive) = try polynomial.split()
        var terms: [Polynomial.Term] = []
        for term in primitive.terms {
            let powers = term.monomial.powers
            if powers.count == 1, powers[0].exponent == 1, let sum = sum(of: powers[0].atom) {
                let factor = Polynomial.Term(coefficient: term.coefficient, monomial: .one)
                terms += try sum.multiplied(by: factor).terms
            } else {
                terms.append(term)
            }
        }
        if terms.count == primitive.terms.count { return polynomial }
        return try withoutBareBrackets(Polynomial(summing: terms).multiplied(by: content))
    }

    func sum(of atom: Int) -> Polynomial? {
        if case .sum(let sum) = atoms[atom] { sum } else { nil }
    }
}
