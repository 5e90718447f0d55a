internal import CMPFR

/// Numbers with bounds on their errors, each in a register of its own: a middle of some hundred bits and a radius, so
/// that the true number is surely within (ball arithmetic; the middles are MPFR's).
///
/// A register may hold no number: one that is surely undefined, such as log(−1), or one of which this precision says
/// nothing. Registers are allocated once; no operation allocates.
package final class Balls {
    package let count: Int
    package private(set) var precision: Int
    /// Whether a number got lost beside a larger one since this was reset: 1 + 1e−100 at 200 bits. Then equal balls say
    /// nothing about equal numbers.
    package var hasAbsorbed = false
    /// Whether a number was too large even for MPFR since this was reset.
    package var hasOverflowed = false
    /// Whether one was too small.
    private var hasUnderflowed = false
    /// Whether a number was too large or too small.
    package var hasLeftRange: Bool {
        get { hasOverflowed || hasUnderflowed }
        set { (hasOverflowed, hasUnderflowed) = (newValue, newValue) }
    }

    let middles: UnsafeMutablePointer<__mpfr_struct>
    let radii: UnsafeMutablePointer<Magnitude>
    /// A place for intermediate results.
    let scratch: UnsafeMutablePointer<__mpfr_struct>

    package init(count: Int, precision: Int) {
        self.count = count
        self.precision = precision
        middles = .allocate(capacity: max(count, 1))
        scratch = .allocate(capacity: 1)
        radii = .allocate(capacity: max(count, 1))
        radii.initialize(repeating: .unknown, count: count)
        for index in 0..<count { mpfr_init2(middles + index, mpfr_prec_t(precision)) }
        mpfr_init2(scratch, mpfr_prec_t(precision))
    }

    deinit {
        for index in 0..<count { mpfr_clear(middles + index) }
        mpfr_clear(scratch)
        middles.deallocate()
        radii.deallocate()
        scratch.deallocate()
    }

    /// Changes the precision in bits; all registers lose what they hold.
    package func setPrecision(_ bits: Int) {
        guard bits != precision else { return }
        precision = bits
        for index in 0..<count {
            mpfr_set_prec(middles + index, mpfr_prec_t(bits))
            radii[index] = .unknown
        }
        mpfr_set_prec(scratch, mpfr_prec_t(bits))
    }

    // MARK: Exact numbers

    package func set(_ register: Int, to number: Double) {
        let rounding = mpfr_set_d(middles + register, number, MPFR_RNDN)
        finish(register, rounding, .zero)
    }

    /// `number` times a power of 2.
    package func set(_ register: Int, to number: Double, times power: Int) {
        mpfr_set_d(middles + register, number, MPFR_RNDN)
        let rounding = mpfr_mul_2si(middles + register, middles + register, power, MPFR_RNDN)
        finish(register, rounding, .zero)
    }

    /// A fraction of whole numbers in decimal digits.
    package func set(_ register: Int, numerator: String, denominator: String) {
        let rounding = mpfr_set_str(middles + register, numerator, 10, MPFR_RNDN)
        precondition(rounding == 0, "a whole number in decimal digits")
        // MPFR does not say whether digits were rounded; whole numbers below 2^precision are not.
        let isExact = Double(numerator.utf8.count) * 3.33 < Double(precision)
        finish(register, isExact ? 0 : 1, .zero)
        if denominator == "1" { return }
        mpfr_set_str(scratch, denominator, 10, MPFR_RNDN)
        let isRounded = Double(denominator.utf8.count) * 3.33 >= Double(precision)
        let quotient = mpfr_div(middles + register, middles + register, scratch, MPFR_RNDN)
        finish(
            register, quotient, isExact && !isRounded ? .zero : magnitude(register).scaled(by: 2 - precision))
    }

    /// Copies a number from other registers of the same precision.
    package func set(_ register: Int, to other: Int, of source: Balls) {
        mpfr_set(middles + register, source.middles + other, MPFR_RNDN)
        radii[register] = source.radii[other]
    }

    /// Subtracts a number in other registers; the result's radius is that number's size and radius.
    package func subtract(_ step: Int, of other: Balls, from register: Int) {
        let rounding = mpfr_sub(middles + register, middles + register, other.middles + step, MPFR_RNDN)
        finish(register, rounding, other.magnitude(step) + other.radii[step])
    }

    /// Makes the radius of a register larger by the size of another number and that one's radius.
    package func widen(_ register: Int, by other: Int) {
        radii[register] = radii[register] + magnitude(other) + radii[other]
    }

    /// Takes the middle of a register for the number itself.
    package func forgetRadius(of register: Int) { radii[register] = .zero }

    // MARK: What is known

    /// Surely no number.
    package func isUndefined(_ register: Int) -> Bool { mpfr_nan_p(middles + register) != 0 }

    /// Surely a number, of known size.
    package func isDefined(_ register: Int) -> Bool { !isUndefined(register) && !radii[register].isUnknown }

    /// −1, 0 or 1 where the sign is sure.
    package func sign(of register: Int) -> Int? {
        guard isDefined(register) else { return nil }
        let sign = Int(mpfr_sgn(middles + register).signum())
        if radii[register].isZero { return sign }
        return sign != 0 && !contains0(register) ? sign : nil
    }

    /// The power of 2 next above the radius; the smallest integer there is for 0, the largest where nothing is known.
    package func radiusExponent(of register: Int) -> Int {
        let radius = radii[register]
        return radius.isZero ? .min : radius.isUnknown ? .max : radius.exponent + 1
    }

    /// Whether the radius is at most 2^`power`.
    package func hasRadius(_ register: Int, power: Int) -> Bool {
        radii[register].isAtMost(Magnitude(1, power))
    }

    /// Whether the radius is at most 2^`power` times the size of the largest of some numbers.
    package func isTight(_ register: Int, power: Int, beside others: [Int]) -> Bool {
        let largest = others.map(magnitude).reduce(.zero) { $0.isAtMost($1) ? $1 : $0 }
        return radii[register].isAtMost(largest.scaled(by: power))
    }

    /// Whether size and radius together are at most 2^`power` times the size of the largest of some numbers.
    package func isBounded(_ register: Int, power: Int, beside others: [Int]) -> Bool {
        let largest = others.map(magnitude).reduce(.zero) { $0.isAtMost($1) ? $1 : $0 }
        return (magnitude(register) + radii[register]).isAtMost(largest.scaled(by: power))
    }

    /// Whether both the number's size and its radius are at most 2^`power`.
    package func isSmall(_ register: Int, power: Int) -> Bool {
        isDefined(register) && (magnitude(register) + radii[register]).isAtMost(Magnitude(1, power))
    }

    /// The middle as a double.
    package func double(_ register: Int) -> Double { mpfr_get_d(middles + register, MPFR_RNDN) }

    /// The power of 2 next above the middle's size; nil for 0.
    package func exponent(of register: Int) -> Int? {
        mpfr_regular_p(middles + register) != 0 ? Int(mpfr_get_exp(middles + register)) : nil
    }

    func magnitude(_ register: Int) -> Magnitude { magnitude(of: middles + register) }

    func magnitude(of number: UnsafeMutablePointer<__mpfr_struct>) -> Magnitude {
        guard mpfr_regular_p(number) != 0 else { return mpfr_zero_p(number) != 0 ? .zero : .unknown }
        var exponent = 0
        let significand = mpfr_get_d_2exp(&exponent, number, MPFR_RNDA)
        return Magnitude(abs(significand), exponent)
    }

    func contains0(_ register: Int) -> Bool {
        // A double's rounding on the safe side.
        magnitude(register).isAtMost((1 + 0x1p-40) * radii[register])
    }

    // MARK: The end of an operation

    package func setUndefined(_ register: Int) {
        mpfr_set_nan(middles + register)
        radii[register] = .zero
    }

    package func setUnknown(_ register: Int) {
        mpfr_set_zero(middles + register, 1)
        radii[register] = .unknown
    }

    /// Notes the radius of a result, with what the middle was rounded by.
    ///
    /// - Parameter rounding: what MPFR returned, 0 for an exact middle.
    func finish(_ register: Int, _ rounding: Int32, _ radius: Magnitude) {
        if mpfr_inf_p(middles + register) != 0 { hasOverflowed = true }
        if radius.isUnknown || mpfr_number_p(middles + register) == 0 { return setUnknown(register) }
        if rounding == 0 {
            radii[register] = radius
        } else if mpfr_zero_p(middles + register) != 0 {
            hasUnderflowed = true
            radii[register] = radius + Magnitude(1, Int(mpfr_get_emin()))
        } else {
            radii[register] = radius + magnitude(register).scaled(by: -precision)
        }
    }
}
