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
    ///   - mirror: of a symmetric diagram, rows are as far apart as their mirror images need.
    ///   - gap: how many times the least room what stands between two of many rows has.
    ///   - stretch: by how much rows of a depth are to be farther apart than the least.
    static func least(
        _ tracks: Tracks, _ order: ColumnOrder, _ gaps: OmissionGaps, _ mirror: Mirror?, _ spacing: Spacing,
        gap: Double, stretch: (_ depth: Int) -> Double
    ) -> Pitches {
        let (items, lanes) = (tracks.items, tracks.lanes)
        func apart(_ upper: Int, _ lower: Int) -> Double {
            let least = ItemHeights.apart(items[upper], items[lower], spacing)
            guard let mirror else { return least }
            return max(
                least, ItemHeights.apart(items[mirror.items[lower]], items[mirror.items[upper]], spacing))
        }
        var pitches = Pitches([Double](repeating: 0, count: lanes.levels.count))
        let isUneven = lanes.levels.indices.map(lanes.isUneven)
        // What single gaps need, by the level and the row below.
        var needs = [[Int: Double]](repeating: [:], count: lanes.levels.count)
        /// Where a row starts, and how much of the height above it is that of what stands between rows.
        struct Start {
            let height: Double
            let between: Double
        }
        var starts = [Start?](repeating: nil, count: lanes.rowCount)
        var started: [Int] = []
        struct Place: Hashable {
            let row: Int
            let kin: Int
        }
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
                // Where the first of a kin stands in each row.
                var kin: [Place: Start] = [:]
                // The last item in a row, with the height of its line.
                var above: (item: Int, height: Double)?
                for lower in column {
                    if let upper { height += apart(upper, lower) }
                    let isNext = above?.item == upper
                    upper = lower
                    defer { if hasDots { heights[lower] = height } }
                    let steps = lanes.steps(items[lower].lane)
                    guard depth < steps.count else { continue }
                    if let above, !isNext {
                        let direct = apart(above.item, lower)
                        between += height - above.height - direct
                    }
                    defer { above = (lower, height) }
                    func keep(_ step: Lanes.Step, from before: Start) {
                        let (level, row) = (step.level, step.row)
                        let pitch = height - before.height
                        if isUneven[level] {
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
                    let isFirst = starts[steps[steps.count - 1].number] == nil
                    if isFirst {
                        let first = steps[depth...].filter { starts[$0.number] == nil }
                        // Rows inside have their distance already.
                        for inner in first where lanes.levels[inner.level].depth > depth {
                            if let before = inner.before.flatMap({ starts[$0] }) {
                                let (row, level) = (Double(inner.row), inner.level)
                                height = max(
                                    height,
                                    before.height + lanes.distance(from: row - 1, to: row, in: level, pitches)
                                )
                            }
                        }
                        for row in first {
                            starts[row.number] = Start(height: height, between: between)
                            started.append(row.number)
                        }
                        if first[0].number == steps[depth].number,
                            let before = steps[depth].before.flatMap({ starts[$0] })
                        {
                            keep(steps[depth], from: before)
                        }
                    }
                    // What isn't in the same order in all rows is to be as far apart.
                    guard tracks.hasHalves else { continue }
                    let place = Place(row: steps[depth].number, kin: items[lower].kin)
                    if kin[place] != nil { continue }
                    kin[place] = Start(height: height, between: between)
                    if let before = steps[depth].before.flatMap({ kin[Place(row: $0, kin: place.kin)] }) {
                        keep(steps[depth], from: before)
                    }
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
                let inner = lanes.inner(level)
                func extents(_ row: Int?) -> [(extent: Double, pitch: Double, depth: Double)] {
                    inner.map { lanes.extent($0, in: row, pitches) }
                }
                if isUneven[level] {
                    // Rows that hold fewer others than most need less.
                    let inside = (0..<lanes.count(level) - 1).map { extents($0).map(\.extent).max()! }
                    let gap = extents(nil).map { $0.pitch * (1 + betweenGroups * $0.depth) }.max()!
                    let gaps = inside.enumerated().map { max(gap, (needs[level][$0 + 1] ?? 0) - $1) }
                    for (row, (extent, gap)) in zip(inside, zip(gaps, gaps.reversed())).enumerated() {
                        needs[level][row + 1] =
                            extent + (mirror == nil ? gap.0 : max(gap.0, gap.1)) * stretch(depth)
                    }
                    pitches.steps[level] = max(needs[level].values.min()!, pitches.steps[level])
                } else {
                    let groups = extents(nil).map { $0.extent + $0.pitch * (1 + betweenGroups * $0.depth) }
                    pitches.steps[level] = (groups + [pitches.steps[level]]).max()! * stretch(depth)
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
