/// The third pass: the order of the items in every column, from above, with few crossings.
///
/// Barycenters in turn from the left and from the right (Sugiyama, Tagawa and Toda, 1981), medians where the order is free
/// (Gansner, Koutsofios, North and Vo, 1993), then exchanges of neighbours.
/// What stands in a layer stays together, lanes stay in their order, and what the lanes share stands above them if it
/// gives values back to them.
struct ColumnOrder {
    var columns: [[Int]]
    let tracks: Tracks
    /// Whether an item stands above the lanes whatever comes.
    private let isHigh: [Bool]
    /// Whether it stands in the middle of the lanes, between two of them.
    private let isBetween: [Bool]
    /// What the items are joined to in the columns before and behind.
    let left: ColumnNeighbours
    let right: ColumnNeighbours
    /// Whether an item stands for a group that has no row in its column, so that others may stand above it or below.
    let isAlone: [Bool]
    /// The columns of items that may stand in any order.
    private let isFree: [Bool]
    /// Whether an item is of an arrow between a row and what rows share.
    let leavesRow: [Bool]
    /// The columns in which something stands in rows that have no other in them.
    let hasRows: [Bool]
    /// Those in which rows stand in others.
    private let hasGroups: [Bool]
    /// Whether what stands in any order is taken to where the median of its neighbours is, not their mean.
    private var isByMedian = false
    /// Items of one kind may stand in any order beside each other; −1 where the order is given.
    let kind: [Int]
    /// Where each item stands in its column, as a height.
    private var position: [Double]
    /// The same, counted from above.
    var rank: [Int]
    /// Where each item would like to stand.
    private var wish: [Double]

    /// - Parameters:
    ///   - known: the order, if it is known.
    ///   - starts: how many orders to start from at most.
    ///   - gathersBetween: whether what only gathers values of many rows stands in the middle of them, too, as far as it shares
    ///     columns with them.
    init(
        _ tracks: Tracks, _ diagram: Diagram, known: [[Int]]? = nil, starts: Int = .max,
        gathersBetween: Bool = false
    ) {
        self.tracks = tracks
        columns = tracks.columns
        let feeding = Self.high(tracks, diagram)
        let between = Self.between(tracks, gathersBetween ? tracks.items.map { _ in true } : feeding)
        isHigh = zip(feeding, between).map { $0 && !$1 }
        isBetween = between
        // Where all lanes have rows, arrows along them never cross.
        let sole = tracks.lanes.counts.count > 1 ? diagram.soleAlongLanes : []
        left = ColumnNeighbours(tracks.items.map(\.left), tracks.items, sole: sole)
        right = ColumnNeighbours(tracks.items.map(\.right), tracks.items, sole: sole)
        let (isHigh, isBetween) = (self.isHigh, self.isBetween)
        let hasRows = tracks.lanes.counts.contains { $0 > 1 }
        kind = tracks.items.enumerated().map { index, item in
            if tracks.isInRow(index) { return -1 }
            let place = !hasRows ? 0 : isHigh[index] ? 1 : isBetween[index] ? 2 : 0
            return 3 * ((item.group ?? -1) + 1) + place
        }
        let alone = columns.map { column in
            column.allSatisfy { (tracks.items[$0].lane.map { tracks.lanes.lanes[$0].steps.count } ?? 0) < 2 }
        }
        isAlone = tracks.items.indices.map { item in
            alone[tracks.items[item].column] && tracks.isInRow(item)
                && !tracks.lanes.isInInnermostRow(tracks.items[item].lane)
        }
        isFree = columns.map { column in
            column.allSatisfy {
                !tracks.isInRow($0) && tracks.items[$0].group == tracks.items[column[0]].group
            }
        }
        self.hasRows = columns.map { column in
            column.contains { tracks.lanes.isInInnermostRow(tracks.items[$0].lane) }
        }
        leavesRow = tracks.items.map { item in
            guard let edge = item.edge.map({ diagram.edges[$0] }) else { return false }
            return [edge.source, edge.target].contains { node in
                guard let own = tracks.itemOfNode[node], !diagram.nodes[node].shape.isBox else { return false }
                return !tracks.lanes.isInInnermostRow(tracks.items[own].lane)
            }
        }
        hasGroups = columns.map { column in
            column.contains { tracks.lanes.steps(tracks.items[$0].lane).count > 1 }
        }
        let isAllFree = isFree.allSatisfy(\.self)
        let pitches = tracks.lanes.pitchesOfOrder
        let start = tracks.items.map { tracks.lanes.shift($0.lane, pitches) }
        position = start
        wish = start
        rank = tracks.items.map { _ in 0 }
        if let known {
            take(known)
            return
        }
        var best = columns
        var fewest = Int.max
        var bestAttempt = 0
        for attempt in 0..<min(attempts, starts) where fewest > 0 && attempt - bestAttempt <= Self.mostVain {
            // Depth first: what belongs together begins together.
            let first = attempt < 4 ? depthFirst(fromLeft: attempt % 2 == 1) : anyOrder(UInt64(attempt))
            isByMedian = isAllFree && attempt > 1
            position = start
            for column in columns.indices {
                columns[column].sort { first[$0] < first[$1] }
                arrange(column, beside: nil)
            }
            var idle = 0
            var fewestHere = Int.max
            for sweep in 0..<24 where (fewest > 0 || sweep < 2) && idle < Self.mostIdle {
                let isForward = sweep.isMultiple(of: 2)
                for column in isForward ? Array(columns.indices) : columns.indices.reversed() {
                    arrange(column, beside: isForward ? column - 1 : column + 1)
                }
                exchangeNeighbours(evenIfEqual: attempt > 1 && sweep % 4 < 2)
                let crossings = self.crossings
                idle = crossings < fewestHere ? 0 : idle + 1
                fewestHere = min(crossings, fewestHere)
                if crossings < fewest { (best, fewest, bestAttempt) = (columns, crossings, attempt) }
                if sweep > 1, crossings > Self.hopeless * fewest { break }
            }
        }
        take(best)
        sift()
        if tracks.lanes.counts.isEmpty { walk() }
        if !sole.isEmpty { uncross() }
        sidestep()
        straighten()
        crossAtEnds()
    }

