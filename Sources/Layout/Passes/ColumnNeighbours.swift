/// What every item is joined to on one side.
struct ColumnNeighbours {
    /// One item's after the other's.
    let items: [Int]
    /// Of each, whether it is joined by an arrow along a lane that nothing else keeps from being level; empty if none is.
    let isSole: [Bool]
    /// Of each, how much it matters that nothing crosses the way to it, so that this can be level: most within an arrow, less
    /// where an arrow is the only one at a node's side.
    private let weights: [Int]
    private let starts: [Int]

    /// How much more a crossing of two such arrows costs: one of them isn't level.
    static let costOfSole = 2

    init(_ lists: [[Int]], _ all: [Tracks.Item], sole: Set<Int>) {
        items = lists.flatMap(\.self)
        var uses = all.map { _ in 0 }
        for others in lists { for other in others { uses[other] += 1 } }
        weights = lists.enumerated().flatMap { item, others in
            others.map { other in
                if all[item].edge != nil && all[other].edge != nil { return 2 }
                return others.count == 1 && uses[other] == 1 ? 1 : 0
            }
        }
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
        let first = position[items[places.lowerBound]]
        if places.count == 1 { return first }
        if places.count == 2 { return (first + position[items[places.lowerBound + 1]]) / 2 }
        let sorted = places.map { position[items[$0]] }.sorted()
        let middle = sorted.count / 2
        if !sorted.count.isMultiple(of: 2) { return sorted[middle] }
        let (upper, lower) = (sorted[middle - 1], sorted[middle])
        let (above, below) = (upper - sorted[0], sorted[sorted.count - 1] - lower)
        return above + below > 0 ? (upper * below + lower * above) / (above + below) : (upper + lower) / 2
    }

    /// Whether an arrow along a lane comes to an item that nothing else keeps from being level.
    func hasSole(_ item: Int) -> Bool { !isSole.isEmpty && places(of: item).contains { isSole[$0] } }

    /// Whether arrows along lanes that come to two items cross each other.
    func areSoleAndCross(_ upper: Int, _ lower: Int, _ rank: [Int]) -> Bool {
        if isSole.isEmpty { return false }
        func sole(_ item: Int) -> [Int] { places(of: item).filter { isSole[$0] }.map { rank[items[$0]] } }
        return (sole(upper).min() ?? .min) > (sole(lower).max() ?? .max)
    }

    /// How many crossings fewer there are on this side if two neighbours change their places.
    func gain(_ upper: Int, _ lower: Int, _ rank: [Int]) -> Int {
        sum(upper, lower, rank) { one, other in
            !isSole.isEmpty && isSole[one] && isSole[other] ? 1 + Self.costOfSole : 1
        }
    }

    /// How much less arrows are crossed then where they could be level.
    func gainOfLevel(_ upper: Int, _ lower: Int, _ rank: [Int]) -> Int {
        sum(upper, lower, rank) { weights[$0] + weights[$1] }
    }

    @inline(__always)
    private func sum(_ upper: Int, _ lower: Int, _ rank: [Int], cost: (Int, Int) -> Int) -> Int {
        let (ofUpper, ofLower) = (places(of: upper), places(of: lower))
        if ofUpper.isEmpty || ofLower.isEmpty { return 0 }
        var gain = 0
        for one in ofUpper {
            let place = rank[items[one]]
            for other in ofLower {
                let beside = rank[items[other]]
                if place != beside { gain += place > beside ? cost(one, other) : -cost(one, other) }
            }
        }
        return gain
    }
}
