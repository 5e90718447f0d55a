/// The canonical form of expressions: Laurent polynomials over atoms, and the relations that hold between them.
///
/// An atom is a symbol, a function of a polynomial, or a sum that stands under an exponent. Atoms are numbered in
/// the order they appear, which is the order they print in: symbols, as they are declared, before functions.
package struct Algebra: Sendable {
    package enum Atom: Hashable, Sendable {
        case symbol(Symbol)
        /// A function, or a power whose exponent is no integer.
        case operation(Operation, [Polynomial])
        /// A sum as one factor: (1 + x) in x/(1 + x). It is without content, see `Polynomial.split`.
        case sum(Polynomial)
        /// A sum or product over an axis, of what stands there for each of its values, or for each but one.
        case series(Series, axis: String, level: Int, except: Symbol.Index?, Polynomial)
    }

    package private(set) var atoms: [Atom] = []
    /// The printed length of each atom, see `length(of:)`.
    package private(set) var atomLengths: [Int] = []
    /// The indices that are open in each atom, and how deep series are nested in it.
    package private(set) var openIndices: [Set<Symbol.Index>] = []
    private(set) var levels: [Int] = []
    /// Whether each atom is made of pieces, as |x| is: where two such are equal they may be so throughout.
    private var isPiecewise: [Bool] = []
    /// Whether each atom may have no value, where a condition rules it out.
    private(set) var isPartial: [Bool] = []
    /// The atoms with values that are taken on a diagonal: P_{i,i}.
    private(set) var diagonals: Set<Int> = []
    /// Whether each atom is a condition, or a name for what has one as a factor.
    private(set) var isConditional: [Bool] = []
    /// Whether what is made is looked at only where some condition is true.
    package var isInBranch = false
    private(set) var numbers: [Atom: Int] = [:]
    /// The brackets that formulas have beside other factors, (1 − a) x, and the sums in exponents.
    var writtenBrackets: [Polynomial] = []
    var writtenExponents: Set<Polynomial> = []
    /// The sums that formulas begin with a number.
    var leadingNumbers: Set<Polynomial> = []
    /// The exponentials that are written with a minus sign first, as exp(−x).
    var negativeExponentials: Set<Int> = []
    /// The powers of each base whose exponents are no numbers.
    private var powers: [Polynomial: [(exponent: Polynomial, value: Polynomial)]] = [:]
    private var sizes: [String: Polynomial] = [:]
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
        let atom = numbers[.symbol(symbol)]!
        if isPiecewise(polynomial) { isPiecewise[atom] = true }
        if isInBranch, isPartial(polynomial) { isPartial[atom] = true }
        if polynomial.terms.allSatisfy({ isConditional($0.monomial) }) { isConditional[atom] = true }
        try relate(polynomial, name)
        if polynomial.terms.count > 1 {
            try nameSum(polynomial, name.terms[0])
        } else if let value = polynomial.terms.first {
            try clearFractions(in: value, equalTo: name)
            try noteRoots(in: value, equalTo: name)
        }
    }

    /// Makes a symbol the name of a product, but not of the sum that it is multiplied out.
    package mutating func define(_ symbol: Symbol, asProduct product: Polynomial) throws(ArithmeticError) {
        let name = self.symbol(symbol)
        let value = Polynomial(try bracket(product))
        if isPartial(value) { return }
        note(zero: try difference(value, name))
        try noteRoots(in: value.terms[0], equalTo: name)
    }

    /// h = d/√v says that d/v = h/√v.
    mutating func noteRoots(in value: Polynomial.Term, equalTo name: Polynomial) throws(ArithmeticError) {
        for power in value.monomial.powers where power.exponent == -1 {
            guard case .operation(.sqrt, let x) = atoms[power.atom] else { continue }
            let root = Polynomial(atom: power.atom).terms[0]
            let numerator = try value.multiplied(by: root)
            if numerator.monomial == .one { continue }
            try noteEqual(
                product(Polynomial(numerator), self.power(x[0], -1)),
                name.multiplied(by: .one.multiplied(by: root, to: -1)))
        }
    }

    /// Lets two polynomials be equal from here on.
    package mutating func relate(_ left: Polynomial, _ right: Polynomial) throws(ArithmeticError) {
        let zero = try difference(left, right)
        // What holds only where something else is not 0 is no relation.
        if isPartial(zero) { return }
        note(zero: zero)
        connect(left, right)
    }

    /// Takes note that a polynomial is 0.
    mutating func note(zero: Polynomial) {
        let levels = levels
        relations.add(zero) { levels[$0] > 0 }
    }

    /// Forgets what is equal, but not what is known of signs.
    package mutating func forgetEqualities() {
        relations = Relations()
        sums = [:]
    }

    /// How many values the indices of an axis have: a number, or a symbol.
    package mutating func setSize(of axis: String, to size: Polynomial) { sizes[axis] = size }

    package func size(of axis: String) -> Polynomial {
        guard let size = sizes[axis] else {
            preconditionFailure("an axis has a size before anything runs over it")
        }
        return size
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
        if let squared = try squaredRoots(base, exponent) { return squared }
        return Polynomial(try Polynomial.Term.one.multiplied(by: factor(base), to: exponent))
    }

    package mutating func power(_ base: Polynomial, _ exponent: Polynomial) throws(ArithmeticError)
        -> Polynomial
    {
        if let number = exponent.number, number.isInteger {
            guard let integer = number.integer else { throw .overflow }
            return try power(base, integer)
        }
        let known = atoms.count
        let power = Polynomial(atom: number(of: .operation(.power, [base, exponent])))
        if atoms.count > known { try noteOtherPowers(of: base, exponent, power) }
        return power
    }

    /// x^a = x x^(a − 1)
    private mutating func noteOtherPowers(
        of base: Polynomial, _ exponent: Polynomial, _ power: Polynomial
    ) throws(ArithmeticError) {
        for (other, value) in powers[base] ?? [] {
            guard let more = try difference(exponent, other).number?.integer else { continue }
            let (long, short) = more > 0 ? (power, value) : (value, power)
            try noteEqual(long, short.multiplied(by: .one.multiplied(by: factor(base), to: abs(more))))
        }
        powers[base, default: []].append((exponent, power))
    }

    /// A power of a product with square roots, sqrt(x)² being x; nil where that changes nothing.
    private mutating func squaredRoots(
        _ base: Polynomial, _ exponent: Int
    ) throws(ArithmeticError) -> Polynomial? {
        guard base.terms.count == 1 else { return nil }
        let term = base.terms[0]
        func radicand(_ power: Monomial.Power) -> Polynomial? {
            guard case .operation(.sqrt, let x) = atoms[power.atom] else { return nil }
            let (product, overflow) = power.exponent.multipliedReportingOverflow(by: exponent)
            return overflow || !product.isMultiple(of: 2) ? nil : x[0]
        }
        guard term.monomial.powers.contains(where: { radicand($0) != nil }) else { return nil }
        var result = try Polynomial.Term.one.multiplied(
            by: Polynomial.Term(coefficient: term.coefficient, monomial: .one), to: exponent)
        for power in term.monomial.powers {
            if let radicand = radicand(power) {
                result = try result.multiplied(by: factor(radicand), to: power.exponent * exponent / 2)
            } else {
                let factor = Polynomial.Term(coefficient: .one, monomial: Monomial([power]))
                result = try result.multiplied(by: factor, to: exponent)
            }
        }
        return Polynomial(result)
    }

    // MARK: Atoms

    mutating func number(of atom: Atom) -> Int {
        if let number = numbers[atom] { return number }
        let length = self.length(of: atom)
        let parts = Algebra.parts(of: atom)
        atoms.append(atom)
        atomLengths.append(length)
        openIndices.append(openIndices(of: atom))
        levels.append(level(of: atom))
        isPiecewise.append(Algebra.isPiecewise(atom) || parts.contains { isPiecewise[$0] })
        isPartial.append(isInBranch && (parts.contains { isPartial[$0] } || isPartial(atom)))
        isConditional.append(Algebra.isCondition(atom))
        if Algebra.isDiagonal(atom) || !diagonals.isDisjoint(with: parts) { diagonals.insert(atoms.count - 1) }
        facts.append(facts(of: atom))
        users.append([])
        numbers[atom] = atoms.count - 1
        for part in parts { users[part].append(.atom(atoms.count - 1)) }
        return atoms.count - 1
    }

    /// Whether a polynomial is made of pieces.
    func isPiecewise(_ polynomial: Polynomial) -> Bool {
        polynomial.terms.contains { $0.monomial.powers.contains { isPiecewise[$0.atom] } }
    }

    private static func isPiecewise(_ atom: Atom) -> Bool {
        switch atom {
        case .operation(let operation, _): operation.isPiecewise
        case .series(let series, _, _, _, _): series.operation.isPiecewise
        case .symbol, .sum: false
        }
    }

    private static func isDiagonal(_ atom: Atom) -> Bool {
        guard case .symbol(let symbol) = atom, symbol.indices.count > 1 else { return false }
        let open = symbol.indices.filter { $0.value == nil }
        return Set(open).count < open.count
    }

    /// The atoms that an atom is made of.
    private static func parts(of atom: Atom) -> Set<Int> {
        Set(polynomials(of: atom).flatMap(\.terms).flatMap { $0.monomial.powers.map(\.atom) })
    }

    static func polynomials(of atom: Atom) -> [Polynomial] {
        switch atom {
        case .symbol: []
        case .operation(_, let operands): operands
        case .sum(let sum): [sum]
        case .series(_, _, _, _, let body): [body]
        }
    }
}
