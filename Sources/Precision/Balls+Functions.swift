internal import CMPFR

/// The elementary functions: the middle by MPFR, the radius by a bound of the derivative within the ball.
extension Balls {
    package func exp(_ operand: Int, to result: Int) {
        guard isKnown(operand, result) else { return }
        let radius = radii[operand]
        guard let growth = growth(radius) else { return setUnknown(result) }
        finishFunction(result, mpfr_exp(middles + result, middles + operand, MPFR_RNDN)) {
            growth * radius * self.magnitude(result)
        }
    }

    package func log(_ operand: Int, to result: Int) { logarithm(operand, to: result, mpfr_log) }

    package func log10(_ operand: Int, to result: Int) { logarithm(operand, to: result, mpfr_log10) }

    /// - Parameter function: the logarithm of a base of e or more.
    private func logarithm(
        _ operand: Int, to result: Int,
        _ function: (UnsafeMutablePointer<__mpfr_struct>, UnsafePointer<__mpfr_struct>, mpfr_rnd_t) -> Int32
    ) {
        guard isKnown(operand, result) else { return }
        switch sign(of: operand) {
        case 1:
            guard let slack = slack(operand) else { return setUnknown(result) }
            let radius = radii[operand].isZero ? .zero : slack * (radii[operand] / magnitude(operand))
            finish(result, function(middles + result, middles + operand, MPFR_RNDN), radius)
        case nil: setUnknown(result)
        default: setUndefined(result)
        }
    }

    package func sqrt(_ operand: Int, to result: Int) {
        guard isKnown(operand, result) else { return }
        switch sign(of: operand) {
        case 0:
            mpfr_set_zero(middles + result, 1)
            radii[result] = .zero
        case 1:
            guard slack(operand) != nil else { return setUnknown(result) }
            let radius = radii[operand]
            let rounding = mpfr_sqrt(middles + result, middles + operand, MPFR_RNDN)
            // The derivative is at most 1/√(2x) where half of x is left.
            finish(result, rounding, radius / magnitude(result))
        case nil: setUnknown(result)
        default: setUndefined(result)
        }
    }

    package func sin(_ operand: Int, to result: Int) {
        guard isKnown(operand, result) else { return }
        let radius = radii[operand]
        finishFunction(result, mpfr_sin(middles + result, middles + operand, MPFR_RNDN)) { radius }
    }

    package func cos(_ operand: Int, to result: Int) {
        guard isKnown(operand, result) else { return }
        let radius = radii[operand]
        finishFunction(result, mpfr_cos(middles + result, middles + operand, MPFR_RNDN)) { radius }
    }

    package func tan(_ operand: Int, to result: Int) {
        guard isKnown(operand, result) else { return }
        let radius = radii[operand]
        let rounding = mpfr_tan(middles + result, middles + operand, MPFR_RNDN)
        let size = magnitude(result)
        // tan(x + r) − tan x = tan r (1 + tan² x) / (1 − tan x tan r).
        guard (radius * (size + .one)).isAtMost(Magnitude(1, -10)) else { return setUnknown(result) }
        finish(result, rounding, 1.01 * radius * (size * size + .one))
    }

    package func sinh(_ operand: Int, to result: Int) {
        guard isKnown(operand, result) else { return }
        let radius = radii[operand]
        guard let growth = growth(radius) else { return setUnknown(result) }
        let rounding = mpfr_sinh(middles + result, middles + operand, MPFR_RNDN)
        finish(result, rounding, growth * radius * (magnitude(result) + .one))
    }

    package func cosh(_ operand: Int, to result: Int) {
        guard isKnown(operand, result) else { return }
        let radius = radii[operand]
        guard let growth = growth(radius) else { return setUnknown(result) }
        finishFunction(result, mpfr_cosh(middles + result, middles + operand, MPFR_RNDN)) {
            growth * radius * self.magnitude(result)
        }
    }

    package func tanh(_ operand: Int, to result: Int) {
        guard isKnown(operand, result) else { return }
        let radius = radii[operand]
        finishFunction(result, mpfr_tanh(middles + result, middles + operand, MPFR_RNDN)) { radius }
    }

    package func erf(_ operand: Int, to result: Int) {
        guard isKnown(operand, result) else { return }
        let radius = radii[operand]
        // The derivative is at most 2/√π.
        finishFunction(result, mpfr_erf(middles + result, middles + operand, MPFR_RNDN)) { 1.13 * radius }
    }

    /// x (1 + erf(x/√2))/2, which is x erfc(−x/√2)/2.
    package func gelu(_ operand: Int, to result: Int) {
        guard isKnown(operand, result) else { return }
        // The derivative is at most 1.13, and y erfc'(y) at most 1/2, so that what y is rounded by counts as that.
        let radius = 1.13 * radii[operand] + magnitude(operand).scaled(by: 3 - precision)
        mpfr_sqrt_ui(scratch, 2, MPFR_RNDN)
        mpfr_div(scratch, middles + operand, scratch, MPFR_RNDN)
        mpfr_neg(scratch, scratch, MPFR_RNDN)
        mpfr_erfc(scratch, scratch, MPFR_RNDN)
        mpfr_div_2ui(scratch, scratch, 1, MPFR_RNDN)
        finish(result, mpfr_mul(middles + result, middles + operand, scratch, MPFR_RNDN), radius)
    }

    package func setPi(_ result: Int) { finish(result, mpfr_const_pi(middles + result, MPFR_RNDN), .zero) }

    /// (exp(r) − 1)/r at most; nil for a radius of which nothing is said.
    private func growth(_ radius: Magnitude) -> Double? {
        radius.isAtMost(Magnitude(1, -20)) ? 1.00001 : radius.isAtMost(.one) ? 2.72 : nil
    }

    /// A value of 1 that is rounded has lost what it differs by.
    private func finishFunction(_ result: Int, _ rounding: Int32, _ radius: () -> Magnitude) {
        if rounding != 0,
            mpfr_cmp_ui_2exp(middles + result, 1, 0) == 0
                || mpfr_cmp_si_2exp(middles + result, -1, 0) == 0
        {
            hasAbsorbed = true
        }
        finish(result, rounding, radius())
    }
}
