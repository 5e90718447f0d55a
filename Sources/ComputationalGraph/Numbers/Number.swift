import Symbolic

/// A number that runs along an edge.
public struct Number: Hashable, Sendable {
    /// The number itself; where it is not a fraction, its first thirty digits.
    let value: Rational
    /// Whether `value` is all of it.
    let isExact: Bool
    /// As it was written, of one that was given.
    let written: Numeral?

    init(_ value: Rational, isExact: Bool = true, written: Numeral? = nil) {
        self.value = value
        self.isExact = isExact
        self.written = written
    }

    /// The nearest number in floating point; infinite beyond all of these.
    public var doubleValue: Double { value.doubleValue }

    /// nil for what is no number.
    public init?(exactly double: Double) {
        guard let value = Rational(exactly: double) else { return nil }
        self.init(value)
    }

    /// A number as a person writes it: `0.30`, `-2`, `1e-3`, `1/3`; nil for any other text, and for 0 below a bar.
    public init?(_ text: String) {
        let sign = String(text.prefix { "+-−".contains($0) })
        let isNegative = sign == "-" || sign == "−"
        let halves = text.dropFirst(sign.count).split(separator: "/", omittingEmptySubsequences: false).map(
            String.init)
        guard sign.count <= 1, (1...2).contains(halves.count), halves.allSatisfy({ !$0.hasPrefix("-") }),
            let top = Rational(decimal: halves[0]),
            let bottom = halves.count == 1 ? .one : Rational(decimal: halves[1]),
            let size = try? top.multiplied(by: bottom.inverted()),
            let value = isNegative ? try? size.negated() : size
        else { return nil }
        let parts = halves[0].split { $0 == "e" || $0 == "E" }.map(String.init)
        self.init(
            value,
            written: Numeral(
                isNegative: isNegative, digits: parts[0], exponent: parts.count == 2 ? Int(parts[1]) ?? 0 : 0,
                denominator: halves.count == 2 ? halves[1] : nil))
    }
}
