/// What exact arithmetic cannot give.
public enum ArithmeticError: Error, Equatable, Sendable {
    /// A numerator, denominator or exponent does not fit its machine integer.
    case overflow
    case divisionByZero
}

/// An exact fraction in lowest terms. Arithmetic throws instead of overflowing.
public struct Rational: Hashable, Sendable, ExpressibleByIntegerLiteral {
    public let numerator: Int
    /// Always positive.
    public let denominator: Int

    public static let zero = Rational(0)
    public static let one = Rational(1)

    public init(_ integer: Int) {
        numerator = integer
        denominator = 1
    }

    public init(integerLiteral value: Int) { self.init(value) }

    public init(_ numerator: Int, over denominator: Int) throws(ArithmeticError) {
        guard denominator != 0 else { throw .divisionByZero }
        let divisor = greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        guard let top = Int(exactly: numerator.magnitude / divisor),
            let bottom = Int(exactly: denominator.magnitude / divisor)
        else { throw .overflow }
        self.numerator = (numerator < 0) == (denominator < 0) ? top : -top
        self.denominator = bottom
    }

    public var isInteger: Bool { denominator == 1 }
    public var isNegative: Bool { numerator < 0 }
    public var doubleValue: Double { Double(numerator) / Double(denominator) }

    public func adding(_ other: Rational) throws(ArithmeticError) -> Rational {
        try Rational(
            checked(
                checked(numerator.multipliedReportingOverflow(by: other.denominator))
                    .addingReportingOverflow(
                        checked(other.numerator.multipliedReportingOverflow(by: denominator)))),
            over: checked(denominator.multipliedReportingOverflow(by: other.denominator)))
    }

    public func multiplied(by other: Rational) throws(ArithmeticError) -> Rational {
        // Reduced crosswise first, so that only a result that is itself too large overflows.
        let left = try Rational(numerator, over: other.denominator)
        let right = try Rational(other.numerator, over: denominator)
        return try Rational(
            checked(left.numerator.multipliedReportingOverflow(by: right.numerator)),
            over: checked(left.denominator.multipliedReportingOverflow(by: right.denominator)))
    }

    public func negated() throws(ArithmeticError) -> Rational {
        try Rational(checked(0.subtractingReportingOverflow(numerator)), over: denominator)
    }

    public func inverted() throws(ArithmeticError) -> Rational { try Rational(denominator, over: numerator) }

    public func raised(to exponent: Int) throws(ArithmeticError) -> Rational {
        var base = exponent < 0 ? try inverted() : self
        var remaining = exponent.magnitude
        var result = Rational.one
        while remaining > 0 {
            if remaining & 1 == 1 { result = try result.multiplied(by: base) }
            remaining >>= 1
            if remaining > 0 { base = try base.multiplied(by: base) }
        }
        return result
    }
}

/// The result of one machine operation, or its overflow as an error.
func checked<Integer>(_ result: (partialValue: Integer, overflow: Bool)) throws(ArithmeticError) -> Integer {
    guard !result.overflow else { throw .overflow }
    return result.partialValue
}

func greatestCommonDivisor(_ a: UInt, _ b: UInt) -> UInt {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
}
