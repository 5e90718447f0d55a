/// How large something is at most: a number that is never negative, in two parts, so that it neither underflows nor
/// overflows. Every operation rounds up.
struct Magnitude {
    /// 0, or from 1 to 2; infinite where nothing is known.
    private(set) var significand: Double
    private(set) var exponent: Int

    static let zero = Magnitude(significand: 0, exponent: 0)
    static let unknown = Magnitude(significand: .infinity, exponent: 0)
    static let one = Magnitude(1, 0)

    var isZero: Bool { significand == 0 }
    var isUnknown: Bool { significand == .infinity }

    /// `number` times a power of 2.
    init(_ number: Double, _ power: Int) {
        let bits = number.bitPattern
        switch bits >> 52 {
        case 0x7FF: self.init(significand: number, exponent: 0)
        case 0 where number == 0: self.init(significand: number, exponent: 0)
        case 0: self.init(significand: number.significand, exponent: power + Int(number.exponent))
        // By far the most; `significand` is a call of the library.
        case let exponent:
            let significand = Double(bitPattern: bits & (1 << 52 - 1) | 0x3FF << 52)
            self.init(significand: significand, exponent: power + Int(exponent) - 0x3FF)
        }
    }

    private init(significand: Double, exponent: Int) {
        self.significand = significand
        self.exponent = exponent
    }

    /// A little more than the rounding of one operation on doubles.
    private static let up = 1 + 0x1p-50

    static func + (left: Magnitude, right: Magnitude) -> Magnitude {
        if left.isZero || right.isUnknown { return right }
        if right.isZero || left.isUnknown { return left }
        let (large, small) = left.exponent >= right.exponent ? (left, right) : (right, left)
        let shift = max(small.exponent - large.exponent, -200)
        let power = Double(bitPattern: UInt64(0x3FF + shift) << 52)
        let sum = large.significand + small.significand * power
        return Magnitude(sum * up, large.exponent)
    }

    static func * (left: Magnitude, right: Magnitude) -> Magnitude {
        if left.isZero || right.isZero { return .zero }
        return Magnitude(left.significand * right.significand * up, left.exponent + right.exponent)
    }

    static func * (factor: Double, magnitude: Magnitude) -> Magnitude { Magnitude(factor, 0) * magnitude }

    /// - Parameter divisor: a lower bound that is not 0, up to the rounding of a double.
    static func / (left: Magnitude, divisor: Magnitude) -> Magnitude {
        if left.isZero { return .zero }
        return Magnitude(left.significand / divisor.significand * up, left.exponent - divisor.exponent)
    }

    func scaled(by power: Int) -> Magnitude { Magnitude(significand, exponent + power) }

    /// Up to the rounding of a double.
    func isAtMost(_ other: Magnitude) -> Bool {
        if isZero || other.isUnknown { return true }
        if other.isZero || isUnknown { return false }
        return (exponent, significand) <= (other.exponent, other.significand)
    }
}
