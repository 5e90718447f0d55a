import BigInt

/// How a number is written.
extension Rational {
    /// A decimal if one of those is that it was computed from. So it depends neither on their order nor on the way.
    func written(like other: Rational, _ another: Rational = .zero) -> Rational {
        var copy = self
        copy.isDecimal = isDecimal || other.isDecimal || another.isDecimal
        return copy
    }

    /// Whether it is written with a bar: as a fraction, but not as a decimal.
    public var isFraction: Bool { !isInteger && decimalPlaces == nil }

    /// The digits of a number that is not negative, if it is written without a bar: as an integer or a decimal.
    ///
    /// Of a decimal far from 1 they come with a power of ten, which is 0 of all others.
    package var digits: (mantissa: String, exponent: Int)? {
        guard isInteger || decimalPlaces != nil else { return nil }
        let places = decimalPlaces ?? 0
        let whole = try? multiplied(by: Rational(10).raised(to: places))
        guard let digits = whole?.fraction else { return nil }
        let significant = String(digits.reversed().drop { $0 == "0" }.reversed())
        let exponent = digits.count - places - 1
        if isDecimal, exponent < -5 || digits.count - significant.count - places > 5 {
            let rest = significant.dropFirst()
            return (String(significant.prefix(1)) + (rest.isEmpty ? "" : "." + String(rest)), exponent)
        }
        if places == 0 { return (digits, 0) }
        let padded = String(repeating: "0", count: max(places + 1 - digits.count, 0)) + digits
        return ("\(padded.dropLast(places)).\(padded.suffix(places))", 0)
    }

    /// How many characters a number has that is no fraction; none of 1, which is not written.
    var digitCount: Int? {
        if magnitude == .one { return 0 }
        return magnitude.digits.map { $0.mantissa.count + ($0.exponent == 0 ? 0 : 3) }
    }

    /// How many digits a decimal has behind its point; nil of a number that no decimal equals, or that is none.
    private var decimalPlaces: Int? { isDecimal ? lastPlace : nil }
}
