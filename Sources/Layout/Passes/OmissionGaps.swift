import Scene

/// Where dots stand for lanes that are left out: each between two neighbours of a column.
struct OmissionGaps {
    struct Gap {
        let column: Int
        let upper: Int
        let lower: Int
        /// What the dots stand for in the last lane before those that are left out, and in the next.
        let ends: (Int, Int)
        /// The level of these lanes, where they are the last two rows of it.
        let level: Int?
        let size: Size
    }

    /// Where the dots of a gap stand.
    struct Place {
        let column: Int
        let y: Double
        let size: Size
        let layer: Int?

        /// Between two heights that things stand in.
        var heights: ClosedRange<Double> { y - size.height / 2...y + size.height / 2 }
    }

    let gaps: [Gap]
    private let gapAbove: [Int: Int]

    init(_ tracks: Tracks, _ order: ColumnOrder, _ diagram: Diagram) {
        var gaps: [Gap] = []
        var gapAbove: [Int: Int] = [:]
        if !diagram.omissions.isEmpty {
            var rank = tracks.items.map { _ in 0 }
            for column in order.columns {
                for (index, item) in column.enumerated() { rank[item] = index }
            }
            for omission in diagram.omissions {
                guard let ends = Self.items(omission.ends, tracks),
                    let gap = Self.gap(between: ends, order, rank, tracks, omission.size),
                    gapAbove[gap.lower] == nil
                else { continue }
                gapAbove[gap.lower] = gaps.count
                gaps.append(gap)
            }
        }
        self.gaps = gaps
        self.gapAbove = gapAbove
    }

    private static func items(_ ends: Diagram.Omission.Ends, _ tracks: Tracks) -> (Int, Int)? {
        switch ends {
        case .nodes(let before, let after):
            guard let before = tracks.itemOfNode[before], let after = tracks.itemOfNode[after] else { return nil }
            return (before, after)
        case .edges(let before, let after):
            let values = [before, after].compactMap { edge in
                tracks.itemsOfEdge[edge].first {
                    if case .values = tracks.items[$0].content { true } else { false }
                }
            }
            return values.count == 2 ? (values[0], values[1]) : nil
        }
    }

    /// Below the last of what stands in the upper lane, with others of the same outer lanes.
    private static func gap(
        between ends: (Int, Int), _ order: ColumnOrder, _ rank: [Int], _ tracks: Tracks, _ size: Size
    ) -> Gap? {
        let (items, lanes) = (tracks.items, tracks.lanes)
        let (before, after) = (items[ends.0], items[ends.1])
        guard before.column == after.column, rank[ends.0] < rank[ends.1] else { return nil }
        let column = order.columns[before.column]
        var upper = ends.0
        var level: Int?
        let (steps, others) = (lanes.steps(before.lane), lanes.steps(after.lane))
        if let step = zip(steps, others).first(where: { $0.number != $1.number }) {
            guard step.0.level == step.1.level, step.0.row + 1 == step.1.row else { return nil }
            if step.1.row == lanes.count(step.1.level) - 1 { level = step.1.level }
            for item in column[rank[ends.0]..<rank[ends.1]]
            where lanes.steps(items[item].lane).contains(where: { $0.number == step.0.number }) { upper = item }
        } else if rank[ends.1] != rank[ends.0] + 1 {
            return nil
        }
        return Gap(
            column: before.column, upper: upper, lower: column[rank[upper] + 1], ends: ends, level: level,
            size: size)
    }

    /// The dots above an item.
    func gap(above item: Int) -> Gap? { gapAbove[item].map { gaps[$0] } }

    /// How much farther than else an item stands below the one above it.
    func room(above item: Int, _ spacing: Spacing) -> Double {
        gap(above: item).map { $0.size.height + spacing.clearance } ?? 0
    }

    /// In the middle between the two lanes where there is room for that, else between what is above and below.
    func places(_ y: [Double], _ tracks: Tracks, _ diagram: Diagram, _ spacing: Spacing) -> [Place] {
        gaps.map { gap in
            let top = y[gap.upper] + tracks.reach(of: gap.upper, diagram, spacing).below
            let bottom = y[gap.lower] - tracks.reach(of: gap.lower, diagram, spacing).above
            let middle = (y[gap.ends.0] + y[gap.ends.1]) / 2
            let room = gap.size.height / 2 + spacing.clearance
            let isFree = top + room <= middle && middle <= bottom - room
            return Place(
                column: gap.column, y: isFree ? middle : (top + bottom) / 2, size: gap.size,
                layer: tracks.items[gap.ends.0].layer)
        }
    }
}

extension Tracks {
    /// How far an item itself reaches, not all of its role.
    fileprivate func reach(of item: Int, _ diagram: Diagram, _ spacing: Spacing) -> (above: Double, below: Double)
    {
        guard case .values(let index) = items[item].content else { return (items[item].above, items[item].below) }
        let edge = diagram.edges[index]
        let least = edge.isPair ? spacing.pair / 2 : 0
        return (
            max(least, spacing.reach(of: edge.forward, isPair: edge.isPair)),
            max(least, spacing.reach(of: edge.backward, isPair: edge.isPair))
        )
    }
}
