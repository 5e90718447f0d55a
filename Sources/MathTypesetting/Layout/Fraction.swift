import Scene

extension Typesetter {
    /// A fraction with its bar on the axis: rules 15, 15b and 15d. It is an ordinary atom, as LaTeX's `\frac`.
    func fraction(_ numerator: MathNode, _ denominator: MathNode) throws(LayoutError) -> Fragment {
        let isDisplay = style.isDisplay
        let axis = constants.axisHeight * size
        let thickness = constants.fractionRuleThickness * size
        // Rule 15b: the shifts by style. Rule 15d: the least gaps between the bar and what it parts.
        let shiftUp =
            isDisplay
            ? constants.fractionNumeratorDisplayStyleShiftUp : constants.fractionNumeratorShiftUp
        let shiftDown =
            isDisplay
            ? constants.fractionDenominatorDisplayStyleShiftDown : constants.fractionDenominatorShiftDown
        let gapAbove =
            isDisplay ? constants.fractionNumDisplayStyleGapMin : constants.fractionNumeratorGapMin
        let gapBelow =
            isDisplay ? constants.fractionDenomDisplayStyleGapMin : constants.fractionDenominatorGapMin

        let above = try part(style.numerator).box(numerator)
        let below = try part(style.denominator).box(denominator)
        let barTop = axis + thickness / 2
        let barBottom = axis - thickness / 2
        let rise = max(shiftUp * size, barTop + gapAbove * size + above.depth)
        let drop = max(shiftDown * size, below.height + gapBelow * size - barBottom)

        // Rule 15e: the empty delimiters at both sides.
        let margin = nullDelimiterSpace
        let width = max(above.width, below.width)
        var box = MathBox(width: width + 2 * margin)
        box.place(above, at: Point(margin + (width - above.width) / 2, -rise))
        box.place(below, at: Point(margin + (width - below.width) / 2, drop))
        box.fill(Rect(minX: margin, minY: -barTop, maxX: margin + width, maxY: -barBottom))
        return Fragment(box: box, atomClass: .ordinary)
    }
}
