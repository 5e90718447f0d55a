import BigInt

/// What exact arithmetic cannot give.
public enum ArithmeticError: Error, Equatable, Sendable {
    /// A number has more than `Rational.mostDigits` digits above or below its bar, or an exponent does not fit its
    /// machine integer.
    case overflow
    case divisionByZero
}

/// An exact fraction in lowest terms, of any width up to `mostDigits`. Arithmetic throws instead of going beyond.
///
/// A number that was written as a decimal, or was computed with one, is written as a decimal where that is exact. It
/// equals the fraction: how it is written is no part of the value.
public struct Rational: Sendable {
    /// The parts of a fraction that fits machine integers, as nearly all do: these need no memory of their own.
    /// Never `Int.min`, so that the opposite fits as well.
    private let top: Int
    /// Always positive; 0 in a fraction that is wide.
    private let bottom: Int
    private let wide: WideFraction?
    /// Whether it was written as a decimal, or computed from one.
    var isDecimal = false

    /// How many digits a numerator or denominator may have. What is longer has no place in a figure, and to compute
    /// with it would take long.
    public static let mostDigits = 1_000

    public static let zero = Rational(0)
    public static let one = Rational(1)

    public init(_ integer: Int) {
        self = integer == .min ? Rational(WideFraction(BigInt(integer), 1)) : Rational(fitting: integer, 1)
    }

    public init(_ numerator: Int, over denominator: Int) throws(ArithmeticError) {
        guard denominator != 0 else { throw .divisionByZero }
        let divisor = greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        guard let top = Int(exactly: numerator.magnitude / divisor),
            let bottom = Int(exactly: denominator.magnitude / divisor)
        else {
            try self.init(reducing: BigInt(numerator), over: BigInt(denominator))
            return
        }
        self.init(fitting: (numerator < 0) == (denominator < 0) ? top : -top, bottom)
    }

    /// The number with these decimal digits, times a power of ten; it is to be written as a decimal unless the power is 1.
    init(digits: some StringProtocol, timesTenTo exponent: Int) throws(ArithmeticError) {
        let significant = digits.drop { $0 == "0" }
        if significant.isEmpty {
            self = .zero
            return
        }
        // Told apart before anything is computed.
        guard significant.count <= 2 * Rational.mostDigits, exponent.magnitude <= 2 * Rational.mostDigits,
            let value = BigInt(String(significant))
        else { throw .overflow }
        let scale = BigInt(10).power(Int(exponent.magnitude))
        try self.init(reducing: exponent < 0 ? value : value * scale, over: exponent < 0 ? scale : 1)
        isDecimal = exponent != 0
    }

    public var isInteger: Bool { wide.map { $0.bottom == 1 } ?? (bottom == 1) }
    public var isNegative: Bool { wide.map { $0.top.sign == .minus } ?? (top < 0) }

    /// The number, if it is an integer that fits a machine integer.
    public var integer: Int? {
        bottom == 1 ? top : wide.flatMap { $0.bottom == 1 ? Int(exactly: $0.top) : nil }
    }

    /// What stands above the bar, with the sign.
    public var numerator: Rational {
        (wide.map { Rational(narrowing: $0.top, 1) } ?? Rational(fitting: top, 1)).written(like: self)
    }
    /// What stands below the bar, always positive.
    public var denominator: Rational {
        (wide.map { Rational(narrowing: $0.bottom, 1) } ?? Rational(fitting: bottom, 1)).written(like: self)
    }

    public var magnitude: Rational {
        let magnitude =
            wide.map { Rational(WideFraction(BigInt($0.top.magnitude), $0.bottom)) }
            ?? Rational(fitting: abs(top), bottom)
        return magnitude.written(like: self)
    }

    /// The nearest number in floating point; infinite beyond them all.
    public var doubleValue: Double {
        let exact = 1 << 53
        if wide == nil, abs(top) <= exact, bottom <= exact { return Double(top) / Double(bottom) }
        return wideValue.doubleValue
    }

    var wideValue: WideFraction { wide ?? WideFraction(BigInt(top), BigInt(bottom)) }
}

// MARK: Arithmetic

extension Rational {
    public func adding(_ other: Rational) throws(ArithmeticError) -> Rational {
        if bottom == 1, other.bottom == 1 {
            let (sum, overflow) = top.addingReportingOverflow(other.top)
            if !overflow { return Rational(sum).written(like: self, other) }
        } else if wide == nil, other.wide == nil {
            let (left, leftOverflow) = top.multipliedReportingOverflow(by: other.bottom)
            let (right, rightOverflow) = other.top.multipliedReportingOverflow(by: bottom)
            let (sum, sumOverflow) = left.addingReportingOverflow(right)
            let (below, belowOverflow) = bottom.multipliedReportingOverflow(by: other.bottom)
            if !(leftOverflow || rightOverflow || sumOverflow || belowOverflow) {
                return try Rational(sum, over: below).written(like: self, other)
            }
        }
        let (left, right) = (wideValue, other.wideValue)
        return try Rational(
            reducing: left.top * right.bottom + right.top * left.bottom, over: left.bottom * right.bottom
        ).written(like: self, other)
    }

