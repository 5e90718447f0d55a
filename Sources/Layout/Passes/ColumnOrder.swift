/// The third pass: the order of the items in every column, from above, with few crossings.
///
/// Barycenters in turn from the left and from the right (Sugiyama, Tagawa and Toda, 1981), medians where the order is free
/// (Gansner, Koutsofios, North and Vo, 1993), then exchanges of neighbours.
/// What stands in a layer stays together, lanes stay in their order, and what the lanes share stands above them if it
/// gives values back to them.
struct ColumnOrder {
    private(set) var columns: [[Int]]
    private let tracks: Tracks
    /// Whether an item stands above the lanes whatever comes.
    private let isHigh: [Bool]
    /// Whether it stands in the middle of the lanes, between two of them.
    private let isBetween: [Bool]
    /// What the items are joined to in the columns before and behind.
    private let left: Neighbours
    private let right: Neighbours
    /// Whether an item stands for a group that has no row in its column, so that others may stand above it or below.
    private let isAlone: [Bool]
    /// The columns of items that may stand in any order.
    private let isFree: [Bool]
    /// Whether what stands in any order is taken to where the median of its neighbours is, not their mean.
    private var isByMedian = false
    /// Items of one kind may stand in any order beside each other; −1 where the order is given.
    private let kind: [Int]
    /// Where each item stands in its column, as a height.
    private var position: [Double]
    /// The same, counted from above.
    private var rank: [Int]
    /// Where each item would like to stand.
    private var wish: [Double]

