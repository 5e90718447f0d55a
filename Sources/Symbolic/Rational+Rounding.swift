import BigInt

/// How a number is rounded and taken apart to be written.
extension Rational {
    /// A double is a fraction; nil for what is no number.
    package init?(exactly double: Double) {
        guard double.isFinite else { return nil }
        if let integer = Int(exactly: double) {
            self.init(integer)
            return
        }
        // A double is a whole number of 53 bits times a power of 2.
        guard let power = try? Rational(2).raised(to: Int(double.exponent) - 52),
            let top = Int(exactly: double.significand * 0x1p52),
            let size = try? Rational(top).multiplied(by: power),
            let number = double < 0 ? try? size.negated() : size
        else { return nil }
        self = number
    }

    /// How many bits it takes to write it.
    package var bitWidth: Int {
        let parts = wideValue
        return parts.top.bitWidth + parts.bottom.bitWidth
    }

    /// The power of ten of its first digit: 2 of 345, −1 of 0.3; nil of 0.
    package var decimalExponent: Int? {
        let (top, bottom) = (wideValue.top.magnitude, wideValue.bottom.magnitude)
        if top.isZero { return nil }
        let difference = "\(top)".utf8.count - "\(bottom)".utf8.count
        let power = BigUInt(10).power(Swift.abs(difference))
        let isAtLeast = difference < 0 ? top * power >= bottom : top >= bottom * power
        return isAtLeast ? difference : difference - 1
    }

    /// The digits of its size times 10 to the power of `places`, rounded to a whole number; halves away from 0.
    package func digits(places: Int) -> String {
        let (top, bottom) = (wideValue.top.magnitude, wideValue.bottom.magnitude)
        let power = BigUInt(10).power(Swift.abs(places))
        let (above, below) = places < 0 ? (top, bottom * power) : (top * power, bottom)
        return "\((2 * above + below) / (2 * below))"
    }

    /// How many digits it has behind its point; nil where they have no end.
    package var lastPlace: Int? {
        var rest = wideValue.bottom.magnitude
        let twos = rest.trailingZeroBitCount
        rest >>= twos
        var fives = 0
        while rest > 1 {
            let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 5)
            guard remainder.isZero else { return nil }
            rest = quotient
            fives += 1
        }
        return max(twos, fives)
    }

    /// The square root, if it is a fraction.
    package var squareRoot: Rational? {
        guard !isNegative else { return nil }
        let (top, bottom) = (wideValue.top.magnitude, wideValue.bottom.magnitude)
        let (above, below) = (top.squareRoot(), bottom.squareRoot())
        guard above * above == top, below * below == bottom, let above = Rational(decimal: "\(above)"),
            let below = Rational(decimal: "\(below)")
        else { return nil }
        return try? above.multiplied(by: below.inverted())
    }

    package static func < (left: Rational, right: Rational) -> Bool {
        let (left, right) = (left.wideValue, right.wideValue)
        return left.top * right.bottom < right.top * left.bottom
    }

    /// A number in decimal digits: `-12`, `0.30`, `2.5e-9`; nil for any other text, and for more digits than numbers have.
    package init?(decimal text: some StringProtocol) {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
        guard (1...2).contains(parts.count) else { return nil }
        let isNegative = parts[0].hasPrefix("-")
        let halves = parts[0].dropFirst(isNegative ? 1 : 0).split(
            separator: ".", omittingEmptySubsequences: false)
        let digits = halves.joined()
        let power = parts.count == 2 ? Int(parts[1]) : 0
        guard (1...2).contains(halves.count), !digits.isEmpty, digits.utf8.allSatisfy({ 48...57 ~= $0 }),
            let power,
            power.magnitude < 1_000_000
        else { return nil }
        let places = halves.count == 2 ? halves[1].utf8.count : 0
        guard let size = try? Rational(digits: digits, timesTenTo: power - places),
            let number = isNegative ? try? size.negated() : size
        else { return nil }
        self = number
    }
}
