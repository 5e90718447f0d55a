import Scene

/// One line of a label at its place.
public struct TextLine: Hashable, Sendable {
    /// Which point of the line its origin is.
    public enum Justification: Sendable { case left, center, right }

    public let text: String
    /// On the baseline.
    public let origin: Point
    public let justification: Justification
    /// In points.
    public let fontSize: Double
    /// As it was measured, in points.
    public let width: Double

    public init(text: String, origin: Point, justification: Justification, fontSize: Double, width: Double) {
        self.text = text
        self.origin = origin
        self.justification = justification
        self.fontSize = fontSize
        self.width = width
    }
}
