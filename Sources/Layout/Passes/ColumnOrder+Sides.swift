/// The sides on which arrows pass layers.
extension ColumnOrder {
    /// How many ways around layers are tried.
    private static let mostWays = 200

    /// Leads arrows around layers on the sides where they cross least: those of all lanes together, the upper ones above and the
    /// others below, then each alone. One item alone can't change the side.
    mutating func sidestep() {
        let chains = tracks.itemsOfEdge.map { chain in
            chain.filter { tracks.items[$0].isAround && tracks.items[$0].group == nil }
        }.filter { !$0.isEmpty }
        if chains.isEmpty { return }
        var fewest = crossings
        var ways = Self.mostWays
        func place(_ chain: Int) -> Int { rank[tracks.items[chains[chain][0]].left.first ?? chains[chain][0]] }
        let alike = Dictionary(grouping: chains.indices) { chain in
            chains[chain].map { tracks.items[$0].column }
        }
        for group in alike.values.sorted(by: { $0[0] < $1[0] }) where group.count > 1 {
            let sorted = group.sorted { (place($0), $0) < (place($1), $1) }.map { chains[$0] }
            for upper in 0...sorted.count where ways > 0 && fewest > 0 {
                ways -= 1
                lead(Array(sorted[..<upper]), Array(sorted[upper...]), ifBelow: &fewest)
            }
        }
        for chain in chains where ways > 0 && fewest > 0 {
            ways -= 2
            lead([chain], [], ifBelow: &fewest)
            lead([], [chain], ifBelow: &fewest)
        }
    }

    /// Leads arrows above or below all else where they pass layers, each list from above, if there are fewer crossings then.
    private mutating func lead(_ upper: [[Int]], _ lower: [[Int]], ifBelow fewest: inout Int) {
        let former = columns
        var changed: [Int] = []
        func move(_ chain: [Int], _ isUp: Bool) {
            for item in chain {
                let column = tracks.items[item].column
                columns[column].remove(at: rank[item])
                columns[column].insert(item, at: isUp ? 0 : columns[column].count)
                self.place(column)
                changed.append(column)
            }
        }
        for chain in upper.reversed() { move(chain, true) }
        for chain in lower { move(chain, false) }
        sift(changed: changed)
        let crossings = crossings
        if crossings < fewest { fewest = crossings } else { take(former) }
    }
}
