/// The canonical form of expressions: Laurent polynomials over atoms, and the relations that hold between them.
///
/// An atom is a symbol, a function of a polynomial, or a sum that stands under an exponent. Atoms are numbered in
/// the order they appear, which is the order they print in: symbols, as they are declared, before functions.
package struct Algebra: Sendable {
    enum Atom: Hashable, Sendable {
        case symbol(Symbol)
        case function(Function, Polynomial)
        /// A sum as one factor: (1 + x) in x/(1 + x). It is without content, see `Polynomial.split`.
        case sum(Polynomial)
        /// A power whose exponent is no integer.
        case power(Polynomial, Polynomial)
    }

    private(set) var atoms: [Atom] = []
    /// The printed length of each atom, see `length(of:)`.
    private(set) var atomLengths: [Int] = []
    private(set) var numbers: [Atom: Int] = [:]
    /// Sums without content that are one factor: as a symbol they define, or as an atom of their own.
    var sums: [Polynomial: Polynomial.Term] = [:]
    var relations = Relations()

    /// What is known of each atom, and of sums without content.
    var facts: [Facts] = []
    var sumFacts: [Polynomial: Facts] = [:]
    /// For each atom, what it is a part of.
    var users: [[User]] = []
    var equalities: [Equality] = []
    /// The atoms of which more is known than has been passed on.
    var changedAtoms: [Int] = []

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
        if polynomial.terms.count > 1 {
            try nameSum(polynomial, name.terms[0])
        } else if let value = polynomial.terms.first {
            try clearFractions(in: value, equalTo: name)
        }
    }

    /// Lets two polynomials be equal from here on.
    package mutating func relate(_ left: Polynomial, _ right: Polynomial) throws(ArithmeticError) {
        let zero = try difference(left, right)
        // What holds only where something else is not 0 is no relation.
        for power in zero.terms.flatMap(\.monomial.powers) where power.exponent < 0 {
            guard isNonzero(power.atom) else { return }
        }
        relations.add(zero)
        connect(left, right)
    }

    // MARK: Arithmetic

    package func difference(_ left: Polynomial, _ right: Polynomial) throws(ArithmeticError) -> Polynomial {
        try Polynomial(
            summing: left.terms + right.terms.map { term throws(ArithmeticError) in try term.negated() })
    }

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

    /// The product of many, multiplied out unless that is long; then each sum stays one factor.
    package mutating func product(_ factors: [Polynomial]) throws(ArithmeticError) -> Polynomial {
        if factors.contains(where: \.terms.isEmpty) { return .zero }
        let sums = factors.filter { $0.terms.count > 1 }
        var count = 1
        for sum in sums where count <= Algebra.longestExpansion { count *= sum.terms.count }
        let isLong = sums.count > 2 && count > Algebra.longestExpansion
        var single: [Polynomial.Term] = []
        for factor in factors where isLong || factor.terms.count == 1 { single.append(try self.factor(factor)) }
        var result = Polynomial(try .product(single))
        if !isLong { for sum in sums { result = try product(result, sum) } }
        return result
    }

    /// A product of more terms than this is not multiplied out.
    static let longestExpansion = 16

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

    package mutating func apply(_ function: Function, to argument: Polynomial) throws(ArithmeticError)
        -> Polynomial
    {
        // exp(0) = cos(0) = 1, sin(0) = sqrt(0) = 0
        if argument.terms.isEmpty, let value = Int(exactly: function.value(0)) {
            return Polynomial(Rational(value))
        }
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
            // log(x^n) = n log(x) for positive x
            if let (base, exponent) = positivePower(argument) {
                let logarithm = try apply(.log, to: base)
                return try logarithm.multiplied(
                    by: Polynomial.Term(coefficient: Rational(exponent), monomial: .one))
            }
        case .sqrt:
            if argument == .one { return .one }
            if let root = squareRoot(of: argument) { return root }
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

    /// A positive atom as a polynomial, and its exponent, if that is all a polynomial is, and not 1.
    private func positivePower(_ polynomial: Polynomial) -> (base: Polynomial, exponent: Int)? {
        guard polynomial.terms.count == 1, polynomial.terms[0].coefficient == .one,
            polynomial.terms[0].monomial.powers.count == 1
        else { return nil }
        let power = polynomial.terms[0].monomial.powers[0]
        guard power.exponent != 1, facts[power.atom] == .positive else { return nil }
        return (sum(of: power.atom) ?? Polynomial(atom: power.atom), power.exponent)
    }

    /// sqrt(x²) is x for x ≥ 0.
    private func squareRoot(of polynomial: Polynomial) -> Polynomial? {
        guard polynomial.terms.count == 1, polynomial.terms[0].coefficient == .one else { return nil }
        var roots: [Monomial.Power] = []
        for power in polynomial.terms[0].monomial.powers {
            let isSquare = power.exponent.isMultiple(of: facts[power.atom].contains(.nonnegative) ? 2 : 4)
            guard isSquare else { return nil }
            roots.append(Monomial.Power(atom: power.atom, exponent: power.exponent / 2))
        }
        return Polynomial(Polynomial.Term(coefficient: .one, monomial: Monomial(roots)))
    }

    // MARK: Atoms

    mutating func number(of atom: Atom) -> Int {
        if let number = numbers[atom] { return number }
        let length = self.length(of: atom)
        let parts = Algebra.parts(of: atom)
        atoms.append(atom)
        atomLengths.append(length)
        facts.append(facts(of: atom))
        users.append([])
        numbers[atom] = atoms.count - 1
        for part in parts { users[part].append(.atom(atoms.count - 1)) }
        return atoms.count - 1
    }

    /// The atoms that an atom is made of.
    private static func parts(of atom: Atom) -> Set<Int> {
        let polynomials: [Polynomial] =
            switch atom {
            case .symbol: []
            case .function(_, let argument): [argument]
            case .sum(let sum): [sum]
            case .power(let base, let exponent): [base, exponent]
            }
        return Set(polynomials.flatMap(\.terms).flatMap { $0.monomial.powers.map(\.atom) })
    }
}
