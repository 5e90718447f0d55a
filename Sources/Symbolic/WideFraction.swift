import BigInt

/// A fraction in lowest terms whose parts do not fit machine integers.
final class WideFraction: Hashable, Sendable {
    let top: BigInt
    /// Always positive.
    let bottom: BigInt

    init(_ top: BigInt, _ bottom: BigInt) {
        self.top = top
        self.bottom = bottom
    }

    static func == (left: WideFraction, right: WideFraction) -> Bool {
        left.top == right.top && left.bottom == right.bottom
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(top)
        hasher.combine(bottom)
    }

    /// The nearest floating-point number, of two equally near ones the even one.
    var doubleValue: Double {
        if top.isZero { return 0 }
        // The quotient with two or three bits more than a significand has, or, where the result is subnormal, two more
        // than it holds.
        let leastExponent = -1074
        let width = top.magnitude.bitWidth - bottom.magnitude.bitWidth
        let shift = min(55 - width, 2 - leastExponent)
        let (above, below) =
            shift < 0
            ? (top.magnitude, bottom.magnitude << -shift) : (top.magnitude << shift, bottom.magnitude)
        let (quotient, remainder) = above.quotientAndRemainder(dividingBy: below)
        guard var bits = UInt64(exactly: quotient) else { return .nan }
        let isSubnormal = shift == 2 - leastExponent
        let dropped = isSubnormal ? 2 : max(64 - bits.leadingZeroBitCount - 53, 0)
        let half = UInt64(1) << (dropped - 1)
        let rest = bits & (2 * half - 1)
        bits >>= dropped
        if rest > half || rest == half && (!remainder.isZero || bits & 1 == 1) { bits += 1 }
        return Double(
            sign: top.sign == .minus ? .minus : .plus, exponent: dropped - shift, significand: Double(bits))
    }

    /// Not negative.
    static func greatestCommonDivisor(_ a: BigInt, _ b: BigInt) -> BigInt {
        var (a, b) = (a.magnitude, b.magnitude)
        // The binary algorithm is slow where one number is much longer.
        while !b.isZero, a.bitWidth > b.bitWidth + 64 || b.bitWidth > a.bitWidth { (a, b) = (b, a % b) }
        return BigInt(a.greatestCommonDivisor(with: b))
    }
}
