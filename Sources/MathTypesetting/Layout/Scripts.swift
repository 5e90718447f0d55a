import Scene

extension Typesetter {
    /// A base with a subscript, a superscript, or both: rule 18.
    func scripts(_ base: MathNode, _ sub: MathNode?, _ sup: MathNode?) throws(LayoutError) -> Fragment {
        let nucleus = try part(style).fragment(base)
        let lower = try script(sub, style.subscript)
        let upper = try script(sup, style.superscript)
        if nucleus.takesLimits, style.isDisplay {
            return limits(nucleus, above: upper?.fullBox, below: lower?.fullBox)
        }

        let (rise, drop) = shifts(nucleus, above: upper?.box, below: lower?.box)
        var box = nucleus.box
        var width = box.width
        let spaceAfter = constants.spaceAfterScript * size
        if let lower {
            let x = nucleus.box.width + kern(nucleus, .bottomRight, lower, .topLeft, shift: -drop)
            box.place(lower.fullBox, at: Point(x, drop))
            width = max(width, x + lower.fullBox.width + spaceAfter)
        }
        if let upper {
            // Rule 18f: the slant of the base moves the superscript, not the subscript.
            let x =
                nucleus.fullBox.width + kern(nucleus, .topRight, upper, .bottomLeft, shift: rise)
            box.place(upper.fullBox, at: Point(x, -rise))
            width = max(width, x + upper.fullBox.width + spaceAfter)
        }
        box.width = width
        return Fragment(box: box, atomClass: nucleus.atomClass)
    }

    private func script(_ node: MathNode?, _ style: MathStyle) throws(LayoutError) -> Fragment? {
        guard let node else { return nil }
        return try part(style).fragment(node)
    }

    /// How far the scripts' baselines stand from the base's: the upper one above it, the lower one below.
    private func shifts(
        _ nucleus: Fragment, above upper: MathBox?, below lower: MathBox?
    ) -> (rise: Double, drop: Double) {
        var rise = 0.0
        var drop = 0.0
        // Rule 18a: at a tall base the scripts stand by its edges; at a character they do not look at it. The table's
        // constants are for the size of the base, where TeX's were for that of the scripts.
        if nucleus.lastCharacter == nil {
            rise = nucleus.box.height - constants.superscriptBaselineDropMax * size
            drop = nucleus.box.depth + constants.subscriptBaselineDropMin * size
        }
        // Rule 18c.
        if let upper {
            let shiftUp =
                style.isCramped ? constants.superscriptShiftUpCramped : constants.superscriptShiftUp
            rise = max(rise, shiftUp * size, upper.depth + constants.superscriptBottomMin * size)
        }
        guard let lower else { return (rise, drop) }
        drop = max(drop, constants.subscriptShiftDown * size)
        guard let upper else {
            // Rule 18b: a subscript alone may not reach too high.
            return (rise, max(drop, lower.height - constants.subscriptTopMax * size))
        }
        // Rule 18e: a gap between the two; first the subscript gives way, then both move up.
        let gap = (rise - upper.depth) + (drop - lower.height)
        drop += max(0, constants.subSuperscriptGapMin * size - gap)
        let lift = constants.superscriptBottomMaxWithSubscript * size - (rise - upper.depth)
        if gap < constants.subSuperscriptGapMin * size, lift > 0 {
            rise += lift
            drop -= lift
        }
        return (rise, drop)
    }

    /// How far a script moves towards a character: the MATH table's cut-in kerning.
    ///
    /// Both corners are asked at the two heights where base and script face each other, and the closer of the two answers
    /// counts (OpenType 1.9, MATH, MathKernInfo table): above its last height a corner keeps everything far away, so the
    /// other answer would part even the tall index of V from it. `shift` is the script's baseline above the base's.
    private func kern(
        _ nucleus: Fragment, _ baseCorner: HarfBuzzFont.Corner, _ script: Fragment,
        _ scriptCorner: HarfBuzzFont.Corner, shift: Double
    ) -> Double {
        guard let baseGlyph = nucleus.lastCharacter else { return 0 }
        let scriptSize = size(in: style.superscript)
        func kern(atHeight height: Double) -> Double {
            let atBase = font.face.kern(baseGlyph, baseCorner, height: Em(height / size)) * size
            guard let glyph = script.onlyCharacter else { return atBase }
            let heightInScript = Em((height - shift) / scriptSize)
            return atBase + font.face.kern(glyph, scriptCorner, height: heightInScript) * scriptSize
        }
        let isAbove = baseCorner == .topRight
        let scriptEdge = isAbove ? shift - script.box.depth : shift + script.box.height
        let baseEdge = isAbove ? nucleus.box.height : -nucleus.box.depth
        return min(kern(atHeight: scriptEdge), kern(atHeight: baseEdge))
    }
}
