/// The symmetry of a diagram that is its own mirror image about a horizontal axis: in each column, what stands so far from the
/// top corresponds to what stands so far from the bottom.
struct Mirror {
    /// The role that corresponds to each.
    private let roles: [Int]
    private let lanes: Lanes
    /// For each role the lanes of an item and of that which corresponds to it.
    private let pairs: [LanePair]
    /// The same for all items.
    private let all: Set<LanePair>
    /// The layer that corresponds to each.
    let layers: [Int]
    /// The item that corresponds to each.
    let items: [Int]

    private struct LanePair: Hashable {
        let role: Int
        let one: Int?
        let other: Int?
    }

    /// - Returns: nil where the order isn't symmetric.
    init?(_ tracks: Tracks, _ order: ColumnOrder, _ diagram: Diagram) {
        let items = tracks.items
        var partner = [Int](repeating: 0, count: items.count)
        for column in order.columns {
            for (item, other) in zip(column, column.reversed()) { partner[item] = other }
        }
        var roles = [Int?](repeating: nil, count: tracks.roleCount)
        var layers = [Int?](repeating: nil, count: diagram.layers.count)
        var pairs = (0..<tracks.roleCount).map { LanePair(role: $0, one: nil, other: nil) }
        var all: Set<LanePair> = []
        func correspond(_ one: Int, _ other: Int, in table: inout [Int?]) -> Bool {
            if table[one] == nil { table[one] = other }
            return table[one] == other
        }
        for (item, other) in zip(items, partner.map { items[$0] }) {
            guard Self.isAlike(item, other, tracks, diagram),
                Set(item.right.map { partner[$0] }) == Set(other.right),
                correspond(item.role, other.role, in: &roles)
            else { return nil }
            switch (item.layer, other.layer) {
            case (let one?, let two?): guard correspond(one, two, in: &layers) else { return nil }
            case (nil, nil): break
            default: return nil
            }
            pairs[item.role] = LanePair(role: item.role, one: item.lane, other: other.lane)
            all.insert(pairs[item.role])
        }
        self.roles = roles.enumerated().map { $1 ?? $0 }
        self.pairs = pairs
        self.all = all
        self.layers = layers.enumerated().map { $1 ?? $0 }
        self.items = partner
        lanes = tracks.lanes
    }

    private static func isAlike(
        _ item: Tracks.Item, _ other: Tracks.Item, _ tracks: Tracks, _ diagram: Diagram
    ) -> Bool {
        guard tracks.lanes.areMirrored(item.lane, other.lane) else { return false }
        switch (item.content, other.content) {
        case (.node(let one), .node(let two)):
            let (one, two) = (diagram.nodes[one].shape, diagram.nodes[two].shape)
            return item.isBox(diagram) == other.isBox(diagram)
                && (item.isBox(diagram) || one == two && item.above == other.above)
        case (.values(let one), .values(let two)):
            return diagram.edges[one].isEntry == diagram.edges[two].isEntry
        case (.passing, .passing): return true
        default: return false
        }
    }

    /// The role that corresponds to one.
    func role(_ role: Int) -> Int { roles[role] }

    /// The distance that is the mirror image of one.
    func image(_ distance: ItemHeights.Distance, pitches: Pitches) -> ItemHeights.Distance {
        let (upper, lower) = (distance.upper, distance.lower)
        return ItemHeights.Distance(
            upper: roles[lower], lower: roles[upper],
            least: distance.least + shift(lower, pitches) - shift(upper, pitches))
    }

    /// The middle between heights of roles and their mirror image, which costs no more than they.
    func middle(_ heights: ArraySlice<Double>, pitches: Pitches) -> [Double] {
        roles.indices.map { (heights[$0] - heights[roles[$0]] - shift($0, pitches)) / 2 }
    }

    /// The sum of two heights that correspond, in heights of roles that are their own mirror image.
    func axis(_ heights: [Double], pitches: Pitches) -> Double {
        heights[0] + heights[roles[0]] + shift(0, pitches)
    }

    /// Heights of rows are counted from the first one.
    func shift(_ role: Int, _ pitches: Pitches) -> Double { shift(pairs[role], pitches) }

    private func shift(_ pair: LanePair, _ pitches: Pitches) -> Double {
        lanes.shift(pair.one, pitches) + lanes.shift(pair.other, pitches)
    }

    /// Whether the rows stand symmetrically.
    func fits(_ pitches: Pitches) -> Bool {
        all.allSatisfy { abs(shift($0, pitches) - shift(pairs[$0.role], pitches)) < 1e-6 }
    }
}
