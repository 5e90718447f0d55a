/// Where arrows cross that pass columns.
extension ColumnOrder {
    /// How many items columns have at most in which such crossings are looked for.
    private static let mostBeside = 300
    /// How often all are looked through.
    private static let mostTimes = 4

    /// Moves crossings of two arrows to where one of them begins or ends, if there are no more then: elsewhere both may be level.
    ///
    /// An exchange in one column alone moves such a crossing to the next.
    mutating func crossAtEnds() {
        for _ in 0..<Self.mostTimes {
            var isStable = true
            for column in columns.indices.dropLast() where columns[column].count <= Self.mostBeside {
                for upper in columns[column] where next(upper, right) != nil {
                    for lower in columns[column][(rank[upper] + 1)...] {
                        guard let nextUpper = next(upper, right), let nextLower = next(lower, right),
                            rank[nextUpper] > rank[nextLower]
                        else { continue }
                        if exchange(upper, lower, toward: left) || exchange(nextLower, nextUpper, toward: right)
                        {
                            isStable = false
                            break
                        }
                    }
                }
            }
            if isStable { return }
        }
    }

    /// The item that an arrow goes on to; nil where it begins or ends.
    private func next(_ item: Int, _ neighbours: ColumnNeighbours) -> Int? {
        guard let edge = tracks.items[item].edge, let place = neighbours.places(of: item).first else {
            return nil
        }
        let next = neighbours.items[place]
        return tracks.items[next].edge == edge ? next : nil
    }

    /// Exchanges two arrows in all columns from here on to the end of one of them.
    ///
    /// - Returns: whether that is better; else nothing has changed.
    private mutating func exchange(_ upper: Int, _ lower: Int, toward neighbours: ColumnNeighbours) -> Bool {
        var former: [(column: Int, items: [Int])] = []
        var gain = (crossings: 0, ofLevel: 0)
        var (above, below) = (upper, lower)
        var isPossible = true
        while true {
            let column = tracks.items[above].column
            former.append((column, columns[column]))
            guard rank[above] < rank[below], let one = move(above, pastUntil: below) else {
                isPossible = false
                break
            }
            gain = (gain.crossings + one.crossings, gain.ofLevel + one.ofLevel)
            guard let nextAbove = next(above, neighbours), let nextBelow = next(below, neighbours) else {
                break
            }
            (above, below) = (nextAbove, nextBelow)
        }
        if isPossible, gain > (0, 0) { return true }
        for (column, items) in former {
            columns[column] = items
            place(column)
        }
        return false
    }

    /// Moves one item below another, or that above it, whichever is better.
    ///
    /// - Returns: how much better it is; nil where it may not be moved, and isn't.
    private mutating func move(_ upper: Int, pastUntil lower: Int) -> (crossings: Int, ofLevel: Int)? {
        let column = tracks.items[upper].column
        let range = rank[upper]...rank[lower]
        let members = columns[column][range]
        func sum(_ pairs: [(Int, Int)]) -> (crossings: Int, ofLevel: Int)? {
            pairs.allSatisfy(mayExchange)
                ? pairs.reduce(into: (0, 0)) {
                    $0.0 += gain($1.0, $1.1)
                    $0.1 += gainOfLevel($1.0, $1.1)
                } : nil
        }
        let down = sum(members.dropFirst().map { (upper, $0) })
        let up = sum(members.dropLast().map { ($0, lower) })
        guard let best = [down, up].compactMap(\.self).max(by: <) else { return nil }
        let isDown = down.map { $0 == best } ?? false
        columns[column].remove(at: isDown ? range.lowerBound : range.upperBound)
        columns[column].insert(isDown ? upper : lower, at: isDown ? range.upperBound : range.lowerBound)
        place(column)
        return best
    }
}
