import Symbolic

extension Operation {
    /// The value on exact numbers, where it is a fraction.
    ///
    /// - Throws: `ArithmeticError.divisionByZero` where there is no value.
    /// - Returns: nil where the value is no fraction, or too long a one.
    func exactValue(_ x: Rational, _ y: Rational) throws(ArithmeticError) -> Rational? {
        do {
            let value = try value(ofFractions: x, y)
            return value.flatMap { $0.bitWidth <= Self.mostBits ? $0 : nil }
        } catch .overflow {
            return nil
        }
    }

    /// A number that takes more is no easier to read than one that is rounded.
    private static let mostBits = 512

    private func value(ofFractions x: Rational, _ y: Rational) throws(ArithmeticError) -> Rational? {
        switch self {
        case .sum: return try x.adding(y)
        case .difference: return try x.adding(y.negated())
        case .negation: return try x.negated()
        case .product: return try x.multiplied(by: y)
        case .quotient: return try x.multiplied(by: y.inverted())
        case .reciprocal: return try x.inverted()
        case .power:
            guard let exponent = y.integer else { return nil }
            if x == 0, exponent < 0 { throw .divisionByZero }
            guard exponent.magnitude <= Self.mostBits, x.bitWidth * Int(exponent.magnitude) <= 2 * Self.mostBits
            else {
                return nil
            }
            return try x.raised(to: exponent)
        case .sqrt: return x.squareRoot
        case .abs: return x.magnitude
        case .relu: return x.isNegative ? 0 : x
        case .sign: return x == 0 ? 0 : x.isNegative ? -1 : 1
        case .max: return x < y ? y : x
        case .min: return y < x ? y : x
        case .equal: return x == y ? 1 : 0
        case .notEqual: return x == y ? 0 : 1
        case .less: return x < y ? 1 : 0
        case .lessOrEqual: return y < x ? 0 : 1
        case .greater: return y < x ? 1 : 0
        case .greaterOrEqual: return x < y ? 0 : 1
        default: return nil
        }
    }
}
