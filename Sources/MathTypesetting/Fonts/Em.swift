/// A length relative to the type: 1 em is the font's size. Times a size in points per em, it is a length in points.
public struct Em: Hashable, Sendable, Comparable {
    public let value: Double

    public init(_ value: Double) { self.value = value }

    /// From the whole units that a font file counts in.
    init(fontUnits: Int32, perEm: Double) { value = Double(fontUnits) / perEm }

    /// From the spacing unit of mathematics: 18 mu are 1 em.
    public init(mu: Double) { value = mu / 18 }

    public static func < (a: Em, b: Em) -> Bool { a.value < b.value }

    public static func * (length: Em, pointsPerEm: Double) -> Double { length.value * pointsPerEm }
}
