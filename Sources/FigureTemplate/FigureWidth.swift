import Diagnostics

/// The width that a figure is to fit: `16cm`, `160mm`, `6.3in`, `453pt`; a plain number is in points.
public struct FigureWidth: Hashable, Sendable, CustomStringConvertible {
    public let points: Double
    /// As it was given: `16 cm`.
    public let description: String

    private static let units = ["pt": 1, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72]
    /// In points: narrower there is no figure, and wider no page.
    private static let range = 10.0...10_000

    /// - Throws: a `Diagnostic` for a text that is no such length.
    public init(_ text: SourceSlice) throws {
        let number = text.text.prefix { "0123456789.".contains($0) }
        let rest = text.text.dropFirst(number.count).drop { $0 == " " }
        let unit = rest.isEmpty ? "pt" : String(rest)
        guard let size = Double(number), let factor = Self.units[unit] else {
            throw text.error("a width is a length such as 16cm, 160mm, 6.3in or 453pt")
        }
        // One number for 16cm and for 160mm.
        points = (size * factor * 1000).rounded() / 1000
        description = "\(number) \(unit)"
        guard Self.range.contains(points) else {
            throw text.error("a figure’s width is between 10pt and 10000pt")
        }
    }
}
