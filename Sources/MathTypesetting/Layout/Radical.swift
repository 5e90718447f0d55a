import Scene

extension Typesetter {
    /// A root: rule 11; the degree after the MATH table's constants.
    func radical(_ radicand: MathNode, _ degree: MathNode?) throws(LayoutError) -> Fragment {
        let thickness = constants.radicalRuleThickness * size
        let leastGap =
            (style.isDisplay ? constants.radicalDisplayStyleVerticalGap : constants.radicalVerticalGap) * size
        let clearance = constants.radicalExtraAscender * size

        let body = try part(style.cramped).box(radicand)
        let bodyExtent = body.height + body.depth
        let sign = stretched("√", toHeight: bodyExtent + leastGap + thickness)
        let signExtent = sign.height + sign.depth
        // A sign that is too tall gives half of what is over to the gap.
        let gap = max(leastGap, (leastGap + signExtent - thickness - bodyExtent) / 2)
        let barBottom = body.height + gap
        let barTop = barBottom + thickness

        var box = MathBox()
        // The degree's bottom stands at its part of the sign's extent, from the sign's bottom.
        if let degree {
            let index = try part(.scriptScript).box(degree)
            let bottom = barTop - signExtent + constants.radicalDegreeBottomRaise * signExtent
            let x = max(0, constants.radicalKernBeforeDegree * size)
            box.place(index, at: Point(x, -(bottom + index.depth)))
            box.width = max(0, x + index.width + constants.radicalKernAfterDegree * size)
        }
        box.place(sign, at: Point(box.width, -(barTop - sign.height)))
        box.width += sign.width
        let barStart = box.width
        box.append(body)
        box.fill(Rect(minX: barStart, minY: -barTop, maxX: box.width, maxY: -barBottom))
        box.height += clearance
        return Fragment(box: box, atomClass: .ordinary)
    }
}
