/// The search for fewer crossings.
extension ColumnOrder {
    /// How often arrows cross.
    var crossings: Int {
        var count = 0
        // How many of the arrows so far end at each place of the next column, as a tree of sums (Fenwick, 1994; for crossings
        // Barth, Jünger and Mutzel, 2002).
        var sums = [Int](repeating: 0, count: (columns.map(\.count).max() ?? 0) + 1)
        for index in columns.indices.dropLast() {
            let last = columns[index + 1].count
            for place in 0...last { sums[place] = 0 }
            var total = 0
            for item in columns[index] {
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
                    while index <= last {
                        sums[index] += 1
                        index += index & -index
                    }
                }
            }
        }
        return count + ColumnNeighbours.costOfSole * crossingsOfSole
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
    mutating func exchangeNeighbours(evenIfEqual: Bool) {
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
                place(column)
                if exchangeRoles(column) { isNew = true }
                hasChanged[column] = isNew
                willChange[column] = isNew
            }
            hasChanged = willChange
            if !willChange.contains(true) { return }
        }
    }

    /// How often such neighbours are exchanged.
    private static let mostUncrossed = 50

    /// Moves an item above another, together with what both lead to, or come from, along lanes, where such arrows cross before
    /// them: to move one item alone only moves the crossing.
    mutating func uncross() {
        var fewest = (all: crossings, ofSole: crossingsOfSole)
        var tries = Self.mostUncrossed
        for (ahead, behind) in [(right, left), (left, right)] {
            func next(_ item: Int) -> Int? {
                ahead.places(of: item).first { ahead.isSole[$0] }.map { ahead.items[$0] }
            }
            for column in columns.indices {
                var rest = columns[column].filter(behind.hasSole)[...]
                while tries > 0, var lower = rest.first {
                    guard var upper = columns[column][..<rank[lower]].last(where: behind.hasSole),
                        behind.areSoleAndCross(upper, lower, rank)
                    else {
                        rest.removeFirst()
                        continue
                    }
                    tries -= 1
                    let former = columns
                    var changed: [Int] = []
                    while move(lower, above: upper) {
                        changed.append(tracks.items[upper].column)
                        guard let nextUpper = next(upper), let nextLower = next(lower) else { break }
                        (upper, lower) = (nextUpper, nextLower)
                    }
                    sift(changed: changed)
                    let crossings = (all: self.crossings, ofSole: crossingsOfSole)
                    if crossings < fewest {
                        // It may move on.
                        fewest = crossings
                    } else {
                        take(former)
                        rest.removeFirst()
                    }
                }
            }
        }
    }

    /// Whether an item has moved past another, and past all between them.
    private mutating func move(_ lower: Int, above upper: Int) -> Bool {
        let column = tracks.items[upper].column
        guard tracks.items[lower].column == column, rank[upper] < rank[lower],
            columns[column][rank[upper]..<rank[lower]].allSatisfy({ mayExchange($0, lower) })
        else { return false }
        columns[column].remove(at: rank[lower])
        columns[column].insert(lower, at: rank[upper])
        place(column)
        return true
    }

    /// Exchanges neighbours that cross as often then, where crossings come to the ends of arrows, which bend less then, and
    /// operands that are not in their order.
    mutating func straighten() {
        for _ in 0..<8 {
            var isStable = true
            for column in columns.indices {
                for index in columns[column].indices.dropLast() {
                    let (upper, lower) = (columns[column][index], columns[column][index + 1])
                    guard mayExchange(upper, lower), gain(upper, lower) == 0 else { continue }
                    let ofLevel = gainOfLevel(upper, lower)
                    guard ofLevel > 0 || ofLevel == 0 && areExchangedOperands(upper, lower) else { continue }
                    columns[column].swapAt(index, index + 1)
                    (rank[upper], rank[lower]) = (index + 1, index)
                    isStable = false
                }
                place(column)
            }
            if isStable { return }
        }
    }

    /// Whether arrows come to one node in another order than that of its operands, which is to be the same in all lanes.
    private func areExchangedOperands(_ upper: Int, _ lower: Int) -> Bool {
        guard !tracks.lanes.counts.isEmpty, let first = tracks.items[upper].edge,
            let second = tracks.items[lower].edge
        else { return false }
        return first > second && tracks.items[upper].right == tracks.items[lower].right
    }

    /// Whether two neighbours may stand in any order.
    func mayExchange(_ upper: Int, _ lower: Int) -> Bool {
        if kind[upper] >= 0 && kind[lower] >= 0 { return kind[upper] == kind[lower] }
        return (isAlone[upper] || isAlone[lower]) && (kind[upper] >= 0 || kind[lower] >= 0)
            && tracks.items[upper].group == tracks.items[lower].group
    }

    /// How many crossings fewer there are if two neighbours change their places.
    func gain(_ upper: Int, _ lower: Int) -> Int {
        left.gain(upper, lower, rank) + right.gain(upper, lower, rank)
    }

    /// How much less arrows are crossed then where they could be level.
    func gainOfLevel(_ upper: Int, _ lower: Int) -> Int {
        left.gainOfLevel(upper, lower, rank) + right.gainOfLevel(upper, lower, rank)
    }

    /// Looks for fewer crossings on ways along which there are as many: exchanges neighbours at random that cross as often then,
    /// and sifts, again and again.
    mutating func walk() {
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
            sift()
            let crossings = crossings
            if crossings <= fewest { (best, fewest) = (columns, crossings) } else { take(best) }
        }
        // What looks as chance has it is no better for that.
        take(fewest < start.crossings ? best : start.columns)
    }

    /// How often a walk is gone on, and over how many items in all.
    private static let mostWalks = 20
    private static let mostItemsWalked = 200_000

    /// How many others an item moves past at most: in a column of thousands, a look at all takes too long.
    private static let farthest = 200

    /// Moves every item to where it crosses least among those that it may stand between (Matuszewski, Schönfeld and
    /// Molitor, “Using sifting for k-layer straightline crossing minimization”, 1999).
    ///
    /// - Parameter changed: the columns that are not as the last sifting left them; nil for all.
    mutating func sift(changed: [Int]? = nil) {
        var isStable = [Bool](repeating: changed != nil, count: columns.count)
        func unsettle(_ column: Int) {
            for beside in max(column - 1, 0)...min(column + 1, columns.count - 1) { isStable[beside] = false }
        }
        for column in changed ?? [] { unsettle(column) }
        while isStable.contains(false) {
            for column in columns.indices where !isStable[column] {
                isStable[column] = true
                let hasChanged = exchangeRoles(column)
                if sift(column) || hasChanged { unsettle(column) }
            }
        }
    }

    /// Whether what stands for itself outside of layers may stand on the other side of something there.
    private func mayPass(_ item: Int, _ other: Int) -> Bool {
        tracks.items[item].group == nil && tracks.items[other].group == nil && !isAmongLanes(item)
    }

    private mutating func sift(_ column: Int) -> Bool {
        var hasMoved = false
        let last = columns[column].count - 1
        for item in columns[column] where kind[item] >= 0 || isAlone[item] {
            let start = rank[item]
            var best = (gain: 0, index: start)
            for step in [-1, 1] {
                var gain = 0
                var index = start + step
                while index >= 0, index <= last, abs(index - start) <= Self.farthest {
                    let other = columns[column][index]
                    let mayPass = mayPass(item, other)
                    guard mayPass || mayExchange(other, item) else { break }
                    gain += step < 0 ? self.gain(other, item) : self.gain(item, other)
                    let beyond = index + step
                    // It doesn't stay among the lanes.
                    let isInside =
                        mayPass && beyond >= 0 && beyond <= last && isAmongLanes(other)
                        && isAmongLanes(columns[column][beyond])
                    if !isInside, gain > best.gain { best = (gain, index) }
                    index = beyond
                }
            }
            if best.gain == 0 { continue }
            columns[column].remove(at: start)
            columns[column].insert(item, at: best.index)
            place(column)
            hasMoved = true
        }
        return hasMoved
    }
}
