/// What is known of the sign of a value. Something is a denominator only if it is known not to be 0.
package struct Facts: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let nonzero = Facts(rawValue: 1)
    package static let nonnegative = Facts(rawValue: 2)
    package static let positive: Facts = [.nonzero, .nonnegative]
}

extension Algebra {
    /// What follows from a fact: an equality has two sides, each of which may tell something of the other.
    struct Equality {
        let left: Polynomial
        let right: Polynomial
    }

    /// Those that have an atom as a part.
    enum User {
        case atom(Int)
        case equality(Int)
    }

    /// Takes note of a fact, stated or because a formula that is given has no value without it.
    package mutating func know(_ facts: Facts, of polynomial: Polynomial) {
        note(facts, of: polynomial)
        while let atom = changedAtoms.popLast() { passOn(from: atom) }
    }

    /// Takes note of how two values compare.
    package mutating func know(
        _ relation: Relation, _ left: Polynomial, _ right: Polynomial
    ) throws(ArithmeticError) {
        switch relation {
        case .equal: try relate(left, right)
        case .notEqual: know(.nonzero, of: try difference(left, right))
        case .less: know(.positive, of: try difference(right, left))
        case .greater: know(.positive, of: try difference(left, right))
        case .lessOrEqual: know(.nonnegative, of: try difference(right, left))
        case .greaterOrEqual: know(.nonnegative, of: try difference(left, right))
        }
    }

    /// Takes note that a formula that is given has a value: it divides by nothing that is 0, takes the logarithm of
    /// what is positive, and so on.
    package mutating func know(
        isDefined expression: Expression, where value: (Symbol) -> Polynomial
    ) throws(ArithmeticError) {
        switch expression {
        case .number, .symbol, .arrays, .series: break
        case .operation(let operation, let operands):
            for operand in operands { try know(isDefined: operand, where: value) }
            var exponent: Rational?
            if operation == .power {
                exponent = try polynomial(operands[1], where: value).number
                if exponent == nil { break }
            }
            if let (operand, facts) = operation.domain(exponent: exponent.map { ($0.isInteger, $0.isNegative) })
            {
                know(facts, of: try polynomial(operands[operand], where: value))
            }
        }
    }

    func isNonzero(_ atom: Int) -> Bool { facts[atom].contains(.nonzero) }

    // MARK: Of wholes, from parts

    package func facts(of polynomial: Polynomial) -> Facts {
        guard polynomial.terms.count > 1 else { return polynomial.terms.first.map(facts(of:)) ?? .nonnegative }
        var facts = sumFacts[polynomial] ?? []
        // All of one sign, one of them not 0.
        var (isNonnegative, isNonpositive, hasNonzero) = (true, true, false)
        for term in polynomial.terms {
            let size = self.facts(of: term.monomial)
            if term.coefficient.isNegative { isNonnegative = false } else { isNonpositive = false }
            guard size.contains(.nonnegative), isNonnegative || isNonpositive else { return facts }
            if size.contains(.nonzero) { hasNonzero = true }
        }
        if hasNonzero { facts.insert(.nonzero) }
        if isNonnegative { facts.insert(.nonnegative) }
        return facts
    }

    private func facts(of term: Polynomial.Term) -> Facts {
        let facts = self.facts(of: term.monomial)
        return term.coefficient.isNegative ? facts.subtracting(.nonnegative) : facts
    }

    private func facts(of monomial: Monomial) -> Facts {
        var result = Facts.positive
        for power in monomial.powers {
            if power.exponent > 0, !facts[power.atom].contains(.nonzero) { result.remove(.nonzero) }
            if !power.exponent.isMultiple(of: 2), !facts[power.atom].contains(.nonnegative) {
                result.remove(.nonnegative)
            }
            if result == [] { break }
        }
        return result
    }

