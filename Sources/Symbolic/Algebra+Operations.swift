/// Operations on polynomials.
extension Algebra {
    package mutating func apply(
        _ operation: Operation, to x: [Polynomial]
    ) throws(ArithmeticError) -> Polynomial {
        switch operation {
        case .sum: try .sum(x)
        case .difference: try difference(x[0], x[1])
        case .negation: try x[0].multiplied(by: .one.negated())
        case .identity: x[0]
        case .product: try product(x)
        case .quotient: try product(x[0], power(x[1], -1))
        case .reciprocal: try power(x[0], -1)
        case .power: try power(x[0], x[1])
        case .mean:
            try Polynomial.sum(x).multiplied(
                by: Polynomial.Term(coefficient: Rational(x.count).inverted(), monomial: .one))
        case .max, .min: try extremum(operation, of: x)
        case .pi, .e: Polynomial(atom: number(of: .operation(operation, [])))
        case _ where operation.isComparison: try comparison(operation, of: x)
        default: try apply(operation, to: x[0])
        }
    }

    /// Of two values of which it is known, the larger or the smaller one itself.
    private mutating func extremum(
        _ operation: Operation, of x: [Polynomial]
    ) throws(ArithmeticError) -> Polynomial {
        if x.allSatisfy({ $0 == x[0] }) { return x[0] }
        if x.count == 2 {
            if facts(of: try difference(x[0], x[1])).contains(.nonnegative) {
                return x[operation == .max ? 0 : 1]
            }
            if facts(of: try difference(x[1], x[0])).contains(.nonnegative) {
                return x[operation == .max ? 1 : 0]
            }
        }
        return try piece(.operation(operation, x))
    }

    /// 1 or 0 where that is known.
    private mutating func comparison(
        _ operation: Operation, of x: [Polynomial]
    ) throws(ArithmeticError) -> Polynomial {
        let difference = try difference(x[0], x[1])
        let isPositive = facts(of: difference) == .positive
        let isNegative = try facts(of: self.difference(x[1], x[0])) == .positive
        if difference.terms.isEmpty || isPositive || isNegative {
            let order = difference.terms.isEmpty ? 0 : isPositive ? 1.0 : -1
            return operation.value(order, 0) == 1 ? .one : .zero
        }
        if let (turned, value) = try comparedWithZero(operation, x) {
            return try piece(.operation(turned, [value, .zero]))
        }
        // x/2 + 1/2 > 0 is x > −1.
        let size = try difference.split().content.coefficient.magnitude
        if size != .one, difference.terms.count > 1 {
            let scale = Polynomial.Term(coefficient: try size.inverted(), monomial: .one)
            let scaled = Atom.operation(operation, [try difference.multiplied(by: scale), .zero])
            if length(of: scaled) < length(of: .operation(operation, x)) { return try piece(scaled) }
        }
        return try piece(.operation(operation, x))
    }

    /// Of two multiples of one value it is compared with 0: x > 0.2 x is x > 0.
    private func comparedWithZero(
        _ operation: Operation, _ x: [Polynomial]
    ) throws(ArithmeticError) -> (Operation, Polynomial)? {
        guard let left = x[0].terms.first, let right = x[1].terms.first, left.monomial == right.monomial else {
            return nil
        }
        let ratio = try right.coefficient.multiplied(by: left.coefficient.inverted())
        let scale = Polynomial.Term(coefficient: ratio, monomial: .one)
        guard try x[0].multiplied(by: scale) == x[1] else { return nil }
        let (content, _) = try x[0].split()
        let size = Polynomial.Term(coefficient: content.coefficient.magnitude, monomial: .one)
        let value = try x[0].multiplied(by: .one.multiplied(by: size, to: -1))
        let isLarger = try !Rational(1).adding(ratio.negated()).isNegative
        return (isLarger ? operation : operation.turned, value)
    }

