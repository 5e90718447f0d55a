/// Signs for some inputs, −1, 0 or 1 each, row by row: all there are for few inputs; for more, so many that every two
/// inputs meet with all pairs of signs (a covering array); for very many, each input takes each sign in every three
/// rows, mixed at random with the others.
struct SignPatterns {
    let rows: [[Int]]

    init(inputs count: Int, _ generator: inout SplitMix64) {
        var rows = [[Int](repeating: 1, count: count), [Int](repeating: -1, count: count)]
        switch count {
        case 0: rows = [[]]
        case 1...3: rows += Self.all(count)
        case 4...12: Self.coverPairs(&rows, count, &generator)
        default:
            for _ in 0..<(count <= 60 ? 8 : 4) { rows += Self.mixed(count, &generator) }
        }
        self.rows = rows
    }

    private static func all(_ count: Int) -> [[Int]] {
        (0..<count).reduce([[]]) { rows, _ in rows.flatMap { row in [1, -1, 0].map { row + [$0] } } }
    }

    private static func mixed(_ count: Int, _ generator: inout SplitMix64) -> [[Int]] {
        var rows = [[Int]](repeating: [], count: 3)
        for _ in 0..<count {
            for (row, sign) in [-1, 0, 1].shuffled(using: &generator).enumerated() { rows[row].append(sign) }
        }
        return rows
    }

    /// Adds the one of some random rows that brings most new pairs, until there is no pair left.
    private static func coverPairs(_ rows: inout [[Int]], _ count: Int, _ generator: inout SplitMix64) {
        let pairs = (0..<count).flatMap { first in (0..<first).map { (first, $0) } }
        // Of each pair of inputs the nine pairs of signs.
        var isMissing = [Bool](repeating: true, count: 9 * pairs.count)
        func place(_ pair: Int, _ row: [Int]) -> Int {
            9 * pair + 3 * (row[pairs[pair].0] + 1) + row[pairs[pair].1] + 1
        }
        func take(_ row: [Int]) {
            for pair in pairs.indices { isMissing[place(pair, row)] = false }
        }
        for row in rows { take(row) }
        while let wanted = isMissing.firstIndex(of: true) {
            // The first missing pair is in each candidate, so that every row brings one at least.
            let (first, second) = pairs[wanted / 9]
            var best: (row: [Int], count: Int)?
            for _ in 0..<6 {
                var row = (0..<count).map { _ in Int.random(in: -1...1, using: &generator) }
                row[first] = wanted / 3 % 3 - 1
                row[second] = wanted % 3 - 1
                let new = pairs.indices.count { isMissing[place($0, row)] }
                if new > best?.count ?? 0 { best = (row, new) }
            }
            rows.append(best!.row)
            take(best!.row)
        }
    }
}
