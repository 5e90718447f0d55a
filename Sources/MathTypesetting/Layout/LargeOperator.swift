import Scene

extension Typesetter {
    /// ∑ and its like: larger in display style and centred on the axis, rule 13.
    func largeOperator(_ glyph: GlyphID, takesLimits: Bool) -> Fragment {
        let height = style.isDisplay ? constants.displayOperatorMinHeight * size : 0
        let chosen = stretched(glyph, toHeight: height)
        let shown = chosen.glyphs.first?.glyph.index ?? glyph
        let slant = font.face.metrics(of: shown).italicCorrection * size
        var box = centredOnAxis(chosen)
        // The advance of an operator holds its slant already; a subscript moves in by it.
        box.width -= slant
        return Fragment(box: box, atomClass: .operator, italicCorrection: slant, takesLimits: takesLimits)
    }

    /// An operator with its limits above and below, centred: rule 13a.
    func limits(_ nucleus: Fragment, above upper: MathBox?, below lower: MathBox?) -> Fragment {
        let gapAbove = constants.upperLimitGapMin * size
        let riseMin = constants.upperLimitBaselineRiseMin * size
        let gapBelow = constants.lowerLimitGapMin * size
        let dropMin = constants.lowerLimitBaselineDropMin * size

        let base = nucleus.fullBox
        let width = max(base.width, upper?.width ?? 0, lower?.width ?? 0)
        // The slant moves the upper limit to the right and the lower one to the left.
        let slant = nucleus.italicCorrection / 2
        var box = MathBox(width: width)
        box.place(base, at: Point((width - base.width) / 2, 0))
        if let upper {
            let rise = base.height + max(gapAbove + upper.depth, riseMin)
            box.place(upper, at: Point((width - upper.width) / 2 + slant, -rise))
        }
        if let lower {
            let drop = base.depth + max(gapBelow + lower.height, dropMin)
            box.place(lower, at: Point((width - lower.width) / 2 - slant, drop))
        }
        return Fragment(box: box, atomClass: nucleus.atomClass)
    }
}
