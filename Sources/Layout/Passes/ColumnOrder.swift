/// The third pass: the order of the items in every column, from above, with few crossings.
///
/// Barycenters in turn from the left and from the right (Sugiyama, Tagawa and Toda, 1981), then exchanges of neighbours.
/// What stands in a layer stays together, lanes stay in their order, and what the lanes share stands above them if it
/// gives values back to them.
struct ColumnOrder {
    private(set) var columns: [[Int]]
    private let tracks: Tracks
    /// Whether an item stands above the lanes whatever comes.
    private let isHigh: [Bool]
    /// Where each item stands in its column, as a height.
    private var position: [Double]

    init(_ tracks: Tracks, _ diagram: Diagram) {
        self.tracks = tracks
        columns = tracks.columns
        isHigh = Self.high(tracks, diagram)
        let start = tracks.items.map { Double($0.lane ?? 0) * 1000 }
        position = start
        var best = columns
        var leastCrossings = Int.max
        // Depth first: what belongs together begins together.
        for rank in [Self.depthFirst(tracks, fromLeft: false), Self.depthFirst(tracks, fromLeft: true)] {
            position = start
            for column in columns.indices {
                columns[column].sort { rank[$0] < rank[$1] }
                arrange(column, by: columns[column].map { _ in nil })
            }
            for sweep in 0..<12 where leastCrossings > 0 || sweep < 2 {
                let isForward = sweep.isMultiple(of: 2)
                let range = isForward ? Array(columns.indices) : columns.indices.reversed()
                for column in range {
                    arrange(column, by: columns[column].map { barycenter(of: $0, fromLeft: isForward) })
                }
                exchangeNeighbours()
                let crossings = self.crossings
                if crossings < leastCrossings { (best, leastCrossings) = (columns, crossings) }
            }
            if leastCrossings == 0 { break }
        }
        columns = best
    }

    /// What the lanes share and gives values back to lanes of its layer, with the arrows between such.
    private static func high(_ tracks: Tracks, _ diagram: Diagram) -> [Bool] {
        var isFeeding = [Bool](repeating: false, count: diagram.nodes.count)
        let leaving = Dictionary(grouping: diagram.edges, by: \.source)
        for node in diagram.topologicalOrder.reversed() where diagram.nodes[node].lane == nil {
            isFeeding[node] = (leaving[node] ?? []).contains { edge in
                let target = diagram.nodes[edge.target]
                return target.layer == diagram.nodes[node].layer
                    && (target.lane != nil || isFeeding[edge.target])
            }
        }
        return tracks.items.map { item in
            guard item.lane == nil else { return false }
            switch item.content {
            case .node(let node): return isFeeding[node]
            case .passing(let edge), .values(let edge): return isFeeding[diagram.edges[edge].target]
            }
        }
    }

    /// The order in which a search from the last columns back, or from the first ones on, finds the items.
    private static func depthFirst(_ tracks: Tracks, fromLeft: Bool) -> [Int] {
        var rank = [Int](repeating: -1, count: tracks.items.count)
        var next = 0
        // From the last column back: the order of operands is the order of what comes in.
        for column in fromLeft ? tracks.columns : tracks.columns.reversed() {
            for root in column where rank[root] < 0 {
                var pending = [root]
                while let item = pending.popLast() {
                    if rank[item] >= 0 { continue }
                    rank[item] = next
                    next += 1
                    pending += (fromLeft ? tracks.items[item].right : tracks.items[item].left).reversed()
                }
            }
        }
        return rank
    }

    private func barycenter(of item: Int, fromLeft: Bool) -> Double? {
        let neighbours = fromLeft ? tracks.items[item].left : tracks.items[item].right
        guard !neighbours.isEmpty else { return nil }
        return neighbours.reduce(0) { $0 + position[$1] } / Double(neighbours.count)
    }

    /// Orders a column by wishes; what has none keeps its place.
    private mutating func arrange(_ column: Int, by wishes: [Double?]) {
        let members = columns[column]
        var wish: [Int: Double] = [:]
        for (item, wished) in zip(members, wishes) { wish[item] = wished ?? position[item] }
        var groups: [(key: Double, items: [Int])] = []
        let layers = Dictionary(grouping: members) { tracks.items[$0].group ?? -1 }
        for (layer, items) in layers.sorted(by: { $0.key < $1.key }) {
            // Outside of layers each stands for itself, but the lanes stand together.
            let parts = layer >= 0 ? [items] : separate(items)
            for part in parts {
                groups.append((part.reduce(0) { $0 + wish[$1]! } / Double(part.count), inLanes(part, wish)))
            }
        }
        let sorted = groups.enumerated().sorted { ($0.element.key, $0.offset) < ($1.element.key, $1.offset) }
        columns[column] = sorted.flatMap(\.element.items)
        place(column)
    }

