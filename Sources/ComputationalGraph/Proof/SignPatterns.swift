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
        var missing: Set<[Int]> = []
        for first in 0..<count {
            for second in 0..<first {
                for signs in all(2) { missing.insert([first, second] + signs) }
            }
        }
        func pairs(_ row: [Int]) -> [[Int]] {
            (0..<count).flatMap { first in
                (0..<first).map { second in [first, second, row[first], row[second]] }
            }
        }
        for row in rows { missing.subtract(pairs(row)) }
        while !missing.isEmpty {
            // The first missing pair is in each candidate, so that every row brings one at least.
            let wanted = missing.min { $0.lexicographicallyPrecedes($1) }!
            var best: (row: [Int], pairs: [[Int]])?
            for _ in 0..<6 {
                var row = (0..<count).map { _ in Int.random(in: -1...1, using: &generator) }
                row[wanted[0]] = wanted[2]
                row[wanted[1]] = wanted[3]
                let new = pairs(row).filter(missing.contains)
                if new.count > best?.pairs.count ?? 0 { best = (row, new) }
            }
            rows.append(best!.row)
            missing.subtract(best!.pairs)
        }
    }
}
