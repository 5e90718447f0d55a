import Scene

extension Typesetter {
    /// A formula in delimiters that grow with it: rule 19. It is an inner atom.
    func delimited(
        _ left: Unicode.Scalar?, _ content: MathNode, _ right: Unicode.Scalar?
    ) throws(LayoutError) -> Fragment {
        let axis = constants.axisHeight * size
        // Plain TeX's \delimiterfactor 901 and \delimitershortfall 5 pt, at 10 pt.
        let factor = 0.901
        let shortfall = Em(0.5) * size

        let body = try part(style).box(content)
        let reach = max(body.height - axis, body.depth + axis)
        let height = max(2 * reach * factor, 2 * reach - shortfall)

        var box = MathBox()
        box.append(delimiter(left, height: height))
        box.append(body)
        box.append(delimiter(right, height: height))
        return Fragment(box: box, atomClass: .inner)
    }

    /// A delimiter at least so tall, centred on the axis.
    private func delimiter(_ scalar: Unicode.Scalar?, height: Double) -> MathBox {
        guard let scalar else { return MathBox(width: nullDelimiterSpace) }
        return centredOnAxis(stretched(scalar, toHeight: height))
    }

    /// A box moved so that its middle is on the axis, where that of + and − is.
    func centredOnAxis(_ content: MathBox) -> MathBox {
        var box = MathBox(width: content.width)
        let middle = (content.height - content.depth) / 2
        box.place(content, at: Point(0, middle - constants.axisHeight * size))
        return box
    }
}
