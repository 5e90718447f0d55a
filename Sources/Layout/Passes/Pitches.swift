/// How far the rows of each level are from each other.
struct Pitches {
    /// From one row to the next.
    var steps: [Double]
    /// By so much the last row is farther from the one before it than the others are from each other: where dots need room.
    var extra: [Double]

    init(_ steps: [Double]) {
        self.steps = steps
        extra = steps.map { _ in 0 }
    }

    /// Whether all rows of each level are evenly spaced.
    var areEven: Bool { extra.allSatisfy { $0 == 0 } }
}

extension Pitches {
    /// What the fullest column needs from one row to the next, of the innermost rows first, then of those around them.
    ///
    /// - Parameter stretch: by how much rows of a depth are to be farther apart than the least.
    static func least(
        _ tracks: Tracks, _ order: ColumnOrder, _ gaps: OmissionGaps, _ spacing: Spacing,
        stretch: (_ depth: Int) -> Double
    ) -> Pitches {
        let (items, lanes) = (tracks.items, tracks.lanes)
        var pitches = Pitches([Double](repeating: 0, count: lanes.levels.count))
        // What the last rows need where dots stand before them.
        var needs = pitches.steps
        var starts = [Double?](repeating: nil, count: lanes.rowCount)
        var started: [Int] = []
        for depth in (0..<lanes.depth).reversed() {
            for (index, column) in order.columns.enumerated() {
                let hasDots = gaps.gaps[index] != nil
                var height = 0.0
                for row in started { starts[row] = nil }
                started = []
                // What is missing for dots before the last row of a level; where items and last rows begin.
                var missing: [Int: Double] = [:]
                var heights: [Int: Double] = [:]
                var last: [(level: Int, pitch: Double)] = []
                var upper: Int?
                for lower in column {
                    if let upper { height += ItemHeights.apart(items[upper], items[lower], spacing) }
                    upper = lower
                    defer { if hasDots { heights[lower] = height } }
                    let steps = lanes.steps(items[lower].lane)
                    guard depth < steps.count, starts[steps[steps.count - 1].number] == nil else { continue }
                    let first = steps[depth...].filter { starts[$0.number] == nil }
                    // Rows inside have their distance already.
                    for inner in first where lanes.levels[inner.level].depth > depth {
                        if let before = inner.before.flatMap({ starts[$0] }) {
                            let (row, level) = (Double(inner.row), inner.level)
                            height = max(
                                height, before + lanes.distance(from: row - 1, to: row, in: level, pitches))
                        }
                    }
                    for row in first {
                        starts[row.number] = height
                        started.append(row.number)
                    }
                    guard first[0].number == steps[depth].number,
                        let before = steps[depth].before.flatMap({ starts[$0] })
                    else { continue }
                    let level = steps[depth].level
                    pitches.steps[level] = max(pitches.steps[level], height - before)
                    if steps[depth].row == lanes.count(level) - 1 { last.append((level, height - before)) }
                }
                for gap in gaps.gaps[index] ?? [] {
                    guard let level = gap.level else { continue }
                    let apart = heights[gap.lower]! - heights[gap.upper]!
                    missing[level] = max(missing[level] ?? 0, ItemHeights.apart(gap, items, spacing) - apart)
                }
                for (level, pitch) in last {
                    if let missing = missing[level] { needs[level] = max(needs[level], pitch + missing) }
                }
            }
            for level in lanes.levels.indices where lanes.levels[level].depth == depth {
                let groups = lanes.levels.indices.filter { lanes.levels[$0].outer == level }.map { inner in
                    let last = lanes.extent(inner, pitches)
                    return last.extent + last.pitch * (1 + gap * last.depth)
                }
                pitches.steps[level] = (groups + [pitches.steps[level]]).max()! * stretch(depth)
                pitches.extra[level] = max(needs[level] - pitches.steps[level], 0)
            }
        }
        return pitches
    }

    /// From the last row of a group to the first of the next is so much more than from row to row, as a part of that; twice as
    /// much between groups of groups.
    private static let gap = 0.3
}