    private func separate(_ items: [Int]) -> [[Int]] {
        let inLanes = items.filter { tracks.items[$0].lane != nil }
        return (inLanes.isEmpty ? [] : [inLanes]) + items.filter { tracks.items[$0].lane == nil }.map { [$0] }
    }

    /// Shared items above, the lanes in their order, shared items below.
    private func inLanes(_ items: [Int], _ wish: [Int: Double]) -> [Int] {
        func sorted(_ items: [Int]) -> [Int] {
            items.enumerated().sorted { (wish[$0.element]!, $0.offset) < (wish[$1.element]!, $1.offset) }
                .map(\.element)
        }
        let inLanes = items.filter { tracks.items[$0].lane != nil }
        let shared = items.filter { tracks.items[$0].lane == nil }
        if inLanes.isEmpty { return sorted(shared) }
        // The roles of a lane have one order in all lanes: that of their means, measured from the lane's own.
        let lanes = Dictionary(grouping: inLanes) { tracks.items[$0].lane! }
        var sums: [Int: (sum: Double, count: Int)] = [:]
        for members in lanes.values {
            let mean = members.reduce(0) { $0 + wish[$1]! } / Double(members.count)
            for item in members {
                let role = tracks.items[item].role
                sums[role, default: (0, 0)].sum += wish[item]! - mean
                sums[role, default: (0, 0)].count += 1
            }
        }
        let means = sums.mapValues { $0.sum / Double($0.count) }
        let block = lanes.sorted { $0.key < $1.key }.flatMap { _, members in
            members.enumerated().sorted {
                let one = means[tracks.items[$0.element].role]!
                let other = means[tracks.items[$1.element].role]!
                return (one, $0.offset) < (other, $1.offset)
            }.map(\.element)
        }
        let middle = inLanes.reduce(0) { $0 + wish[$1]! } / Double(inLanes.count)
        func isAbove(_ item: Int) -> Bool { isHigh[item] || wish[item]! < middle }
        return sorted(shared.filter(isAbove)) + block + sorted(shared.filter { !isAbove($0) })
    }

    /// Stacks a column's items around height 0.
    private mutating func place(_ column: Int) {
        var height = 0.0
        for item in columns[column] {
            height += tracks.items[item].above + 6
            position[item] = height
            height += tracks.items[item].below + 6
        }
        for item in columns[column] { position[item] -= height / 2 }
    }

    // MARK: Crossings

    private var crossings: Int {
        columns.reduce(0) { total, column in
            var ends: [Double] = []
            for item in column {
                ends += tracks.items[item].right.map { position[$0] }.sorted()
            }
            return total + Self.inversions(&ends)
        }
    }

    /// How many pairs are in the wrong order: by merging.
    private static func inversions(_ values: inout [Double]) -> Int {
        guard values.count > 1 else { return 0 }
        var left = Array(values[..<(values.count / 2)])
        var right = Array(values[(values.count / 2)...])
        var count = inversions(&left) + inversions(&right)
        var (i, j) = (0, 0)
        values = []
        while i < left.count || j < right.count {
            if j == right.count || i < left.count && left[i] <= right[j] {
                values.append(left[i])
                i += 1
            } else {
                count += left.count - i
                values.append(right[j])
                j += 1
            }
        }
        return count
    }

    /// Exchanges neighbours that belong to no lane where that takes crossings away.
    private mutating func exchangeNeighbours() {
        for _ in 0..<4 {
            var hasChanged = false
            for column in columns.indices {
                for index in columns[column].indices.dropLast() {
                    let (upper, lower) = (columns[column][index], columns[column][index + 1])
                    guard tracks.items[upper].group == tracks.items[lower].group,
                        tracks.items[upper].lane == nil, tracks.items[lower].lane == nil,
                        tracks.laneCount < 2 || isHigh[upper] == isHigh[lower],
                        crossings(of: lower, above: upper) < crossings(of: upper, above: lower)
                    else { continue }
                    columns[column].swapAt(index, index + 1)
                    hasChanged = true
                }
                place(column)
            }
            if !hasChanged { return }
        }
    }

    private func crossings(of upper: Int, above lower: Int) -> Int {
        func count(_ side: KeyPath<Tracks.Item, [Int]>) -> Int {
            var count = 0
            for one in tracks.items[upper][keyPath: side] {
                for other in tracks.items[lower][keyPath: side] where position[one] > position[other] {
                    count += 1
                }
            }
            return count
        }
        return count(\.left) + count(\.right)
    }
}
