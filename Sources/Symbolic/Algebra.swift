/// The canonical form of expressions: Laurent polynomials over atoms, and the relations that hold between them.
///
/// An atom is a symbol, a function of a polynomial, or a sum that stands under an exponent. Atoms are numbered in
/// the order they appear, which is the order they print in: symbols, as they are declared, before functions.
package struct Algebra: Sendable {
    enum Atom: Hashable, Sendable {
        case symbol(Symbol)
        case function(Function, Polynomial)
        /// A sum as one factor: (1 + x) in x/(1 + x). It is without content, see `Polynomial.content`.
        case sum(Polynomial)
        /// A power whose exponent is no integer.
        case power(Polynomial, Polynomial)
    }

    private(set) var atoms: [Atom] = []
    /// The printed length of each atom, see `length(of:)`.
    private(set) var atomLengths: [Int] = []
    private var numbers: [Atom: Int] = [:]
    /// Sums without content that are one factor: as a symbol they define, or as an atom of their own.
    private var sums: [Polynomial: Polynomial.Term] = [:]
    var relations = Relations()

    package init() {}

    // MARK: Symbols

    /// A symbol as a polynomial. The first use of a symbol fixes its place in print.
    package mutating func symbol(_ symbol: Symbol) -> Polynomial {
        Polynomial(atom: number(of: .symbol(symbol)))
    }

    /// Makes a symbol the name of a polynomial.
    package mutating func define(_ symbol: Symbol, as polynomial: Polynomial) throws(ArithmeticError) {
        let name = self.symbol(symbol)
        try relate(polynomial, name)
        guard polynomial.terms.count > 1 else {
            if let value = polynomial.terms.first { try clearFraction(in: value, equalTo: name.terms[0]) }
            return
        }
        let content = try polynomial.content()
        let primitive = try polynomial.multiplied(by: .one.multiplied(by: content, to: -1))
        if let known = sums[primitive] {
            try relate(Polynomial(content.multiplied(by: known)), name)
        } else {
            sums[primitive] = try name.terms[0].multiplied(by: content, to: -1)
        }
    }

    /// y = x/(1 + x) says that y + x y = x as well.
    private mutating func clearFraction(
        in value: Polynomial.Term, equalTo name: Polynomial.Term
    ) throws(ArithmeticError) {
        for power in value.monomial.powers where power.exponent == -1 {
            guard case .sum(let sum) = atoms[power.atom], sum.terms.count <= Algebra.longestExpansion else {
                continue
            }
            let numerator = try value.multiplied(by: Polynomial(atom: power.atom).terms[0])
            try relate(sum.multiplied(by: name), Polynomial(numerator))
        }
    }

    /// Lets two polynomials be equal from here on.
    package mutating func relate(_ left: Polynomial, _ right: Polynomial) throws(ArithmeticError) {
        relations.add(
            try Polynomial(
                summing: left.terms + right.terms.map { term throws(ArithmeticError) in try term.negated() }))
    }

    // MARK: Arithmetic

    /// The product, multiplied out unless that is long; then the longer sum stays one factor.
    package mutating func product(_ left: Polynomial, _ right: Polynomial) throws(ArithmeticError) -> Polynomial
    {
        let (short, long) = left.terms.count <= right.terms.count ? (left, right) : (right, left)
        if short.terms.count == 1 { return try long.multiplied(by: short.terms[0]) }
        if short.terms.count * long.terms.count > Algebra.longestExpansion {
            return try short.multiplied(by: factor(long))
        }
        var terms: [Polynomial.Term] = []
        for a in short.terms {
            for b in long.terms { terms.append(try a.multiplied(by: b)) }
        }
        return try Polynomial(summing: terms)
    }

    private static let longestExpansion = 16

    package mutating func power(_ base: Polynomial, _ exponent: Int) throws(ArithmeticError) -> Polynomial {
        if exponent == 1 { return base }
        if exponent == 0 { return .one }
        if base.terms.isEmpty {
            if exponent < 0 { throw .divisionByZero }
            return .zero
        }
        return Polynomial(try Polynomial.Term.one.multiplied(by: factor(base), to: exponent))
    }

    package mutating func power(_ base: Polynomial, _ exponent: Polynomial) throws(ArithmeticError)
        -> Polynomial
    {
        if let number = exponent.number, number.isInteger { return try power(base, number.numerator) }
        return Polynomial(atom: number(of: .power(base, exponent)))
    }

    /// A polynomial that is not 0 as one term.
    private mutating func factor(_ polynomial: Polynomial) throws(ArithmeticError) -> Polynomial.Term {
        if polynomial.terms.count == 1 { return polynomial.terms[0] }
        let content = try polynomial.content()
        let primitive = try polynomial.multiplied(by: .one.multiplied(by: content, to: -1))
        if let known = sums[primitive] { return try content.multiplied(by: known) }
        let atom = Polynomial(atom: number(of: .sum(primitive)))
        sums[primitive] = atom.terms[0]
        try relate(primitive, atom)
        if let term = singleTerm(equalTo: primitive) { try relate(Polynomial(term), atom) }
        return try content.multiplied(by: atom.terms[0])
    }

    /// What a sum comes down to if something known to be 0 is subtracted: 1 − y is y/exp(x) for a sigmoid y of x.
    private func singleTerm(equalTo sum: Polynomial) -> Polynomial.Term? {
        guard sum.terms.count <= Algebra.longestExpansion else { return nil }
        return relations.zeros(cancellingIn: sum).lazy
            .compactMap { zero, factor in try? subtracting(zero, times: factor, from: sum) }
            .first { $0.terms.count == 1 }?.terms[0]
    }

    package mutating func apply(_ function: Function, to argument: Polynomial) throws(ArithmeticError)
        -> Polynomial
    {
        switch function {
        case .exp: return try exponential(of: argument)
        case .log:
            // log(exp(x)^n) = n x
            if argument.terms.count == 1, argument.terms[0].coefficient == .one,
                argument.terms[0].monomial.powers.count == 1,
                case .function(.exp, let inner) = atoms[argument.terms[0].monomial.powers[0].atom]
            {
                let exponent = Rational(argument.terms[0].monomial.powers[0].exponent)
                return try inner.multiplied(by: Polynomial.Term(coefficient: exponent, monomial: .one))
            }
            if argument == .one { return .zero }
        case .sqrt:
            if argument.terms.isEmpty || argument == .one { return argument }
            let root = Polynomial(atom: number(of: .function(.sqrt, argument)))
            try relate(power(root, 2), Polynomial(factor(argument)))
            return root
        default: break
        }
        return Polynomial(atom: number(of: .function(function, argument)))
    }

    /// exp(x + y) = exp(x) exp(y), exp(n x) = exp(x)^n, exp(log(x)) = x.
    private mutating func exponential(of argument: Polynomial) throws(ArithmeticError) -> Polynomial {
        var product = Polynomial.Term.one
        for term in argument.terms {
            let denominator = term.coefficient.denominator
            let inner = Polynomial(
                Polynomial.Term(coefficient: try Rational(1, over: denominator), monomial: term.monomial))
            var base = Polynomial(atom: number(of: .function(.exp, inner)))
            if denominator == 1, term.monomial.powers.count == 1, term.monomial.powers[0].exponent == 1,
                case .function(.log, let logged) = atoms[term.monomial.powers[0].atom]
            {
                base = Polynomial(try factor(logged))
            }
            product = try product.multiplied(by: base.terms[0], to: term.coefficient.numerator)
        }
        return Polynomial(product)
    }

    // MARK: Atoms

    private mutating func number(of atom: Atom) -> Int {
        if let number = numbers[atom] { return number }
        let length = self.length(of: atom)
        atoms.append(atom)
        atomLengths.append(length)
        numbers[atom] = atoms.count - 1
        return atoms.count - 1
    }
}
