import Scene

extension Typesetter {
    /// A bar over a formula: rule 9.
    func overline(_ content: MathNode) throws(LayoutError) -> Fragment {
        let gap = constants.overbarVerticalGap * size
        let thickness = constants.overbarRuleThickness * size
        let clearance = constants.overbarExtraAscender * size

        var box = try part(style.cramped).box(content)
        let bottom = box.height + gap
        box.fill(Rect(minX: 0, minY: -(bottom + thickness), maxX: box.width, maxY: -bottom))
        box.height += clearance
        return Fragment(box: box, atomClass: .ordinary)
    }
}
