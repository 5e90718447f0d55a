internal import CMPFR

/// The basic operations. Where an operand is no number, the result is none.
extension Balls {
    package func add(_ left: Int, _ right: Int, to result: Int) {
        guard areKnown(left, right, result) else { return }
        noteAbsorption(left, right)
        let radius = radii[left] + radii[right]
        let rounding = mpfr_add(middles + result, middles + left, middles + right, MPFR_RNDN)
        finish(result, rounding, radius)
    }

    package func subtract(_ left: Int, _ right: Int, to result: Int) {
        guard areKnown(left, right, result) else { return }
        noteAbsorption(left, right)
        let radius = radii[left] + radii[right]
        let rounding = mpfr_sub(middles + result, middles + left, middles + right, MPFR_RNDN)
        finish(result, rounding, radius)
    }

    package func multiply(_ left: Int, _ right: Int, to result: Int) {
        guard areKnown(left, right, result) else { return }
        var radius = Magnitude.zero
        if !radii[left].isZero || !radii[right].isZero {
            radius =
                magnitude(left) * radii[right] + magnitude(right) * radii[left] + radii[left] * radii[right]
        }
        let rounding = mpfr_mul(middles + result, middles + left, middles + right, MPFR_RNDN)
        finish(result, rounding, radius)
    }

    package func divide(_ left: Int, _ right: Int, to result: Int) {
        guard areKnown(left, right, result) else { return }
        if sign(of: right) == 0 { return setUndefined(result) }
        guard let slack = slack(right) else { return setUnknown(result) }
        let (leftRadius, rightRadius, bottom) = (radii[left], radii[right], magnitude(right))
        let rounding = mpfr_div(middles + result, middles + left, middles + right, MPFR_RNDN)
        // a/b moves by (Δa + |a/b| Δb) / |b + Δb|.
        let radius = slack * ((leftRadius + magnitude(result) * rightRadius) / bottom)
        finish(result, rounding, radius)
    }

    package func negate(_ operand: Int, to result: Int) {
        guard isKnown(operand, result) else { return }
        mpfr_neg(middles + result, middles + operand, MPFR_RNDN)
        radii[result] = radii[operand]
    }

    /// Multiplies by a power of 2, exactly.
    package func scale(_ operand: Int, by power: Int, to result: Int) {
        guard isKnown(operand, result) else { return }
        mpfr_mul_2si(middles + result, middles + operand, power, MPFR_RNDN)
        radii[result] = radii[operand].scaled(by: power)
    }

    /// `base` to the power of `exponent`: for any base if the exponent is whole, otherwise exp(exponent log(base)).
    package func power(_ base: Int, _ exponent: Int, to result: Int) {
        guard areKnown(base, exponent, result) else { return }
        if radii[exponent].isZero, mpfr_integer_p(middles + exponent) != 0 {
            return wholePower(base, exponent, to: result)
        }
        switch sign(of: base) {
        case 1:
            let isSame = base == result || exponent == result
            precondition(!isSame, "a power has a register of its own")
            log(base, to: result)
            multiply(result, exponent, to: result)
            exp(result, to: result)
        case 0:
            switch sign(of: exponent) {
            case 1:
                mpfr_set_zero(middles + result, 1)
                radii[result] = .zero
            case nil: setUnknown(result)
            default: setUndefined(result)
            }
        case -1: hasWhole(exponent) ? setUnknown(result) : setUndefined(result)
        default: setUnknown(result)
        }
    }

    private func wholePower(_ base: Int, _ exponent: Int, to result: Int) {
        let count = Magnitude(abs(mpfr_get_d(middles + exponent, MPFR_RNDA)), 0)
        let sign = mpfr_sgn(middles + exponent)
        if self.sign(of: base) == 0, sign < 0 { return setUndefined(result) }
        let (radius, size, slack) = (radii[base], magnitude(base), slack(base))
        // (1 + r)^n − 1 ≤ 2 n r for n r ≤ 1/2, and ≤ 1.00001 n r for a tiny n r.
        let relative = slack.map { $0 * count * (radius / size) }
        let rounding = mpfr_pow(middles + result, middles + base, middles + exponent, MPFR_RNDN)
        if radius.isZero {
            finish(result, rounding, .zero)
        } else if sign == 0 {
            finish(result, rounding, .zero)
        } else if let relative, relative.isAtMost(Magnitude(1, -1)) {
            let factor = relative.isAtMost(Magnitude(1, -20)) ? 1.00001 : 2.0
            finish(result, rounding, factor * relative * magnitude(result))
        } else if sign > 0, count.isAtMost(Magnitude(64, 0)) {
            var bound = Magnitude.one
            for _ in 0..<Int(mpfr_get_d(middles + exponent, MPFR_RNDN)) { bound = bound * (size + radius) }
            finish(result, rounding, bound + magnitude(result))
        } else {
            setUnknown(result)
        }
    }

    /// Whether a whole number may be within a ball.
    private func hasWhole(_ register: Int) -> Bool {
        mpfr_rint(scratch, middles + register, MPFR_RNDN)
        mpfr_sub(scratch, scratch, middles + register, MPFR_RNDN)
        return magnitude(of: scratch).isAtMost((1 + 0x1p-40) * radii[register])
    }

    // MARK: Operands

    /// A factor that makes up for dividing by a ball's middle instead of its end nearest to 0; nil if 0 may be within.
    func slack(_ register: Int) -> Double? {
        let (radius, size) = (radii[register], magnitude(register))
        if radius.isAtMost(size.scaled(by: -20)) { return 1.00001 }
        return radius.isAtMost(size.scaled(by: -1)) ? 2.00001 : nil
    }

    func isKnown(_ operand: Int, _ result: Int) -> Bool { areKnown(operand, operand, result) }

    private func areKnown(_ left: Int, _ right: Int, _ result: Int) -> Bool {
        if isUndefined(left) || isUndefined(right) {
            setUndefined(result)
            return false
        }
        if radii[left].isUnknown || radii[right].isUnknown {
            setUnknown(result)
            return false
        }
        return true
    }

    private func noteAbsorption(_ left: Int, _ right: Int) {
        guard !hasAbsorbed, let first = exponent(of: left), let second = exponent(of: right) else { return }
        if abs(first - second) > precision { hasAbsorbed = true }
    }
}
