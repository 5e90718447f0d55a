import Symbolic

/// Digits as they are written: `-0.30`, `1.2e-7`, `1/3`.
package struct Numeral: Hashable, Sendable {
    let isNegative: Bool
    /// With a point in them, or none.
    let digits: String
    /// The power of ten that they are multiplied by.
    let exponent: Int
    /// What stands below a bar.
    let denominator: String?

    init(isNegative: Bool, digits: String, exponent: Int = 0, denominator: String? = nil) {
        self.isNegative = isNegative
        self.digits = digits
        self.exponent = exponent
        self.denominator = denominator
    }

    /// A number as formulas have it; nil for a fraction.
    init?(_ number: Rational) {
        guard let (digits, exponent) = number.magnitude.digits else { return nil }
        self.init(isNegative: number.isNegative, digits: digits, exponent: exponent)
    }

    /// As one types it.
    package var plain: String { notation(in: .linear).plain }

    /// With a power of ten it is one word in a line, and a product otherwise: 2.5e-9, 2.5·10⁻⁹.
    package func notation(in style: Notation.Style) -> Notation {
        var size = Notation.numeral(digits)
        if exponent != 0, style == .linear {
            size = .numeral("\(digits)e\(exponent)")
        } else if exponent != 0 {
            let power = Notation.operation(
                .power,
                [
                    .numeral("10"),
                    Numeral(isNegative: exponent < 0, digits: "\(exponent.magnitude)").notation(in: style),
                ])
            size = digits == "1" ? power : .operation(.product, [size, power])
        }
        if let denominator { size = .operation(.quotient, [size, .numeral(denominator)]) }
        return isNegative ? .operation(.negation, [size]) : size
    }
}
