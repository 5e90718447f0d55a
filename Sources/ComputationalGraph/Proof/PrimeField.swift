import Symbolic

/// A number modulo the prime 2⁶¹ − 1. Two rational functions that agree at random numbers of the field are the same one:
/// others would agree with a probability of their degree over 2⁶¹ (Schwartz 1980, Zippel 1979).
///
/// What is not rational, such as exp(x), is a random number of its own for every function and argument.
struct PrimeField: Equatable {
    private static let prime: UInt64 = (1 << 61) - 1
    /// Below the prime, or the greatest number there is where undefined.
    private let residue: UInt64

    init(word number: UInt64) { residue = PrimeField.reduced(number) }

    private init(residue: UInt64) { self.residue = residue }

    private static func reduced(_ number: UInt64) -> UInt64 {
        let folded = (number & prime) + (number >> 61)
        return folded >= prime ? folded - prime : folded
    }

    static let zero = PrimeField(residue: 0)
    static let one = PrimeField(residue: 1)

    var isZero: Bool { residue == 0 }

    private func raised(to exponent: UInt64) -> PrimeField {
        var (base, result, rest) = (self, PrimeField.one, exponent)
        while rest > 0 {
            if rest & 1 == 1 { result = result * base }
            base = base * base
            rest >>= 1
        }
        return result
    }

    /// A random number that only depends on what it is for.
    private static func random(_ what: UInt64, _ first: UInt64, _ second: UInt64 = 0) -> PrimeField {
        var result: UInt64 = 0x67_7261_6466_6967
        for word in [what, first, second] {
            var generator = SplitMix64(seed: result ^ word)
            result = generator.next()
        }
        return PrimeField(word: result)
    }
}

extension PrimeField: ProgramNumber {
    static let undefined = PrimeField(residue: .max)
    var isDefined: Bool { residue != .max }

    init(_ number: Rational) {
        self =
            if let integer = number.integer {
                integer < 0 ? -PrimeField(word: UInt64(integer.magnitude)) : PrimeField(word: UInt64(integer))
            } else {
                PrimeField(digits: number.numerator.fraction) / PrimeField(digits: number.denominator.fraction)
            }
    }

    /// A whole number of any length.
    private init(digits: String) {
        var result = PrimeField.zero
        for digit in digits.utf8 where digit != UInt8(ascii: "-") {
            result = result * PrimeField(word: 10) + PrimeField(word: UInt64(digit - UInt8(ascii: "0")))
        }
        self = digits.hasPrefix("-") ? -result : result
    }

    static func + (left: PrimeField, right: PrimeField) -> PrimeField {
        guard left.isDefined, right.isDefined else { return .undefined }
        let sum = left.residue + right.residue
        return PrimeField(residue: sum >= prime ? sum - prime : sum)
    }

    static prefix func - (operand: PrimeField) -> PrimeField {
        operand.isDefined && !operand.isZero ? PrimeField(residue: prime - operand.residue) : operand
    }

    static func - (left: PrimeField, right: PrimeField) -> PrimeField { left + -right }

    static func * (left: PrimeField, right: PrimeField) -> PrimeField {
        guard left.isDefined, right.isDefined else { return .undefined }
        let (high, low) = left.residue.multipliedFullWidth(by: right.residue)
        // 2⁶¹ is 1.
        return PrimeField(residue: reduced((low & prime) + (high << 3 | low >> 61)))
    }

    static func / (left: PrimeField, right: PrimeField) -> PrimeField {
        guard right.isDefined, !right.isZero else { return .undefined }
        if right.residue == 1 { return left }
        return left * right.raised(to: prime - 2)
    }

    /// Whole exponents are recognized as such where they are small, and functions of 0 and 1 that are whole; all else makes a
    /// random number.
    static func value(of operation: Operation, _ x: PrimeField, _ y: PrimeField) -> PrimeField {
        guard x.isDefined, y.isDefined else { return .undefined }
        if operation == .power {
            if y.residue < 1 << 32 { return x.raised(to: y.residue) }
            if prime - y.residue < 1 << 32 { return one / x.raised(to: prime - y.residue) }
        } else if operation.arity == 1, x.residue <= 1 {
            let value = operation.value([Double(x.residue)])
            if !value.isFinite { return .undefined }
            if value == 0 || value == 1 { return PrimeField(word: UInt64(value)) }
        }
        return random(UInt64(operation.rawValue), x.residue, y.residue)
    }
}