    public func multiplied(by other: Rational) throws(ArithmeticError) -> Rational {
        if wide == nil, other.wide == nil {
            // Reduced crosswise first, so that the product is in lowest terms.
            let divisor = Int(greatestCommonDivisor(top.magnitude, other.bottom.magnitude))
            let otherDivisor = Int(greatestCommonDivisor(other.top.magnitude, bottom.magnitude))
            let (above, aboveOverflow) = (top / divisor)
                .multipliedReportingOverflow(by: other.top / otherDivisor)
            let (below, belowOverflow) = (bottom / otherDivisor)
                .multipliedReportingOverflow(by: other.bottom / divisor)
            if !(aboveOverflow || belowOverflow), above != .min {
                return Rational(fitting: above, below).written(like: self, other)
            }
        }
        let (left, right) = (wideValue, other.wideValue)
        return try Rational(reducing: left.top * right.top, over: left.bottom * right.bottom)
            .written(like: self, other)
    }

    public func negated() throws(ArithmeticError) -> Rational {
        let opposite =
            wide.map { Rational(narrowing: -$0.top, $0.bottom) } ?? Rational(fitting: -top, bottom)
        return opposite.written(like: self)
    }

    public func inverted() throws(ArithmeticError) -> Rational {
        if let wide { return try Rational(reducing: wide.bottom, over: wide.top).written(like: self) }
        return try Rational(bottom, over: top).written(like: self)
    }

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

    /// The greatest number of which both are multiples by integers; it is not negative.
    func commonDivisor(with other: Rational) throws(ArithmeticError) -> Rational {
        if wide == nil, other.wide == nil {
            let above = greatestCommonDivisor(top.magnitude, other.top.magnitude)
            let shared = greatestCommonDivisor(bottom.magnitude, other.bottom.magnitude)
            let (below, overflow) = bottom.multipliedReportingOverflow(by: other.bottom / Int(shared))
            if !overflow { return Rational(fitting: Int(above), below).written(like: self, other) }
        }
        let (left, right) = (wideValue, other.wideValue)
        return try Rational(
            reducing: WideFraction.greatestCommonDivisor(left.top, right.top),
            over: left.bottom * right.bottom / WideFraction.greatestCommonDivisor(left.bottom, right.bottom)
        ).written(like: self, other)
    }
}

// MARK: Storage

extension Rational {
    /// A fraction in lowest terms that fits.
    private init(fitting top: Int, _ bottom: Int) {
        self.top = top
        self.bottom = bottom
        wide = nil
    }

    /// A fraction in lowest terms that does not fit.
    private init(_ wide: WideFraction) {
        top = 0
        bottom = 0
        self.wide = wide
    }

    /// A fraction in lowest terms.
    private init(narrowing top: BigInt, _ bottom: BigInt) {
        if let above = Int(exactly: top), above != .min, let below = Int(exactly: bottom) {
            self.init(fitting: above, below)
        } else {
            self.init(WideFraction(top, bottom))
        }
    }

    private init(reducing top: BigInt, over bottom: BigInt) throws(ArithmeticError) {
        guard !bottom.isZero else { throw .divisionByZero }
        let divisor = WideFraction.greatestCommonDivisor(top, bottom)
        let (above, below) = (top / divisor, bottom / divisor)
        guard above.magnitude < Rational.bound, below.magnitude < Rational.bound else { throw .overflow }
        self.init(narrowing: below.sign == .minus ? -above : above, BigInt(below.magnitude))
    }

    private static let bound = BigUInt(10).power(mostDigits)
}

extension Rational: Hashable {
    public static func == (left: Rational, right: Rational) -> Bool {
        left.top == right.top && left.bottom == right.bottom && left.wide == right.wide
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(top)
        hasher.combine(bottom)
        hasher.combine(wide)
    }
}

extension Rational: ExpressibleByIntegerLiteral, CustomStringConvertible {
    public init(integerLiteral value: Int) { self.init(value) }

    /// `-12`, `3/4`, `0.75`, `1e-9`: as formulas have it.
    public var description: String {
        guard let (mantissa, exponent) = magnitude.digits else { return fraction }
        return (isNegative ? "-" : "") + mantissa + (exponent == 0 ? "" : "e\(exponent)")
    }

    /// The same without a decimal point: `3/4`, and all digits of an integer.
    package var fraction: String {
        if let wide { return wide.bottom == 1 ? "\(wide.top)" : "\(wide.top)/\(wide.bottom)" }
        return bottom == 1 ? "\(top)" : "\(top)/\(bottom)"
    }
}

/// The result of one machine operation, or its overflow as an error.
func checked<Integer>(_ result: (partialValue: Integer, overflow: Bool)) throws(ArithmeticError) -> Integer {
    guard !result.overflow else { throw .overflow }
    return result.partialValue
}

func greatestCommonDivisor(_ a: UInt, _ b: UInt) -> UInt {
    // Most numbers are integers.
    if a == 1 || b == 1 { return 1 }
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
}
