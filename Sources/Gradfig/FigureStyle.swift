import Layout
import Scene

/// How the parts of a figure are drawn, in points.
enum FigureStyle {
    static let nodeLine = 0.9
    static let layerLine = 0.8
    static let cornerRadius = 8.0
    /// From a new value to the frame of its highlight: less above and below, where its arrow mostly is.
    static let frameMargin = Size(width: 2, height: 1.5)
    static let frameLine = 0.7
    static let frameRadius = 3.0
    /// From an arrow's line to the frame of its value.
    static let frameGap = Spacing().label - frameMargin.height

    /// The highlight behind a new value.
    ///
    /// - Parameter arrow: the line of its arrow.
    static func highlight(of value: Text, beside arrow: [Point]) -> Shape {
        let frame = Frame(around: value.bounds, beside: arrow)
        return Shape(frame.geometry, fill: .highlight, stroke: .new, lineWidth: frameLine)
    }

    /// One kind of arrow.
    struct Arrow {
        let ink: Ink
        let valueInk: Ink
        let lineWidth: Double
        /// Graphviz's arrowhead is 10 points long at size 1.
        let headSize: Double

        var headLength: Double { 10 * headSize }
        var headWidth: Double { 7 * headSize }
    }

    static let forward = Arrow(ink: .forward, valueInk: .forwardValue, lineWidth: 0.7, headSize: 0.6)
    static let backward = Arrow(ink: .backward, valueInk: .backward, lineWidth: 1.2, headSize: 0.7)
    /// A backward arrow that is new in its step.
    static let new = Arrow(ink: .new, valueInk: .new, lineWidth: 1.9, headSize: 0.85)
}