    func facts(of atom: Atom) -> Facts {
        switch atom {
        case .symbol: return []
        case .sum(let sum): return facts(of: sum)
        // Each factor is of this sign; each term is, and there is one at least.
        case .series(.product, _, _, _, let body): return facts(of: body)
        case .series(.sum, _, _, _, let body), .series(.mean, _, _, _, let body):
            let facts = facts(of: body)
            return facts.contains(.nonnegative) ? facts : []
        // It is one of them.
        case .series(.max, _, _, _, let body), .series(.min, _, _, _, let body): return facts(of: body)
        case .operation(.power, let x):
            // A root is never negative.
            return facts(of: x[0]).union(x[1].number == nil ? [] : .nonnegative)
        case .operation(let function, let x):
            let facts = function.facts(of: x.map { self.facts(of: $0) })
            // A number that is clearly not 0, such as log(2).
            guard facts == [], x.count == 1, let number = x[0].number?.doubleValue, abs(number) < 1e6 else {
                return facts
            }
            let value = function.value([number])
            guard value.isFinite, abs(value) > 1e-6 else { return [] }
            return value > 0 ? .positive : .nonzero
        }
    }

    // MARK: Of parts, from wholes

    private mutating func note(_ facts: Facts, of polynomial: Polynomial) {
        if facts == [] { return }
        guard polynomial.terms.count > 1 else {
            if let term = polynomial.terms.first { note(facts, of: term) }
            return
        }
        guard let (content, primitive) = try? polynomial.split() else { return }
        if facts.contains(.nonzero) {
            for power in content.monomial.powers { note(.nonzero, of: power.atom) }
        }
        let isTurned = content.coefficient.isNegative
        var known = facts.intersection(.nonzero)
        if content.monomial == .one, facts.contains(.nonnegative), !isTurned { known.insert(.nonnegative) }
        if known == [] || sumFacts[primitive, default: []].isSuperset(of: known) { return }
        sumFacts[primitive, default: []].formUnion(known)
        if let number = numbers[.sum(primitive)] { note(known, of: number) }
        if let name = sums[primitive] { note(known, of: name) }
        guard known.contains(.nonzero), let opposite = try? primitive.multiplied(by: .one.negated()) else {
            return
        }
        sumFacts[opposite, default: []].insert(.nonzero)
        if let number = numbers[.sum(opposite)] { note(.nonzero, of: number) }
        if let name = sums[opposite] { note(.nonzero, of: name) }
    }

    private mutating func note(_ facts: Facts, of term: Polynomial.Term) {
        if facts.contains(.nonzero) {
            for power in term.monomial.powers { note(.nonzero, of: power.atom) }
        }
        guard facts == .positive, !term.coefficient.isNegative else {
            if facts == .nonnegative, !term.coefficient.isNegative, term.monomial.powers.count == 1,
                !term.monomial.powers[0].exponent.isMultiple(of: 2)
            {
                note(.nonnegative, of: term.monomial.powers[0].atom)
            }
            return
        }
        let unknown = term.monomial.powers.filter {
            !$0.exponent.isMultiple(of: 2) && !self.facts[$0.atom].contains(.nonnegative)
        }
        if unknown.count == 1 { note(.positive, of: unknown[0].atom) }
    }

    private mutating func note(_ facts: Facts, of atom: Int) {
        if self.facts[atom].isSuperset(of: facts) { return }
        self.facts[atom].formUnion(facts)
        changedAtoms.append(atom)
    }

    private mutating func passOn(from atom: Int) {
        switch atoms[atom] {
        case .symbol, .series: break
        case .sum(let sum): note(facts[atom], of: sum)
        case .operation(.power, let x):
            // 0 to a positive power is 0.
            if let exponent = x[1].number, !exponent.isNegative {
                note(facts[atom].intersection(.nonzero), of: x[0])
            }
        case .operation(let function, let x): note(function.argumentFacts(of: facts[atom]), of: x[0])
        }
        for user in users[atom] {
            switch user {
            case .atom(let user): note(facts(of: atoms[user]), of: user)
            case .equality(let index): exchange(equalities[index])
            }
        }
    }

    // MARK: Equalities

    /// Lets what is known of one side be known of the other, from here on.
    mutating func connect(_ left: Polynomial, _ right: Polynomial) {
        equalities.append(Equality(left: left, right: right))
        for atom in Set((left.terms + right.terms).flatMap { $0.monomial.powers.map(\.atom) }) {
            users[atom].append(.equality(equalities.count - 1))
        }
        exchange(equalities[equalities.count - 1])
        while let atom = changedAtoms.popLast() { passOn(from: atom) }
    }

    private mutating func exchange(_ equality: Equality) {
        note(facts(of: equality.left), of: equality.right)
        note(facts(of: equality.right), of: equality.left)
    }
}
