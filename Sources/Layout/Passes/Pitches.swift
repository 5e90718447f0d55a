/// How far the rows of each level are from each other.
struct Pitches {
    /// From one row to the next.
    var steps: [Double]
    /// For each level and row, by how much it and those above it are farther from each other than that in sum: where something
    /// stands between them. Empty where nothing does.
    private var extras: [[Double]]
    /// Whether something stands between two of many rows.
    fileprivate(set) var haveGaps = false

    init(_ steps: [Double]) {
        self.steps = steps
        extras = steps.map { _ in [] }
    }

    /// By how much a row, or a place between two, is farther from the first row than by steps.
    func extra(before row: Double, in level: Int) -> Double {
        let extras = extras[level]
        if extras.isEmpty { return 0 }
        let upper = min(max(Int(row), 0), extras.count - 1)
        let lower = min(upper + 1, extras.count - 1)
        return extras[upper] + (extras[lower] - extras[upper]) * (row - Double(upper))
    }

    /// Whether the rows of each level are spaced alike from above and from below.
    var areSymmetric: Bool {
        extras.allSatisfy { extras in
            zip(extras, extras.reversed()).allSatisfy { abs($0 + $1 - extras[extras.count - 1]) < 1e-6 }
        }
    }

    /// Makes the rows of a level so far apart as what stands between them needs.
    ///
    /// - Parameter needs: by the lower row of each gap.
    fileprivate mutating func widen(_ level: Int, for needs: [Int: Double], count: Int) {
        extras[level] = []
        if needs.values.allSatisfy({ $0 <= steps[level] }) { return }
        var sum = 0.0
        for row in 0..<count {
            sum += max((needs[row] ?? 0) - steps[level], 0)
            extras[level].append(sum)
        }
    }
}

extension Pitches {
    /// What the fullest column needs from one row to the next, of the innermost rows first, then of those around them.
    ///
    /// Where something stands between two of many rows, only these are farther apart; few rows are evenly spaced.
    ///
    /// - Parameters:
    ///   - gap: how many times the least room what stands between two of many rows has.
    ///   - stretch: by how much rows of a depth are to be farther apart than the least.
    static func least(
        _ tracks: Tracks, _ order: ColumnOrder, _ gaps: OmissionGaps, _ spacing: Spacing, gap: Double,
        stretch: (_ depth: Int) -> Double
    ) -> Pitches {
        let (items, lanes) = (tracks.items, tracks.lanes)
        var pitches = Pitches([Double](repeating: 0, count: lanes.levels.count))
        // What single gaps need, by the level and the row below.
        var needs = [[Int: Double]](repeating: [:], count: lanes.levels.count)
        /// Where a row starts, and how much of the height above it is that of what stands between rows.
        struct Start {
            let height: Double
            let between: Double
        }
        var starts = [Start?](repeating: nil, count: lanes.rowCount)
        var started: [Int] = []
        for depth in (0..<lanes.depth).reversed() {
            for (index, column) in order.columns.enumerated() {
                let hasDots = gaps.gaps[index] != nil
                var (height, between) = (0.0, 0.0)
                for row in started { starts[row] = nil }
                started = []
                // What is missing for dots before the last row of a level; where items and last rows begin.
                var missing: [Int: Double] = [:]
                var heights: [Int: Double] = [:]
                var last: [(level: Int, row: Int, pitch: Double)] = []
                var upper: Int?
                // The last item in a row, with the height of its line.
                var above: (item: Int, height: Double)?
                for lower in column {
                    if let upper { height += ItemHeights.apart(items[upper], items[lower], spacing) }
                    let isNext = above?.item == upper
                    upper = lower
                    defer { if hasDots { heights[lower] = height } }
                    let steps = lanes.steps(items[lower].lane)
                    guard depth < steps.count else { continue }
                    if let above, !isNext {
                        let direct = ItemHeights.apart(items[above.item], items[lower], spacing)
                        between += height - above.height - direct
                    }
                    defer { above = (lower, height) }
                    guard starts[steps[steps.count - 1].number] == nil else { continue }
                    let first = steps[depth...].filter { starts[$0.number] == nil }
                    // Rows inside have their distance already.
                    for inner in first where lanes.levels[inner.level].depth > depth {
                        if let before = inner.before.flatMap({ starts[$0] }) {
                            let (row, level) = (Double(inner.row), inner.level)
                            height = max(
                                height,
                                before.height + lanes.distance(from: row - 1, to: row, in: level, pitches))
                        }
                    }
                    for row in first {
                        starts[row.number] = Start(height: height, between: between)
                        started.append(row.number)
                    }
                    guard first[0].number == steps[depth].number,
                        let before = steps[depth].before.flatMap({ starts[$0] })
                    else { continue }
                    let (level, row) = (steps[depth].level, steps[depth].row)
                    let pitch = height - before.height
                    if lanes.isUneven(level) {
                        needs[level][row] = max(needs[level][row] ?? 0, pitch)
                    } else if lanes.count(level) < ColumnOrder.manyRows {
                        pitches.steps[level] = max(pitches.steps[level], pitch)
                    } else {
                        pitches.steps[level] = max(
                            pitches.steps[level], pitch - (between - before.between))
                        let need = pitch + (gap - 1) * (between - before.between)
                        needs[level][row] = max(needs[level][row] ?? 0, need)
                        if between > before.between { pitches.haveGaps = true }
                    }
                    if row == lanes.count(level) - 1 { last.append((level, row, pitch)) }
                }
                for gap in gaps.gaps[index] ?? [] {
                    guard let level = gap.level else { continue }
                    let apart = heights[gap.lower]! - heights[gap.upper]!
                    missing[level] = max(missing[level] ?? 0, ItemHeights.apart(gap, items, spacing) - apart)
                }
                for (level, row, pitch) in last {
                    if let missing = missing[level] {
                        needs[level][row] = max(needs[level][row] ?? 0, pitch + missing)
                    }
                }
            }
            for level in lanes.levels.indices where lanes.levels[level].depth == depth {
                // Rows that hold fewer others than most need less.
                let inner = lanes.inner(level)
                let groups = (1..<max(lanes.count(level), 2)).map { row in
                    inner.map { inner in
                        let last = lanes.extent(inner, in: row - 1, pitches)
                        return last.extent + last.pitch * (1 + betweenGroups * last.depth)
                    }.max() ?? 0
                }
                if lanes.isUneven(level) {
                    for (index, group) in groups.enumerated() {
                        needs[level][index + 1] = max(needs[level][index + 1] ?? 0, group) * stretch(depth)
                    }
                    pitches.steps[level] = max(needs[level].values.min()!, pitches.steps[level])
                } else {
                    pitches.steps[level] = max(groups.max()!, pitches.steps[level]) * stretch(depth)
                }
                pitches.widen(level, for: needs[level], count: lanes.count(level))
            }
        }
        return pitches
    }

    /// From the last row of a group to the first of the next is so much more than from row to row, as a part of that; twice as
    /// much between groups of groups.
    private static let betweenGroups = 0.3
}
