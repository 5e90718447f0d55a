extension Algebra {
    /// Atoms whose symbols have been exchanged, so that each is looked at once.
    package struct Renaming {
        /// For each atom what it becomes, −1 where that is not known yet.
        fileprivate var atoms: [Int] = []
        fileprivate let symbol: (Symbol) -> Symbol
        fileprivate let index: (_ axis: String, Symbol.Index) -> Symbol.Index

        /// - Parameters:
        ///   - index: what each index becomes that a series over an axis leaves out.
        ///   - symbol: what each symbol becomes; one that exists.
        package init(
            index: @escaping (_ axis: String, Symbol.Index) -> Symbol.Index = { $1 },
            _ symbol: @escaping (Symbol) -> Symbol
        ) {
            self.symbol = symbol
            self.index = index
        }
    }

    /// A polynomial with its symbols exchanged, in the order that it then has.
    package mutating func renamed(
        _ polynomial: Polynomial, by renaming: inout Renaming
    ) throws(ArithmeticError) -> Polynomial {
        var terms: [Polynomial.Term] = []
        terms.reserveCapacity(polynomial.terms.count)
        for term in polynomial.terms {
            var powers: [Monomial.Power] = []
            for power in term.monomial.powers {
                powers.append(
                    Monomial.Power(atom: try renamed(power.atom, by: &renaming), exponent: power.exponent))
            }
            powers.sort { $0.atom < $1.atom }
            terms.append(Polynomial.Term(coefficient: term.coefficient, monomial: Monomial(powers)))
        }
        return try Polynomial(summing: terms)
    }

    private mutating func renamed(
        _ polynomials: [Polynomial], by renaming: inout Renaming
    ) throws(ArithmeticError) -> [Polynomial] {
        var images: [Polynomial] = []
        for polynomial in polynomials { images.append(try renamed(polynomial, by: &renaming)) }
        return images
    }

    private mutating func renamed(_ atom: Int, by renaming: inout Renaming) throws(ArithmeticError) -> Int {
        while renaming.atoms.count < atoms.count { renaming.atoms.append(-1) }
        if renaming.atoms[atom] >= 0 { return renaming.atoms[atom] }
        let image: Atom =
            switch atoms[atom] {
            case .symbol(let symbol): .symbol(renaming.symbol(symbol))
            case .operation(let operation, let operands):
                .operation(operation, try renamed(operands, by: &renaming))
            case .sum(let sum): .sum(try renamed(sum, by: &renaming))
            case .series(let series, let axis, let level, let except, let body):
                .series(
                    series, axis: axis, level: level, except: except.map { renaming.index(axis, $0) },
                    try renamed(body, by: &renaming))
            }
        let number = number(of: image)
        if negativeExponentials.contains(atom) { negativeExponentials.insert(number) }
        renaming.atoms[atom] = number
        return number
    }
}
