/// How a shape is drawn. Colours are in the object's attributes.
public struct Style: Hashable, Sendable {
    public enum Pen: Sendable { case none, solid, dashed, dotted }
    /// What a shape of an edge is; all other shapes are bodies.
    public enum Part: Sendable { case body, arrowAtTail, arrowAtHead }

    public let isFilled: Bool
    public let pen: Pen
    /// In points.
    public let lineWidth: Double
    public let part: Part

    public init(isFilled: Bool = false, pen: Pen = .solid, lineWidth: Double = 1, part: Part = .body) {
        self.isFilled = isFilled
        self.pen = pen
        self.lineWidth = lineWidth
        self.part = part
    }
}