    private mutating func apply(
        _ function: Operation, to argument: Polynomial
    ) throws(ArithmeticError) -> Polynomial {
        // exp(0) = cos(0) = 1, sin(0) = sqrt(0) = 0
        if argument.terms.isEmpty, let value = Int(exactly: function.value([0])) {
            return Polynomial(Rational(value))
        }
        switch function {
        case .exp: return try exponential(of: argument)
        case .log, .ln:
            // log(exp(x)^n) = n x
            if argument.terms.count == 1, argument.terms[0].coefficient == .one,
                argument.terms[0].monomial.powers.count == 1,
                case .operation(.exp, let inner) = atoms[argument.terms[0].monomial.powers[0].atom]
            {
                let exponent = Rational(argument.terms[0].monomial.powers[0].exponent)
                return try inner[0].multiplied(by: Polynomial.Term(coefficient: exponent, monomial: .one))
            }
            if argument == .one { return .zero }
            if case .operation(.e, _)? = soleAtom(of: argument) { return .one }
            // log(x^n) = n log(x) for positive x
            if let (base, exponent) = positivePower(argument) {
                let logarithm = try apply(function, to: base)
                return try logarithm.multiplied(
                    by: Polynomial.Term(coefficient: Rational(exponent), monomial: .one))
            }
        case .sqrt:
            if argument == .one { return .one }
            if let root = squareRoot(of: argument) { return root }
            let root = number(of: .operation(.sqrt, [argument]))
            let square = Polynomial.Term(
                coefficient: .one, monomial: Monomial([Monomial.Power(atom: root, exponent: 2)]))
            try relate(Polynomial(square), Polynomial(factor(argument)))
            return Polynomial(atom: root)
        case .relu, .abs:
            if facts(of: argument).contains(.nonnegative) { return argument }
            let opposite = try difference(.zero, argument)
            if facts(of: opposite).contains(.nonnegative) { return function == .abs ? opposite : .zero }
            return try piece(.operation(function, [argument]))
        case .sign:
            if facts(of: argument) == .positive { return .one }
            if facts(of: try difference(.zero, argument)) == .positive { return Polynomial(-1) }
            let sign = try piece(.operation(function, [argument]))
            if facts(of: argument).contains(.nonzero) { try noteEqual(power(sign, 2), .one) }
            return sign
        default: break
        }
        let known = atoms.count
        let value = Polynomial(atom: number(of: .operation(function, [argument])))
        if atoms.count > known { try noteRelatives(of: function, at: argument, value) }
        return value
    }

    /// What a value has to do with others: sigmoid(−x) = 1 − sigmoid(x), sinh(x)/cosh(x) = tanh(x).
    private mutating func noteRelatives(
        of function: Operation, at argument: Polynomial, _ value: Polynomial
    ) throws(ArithmeticError) {
        if let total = function.row.reflection, argument.terms.allSatisfy(\.coefficient.isNegative) {
            let opposite = try apply(function, to: argument.multiplied(by: .one.negated()))
            try noteEqual(value, difference(Polynomial(total), opposite))
        }
        for quotient in Operation.functions {
            guard let (top, bottom) = quotient.row.quotient, function == top || function == bottom,
                let above = numbers[.operation(top, [argument])],
                let below = numbers[.operation(bottom, [argument])]
            else { continue }
            let ratio = try apply(quotient, to: argument)
            try noteEqual(Polynomial(atom: above), product(ratio, Polynomial(atom: below)))
        }
    }

    /// exp(x + y) = exp(x) exp(y), exp(n x) = exp(x)^n, exp(log(x)) = x.
    private mutating func exponential(of argument: Polynomial) throws(ArithmeticError) -> Polynomial {
        var product = Polynomial.Term.one
        for term in argument.terms {
            let coefficient = term.coefficient
            // A multiple too large for an exponent stays in the argument.
            let multiple = coefficient.numerator.integer
            let rest = multiple == nil ? coefficient : try coefficient.denominator.inverted()
            let inner = Polynomial(Polynomial.Term(coefficient: rest, monomial: term.monomial))
            let known = atoms.count
            let exponential = number(of: .operation(.exp, [inner]))
            if atoms.count > known, coefficient.isNegative, argument.terms.count == 1 {
                negativeExponentials.insert(exponential)
            }
            var base = Polynomial(atom: exponential)
            if coefficient.isInteger, multiple != nil, term.monomial.powers.count == 1,
                term.monomial.powers[0].exponent == 1,
                case .operation(let logarithm, let logged) = atoms[term.monomial.powers[0].atom],
                logarithm == .log || logarithm == .ln
            {
                base = Polynomial(try factor(logged[0]))
            }
            product = try product.multiplied(by: base.terms[0], to: multiple ?? 1)
        }
        return Polynomial(product)
    }

    /// Lets an exponential be written as that of another algebra is: exp(−x).
    package mutating func write(_ exponential: Polynomial, like atom: Int, of other: Algebra) {
        guard other.negativeExponentials.contains(atom) else { return }
        for power in exponential.terms.flatMap(\.monomial.powers) {
            if case .operation(.exp, _) = atoms[power.atom] { negativeExponentials.insert(power.atom) }
        }
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
}
