import Symbolic

/// How numbers are written. Those that were given stand as they are written; what is computed is written whole where it is
/// exact and short, and else rounded, so that each digit is right. What would be rounded to nothing has a power of ten.
public struct NumberFormat: Hashable, Sendable {
    /// How many digits behind the point what is computed has; nil for four digits in all, without zeros at the end.
    public let digits: Int?

    public init(digits: Int? = nil) { self.digits = digits }

    /// How many digits one may ask for: so many are known.
    public static let possibleDigits = 0...15

    /// The digits of a number that is rounded without being asked to.
    private static let significant = 4
    /// An exact decimal of so many digits is written whole, and an integer of so many.
    private static let (longestDecimal, longestInteger) = (6, 10)
    /// The powers of ten of first digits that are written without a power.
    private static let usualExponents = -4..<7

    /// The number as one types it: `-0.53`, `1.2e-7`.
    public func plain(_ number: Number) -> String { numeral(number).plain }

    package func numeral(_ number: Number) -> Numeral {
        if let written = number.written { return written }
        guard let exponent = number.value.decimalExponent else {
            return Numeral(isNegative: false, digits: "0")
        }
        return whole(number, exponent) ?? rounded(number.value, exponent)
    }

    /// All digits of an exact number, if these are few.
    private func whole(_ number: Number, _ exponent: Int) -> Numeral? {
        guard number.isExact, let lastPlace = number.value.lastPlace else { return nil }
        let digits = number.value.digits(places: lastPlace)
        let significant = String(digits.reversed().drop { $0 == "0" }.reversed())
        let isInteger = lastPlace == 0
        if isInteger, digits.utf8.count <= Self.longestInteger {
            return Numeral(isNegative: number.value.isNegative, digits: digits)
        }
        guard significant.utf8.count <= Self.longestDecimal else { return nil }
        if Self.usualExponents.contains(exponent), !isInteger {
            if lastPlace <= self.digits ?? lastPlace { return fixed((digits, lastPlace), number.value) }
            guard number.value.digits(places: self.digits ?? 0) == "0" else { return nil }
        }
        guard significant.utf8.count - 1 <= self.digits ?? .max else { return nil }
        return scientific(significant, exponent, number.value)
    }

    private func rounded(_ value: Rational, _ exponent: Int) -> Numeral {
        let places = digits ?? max(Self.significant - 1 - exponent, 0)
        if Self.usualExponents.contains(exponent) {
            let rounded = value.digits(places: places)
            if rounded != "0" {
                return fixed(digits == nil ? Self.trimmed(rounded, places) : (rounded, places), value)
            }
        }
        // One digit before the point.
        let count = digits ?? Self.significant - 1
        var (rounded, exponent) = (value.digits(places: count - exponent), exponent)
        if rounded.utf8.count > count + 1 {
            rounded.removeLast()
            exponent += 1
        }
        if digits == nil { rounded = Self.trimmed(rounded, count).digits }
        return scientific(rounded, exponent, value)
    }

    /// Without zeros behind the point at the end.
    private static func trimmed(_ digits: String, _ places: Int) -> (digits: String, places: Int) {
        let zeros = min(digits.reversed().prefix { $0 == "0" }.count, places)
        return (String(digits.dropLast(zeros)), places - zeros)
    }

    private func fixed(_ written: (digits: String, places: Int), _ value: Rational) -> Numeral {
        let (digits, places) = written
        if places == 0 { return Numeral(isNegative: value.isNegative, digits: digits) }
        let padded = String(repeating: "0", count: max(places + 1 - digits.utf8.count, 0)) + digits
        return Numeral(
            isNegative: value.isNegative, digits: "\(padded.dropLast(places)).\(padded.suffix(places))")
    }

    private func scientific(_ digits: String, _ exponent: Int, _ value: Rational) -> Numeral {
        let rest = digits.dropFirst()
        return Numeral(
            isNegative: value.isNegative, digits: digits.prefix(1) + (rest.isEmpty ? "" : ".\(rest)"),
            exponent: exponent)
    }
}
