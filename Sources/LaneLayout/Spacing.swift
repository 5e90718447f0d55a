/// The distances of a figure, in points: one for each meaning, the same everywhere.
public struct Spacing: Sendable {
    /// Between the two arrows of a pair.
    public var pair = 5.0
    /// From a value to its arrow.
    public var label = 4.0
    /// The least from anything to anything that it doesn't belong to.
    public var clearance = 6.0
    /// From a value to the node before or behind it on its line, with room for the arrowhead.
    public var arrow = 12.0
    /// From a layer's contents to its outline.
    public var padding = 14.0
    /// From a layer's outline to the name above it.
    public var title = 7.0
    /// Around the figure.
    public var margin = 8.0
    /// The slope of an elbow's slant: 60°.
    public var elbowSlope = 3.0.squareRoot()

    public init() {}
}
