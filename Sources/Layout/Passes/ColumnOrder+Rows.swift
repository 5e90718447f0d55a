/// The order within rows, which is one in all of them.
extension ColumnOrder {
    private struct Pair: Hashable {
        let upper: Int
        let lower: Int
    }

    /// Exchanges neighbours of two roles in all rows of a column at once where that takes crossings away, or
    /// brings them to the ends of arrows, which bend less then, or what is joined to their row alone nearer to the others of
    /// it.
    ///
    /// - Returns: whether any were exchanged.
    mutating func exchangeRoles(_ column: Int) -> Bool {
        guard hasRows[column] else { return false }
        var hasMoved = false
        var isNew = true
        while isNew {
            isNew = false
            var counts: [Int: Int] = [:]
            for item in columns[column] { counts[tracks.items[item].role, default: 0] += 1 }
            var places: [Pair: [Int]] = [:]
            for index in columns[column].indices.dropLast() {
                let (upper, lower) = (columns[column][index], columns[column][index + 1])
                guard areInOneRow(upper, lower) else { continue }
                let pair = Pair(upper: tracks.items[upper].role, lower: tracks.items[lower].role)
                places[pair, default: []].append(index)
            }
            for (pair, indices) in places.sorted(by: { $0.value[0] < $1.value[0] }) {
                // No row keeps them in the other order.
                guard counts[pair.upper] == indices.count || counts[pair.lower] == indices.count,
                    gain(column, indices) > (0, 0, 0)
                else { continue }
                for index in indices { columns[column].swapAt(index, index + 1) }
                place(column)
                (isNew, hasMoved) = (true, true)
                break
            }
        }
        return hasMoved
    }

    private func gain(_ column: Int, _ indices: [Int]) -> (crossings: Int, ofLevel: Int, ofNearness: Int) {
        indices.reduce(into: (0, 0, 0)) { sum, index in
            let (upper, lower) = (columns[column][index], columns[column][index + 1])
            sum.crossings += gain(upper, lower)
            sum.ofLevel += gainOfLevel(upper, lower)
            sum.ofNearness += gainOfNearness(column, index)
        }
    }

    /// How many more of the others that are joined to a row alone stand on that side of two neighbours to which the one of these
    /// comes nearer that is such, if just one is.
    private func gainOfNearness(_ column: Int, _ index: Int) -> Int {
        let (upper, lower) = (columns[column][index], columns[column][index + 1])
        guard leavesRow[upper] != leavesRow[lower] else { return 0 }
        func count(_ others: some Sequence<Int>) -> Int {
            others.prefix { areInOneRow($0, upper) }.count { !leavesRow[$0] }
        }
        let above = count(columns[column][..<index].reversed())
        let below = count(columns[column][(index + 2)...])
        return leavesRow[upper] ? above - below : below - above
    }

    private func areInOneRow(_ upper: Int, _ lower: Int) -> Bool {
        let (one, other) = (tracks.items[upper], tracks.items[lower])
        return one.group == other.group && tracks.lanes.isInInnermostRow(one.lane)
            && tracks.lanes.isInInnermostRow(other.lane)
            && tracks.lanes.steps(one.lane).last?.number == tracks.lanes.steps(other.lane).last?.number
    }
}
