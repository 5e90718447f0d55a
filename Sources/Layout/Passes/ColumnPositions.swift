/// The fifth pass: where each column of items stands along the flow.
struct ColumnPositions {
    /// The left and the right end of what stands in each column.
    private(set) var ranges: [ClosedRange<Double>] = []
    /// The ranges with what arrows keep clear of them, and with the borders of layers.
    private(set) var reserved: [ClosedRange<Double>] = []
    /// The left and right edge of each layer.
    let layers: [(left: Double, right: Double)]

    init(
        _ tracks: Tracks, _ heights: ItemHeights, _ columns: NodeColumns, _ diagram: Diagram, spacing: Spacing
    ) {
        let items = tracks.items
        let widths = tracks.columns.map { column in column.map { items[$0].width }.max() ?? 0 }
        let isOpen = diagram.layers.map { $0.label != nil }
        var x = 0.0
        for column in tracks.columns.indices {
            if column > 0 {
                x += Self.corridor(before: column, tracks, heights, columns, isOpen, diagram, spacing)
            }
            ranges.append(x...(x + widths[column]))
            let leads = Self.leads(column, widths[column], columns, isOpen, spacing)
            reserved.append((x - leads.left)...(x + widths[column] + leads.right))
            x += widths[column]
        }
        layers = diagram.layers.indices.map { [ranges] layer in
            let padding = isOpen[layer] ? spacing.padding : 0
            return (
                ranges[2 * columns.spans[layer].lowerBound].lowerBound - padding,
                ranges[2 * columns.spans[layer].upperBound].upperBound + padding
            )
        }
    }

    private static func leads(
        _ column: Int, _ width: Double, _ columns: NodeColumns, _ isOpen: [Bool], _ spacing: Spacing
    ) -> (left: Double, right: Double) {
        let own = width > 0 ? spacing.clearance : 0
        let border = spacing.padding + spacing.clearance
        let spans = zip(columns.spans, isOpen).filter(\.1).map(\.0)
        return (
            spans.contains { 2 * $0.lowerBound == column } ? border : own,
            spans.contains { 2 * $0.upperBound == column } ? border : own
        )
    }

    /// The room between a column and the one before it: for arrowheads, slants and outlines.
    private static func corridor(
        before column: Int, _ tracks: Tracks, _ heights: ItemHeights, _ columns: NodeColumns, _ isOpen: [Bool],
        _ diagram: Diagram, _ spacing: Spacing
    ) -> Double {
        var width = 0.0
        func wide(_ column: Int) -> Double { tracks.columns[column].map { tracks.items[$0].width }.max() ?? 0 }
        let leads =
            Self.leads(column - 1, wide(column - 1), columns, isOpen, spacing).right
            + Self.leads(column, wide(column), columns, isOpen, spacing).left
        for left in tracks.columns[column - 1] {
            for right in tracks.items[left].right {
                if tracks.items[left].width > 0, tracks.items[right].width > 0 {
                    width = max(width, spacing.arrow)
                }
                let rise = abs(heights.y[left] - heights.y[right])
                if rise > 0.01 {
                    // A slant, and the level bits beside what stands in the columns.
                    let slant = min(rise / spacing.elbowSlope, spacing.widestSlant)
                    width = max(width, spacing.arrow, slant + leads)
                }
            }
            if case .node(let node) = tracks.items[left].content, diagram.nodes[node].shape == .junction {
                let count = Double(tracks.items[left].right.count)
                width = max(width, 2 * spacing.arrow + (count + 1) * spacing.stagger)
            }
            width = max(width, fan(tracks.items[left].right, to: heights.y[left], heights, spacing) + leads)
            if tracks.items[left].right.isEmpty { width = max(width, spacing.arrow + spacing.clearance) }
        }
        for right in tracks.columns[column] {
            width = max(width, fan(tracks.items[right].left, to: heights.y[right], heights, spacing) + leads)
        }
        for right in tracks.columns[column]
        where tracks.items[right].left.isEmpty && tracks.items[right].edge != nil {
            let edge = diagram.edges[tracks.items[right].edge!]
            let free = edge.isEntry ? wide(column) - tracks.items[right].width : 0
            width = max(width, spacing.arrow + spacing.clearance - free)
        }
        for (layer, span) in columns.spans.enumerated() where isOpen[layer] {
            if 2 * span.lowerBound == column || 2 * span.upperBound == column - 1 {
                width = max(width, spacing.padding + spacing.arrow)
            }
        }
        // A wide thing without an arrow to the column before stands clear of it all the same.
        return max(width, spacing.clearance)
    }

    /// The run in which arrows from many heights to one come apart, however steep they are.
    private static func fan(_ items: [Int], to height: Double, _ heights: ItemHeights, _ spacing: Spacing)
        -> Double
    {
        guard items.count > 2 else { return 0 }
        let ends = items.map { heights.y[$0] }.sorted()
        let gap = zip(ends, ends.dropFirst()).map { $1 - $0 }.min() ?? 0
        let rise = max(abs(ends[0] - height), abs(ends[ends.count - 1] - height))
        return gap > 0 ? rise * (spacing.pair + spacing.label) / gap : 0
    }
}
