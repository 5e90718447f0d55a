/// The order of what stands in the rows of one column, and of what stands among them.
///
/// Rows keep their order, those of one outer row stand together, and all have their items in one order. What the rows of
/// a group share stands above or below them; what groups share, between those that it is nearest to.
struct RowOrder {
    private let tracks: Tracks
    /// Whether an item stands above the rows whatever comes.
    private let isHigh: [Bool]
    /// Where each item would like to stand.
    private let wish: [Double]
    /// Where the items of each role would, from the middle of their group, in the mean of all groups.
    private var roles: [Int: Mean] = [:]
    /// The order in which the roles are met: where nothing else says so, it is that of all rows.
    private var ranks: [Int: Int] = [:]
    private var rows: [Row: Mean] = [:]
    /// Where the rows stand in the column beside, by the path to each.
    private var besides: [[Int]: Mean] = [:]

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
        var own: [Int]
        var rows: [(row: Row, items: [Int])]
    }

    /// - Parameter beside: where each item of the column stands that the wishes come from.
    init(_ tracks: Tracks, isHigh: [Bool], wish: [Double], beside: [(item: Int, position: Double)]) {
        self.tracks = tracks
        self.isHigh = isHigh
        self.wish = wish
        if tracks.lanes.levels.count < 2 { return }
        for (item, position) in beside {
            guard let lane = tracks.items[item].lane, tracks.lanes.isInInnermostRow(lane) else { continue }
            for path in tracks.lanes.paths(lane) { besides[path, default: Mean()].add(position) }
        }
    }

    /// - Parameter items: those of one layer, of which some stand in rows.
    mutating func order(_ items: [Int]) -> [Int] {
        let group = group(items, depth: 0)
        measure(group, depth: 0)
        return order(group, depth: 0)
    }

    private func steps(_ item: Int) -> [(level: Int, row: Int)] {
        tracks.items[item].lane.map { tracks.lanes.lanes[$0].steps } ?? []
    }

    private func group(_ items: [Int], depth: Int) -> Group {
        var rows: [Row: [Int]] = [:]
        var own: [Int] = []
        for item in items {
            let steps = steps(item)
            if steps.count > depth {
                rows[Row(level: steps[depth].level, row: steps[depth].row), default: []].append(item)
            } else {
                own.append(item)
            }
        }
        let sorted = rows.sorted { ($0.key.level, $0.key.row) < ($1.key.level, $1.key.row) }
        return Group(own: own, rows: sorted.map { ($0.key, $0.value) })
    }

    private func mean(_ items: [Int]) -> Double { items.reduce(0) { $0 + wish[$1] } / Double(items.count) }

    /// What stands in rows, of a group that has some.
    private func middle(_ group: Group) -> Double {
        mean(group.rows.isEmpty ? group.own : group.rows.flatMap(\.items))
    }

    private mutating func measure(_ group: Group, depth: Int) {
        let middle = middle(group)
        for item in group.own {
            let role = tracks.items[item].role
            roles[role, default: Mean()].add(wish[item] - middle)
            if ranks[role] == nil { ranks[role] = ranks.count }
        }
        for (row, items) in group.rows {
            let inner = self.group(items, depth: depth + 1)
            let path = tracks.items[items[0]].lane.map { tracks.lanes.paths($0)[depth] } ?? []
            rows[row, default: Mean()].add((besides[path]?.value ?? self.middle(inner)) - middle)
            measure(inner, depth: depth + 1)
        }
    }

    private func order(_ group: Group, depth: Int) -> [Int] {
        func place(_ item: Int) -> Double { roles[tracks.items[item].role]!.value }
        func rank(_ item: Int) -> Int { ranks[tracks.items[item].role]! }
        // What all share has each a role of its own.
        let own = group.own.sorted {
            (depth == 0 ? wish[$0] : place($0), rank($0)) < (depth == 0 ? wish[$1] : place($1), rank($1))
        }
        if group.rows.isEmpty { return own }
        let inner = group.rows.map { self.group($0.items, depth: depth + 1) }
        let ordered = inner.map { order($0, depth: depth + 1) }
        let areGroups = group.rows.lazy.flatMap(\.items).contains {
            steps($0).count > depth + 1 || !tracks.lanes.isInInnermostRow(tracks.items[$0].lane)
        }
        guard areGroups || Set(group.rows.map(\.row.level)).count > 1 else {
            let middle = middle(group)
            func isAbove(_ item: Int) -> Bool {
                isHigh[item] || (depth == 0 ? wish[item] < middle : place(item) < 0)
            }
            return own.filter(isAbove) + ordered.joined() + own.filter { !isAbove($0) }
        }
        // Between groups, and between rows of different axes, is room.
        var all: [Int] = []
        var next = 0
        let places = group.rows.map { rows[$0.row]!.value }
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
