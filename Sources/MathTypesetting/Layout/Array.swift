import Scene

/// A row of an array that has been set.
private struct ArrayRow {
    let cells: [MathBox]
    let height: Double
    let depth: Double
}

extension Typesetter {
    /// Cells in rows and columns, centred on the axis as by `\vcenter`: The TeXbook, chapter 22, rule 8.
    func array(_ rows: [[MathNode]], _ layout: ArrayLayout) throws(LayoutError) -> Fragment {
        let rows = try set(rows, layout)
        let widths = columnWidths(of: rows)

        var box = MathBox()
        var baseline = 0.0
        for (index, row) in rows.enumerated() {
            if index > 0 { baseline += distance(from: rows[index - 1], to: row, layout) }
            var x = 0.0
            for (column, width) in widths.enumerated() {
                if column < row.cells.count {
                    let cell = row.cells[column]
                    let alignment = Self.repeated(layout.alignments, column) ?? .center
                    box.place(cell, at: Point(x + (width - cell.width) * alignment.share, baseline))
                }
                x += width
                if column < widths.count - 1 {
                    x += (Self.repeated(layout.columnGaps, column) ?? Em(0)) * textSize
                }
            }
            box.width = x
        }
        // The box reaches from the first row's height to the last row's depth.
        box.height = rows.first?.height ?? 0
        box.depth = baseline + (rows.last?.depth ?? 0)
        return Fragment(box: centredOnAxis(box), atomClass: .ordinary)
    }

    private func set(_ rows: [[MathNode]], _ layout: ArrayLayout) throws(LayoutError) -> [ArrayRow] {
        let typesetter = try part(layout.style)
        var result: [ArrayRow] = []
        for row in rows {
            var cells: [MathBox] = []
            for (column, cell) in row.enumerated() {
                let isContinuation = Self.repeated(layout.alignments, column) == .continuation
                cells.append(
                    try typesetter.box(isContinuation ? .row([.atom(.ordinary, .row([])), cell]) : cell))
            }
            result.append(
                ArrayRow(
                    cells: cells, height: cells.reduce(layout.height * textSize) { max($0, $1.height) },
                    depth: cells.reduce(layout.depth * textSize) { max($0, $1.depth) }))
        }
        return result
    }

    private func columnWidths(of rows: [ArrayRow]) -> [Double] {
        let count = rows.map(\.cells.count).max() ?? 0
        return (0..<count).map { column in
            rows.reduce(0) { max($0, column < $1.cells.count ? $1.cells[column].width : 0) }
        }
    }

    /// From baseline to baseline (The TeXbook, chapter 12, `\lineskip`).
    private func distance(from upper: ArrayRow, to lower: ArrayRow, _ layout: ArrayLayout) -> Double {
        let extent = upper.depth + lower.height
        let isCrowded = extent > (layout.depth * textSize) + (layout.height * textSize)
        return extent + (isCrowded ? layout.crowdedRowGap : layout.rowGap) * textSize
    }

    private static func repeated<Element>(_ elements: [Element], _ index: Int) -> Element? {
        elements.isEmpty ? nil : elements[index % elements.count]
    }
}

extension ArrayLayout.Alignment {
    /// The part of a column's free width that is on the left.
    fileprivate var share: Double {
        switch self {
        case .left, .continuation: 0
        case .center: 0.5
        case .right: 1
        }
    }
}
