/// The order of what stands in the rows of one column, and of what stands among them.
///
/// Rows keep their order, those of one outer row stand together, and all have their items in one order. What the rows of
/// a group share stands above or below them; what groups share, between those that it is nearest to.
struct RowOrder {
    private let tracks: Tracks
    /// Whether an item stands above the rows whatever comes.
    private let isHigh: [Bool]
    /// Whether it stands in the middle of the rows.
    private let isBetween: [Bool]
    /// Where each item would like to stand.
    private let wish: [Double]
    /// Where the items of each role would, from the middle of their group, in the mean of all groups.
    private var roles: [Int: Mean] = [:]
    /// The order in which the roles are met: where nothing else says so, it is that of all rows.
    private var ranks: [Int: Int] = [:]
    /// Where each row is.
    private var rows: [Row: Mean] = [:]
    /// Where each stands in the column beside, by its number.
    private var besides: [Int: Mean] = [:]

    private struct Mean {
        var sum = 0.0
        var count = 0
        var value: Double { sum / Double(count) }

        mutating func add(_ value: Double) {
            sum += value
            count += 1
        }
    }

    private struct Row: Hashable {
        let level: Int
        let row: Int
    }

    /// What stands in the same outer rows.
    private struct Group {
        /// What stands in no further row.
        var own: [Int] = []
        var rows: [(step: Lanes.Step, group: Group)] = []
        /// Whether there is room between the rows: they are groups, or of different axes.
        var isWide = false

        /// All that stands in rows.
        var inRows: [Int] { rows.flatMap { $0.group.own + $0.group.inRows } }
    }

    /// - Parameter beside: where each item of the column stands that the wishes come from.
    init(
        _ tracks: Tracks, isHigh: [Bool], isBetween: [Bool], wish: [Double],
        beside: [(item: Int, position: Double)]
    ) {
        self.tracks = tracks
        self.isHigh = isHigh
        self.isBetween = isBetween
        self.wish = wish
        if tracks.lanes.levels.count < 2 { return }
        for (item, position) in beside where tracks.lanes.isInInnermostRow(tracks.items[item].lane) {
            for step in steps(item) { besides[step.number, default: Mean()].add(position) }
        }
    }

    /// - Parameter items: those of one layer, of which some stand in rows.
    mutating func order(_ items: [Int]) -> [Int] {
        let group = group(items, depth: 0)
        measure(group)
        return order(group, depth: 0)
    }

    private func steps(_ item: Int) -> [Lanes.Step] { tracks.lanes.steps(tracks.items[item].lane) }

    private func group(_ items: [Int], depth: Int) -> Group {
        var group = Group()
        var members: [(step: Lanes.Step, items: [Int])] = []
        var places: [Int: Int] = [:]
        for item in items {
            let steps = steps(item)
            guard steps.count > depth else {
                group.own.append(item)
                continue
            }
            if steps.count > depth + 1 || !tracks.lanes.isInInnermostRow(tracks.items[item].lane) {
                group.isWide = true
            }
            if let place = places[steps[depth].number] {
                members[place].items.append(item)
            } else {
                places[steps[depth].number] = members.count
                members.append((steps[depth], [item]))
            }
        }
        members.sort { ($0.step.level, $0.step.row) < ($1.step.level, $1.step.row) }
        if let first = members.first, let last = members.last, first.step.level != last.step.level {
            group.isWide = true
        }
        group.rows = members.map { ($0.step, self.group($0.items, depth: depth + 1)) }
        return group
    }

    private func mean(_ items: [Int]) -> Double { items.reduce(0) { $0 + wish[$1] } / Double(items.count) }

    /// What stands in rows, of a group that has some.
    private func middle(_ group: Group) -> Double { mean(group.rows.isEmpty ? group.own : group.inRows) }

    private mutating func measure(_ group: Group) {
        let middle = middle(group)
        for item in group.own {
            let role = tracks.items[item].role
            roles[role, default: Mean()].add(wish[item] - middle)
            if ranks[role] == nil { ranks[role] = ranks.count }
        }
        for (step, inner) in group.rows {
            if group.isWide {
                let place = besides[step.number]?.value ?? self.middle(inner)
                rows[Row(level: step.level, row: step.row), default: Mean()].add(place - middle)
            }
            measure(inner)
        }
    }

    private func order(_ group: Group, depth: Int) -> [Int] {
        func place(_ item: Int) -> Double { roles[tracks.items[item].role]!.value }
        func rank(_ item: Int) -> Int { ranks[tracks.items[item].role]! }
        // What all share has each a role of its own.
        let own =
            group.own.count < 2
            ? group.own
            : group.own.sorted {
                (depth == 0 ? wish[$0] : place($0), rank($0)) < (depth == 0 ? wish[$1] : place($1), rank($1))
            }
        if group.rows.isEmpty { return own }
        let ordered = group.rows.map { order($0.group, depth: depth + 1) }
        guard group.isWide else {
            let middle = middle(group)
            func isAbove(_ item: Int) -> Bool {
                isHigh[item] || (depth == 0 ? wish[item] < middle : place(item) < 0)
            }
            let outside = own.filter { !isBetween[$0] }
            let upper = group.rows.prefix { $0.step.row < tracks.lanes.count($0.step.level) / 2 }.count
            let blocks = [
                outside.filter(isAbove), Array(ordered[..<upper].joined()), own.filter { isBetween[$0] },
                Array(ordered[upper...].joined()), outside.filter { !isAbove($0) },
            ]
            return blocks.flatMap(\.self)
        }
        var all: [Int] = []
        var next = 0
        let places = group.rows.map { rows[Row(level: $0.step.level, row: $0.step.row)]!.value }
        for index in ordered.indices {
            while next < own.count, place(own[next]) <= places[index] {
                all.append(own[next])
                next += 1
            }
            all += ordered[index]
        }
        return all + own[next...]
    }
}
