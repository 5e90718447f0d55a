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
    func exponent(of atom: Int) -> Int {
        var (low, high) = (0, powers.count)
        while low < high {
            let middle = (low + high) / 2
            if powers[middle].atom < atom { low = middle + 1 } else { high = middle }
        }
        return low < powers.count && powers[low].atom == atom ? powers[low].exponent : 0
    }

    /// A product of many, in one go.
    static func product(_ factors: [Monomial]) throws(ArithmeticError) -> Monomial {
        var product: [Power] = []
        for power in factors.flatMap(\.powers).sorted(by: { $0.atom < $1.atom }) {
            guard let last = product.last, last.atom == power.atom else {
                product.append(power)
                continue
            }
            let sum = try checked(last.exponent.addingReportingOverflow(power.exponent))
            if sum == .min { throw .overflow }
            product[product.count - 1] = Power(atom: power.atom, exponent: sum)
        }
        return Monomial(product.filter { $0.exponent != 0 })
    }
}

extension Monomial: Comparable {
    package static func < (left: Monomial, right: Monomial) -> Bool {
        left.powers.lexicographicallyPrecedes(right.powers) {
            ($0.atom, -$0.exponent) < ($1.atom, -$1.exponent)
        }
    }
}
