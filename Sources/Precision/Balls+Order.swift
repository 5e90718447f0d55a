internal import CMPFR

/// How numbers compare, and functions that do.
extension Balls {
    /// −1, 0 or 1 where it is sure how two numbers compare; two that three quarters of all bits can't tell apart are taken
    /// for one.
    package func order(_ left: Int, _ right: Int) -> Int? {
        guard isDefined(left), isDefined(right) else { return nil }
        let order = Int(mpfr_cmp(middles + left, middles + right).signum())
        let bound = radii[left] + radii[right]
        if bound.isZero { return order }
        mpfr_sub(scratch, middles + left, middles + right, MPFR_RNDN)
        // A double's rounding on the safe side.
        if !magnitude(of: scratch).isAtMost((1 + 0x1p-40) * bound) { return order }
        let size = magnitude(left) + magnitude(right)
        return bound.isAtMost(size.scaled(by: -3 * precision / 4)) ? 0 : nil
    }

    package func maximum(_ left: Int, _ right: Int, to result: Int) { choose(left, right, 1, result) }

    package func minimum(_ left: Int, _ right: Int, to result: Int) { choose(left, right, -1, result) }

    private func choose(_ left: Int, _ right: Int, _ sign: Int, _ result: Int) {
        if isUndefined(left) || isUndefined(right) { return setUndefined(result) }
        guard isDefined(left), isDefined(right) else { return setUnknown(result) }
        let order = order(left, right)
        if let order { return set(result, to: order == -sign ? right : left, of: self) }
        // It is one of them, whose balls overlap.
        mpfr_sub(scratch, middles + left, middles + right, MPFR_RNDN)
        let radius = (1 + 0x1p-40) * magnitude(of: scratch) + radii[left] + radii[right]
        set(result, to: left, of: self)
        radii[result] = radius
    }

    package func absolute(_ operand: Int, to result: Int) {
        guard isKnown(operand, result) else { return }
        // No further from 0 than the number.
        let radius = radii[operand]
        mpfr_abs(middles + result, middles + operand, MPFR_RNDN)
        radii[result] = radius
    }

    package func sign(_ operand: Int, to result: Int) {
        guard isKnown(operand, result) else { return }
        guard let sign = sign(of: operand) else { return setUnknown(result) }
        set(result, to: Double(sign))
    }

    package func positivePart(_ operand: Int, to result: Int) {
        guard isKnown(operand, result) else { return }
        guard let sign = sign(of: operand) else {
            // 0, or as far above it as the number may be.
            let radius = magnitude(operand) + radii[operand]
            set(result, to: 0.0)
            radii[result] = radius
            return
        }
        if sign > 0 { set(result, to: operand, of: self) } else { set(result, to: 0.0) }
    }

    /// 1/(1 + exp(−x))
    package func sigmoid(_ operand: Int, to result: Int) {
        negate(operand, to: result)
        exp(result, to: result)
        guard isDefined(result) else { return }
        noteAbsorption(beside1: result)
        let radius = radii[result]
        finish(result, mpfr_add_ui(middles + result, middles + result, 1, MPFR_RNDN), radius)
        guard let slack = slack(result) else { return setUnknown(result) }
        let relative = radii[result] / magnitude(result)
        let rounding = mpfr_ui_div(middles + result, 1, middles + result, MPFR_RNDN)
        finish(result, rounding, slack * (relative * magnitude(result)))
    }

    /// log(1 + exp(x))
    package func softplus(_ operand: Int, to result: Int) {
        exp(operand, to: result)
        guard isDefined(result) else { return }
        noteAbsorption(beside1: result)
        // The derivative of log(1 + y) is at most 1, and at most 1/y.
        guard let slack = slack(result) else { return setUnknown(result) }
        let (radius, size) = (radii[result], magnitude(result))
        let rounding = mpfr_log1p(middles + result, middles + result, MPFR_RNDN)
        finish(result, rounding, size.isAtMost(.one) ? radius : slack * (radius / size))
    }

    private func noteAbsorption(beside1 register: Int) {
        if let exponent = exponent(of: register), abs(exponent) > precision { hasAbsorbed = true }
    }
}