    init(_ tracks: Tracks, _ diagram: Diagram) {
        self.tracks = tracks
        columns = tracks.columns
        let feeding = Self.high(tracks, diagram)
        let between = Self.between(tracks, feeding, diagram)
        isHigh = zip(feeding, between).map { $0 && !$1 }
        isBetween = between
        // Where all lanes have rows, arrows along them never cross.
        let sole = tracks.lanes.counts.count > 1 ? diagram.soleAlongLanes : []
        left = Neighbours(tracks.items.map(\.left), tracks.items, sole: sole)
        right = Neighbours(tracks.items.map(\.right), tracks.items, sole: sole)
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
        let isAllFree = isFree.allSatisfy(\.self)
        let pitches = tracks.lanes.pitchesOfOrder
        let start = tracks.items.map { tracks.lanes.shift($0.lane, pitches) }
        position = start
        wish = start
        rank = tracks.items.map { _ in 0 }
        var best = columns
        var fewest = Int.max
        for attempt in 0..<attempts where fewest > 0 {
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
                if crossings < fewest { (best, fewest) = (columns, crossings) }
            }
        }
        take(best)
        while sift() {}
        if tracks.lanes.counts.isEmpty { walk() }
        if !sole.isEmpty { uncross() }
    }

    /// Looks for fewer crossings on ways along which there are as many: exchanges neighbours at random that cross as often then,
    /// and sifts, again and again.
    private mutating func walk() {
        var (fewest, best) = (crossings, columns)
        let start = (crossings: fewest, columns: columns)
        for walk in 0..<min(Self.mostWalks, Self.mostItemsWalked / max(tracks.items.count, 1)) where fewest > 0
        {
            for column in columns.indices {
                for index in columns[column].indices.dropLast() {
                    let (upper, lower) = (columns[column][index], columns[column][index + 1])
                    guard mayExchange(upper, lower), gain(upper, lower) == 0,
                        Self.chance(upper, UInt64(walk)).isMultiple(of: 2)
                    else {
                        continue
                    }
                    columns[column].swapAt(index, index + 1)
                    (rank[upper], rank[lower]) = (index + 1, index)
                }
            }
            while sift() {}
            let crossings = crossings
            if crossings <= fewest { (best, fewest) = (columns, crossings) } else { take(best) }
        }
        // What looks as chance has it is no better for that.
        take(fewest < start.crossings ? best : start.columns)
    }

    private mutating func take(_ order: [[Int]]) {
        columns = order
        for column in columns.indices { place(column) }
    }

    /// How often a walk is gone on, and over how many items in all.
    private static let mostWalks = 100
    private static let mostItemsWalked = 200_000

    /// How many sweeps may pass without fewer crossings.
    private static let mostIdle = 6

    /// How many orders to start from: the larger a diagram, the fewer. What lanes and layers bind is not shuffled, since
    /// an order that the heights can't keep would be of no use.
    private var attempts: Int {
        !tracks.lanes.counts.isEmpty ? 2 : 2 + min(14, 10_000 / max(tracks.items.count, 1))
    }

    private func anyOrder(_ seed: UInt64) -> [Int] {
        tracks.items.indices.map { Int(Self.chance($0, seed) >> 2) }
    }

    /// A number that looks like chance, and is the same each time.
    private static func chance(_ item: Int, _ seed: UInt64) -> UInt64 {
        var bits = (UInt64(item) &+ seed << 32) &* 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ bits >> 31) &* 0xBF58_476D_1CE4_E5B9
        return bits ^ bits >> 29
    }

    /// How many others an item moves past at most: in a column of thousands, a look at all takes too long.
    private static let farthest = 200

    /// Moves every item to where it crosses least among those that it may stand between (Matuszewski, Schönfeld and
    /// Molitor, “Using sifting for k-layer straightline crossing minimization”, 1999).
    ///
    /// - Returns: whether any was moved.
    private mutating func sift() -> Bool {
        var hasMoved = false
        for column in columns.indices {
            for item in columns[column] {
                var best = (gain: 0, index: rank[item])
                for step in [-1, 1] {
                    var gain = 0
                    var index = rank[item] + step
                    while columns[column].indices.contains(index), abs(index - rank[item]) <= Self.farthest,
                        mayExchange(columns[column][index], item)
                    {
                        let other = columns[column][index]
                        gain += step < 0 ? self.gain(other, item) : self.gain(item, other)
                        if gain > best.gain { best = (gain, index) }
                        index += step
                    }
                }
                if best.gain == 0 { continue }
                columns[column].remove(at: rank[item])
                columns[column].insert(item, at: best.index)
                place(column)
                hasMoved = true
            }
        }
        return hasMoved
    }

    /// What lanes share and gives values back to lanes of its layer, with the arrows between such.
    private static func high(_ tracks: Tracks, _ diagram: Diagram) -> [Bool] {
        var isFeeding = [Bool](repeating: false, count: diagram.nodes.count)
        let leaving = Dictionary(grouping: diagram.edges, by: \.source)
        for node in diagram.topologicalOrder.reversed() {
            let (layer, lane) = (diagram.nodes[node].layer, diagram.nodes[node].lane)
            isFeeding[node] = (leaving[node] ?? []).contains { edge in
                let target = diagram.nodes[edge.target]
                return target.layer == layer
                    && (target.lane?.isWithin(lane) ?? false || target.lane == lane && isFeeding[edge.target])
            }
        }
        return tracks.items.map { item in
            switch item.content {
            case .node(let node): return isFeeding[node]
            case .passing(let edge), .values(let edge): return isFeeding[diagram.edges[edge].target]
            }
        }
    }

    /// From so many lanes on, arrows from above would come so steeply to what gives values back to them that their heads had no
    /// room.
    private static let manyLanes = 6

    /// What gives values back to many lanes and fits between two of them, with all such that it is joined to.
    private static func between(_ tracks: Tracks, _ isFeeding: [Bool], _ diagram: Diagram) -> [Bool] {
        var isBetween = tracks.items.map { _ in false }
        // Among rows of several axes there are gaps anyway.
        guard tracks.lanes.counts.count == 1, let count = tracks.lanes.counts.first, count >= manyLanes else {
            return isBetween
        }
        func height(_ items: [Int]) -> Double {
            items.reduce(0) { $0 + tracks.items[$1].above + tracks.items[$1].below + 6 }
        }
        let lanes = tracks.columns.map { column in
            height(column.filter { tracks.lanes.steps(tracks.items[$0].lane).first?.row == count / 2 })
        }
        let pitch = lanes.max() ?? 0
        var room = lanes.map { pitch - $0 }
        var isSeen = isBetween
        for start in tracks.items.indices where isFeeding[start] && !isSeen[start] {
            var members = [start]
            isSeen[start] = true
            var next = 0
            while next < members.count {
                let item = tracks.items[members[next]]
                next += 1
                for other in item.left + item.right where isFeeding[other] && !isSeen[other] {
                    isSeen[other] = true
                    members.append(other)
                }
            }
            let columns = Dictionary(grouping: members) { tracks.items[$0].column }
            let isSplit = members.contains {
                if case .node(let node) = tracks.items[$0].content {
                    diagram.nodes[node].shape == .junction
                } else {
                    false
                }
            }
            guard !isSplit, columns.allSatisfy({ height($1) <= room[$0] }) else { continue }
            for (column, items) in columns { room[column] -= height(items) }
            for item in members { isBetween[item] = true }
        }
        return isBetween
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
        // What has a lane but no row stands between groups of rows.
        let inLanes = items.filter { tracks.items[$0].lane != nil }
        return (inLanes.isEmpty ? [] : [inLanes]) + items.filter { tracks.items[$0].lane == nil }.map { [$0] }
    }

    private func inRows(_ items: [Int], beside others: [Int]) -> [Int] {
        var order = RowOrder(
            tracks, isHigh: isHigh, isBetween: isBetween, wish: wish,
            beside: others.map { (item: $0, position: position[$0]) })
        return order.order(items)
    }

    /// Stacks a column's items around height 0.
    private mutating func place(_ column: Int) {
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

    // MARK: Crossings

    /// How often arrows cross.
    var crossings: Int {
        var count = 0
        // How many of the arrows so far end at each place of the next column, as a tree of sums (Fenwick, 1994; for crossings
        // Barth, Jünger and Mutzel, 2002).
        var sums: [Int] = []
        for (column, next) in zip(columns, columns.dropFirst()) {
            sums = [Int](repeating: 0, count: next.count + 1)
            var total = 0
            for item in column {
                for place in right.places(of: item) {
                    var index = rank[right.items[place]] + 1
                    count += total
                    while index > 0 {
                        count -= sums[index]
                        index &= index - 1
                    }
                }
                for place in right.places(of: item) {
                    var index = rank[right.items[place]] + 1
                    total += 1
                    while index < sums.count {
                        sums[index] += 1
                        index += index & -index
                    }
                }
            }
        }
        return count + Neighbours.costOfSole * crossingsOfSole
    }

    /// How often arrows along lanes cross each other that would be level.
    private var crossingsOfSole: Int {
        if right.isSole.isEmpty { return 0 }
        return columns.reduce(0) { count, column in
            let ends = column.flatMap { item in
                right.places(of: item).filter { right.isSole[$0] }.map { rank[right.items[$0]] }
            }
            return count
                + ends.indices.reduce(0) { count, index in
                    count + ends[..<index].count { $0 > ends[index] }
                }
        }
    }

    /// Exchanges neighbours that may stand in any order where that takes crossings away.
    ///
    /// - Parameter evenIfEqual: whether those are exchanged once, too, that cross as often then: there may be a way on.
    private mutating func exchangeNeighbours(evenIfEqual: Bool) {
        var hasChanged = [Bool](repeating: true, count: columns.count)
        for pass in 0..<8 {
            var willChange = [Bool](repeating: false, count: columns.count)
            for column in columns.indices
            where hasChanged[max(column - 1, 0)...min(column + 1, columns.count - 1)].contains(true) {
                var isNew = false
                for index in columns[column].indices.dropLast() {
                    let (upper, lower) = (columns[column][index], columns[column][index + 1])
                    guard mayExchange(upper, lower), gain(upper, lower) >= (evenIfEqual && pass == 0 ? 0 : 1)
                    else { continue }
                    columns[column].swapAt(index, index + 1)
                    isNew = true
                }
                hasChanged[column] = isNew
                willChange[column] = isNew
                place(column)
            }
            hasChanged = willChange
            if !willChange.contains(true) { return }
        }
    }

    /// How often such neighbours are exchanged.
    private static let mostUncrossed = 50

    /// Exchanges two neighbours together with what they lead to, or come from, where arrows along lanes cross before them: to
    /// move one item alone only moves the crossing.
    private mutating func uncross() {
        var fewest = crossings
        var tries = Self.mostUncrossed
        for (ahead, behind) in [(right, left), (left, right)] {
            func next(_ item: Int) -> Int? {
                let places = ahead.places(of: item)
                return places.count == 1 ? ahead.items[places.lowerBound] : nil
            }
            for column in columns.indices {
                for index in columns[column].indices.dropLast() {
                    var (upper, lower) = (columns[column][index], columns[column][index + 1])
                    guard tries > 0, behind.areSoleAndCross(upper, lower, rank) else { continue }
                    tries -= 1
                    let former = columns
                    while rank[lower] == rank[upper] + 1, mayExchange(upper, lower) {
                        let place = tracks.items[upper].column
                        columns[place].swapAt(rank[upper], rank[lower])
                        self.place(place)
                        guard let nextUpper = next(upper), let nextLower = next(lower) else { break }
                        (upper, lower) = (nextUpper, nextLower)
                    }
                    while sift() {}
                    let crossings = self.crossings
                    if crossings < fewest {
                        fewest = crossings
                    } else {
                        take(former)
                    }
                }
            }
        }
    }

    /// Whether two neighbours may stand in any order.
    private func mayExchange(_ upper: Int, _ lower: Int) -> Bool {
        if kind[upper] >= 0 && kind[lower] >= 0 { return kind[upper] == kind[lower] }
        return (isAlone[upper] || isAlone[lower]) && (kind[upper] >= 0 || kind[lower] >= 0)
            && tracks.items[upper].group == tracks.items[lower].group
    }

    /// How many crossings fewer there are if two neighbours change their places.
    private func gain(_ upper: Int, _ lower: Int) -> Int {
        left.gain(upper, lower, rank) + right.gain(upper, lower, rank)
    }
}

