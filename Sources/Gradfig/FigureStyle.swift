import Scene

/// How the parts of a figure are drawn, in points.
enum FigureStyle {
    static let nodeLine = 0.9
    static let layerLine = 0.8
    static let cornerRadius = 8.0
    /// Around the highlight behind a new value.
    static let highlightMargin = 2.0

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
