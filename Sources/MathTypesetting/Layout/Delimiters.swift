import Scene

extension Typesetter {
    /// A formula in delimiters that grow with it: rule 19. It is an inner atom.
    func delimited(
        _ left: Unicode.Scalar?, _ content: MathNode, _ right: Unicode.Scalar?
    ) throws(LayoutError) -> Fragment {
        let axis = constants.axisHeight * size
        let body = try part(style).box(content)
        let reach = max(body.height - axis, body.depth + axis)
        let height = delimiterHeight(covering: 2 * reach)

        var box = MathBox()
        box.append(delimiter(left, height: height))
        box.append(body)
        box.append(delimiter(right, height: height))
        return Fragment(box: box, atomClass: .inner)
    }

    /// A delimiter as tall as around a formula of an extent.
    func delimiter(_ sign: Unicode.Scalar, covering extent: Em) -> Fragment {
        let height = delimiterHeight(covering: extent * textSize)
        return Fragment(box: delimiter(sign, height: height), atomClass: .ordinary)
    }

    /// How tall a delimiter must be around a formula of an extent that is centred on the axis.
    ///
    /// Plain TeX's `\delimiterfactor` 901 and `\delimitershortfall`: 5 pt at 10 pt, the same in all styles.
    private func delimiterHeight(covering extent: Double) -> Double {
        max(extent * 0.901, extent - Em(0.5) * textSize)
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
