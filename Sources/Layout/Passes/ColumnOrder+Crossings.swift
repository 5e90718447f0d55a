/// The search for fewer crossings.
extension ColumnOrder {
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
    mutating func uncross() {
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

    /// Leads arrows around layers on the other side where they cross less there: one item alone can't change the side.
    mutating func sidestep() {
        var fewest = crossings
        var tries = Self.mostUncrossed
        for chain in tracks.itemsOfEdge {
            let around = chain.filter { tracks.items[$0].isAround && tracks.items[$0].group == nil }
            if around.isEmpty { continue }
            for side in [Side.above, .below] where tries > 0 && fewest > 0 {
                tries -= 1
                let former = columns
                for item in around {
                    let column = tracks.items[item].column
                    columns[column].remove(at: rank[item])
                    columns[column].insert(item, at: side == .above ? 0 : columns[column].count)
                    place(column)
                }
                while sift() {}
                let crossings = self.crossings
                if crossings < fewest { fewest = crossings } else { take(former) }
            }
        }
    }

    private enum Side { case above, below }

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
            while sift() {}
            let crossings = crossings
            if crossings <= fewest { (best, fewest) = (columns, crossings) } else { take(best) }
        }
        // What looks as chance has it is no better for that.
        take(fewest < start.crossings ? best : start.columns)
    }

    /// How often a walk is gone on, and over how many items in all.
    private static let mostWalks = 100
    private static let mostItemsWalked = 200_000

    /// How many others an item moves past at most: in a column of thousands, a look at all takes too long.
    private static let farthest = 200

    /// Moves every item to where it crosses least among those that it may stand between (Matuszewski, Schönfeld and
    /// Molitor, “Using sifting for k-layer straightline crossing minimization”, 1999).
    ///
    /// - Returns: whether any was moved.
    mutating func sift() -> Bool {
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
}
