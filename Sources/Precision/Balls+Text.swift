internal import CMPFR
import Foundation

extension Balls {
    /// The middle in so many significant decimal digits, without zeros at the end: `0.25`, `-1.5`, `2.7e130`; 0 if that
    /// may be the number.
    package func text(_ register: Int, digits: Int) -> String {
        if isDefined(register), sign(of: register) ?? 0 == 0 { return "0" }
        guard mpfr_number_p(middles + register) != 0 else { return "undefined" }
        var exponent = 0
        guard let pointer = mpfr_get_str(nil, &exponent, 10, max(digits, 2), middles + register, MPFR_RNDN)
        else {
            return "undefined"
        }
        defer { mpfr_free_str(pointer) }
        var significand = String(cString: pointer)
        let sign = significand.hasPrefix("-") ? "-" : ""
        significand.removeFirst(sign.count)
        while significand.count > 1, significand.hasSuffix("0") { significand.removeLast() }
        if exponent > 0, exponent <= max(digits, 10) {
            if significand.count <= exponent {
                return sign + significand + String(repeating: "0", count: exponent - significand.count)
            }
            let split = significand.index(significand.startIndex, offsetBy: exponent)
            return sign + significand[..<split] + "." + significand[split...]
        }
        if exponent <= 0, exponent > -4 {
            return sign + "0." + String(repeating: "0", count: -exponent) + significand
        }
        let fraction = significand.count > 1 ? "." + significand.dropFirst() : ""
        return "\(sign)\(significand.prefix(1))\(fraction)e\(exponent - 1)"
    }

    /// Two numbers in so few digits that they still differ, but six at least.
    package func texts(_ left: Int, _ right: Int) -> (String, String) {
        for digits in [6, 9, 12, 16, 20, 30, 40, 60, 100, 200] {
            let pair = (text(left, digits: digits), text(right, digits: digits))
            if pair.0 != pair.1 || digits == 200 { return pair }
        }
        return (text(left, digits: 6), text(right, digits: 6))
    }
}
