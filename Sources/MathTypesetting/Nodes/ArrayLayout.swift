/// How cells stand in rows and columns. Distances are relative to the size of the text, as in LaTeX at 10 points.
public struct ArrayLayout: Hashable, Sendable {
    /// How the cells of a column stand in it.
    public enum Alignment: Hashable, Sendable {
        case left, center, right
        /// Left, as what goes on after the cell before it: a relation at its beginning keeps its space.
        case continuation
    }

    /// Of the columns; as often as needed.
    public var alignments: [Alignment]
    /// The gaps after the columns; as often as needed.
    public var columnGaps: [Em]
    /// The style of the cells.
    public var style: MathStyle
    /// The least height of a row above its baseline.
    public var height: Em
    /// The least depth of a row below its baseline.
    public var depth: Em
    /// The gap between rows.
    public var rowGap: Em
    /// The gap between rows one of which is larger than the least.
    public var crowdedRowGap: Em

    /// A matrix: LaTeX's `array` with `\arraycolsep` 5 pt and rows of 12 pt, of which 70 % are above the baseline.
    public static let matrix = ArrayLayout(
        alignments: [.center], columnGaps: [Em(1)], style: .text, height: Em(0.84), depth: Em(0.36),
        rowGap: Em(0),
        crowdedRowGap: Em(0))

    /// Values with conditions: amsmath's `cases`, an array with `\arraystretch` 1.2 and a `\quad` between its columns.
    public static let cases = ArrayLayout(
        alignments: [.left], columnGaps: [Em(1)], style: .text, height: Em(1.2 * 0.84), depth: Em(1.2 * 0.36),
        rowGap: Em(0), crowdedRowGap: Em(0))

    /// Equations below each other: amsmath's `aligned`, rows of 12 pt opened up by `\jot`, 3 pt; where they come closer
    /// than that, by `\lineskip`, 1 pt, more. Pairs of columns are `\minalignsep`, 10 pt, apart.
    public static let aligned = ArrayLayout(
        alignments: [.right, .continuation], columnGaps: [Em(0), Em(1)], style: .display, height: Em(0.84),
        depth: Em(0.36), rowGap: Em(0.3), crowdedRowGap: Em(0.4))
}
