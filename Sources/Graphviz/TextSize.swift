/// The extent of one line of text, in points.
public struct TextSize: Hashable, Sendable {
    public var width: Double
    /// From the line's top to its bottom; the lines of a label stand on each other.
    public var height: Double
    /// From the line's top down to its baseline.
    public var baseline: Double

    public init(width: Double, height: Double, baseline: Double) {
        self.width = width
        self.height = height
        self.baseline = baseline
    }
}

/// Measures one line of a label, given its text and its font size in points.
///
/// For nil Graphviz takes its own estimate, from the widths of Times, Arial or Courier as `fontname` says, with lines
/// of 1.2 font sizes. It is called inside Graphviz, so it must not call this module, and a size must be finite.
public typealias TextMeasure = (_ text: String, _ fontSize: Double) throws -> TextSize?
