import Scene

extension MathBox {
    /// Lines below each other, as one box whose baseline is that of the first.
    ///
    /// - Parameters:
    ///   - share: the part of a line's free width that is on its left: 0 for lines that begin together, 0.5 for centred ones.
    ///   - distance: from baseline to baseline, in points,
    ///   - gap: where there is room for this much between what is on the lines; else more.
    package static func lines(_ lines: [MathBox], share: Double, distance: Double, gap: Double) -> MathBox {
        var box = MathBox(width: lines.map(\.width).max() ?? 0)
        var baseline = 0.0
        for (index, line) in lines.enumerated() {
            if index > 0 { baseline += max(distance, lines[index - 1].depth + gap + line.height) }
            box.place(line, at: Point((box.width - line.width) * share, baseline))
        }
        return box
    }
}
