/// (1 − t)² for 1 − 2t + t², which is shorter.
extension Algebra {
    /// A sum of three terms as the square of a sum of two, where it is one.
    mutating func squared(_ sum: Polynomial) throws(ArithmeticError) -> Polynomial? {
        guard sum.terms.count == 3 else { return nil }
        let (content, primitive) = try sum.split()
        for mixed in primitive.terms.indices {
            let squares = primitive.terms.indices.filter { $0 != mixed }.map { primitive.terms[$0] }
            guard let first = squares[0].squareRoot, let second = squares[1].squareRoot else { continue }
            let two = Polynomial.Term(coefficient: Rational(2), monomial: .one)
            let product = try first.multiplied(by: second).multiplied(by: two)
            let isDifference = primitive.terms[mixed] == (try product.negated())
            guard isDifference || primitive.terms[mixed] == product else { continue }
            var parts = [first, second]
            if isDifference {
                // a − b, and 1 − t.
                let subtracted = second.monomial == .one ? 0 : 1
                parts[subtracted] = try parts[subtracted].negated()
            }
            let base = try Polynomial(summing: parts)
            return Polynomial(try content.multiplied(by: bracket(base), to: 2))
        }
        return nil
    }
}

extension Polynomial.Term {
    /// The term whose square it is, if there is one.
    fileprivate var squareRoot: Polynomial.Term? {
        guard let root = coefficient.squareRoot, monomial.powers.allSatisfy({ $0.exponent.isMultiple(of: 2) })
        else { return nil }
        let powers = monomial.powers.map { Monomial.Power(atom: $0.atom, exponent: $0.exponent / 2) }
        return Polynomial.Term(coefficient: root, monomial: Monomial(powers))
    }
}