    mutating func take(_ order: [[Int]]) {
        columns = order
        for column in columns.indices { place(column) }
    }

    /// How many sweeps may pass without fewer crossings.
    private static let mostIdle = 4
    /// How many starts may be tried without fewer crossings.
    private static let mostVain = 10
    /// What crosses so many times as often after some sweeps is given up.
    private static let hopeless = 2

    /// How many orders to start from: the larger a diagram, the fewer; fewer where lanes bind the order.
    private var attempts: Int {
        let (most, items) = tracks.lanes.counts.isEmpty ? (14, 10_000) : (6, 2_000)
        return 2 + min(most, items / max(tracks.items.count, 1))
    }

    private func anyOrder(_ seed: UInt64) -> [Int] {
        tracks.items.indices.map { Int(Self.chance($0, seed) >> 2) }
    }

    /// A number that looks like chance, and is the same each time.
    static func chance(_ item: Int, _ seed: UInt64) -> UInt64 {
        var bits = (UInt64(item) &+ seed << 32) &* 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ bits >> 31) &* 0xBF58_476D_1CE4_E5B9
        return bits ^ bits >> 29
    }

    /// The order in which a search from the last columns back, or from the first ones on, finds the items.
    private func depthFirst(fromLeft: Bool) -> [Int] {
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

    /// Orders a column by where each item is joined to; what is joined to nothing keeps its place.
    private mutating func arrange(_ column: Int, beside: Int?) {
        let neighbours = beside.map { $0 < column ? left : right }
        let members = columns[column]
        for item in members {
            wish[item] =
                neighbours.flatMap {
                    isByMedian ? $0.median(of: position, around: item) : $0.mean(of: position, around: item)
                } ?? position[item]
        }
        if isFree[column] {
            sortByWish(column)
            place(column)
            return
        }
        var groups: [(key: Double, items: [Int])] = []
        let others = beside.flatMap { columns.indices.contains($0) ? columns[$0] : nil } ?? []
        let layers = Dictionary(grouping: members) { tracks.items[$0].group ?? -1 }
        for (layer, items) in layers.sorted(by: { $0.key < $1.key }) {
            // Outside of layers each stands for itself, but the lanes stand together.
            let parts = layer >= 0 ? [items] : separate(items)
            for part in parts {
                groups.append(
                    (part.reduce(0) { $0 + wish[$1] } / Double(part.count), inRows(part, beside: others)))
            }
        }
        let sorted = groups.enumerated().sorted { ($0.element.key, $0.offset) < ($1.element.key, $1.offset) }
        columns[column] = sorted.flatMap(\.element.items)
        place(column)
    }

    /// By wishes; of equal ones the first stays the first.
    private func sorted(_ items: [Int]) -> [Int] {
        items.enumerated().sorted { (wish[$0.element], $0.offset) < (wish[$1.element], $1.offset) }.map(
            \.element)
    }

    /// The same for a whole column, which mostly is nearly in order.
    private mutating func sortByWish(_ column: Int) {
        if columns[column].count > 100 {
            columns[column] = sorted(columns[column])
            return
        }
        for end in columns[column].indices {
            let item = columns[column][end]
            var index = end
            while index > 0, wish[item] < wish[columns[column][index - 1]] {
                columns[column][index] = columns[column][index - 1]
                index -= 1
            }
            columns[column][index] = item
        }
    }

    private func separate(_ items: [Int]) -> [[Int]] {
        let (among, others) = (items.filter(isAmongLanes), items.filter { !isAmongLanes($0) })
        return (among.isEmpty ? [] : [among]) + others.map { [$0] }
    }

    /// Whether what is outside of layers stands together with the lanes there: it is of one, stands in the middle of them, or may
    /// stand between groups of rows.
    func isAmongLanes(_ item: Int) -> Bool {
        let own = tracks.items[item]
        return own.lane != nil || isBetween[item] || hasGroups[own.column] && !own.isAround
    }

    private func inRows(_ items: [Int], beside others: [Int]) -> [Int] {
        var order = RowOrder(
            tracks, isHigh: isHigh, isBetween: isBetween, wish: wish,
            beside: others.map { (item: $0, position: position[$0]) })
        return order.order(items)
    }

    /// Stacks a column's items around height 0.
    mutating func place(_ column: Int) {
        var height = 0.0
        for item in columns[column] {
            height += tracks.items[item].above + 6
            position[item] = height
            height += tracks.items[item].below + 6
        }
        for (index, item) in columns[column].enumerated() {
            position[item] -= height / 2
            rank[item] = index
        }
    }
}
