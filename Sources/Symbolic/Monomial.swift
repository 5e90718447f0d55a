/// A product of integer powers of atoms; the empty one is 1.
package struct Monomial: Hashable, Sendable {
    package struct Power: Hashable, Sendable {
        /// The atom's number in its `Algebra`.
        package let atom: Int
        /// Never 0.
        package let exponent: Int
    }

    /// In the order of the atoms.
    package let powers: [Power]

    package static let one = Monomial([])

    init(_ powers: [Power]) { self.powers = powers }

    init(_ atom: Int, to exponent: Int = 1) {
        powers = [Power(atom: atom, exponent: exponent)]
    }

    /// This × `other`^`exponent`.
    func multiplied(by other: Monomial, to exponent: Int = 1) throws(ArithmeticError) -> Monomial {
        var product: [Power] = []
        product.reserveCapacity(powers.count + other.powers.count)
        var i = 0
        var j = 0
        while i < powers.count || j < other.powers.count {
            if j == other.powers.count || i < powers.count && powers[i].atom < other.powers[j].atom {
                product.append(powers[i])
                i += 1
                continue
            }
            let power = other.powers[j]
            var sum = try checked(power.exponent.multipliedReportingOverflow(by: exponent))
            j += 1
            if i < powers.count, powers[i].atom == power.atom {
                sum = try checked(sum.addingReportingOverflow(powers[i].exponent))
                i += 1
            }
            // Its magnitude would not fit.
            if sum == .min { throw .overflow }
            if sum != 0 { product.append(Power(atom: power.atom, exponent: sum)) }
        }
        return Monomial(product)
    }

    /// The exponent of an atom, 0 if it is not here.
    func exponent(of atom: Int) -> Int { powers.first { $0.atom == atom }?.exponent ?? 0 }
}

extension Monomial: Comparable {
    package static func < (left: Monomial, right: Monomial) -> Bool {
        left.powers.lexicographicallyPrecedes(right.powers) {
            ($0.atom, -$0.exponent) < ($1.atom, -$1.exponent)
        }
    }
}
