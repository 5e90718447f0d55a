import Scene

extension Typesetter {
    /// A bar under a formula: rule 10.
    func underline(_ content: MathNode) throws(LayoutError) -> Fragment {
        let gap = constants.underbarVerticalGap * size
        let thickness = constants.underbarRuleThickness * size
        let clearance = constants.underbarExtraDescender * size

        var box = try part(style).box(content)
        let top = box.depth + gap
        box.fill(Rect(minX: 0, minY: top, maxX: box.width, maxY: top + thickness))
        box.depth += clearance
        return Fragment(box: box, atomClass: .ordinary)
    }
}
