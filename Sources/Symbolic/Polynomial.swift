/// A sum of terms, a term being a rational number times a monomial; exponents may be negative (a Laurent
/// polynomial). Equal polynomials are stored equally.
package struct Polynomial: Hashable, Sendable {
    package struct Term: Hashable, Sendable {
        package let coefficient: Rational
        package let monomial: Monomial

        static let zero = Term(coefficient: .zero, monomial: .one)
        static let one = Term(coefficient: .one, monomial: .one)

        /// This × `other`^`exponent`.
        func multiplied(by other: Term, to exponent: Int = 1) throws(ArithmeticError) -> Term {
            let factor = exponent == 1 ? other.coefficient : try other.coefficient.raised(to: exponent)
            return Term(
                coefficient: factor == .one ? coefficient : try coefficient.multiplied(by: factor),
                monomial: try monomial.multiplied(by: other.monomial, to: exponent))
        }

        /// The product of many, in one go.
        static func product(_ factors: [Term]) throws(ArithmeticError) -> Term {
            var coefficient = Rational.one
            for factor in factors where factor.coefficient != .one {
                coefficient = try coefficient.multiplied(by: factor.coefficient)
            }
            return Term(coefficient: coefficient, monomial: try .product(factors.map(\.monomial)))
        }

        func negated() throws(ArithmeticError) -> Term {
            Term(coefficient: try coefficient.negated(), monomial: monomial)
        }
    }

    /// In the order of the monomials, each once, no coefficient 0.
    package let terms: [Term]

    package static let zero = Polynomial(sorted: [])
    package static let one = Polynomial(Term.one)

    private init(sorted terms: [Term]) { self.terms = terms }

    package init(_ term: Term) { terms = term.coefficient == .zero ? [] : [term] }

    package init(_ number: Rational) { self.init(Term(coefficient: number, monomial: .one)) }

    package init(atom: Int) { self.init(Term(coefficient: .one, monomial: Monomial(atom))) }

    /// The sum of terms in any order.
    package init(summing terms: [Term]) throws(ArithmeticError) {
        if terms.count == 1 {
            self.init(terms[0])
            return
        }
        var sum: [Term] = []
        sum.reserveCapacity(terms.count)
        for term in terms.sorted(by: { $0.monomial < $1.monomial }) {
            if let last = sum.last, last.monomial == term.monomial {
                sum[sum.count - 1] = Term(
                    coefficient: try last.coefficient.adding(term.coefficient), monomial: last.monomial)
            } else {
                sum.append(term)
            }
        }
        self.init(sorted: sum.filter { $0.coefficient != .zero })
    }

    package static func sum(_ parts: [Polynomial]) throws(ArithmeticError) -> Polynomial {
        parts.count == 1 ? parts[0] : try Polynomial(summing: parts.flatMap(\.terms))
    }

    package func multiplied(by factor: Term) throws(ArithmeticError) -> Polynomial {
        if factor == .one { return self }
        var product: [Term] = []
        product.reserveCapacity(terms.count)
        for term in terms { product.append(try term.multiplied(by: factor)) }
        return try Polynomial(summing: product)
    }

    /// The number, if that is all this is.
    var number: Rational? {
        if terms.isEmpty { return .zero }
        return terms.count == 1 && terms[0].monomial == .one ? terms[0].coefficient : nil
    }

    /// The polynomial as a term, its content, times a polynomial without any.
    ///
    /// The content is the largest monomial and coefficient that all terms share; it is negative if they all are. Of a
    /// shared atom's exponents it has the least, so that no fraction with it stays inside.
    func split() throws(ArithmeticError) -> (content: Term, primitive: Polynomial) {
        let content = try Polynomial.content(of: terms)
        return (content, try multiplied(by: .one.multiplied(by: content, to: -1)))
    }

    /// What some terms share, see `split`.
    static func content(of terms: [Term]) throws(ArithmeticError) -> Term {
        guard let first = terms.first else { return .one }
        var shared = first.monomial.powers
        var divisor = first.coefficient.magnitude
        var isNegative = first.coefficient.isNegative
        for term in terms.dropFirst() {
            if !shared.isEmpty {
                shared = shared.compactMap { power in
                    let exponent = term.monomial.exponent(of: power.atom)
                    guard exponent.signum() == power.exponent.signum() else { return nil }
                    return Monomial.Power(atom: power.atom, exponent: min(exponent, power.exponent))
                }
            }
            isNegative = isNegative && term.coefficient.isNegative
            divisor = try divisor.commonDivisor(with: term.coefficient)
        }
        return Term(coefficient: isNegative ? try divisor.negated() : divisor, monomial: Monomial(shared))
    }
}
