/// The fifth pass: where each column of items stands along the flow.
struct ColumnPositions {
    /// The left and the right end of what stands in each column.
    private(set) var ranges: [ClosedRange<Double>] = []
    /// The ranges with what arrows keep clear of them, and with the borders of layers.
    private(set) var reserved: [ClosedRange<Double>] = []
    /// The left and right edge of each layer.
    let layers: [(left: Double, right: Double)]
    /// Where the values of each spoke stand, and of those level arrows that are in the column of a fan.
    private(set) var places: [Int: ValuePlaces] = [:]
    /// The arrows that are spokes, and those of them that find no room.
    let spokes: Set<Int>
    private(set) var crowded: Set<Int> = []

    /// - Parameters:
    ///   - bent: the arrows that are not to be straight.
    ///   - room: how much farther than usual some columns are from those before them.
    init(
        _ tracks: Tracks, _ heights: ItemHeights, _ columns: NodeColumns, _ diagram: Diagram,
        spacing: Spacing, bent: Set<Int>, room: [Int: Double] = [:]
    ) {
        let spokes = Spokes.all(tracks, heights, diagram, spacing: spacing, bent: bent)
        // Spokes have their own room.
        self.spokes = Set(spokes.values.flatMap(\.spokes).map(\.edge))
        let tracks = tracks.without(self.spokes)
        let widths = tracks.columns.map { column in column.map { tracks.items[$0].width }.max() ?? 0 }
        let isOpen = diagram.layers.map { $0.label != nil }
        // How far values of spokes reach beyond a column of nodes.
        var reach = tracks.columns.map { _ in (left: 0.0, right: 0.0) }
        var x = 0.0
        for column in tracks.columns.indices {
            if column > 0 {
                x += Self.corridor(before: column, tracks, heights, columns, isOpen, diagram, spacing)
                x += room[column] ?? 0
            }
            if let gap = spokes[column - 1] {
                let from = ranges[column - 2].middle
                let floor = x + widths[column] / 2 - from
                let middle = ranges[column - 1].middle - from
                do throws(Spokes.Crowded) {
                    let fit = try gap.fit(atLeast: floor) { middle + ($0 - floor) / 2 }
                    let extra = fit.width - floor
                    ranges[column - 2] = ranges[column - 2].moved(by: fit.beyond.left)
                    ranges[column - 1] = ranges[column - 1].moved(by: fit.beyond.left + extra / 2)
                    x += fit.beyond.left + extra
                    let left = ranges[column - 2].middle
                    places.merge(fit.places.mapValues { $0.moved(by: left) }) { $1 }
                    reach[column - 2].left = fit.beyond.left
                    reach[column].right = fit.beyond.right
                } catch {
                    crowded.formUnion(error.edges)
                }
            }
            ranges.append(x...(x + widths[column]))
            x += widths[column] + reach[column].right
        }
        reserved = ranges.enumerated().map { column, range in
            let leads = Self.leads(column, widths[column], columns, isOpen, spacing)
            return
                (range.lowerBound - leads.left - reach[column].left)...(range.upperBound + leads.right
                + reach[column].right)
        }
        layers = diagram.layers.indices.map { [ranges] layer in
            let padding = isOpen[layer] ? spacing.padding : 0
            let (first, last) = (2 * columns.spans[layer].lowerBound, 2 * columns.spans[layer].upperBound)
            return (
                ranges[first].lowerBound - padding - reach[first].left,
                ranges[last].upperBound + padding + reach[last].right
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
                // Arrows come to a box wherever they are.
                let isAtBox = [left, right].contains { tracks.items[$0].isBox(diagram) }
                if rise > 0.01, !isAtBox {
                    // A slant, and the level bits beside what stands in the columns.
                    let slant = min(rise / spacing.elbowSlope, spacing.widestSlant)
                    width = max(width, spacing.arrow, slant + leads)
                }
            }
            if case .node(let node) = tracks.items[left].content, diagram.nodes[node].shape == .junction {
                let count = Double(tracks.items[left].right.count)
                width = max(width, 2 * spacing.arrow + (count + 1) * spacing.stagger)
            }
            if !tracks.items[left].isBox(diagram) {
                width = max(width, fan(tracks.items[left].right, to: heights.y[left], heights, spacing) + leads)
            }
            if tracks.items[left].right.isEmpty { width = max(width, spacing.arrow + spacing.clearance) }
        }
        for right in tracks.columns[column] where !tracks.items[right].isBox(diagram) {
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

extension ClosedRange<Double> {
    var middle: Double { (lowerBound + upperBound) / 2 }

    func moved(by distance: Double) -> ClosedRange {
        (lowerBound + distance)...(upperBound + distance)
    }
}
