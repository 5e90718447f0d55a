import Scene

/// Where dots stand for lanes that are left out: each in a column, between two things there.
struct OmissionGaps {
    struct Gap {
        let column: Int
        /// What stands above and below them next.
        let upper: Int
        let lower: Int
        /// What the dots stand for in the last lane before those that are left out, and in the next.
        let ends: (Int, Int)
        /// The level of these lanes, where they are the last two rows of it.
        let level: Int?
        /// Whether these lanes have no others within.
        let isInnermost: Bool
        let omission: Diagram.Omission
    }

    /// Where the dots of a gap stand.
    struct Place {
        let column: Int
        let y: Double
        /// What stands in these, if they have no others within.
        let ends: Diagram.Omission.Ends?
        let size: Size
        let layer: Int?

        /// Between two heights that things stand in.
        var heights: ClosedRange<Double> { y - size.height / 2...y + size.height / 2 }
    }

    /// By column.
    let gaps: [Int: [Gap]]

    /// Those of all columns, in their order.
    var all: [Gap] { gaps.sorted { $0.key < $1.key }.flatMap(\.value) }

    init(_ tracks: Tracks, _ order: ColumnOrder, _ diagram: Diagram, _ spacing: Spacing) {
        var gaps: [Int: [Gap]] = [:]
        for omission in diagram.omissions {
            guard let ends = Self.items(omission.ends, tracks),
                let gap = Self.gap(between: ends, order, tracks, diagram, omission, spacing),
                !gaps[gap.column, default: []].contains(where: { $0.lower == gap.lower })
            else { continue }
            gaps[gap.column, default: []].append(gap)
        }
        self.gaps = gaps
    }

    private static func items(_ ends: Diagram.Omission.Ends, _ tracks: Tracks) -> (Int, Int)? {
        switch ends {
        case .nodes(let before, let after):
            guard let before = tracks.itemOfNode[before], let after = tracks.itemOfNode[after] else {
                return nil
            }
            return (before, after)
        case .edges(let before, let after):
            return (tracks.valueItem(of: before), tracks.valueItem(of: after))
        }
    }

    /// Below the last of what stands in the upper lane, with others of the same outer lanes.
    private static func gap(
        between ends: (Int, Int), _ order: ColumnOrder, _ tracks: Tracks, _ diagram: Diagram,
        _ omission: Diagram.Omission, _ spacing: Spacing
    ) -> Gap? {
        let (items, lanes) = (tracks.items, tracks.lanes)
        let (before, after) = (items[ends.0], items[ends.1])
        guard before.column == after.column else { return nil }
        let width = tracks.columns[before.column].map { items[$0].width }.max() ?? 0
        // The short arrows of constants come from one side.
        let column = order.columns[before.column].filter { item in
            guard let edge = items[item].edge, diagram.edges[edge].isEntry else { return true }
            return items[item].width + spacing.arrow + spacing.clearance + omission.size.width / 2 > width / 2
        }
        guard let first = column.firstIndex(of: ends.0), let last = column.firstIndex(of: ends.1), first < last
        else { return nil }
        guard let one = before.lane.map({ lanes.lanes[$0].own }),
            let other = after.lane.map({ lanes.lanes[$0].own }),
            let axis = one.values.indices.first(where: { one.values[$0] != other.values[$0] })
        else {
            // Without lanes dots stand only between neighbours.
            return last == first + 1
                ? Gap(
                    column: before.column, upper: ends.0, lower: ends.1, ends: ends, level: nil,
                    isInnermost: true, omission: omission)
                : nil
        }
        let upper =
            (first..<last).last { index in
                items[column[index]].lane.map { lanes.lanes[$0].own.values[axis] == one.values[axis] } ?? false
            } ?? first
        let rows = zip(lanes.steps(before.lane), lanes.steps(after.lane)).first { $0.number != $1.number }
        let level = rows.flatMap { upper, lower in
            upper.level == lower.level && lower.row == upper.row + 1
                && lower.row == lanes.count(lower.level) - 1 ? lower.level : nil
        }
        return Gap(
            column: before.column, upper: column[upper], lower: column[upper + 1], ends: ends, level: level,
            isInnermost: rows.map { $0.0.number == lanes.steps(before.lane).last?.number } ?? true,
            omission: omission)
    }

    /// In the middle between the two lanes where there is room for that, else between what is above and below.
    func places(_ y: [Double], _ tracks: Tracks, _ diagram: Diagram, _ spacing: Spacing) -> [Place] {
        all.map { gap in
            let top = y[gap.upper] + tracks.reach(of: gap.upper, diagram, spacing).below
            let bottom = y[gap.lower] - tracks.reach(of: gap.lower, diagram, spacing).above
            let middle = (y[gap.ends.0] + y[gap.ends.1]) / 2
            let room = gap.omission.size.height / 2 + spacing.clearance
            let isFree = gap.isInnermost && top + room <= middle && middle <= bottom - room
            return Place(
                column: gap.column, y: isFree ? middle : (top + bottom) / 2,
                ends: gap.isInnermost ? gap.omission.ends : nil,
                size: gap.omission.size, layer: tracks.items[gap.ends.0].layer)
        }
    }
}

extension Tracks {
    /// How far an item itself reaches, not all of its role.
    fileprivate func reach(of item: Int, _ diagram: Diagram, _ spacing: Spacing) -> (
        above: Double, below: Double
    ) {
        guard case .values(let index) = items[item].content else {
            return (items[item].above, items[item].below)
        }
        let edge = diagram.edges[index]
        let least = edge.isPair ? spacing.pair / 2 : 0
        return (
            max(least, spacing.reach(of: edge.forward, isPair: edge.isPair)),
            max(least, spacing.reach(of: edge.backward, isPair: edge.isPair))
        )
    }
}