/// What every item is joined to on one side.
private struct Neighbours {
    /// One item's after the other's.
    let items: [Int]
    /// Of each, whether it is joined by an arrow along a lane that nothing else keeps from being level; empty if none is.
    let isSole: [Bool]
    private let starts: [Int]

    /// How much more a crossing of two such arrows costs: one of them isn't level.
    static let costOfSole = 2

    init(_ lists: [[Int]], _ all: [Tracks.Item], sole: Set<Int>) {
        items = lists.flatMap(\.self)
        isSole =
            sole.isEmpty
            ? []
            : lists.enumerated().flatMap { item, others in
                others.map { other in (all[item].edge ?? all[other].edge).map(sole.contains) ?? false }
            }
        starts = lists.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    }

    func places(of item: Int) -> Range<Int> { starts[item]..<starts[item + 1] }

    /// The middle of what an item is joined to; nil where that is nothing.
    func mean(of position: [Double], around item: Int) -> Double? {
        let places = places(of: item)
        if places.isEmpty { return nil }
        var sum = 0.0
        for place in places { sum += position[items[place]] }
        return sum / Double(places.count)
    }

    /// The weighted median of what an item is joined to: of an even number the mean of the two in the middle, nearer to the side
    /// on which the others are close together.
    func median(of position: [Double], around item: Int) -> Double? {
        let places = places(of: item)
        if places.isEmpty { return nil }
        let sorted = places.map { position[items[$0]] }.sorted()
        let middle = sorted.count / 2
        if !sorted.count.isMultiple(of: 2) { return sorted[middle] }
        let (upper, lower) = (sorted[middle - 1], sorted[middle])
        let (above, below) = (upper - sorted[0], sorted[sorted.count - 1] - lower)
        return above + below > 0 ? (upper * below + lower * above) / (above + below) : (upper + lower) / 2
    }

    /// Whether arrows along lanes that come to two neighbours cross each other.
    func areSoleAndCross(_ upper: Int, _ lower: Int, _ rank: [Int]) -> Bool {
        if isSole.isEmpty { return false }
        func sole(_ item: Int) -> [Int] { places(of: item).filter { isSole[$0] }.map { rank[items[$0]] } }
        return (sole(upper).min() ?? .min) > (sole(lower).max() ?? .max)
    }

    /// How many crossings fewer there are on this side if two neighbours change their places.
    func gain(_ upper: Int, _ lower: Int, _ rank: [Int]) -> Int {
        var gain = 0
        for one in places(of: upper) {
            for other in places(of: lower) {
                let isLevel = !isSole.isEmpty && isSole[one] && isSole[other]
                gain += (rank[items[one]] - rank[items[other]]).signum() * (isLevel ? 1 + Self.costOfSole : 1)
            }
        }
        return gain
    }
}
