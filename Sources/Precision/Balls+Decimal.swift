internal import CMPFR
import Foundation

/// Numbers that leave their registers.
extension Balls {
    /// The middle as `0.digits` times 10 to the power of `exponent`, rounded to so many digits; nil for what is no number,
    /// and for 0.
    package func decimal(_ register: Int, digits count: Int) -> (
        isNegative: Bool, digits: String, exponent: Int
    )? {
        guard isDefined(register), mpfr_regular_p(middles + register) != 0 else { return nil }
        var exponent = 0
        guard let pointer = mpfr_get_str(nil, &exponent, 10, count, middles + register, MPFR_RNDN) else {
            return nil
        }
        defer { mpfr_free_str(pointer) }
        let text = String(cString: pointer)
        let isNegative = text.hasPrefix("-")
        return (isNegative, String(text.dropFirst(isNegative ? 1 : 0)), exponent)
    }

    /// The number, if it is surely a double.
    package func exactDouble(_ register: Int) -> Double? {
        guard isDefined(register), radii[register].isZero else { return nil }
        let double = mpfr_get_d(middles + register, MPFR_RNDN)
        return double.isFinite && mpfr_cmp_d(middles + register, double) == 0 ? double : nil
    }

    /// Whether the radius is at most 2^`power` times the number's own size.
    package func isPrecise(_ register: Int, power: Int) -> Bool {
        isDefined(register) && radii[register].isAtMost(magnitude(register).scaled(by: power))
    }
}
