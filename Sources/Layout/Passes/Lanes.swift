/// The lanes of a diagram: rows, and where it has several axes groups of rows, one in the other.
///
/// In each layer one axis is the outermost, and so on. What lacks the outer one of two axes has no row; it stands where its
/// uses are.
struct Lanes {
    /// The rows of one axis within those of the outer ones.
    struct Level {
        let depth: Int
        let axis: Int
        /// The level around it.
        let outer: Int?
    }

    /// A row that a lane stands in.
    struct Step {
        let level: Int
        /// The place among those of its level in the same outer rows.
        let row: Int
        /// Of all rows another one each, that of the row above it in the same outer rows too; nil for the first.
        let number: Int
        let before: Int?
    }

    /// A lane as some layer nests it.
    struct Lane {
        let own: Diagram.Lane
        /// The rows that it stands in, from the outermost.
        let steps: [Step]
        /// Whether there are no further rows within the last of these.
        let isInnermost: Bool
        /// The number of the values that these don't tell; −1 if there are none.
        let rest: Int
    }

    private(set) var lanes: [Lane] = []
    private(set) var levels: [Level] = []
    /// How many rows each axis has.
    let counts: [Int]
    private let nesting: LaneNesting
    private let rows: [[Int: Int]]
    private var known: [Key: Int] = [:]
    private var levelNumbers: [[Int]: Int] = [:]
    private var rests: [[Int?]: Int] = [:]
    private var rowNumbers: [[Int]: Int] = [:]

    private struct Key: Hashable {
        let lane: Diagram.Lane
        let axes: [Int]
    }

    init(_ diagram: Diagram, _ nesting: LaneNesting) {
        let all = diagram.nodes.compactMap(\.lane) + diagram.edges.compactMap(\.lane)
        rows = (all.first?.values ?? []).indices.map { axis in
            let values = Set(all.compactMap { $0.values[axis] }).sorted()
            return Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, $0) })
        }
        counts = rows.map(\.count)
        self.nesting = nesting
    }

    /// The number of a lane as a layer nests it; nil where there is none.
    mutating func number(of lane: Diagram.Lane?, in layer: Int?) -> Int? {
        guard let lane else { return nil }
        let axes = nesting.axes(around: lane, in: layer)
        let key = Key(lane: lane, axes: axes)
        if let number = known[key] { return number }
        let told = Array(axes.prefix { lane.values[$0] != nil })
        var path: [Int] = []
        let steps = told.indices.map { depth in
            let level = level(Array(told[...depth]))
            let row = rows[told[depth]][lane.values[told[depth]]!]!
            let before = row > 0 ? number(ofRow: path + [level, row - 1]) : nil
            path += [level, row]
            return Step(level: level, row: row, number: number(ofRow: path), before: before)
        }
        var rest = lane.values
        for axis in told { rest[axis] = nil }
        known[key] = lanes.count
        lanes.append(
            Lane(
                own: lane, steps: steps, isInnermost: told.count == axes.count,
                rest: rest.contains { $0 != nil } ? number(ofRest: rest) : -1))
        return lanes.count - 1
    }

    private mutating func level(_ axes: [Int]) -> Int {
        if let level = levelNumbers[axes] { return level }
        let outer = axes.count > 1 ? level(axes.dropLast()) : nil
        levelNumbers[axes] = levels.count
        levels.append(Level(depth: axes.count - 1, axis: axes[axes.count - 1], outer: outer))
        return levels.count - 1
    }

    private mutating func number(ofRest rest: [Int?]) -> Int {
        if let number = rests[rest] { return number }
        rests[rest] = rests.count
        return rests.count - 1
    }

    private mutating func number(ofRow path: [Int]) -> Int {
        if let number = rowNumbers[path] { return number }
        rowNumbers[path] = rowNumbers.count
        return rowNumbers.count - 1
    }

    /// The rows that a lane stands in.
    func steps(_ lane: Int?) -> [Step] { lane.map { lanes[$0].steps } ?? [] }

    /// How many rows have numbers.
    var rowCount: Int { rowNumbers.count }

    /// Whether something stands in a row.
    func isInRow(_ lane: Int?) -> Bool { !steps(lane).isEmpty }

    /// How much room each level takes in an order where nothing has heights yet.
    var pitchesOfOrder: Pitches {
        var pitches = [Double](repeating: 1000, count: levels.count)
        for level in levels.indices.sorted(by: { levels[$0].depth > levels[$1].depth }) {
            guard let outer = levels[level].outer else { continue }
            pitches[outer] = max(pitches[outer], Double(count(level)) * pitches[level])
        }
        return Pitches(pitches)
    }

    /// How many rows stand in each other at most.
    var depth: Int { levels.reduce(0) { max($0, $1.depth + 1) } }

    /// From one row to the next in the mean of all, where they are farthest apart.
    func meanPitch(_ pitches: Pitches) -> Double {
        levels.indices.filter { levels[$0].depth == 0 && count($0) > 1 }.map { level in
            let last = Double(count(level) - 1)
            return distance(to: last, in: level, pitches) / last / Double(rowsWithin(level))
        }.max() ?? 0
    }

    /// From one row of a level, or a place between two, to another.
    func distance(from upper: Double = 0, to lower: Double, in level: Int, _ pitches: Pitches) -> Double {
        (lower - upper) * pitches.steps[level] + pitches.extra(before: lower, in: level)
            - pitches.extra(before: upper, in: level)
    }

    /// From the first to the last of the innermost rows of a level, how far these are from each other, and how deep
    /// they are in it.
    func extent(_ level: Int, _ pitches: Pitches) -> (extent: Double, pitch: Double, depth: Double) {
        let own = distance(to: Double(count(level) - 1), in: level, pitches)
        let inner = levels.indices.filter { levels[$0].outer == level }.map { extent($0, pitches) }
        guard let farthest = inner.max(by: { $0.extent < $1.extent }) else {
            return (own, pitches.steps[level], 1)
        }
        return (own + farthest.extent, farthest.pitch, farthest.depth + 1)
    }

    /// How many rows stand in each of a level, where they are most.
    private func rowsWithin(_ level: Int) -> Int {
        levels.indices.filter { levels[$0].outer == level }.map { count($0) * rowsWithin($0) }.max() ?? 1
    }

    /// How many rows a level has.
    func count(_ level: Int) -> Int { counts[levels[level].axis] }

    /// Whether something stands in a row that has no other in it.
    func isInInnermostRow(_ lane: Int?) -> Bool { lane.map { lanes[$0].isInnermost } ?? false }

    /// Whether one lane is the other's mirror image.
    func areMirrored(_ one: Int?, _ other: Int?) -> Bool {
        let (one, other) = (steps(one), steps(other))
        return one.count == other.count
            && zip(one, other).allSatisfy { $0.level == $1.level && $0.row + $1.row == count($0.level) - 1 }
    }

    /// From the first row of each level to that of a lane.
    func shift(_ lane: Int?, _ pitches: Pitches) -> Double {
        guard let lane else { return 0 }
        return lanes[lane].steps.reduce(0) { $0 + distance(to: Double($1.row), in: $1.level, pitches) }
    }

    /// From the row of one lane to that of another.
    func shift(from upper: Int?, to lower: Int?, _ pitches: Pitches) -> Double {
        pairs(upper, lower).reduce(0) { sum, pair in
            let (one, other) = (Double(pair.one ?? 0), Double(pair.other ?? 0))
            return sum + distance(from: one, to: other, in: pair.level, pitches)
        }
    }

    /// How much nearer an item of the right lane stands to the first row of its levels than one of the left, if both are level.
    /// What lacks an axis is level with the middle of those that have it.
    func alignment(from left: Int?, to right: Int?, _ pitches: Pitches) -> Double {
        pairs(left, right).reduce(0) { sum, pair in
            if let one = pair.one, let other = pair.other {
                return sum - distance(from: Double(one), to: Double(other), in: pair.level, pitches)
            }
            let (lane, row) = pair.one == nil ? (left, pair.other!) : (right, pair.one!)
            let axis = levels[pair.level].axis
            let hasAxis = lane.map { lanes[$0].own.values[axis] != nil } ?? false
            let place = hasAxis ? Double(row) : Double(counts[axis] - 1) / 2
            return sum + (pair.one == nil ? -1 : 1) * distance(to: place, in: pair.level, pitches)
        }
    }

    /// The levels of two lanes, with the row of each.
    private func pairs(_ one: Int?, _ other: Int?) -> [(level: Int, one: Int?, other: Int?)] {
        let (steps, others) = (steps(one), steps(other))
        let shared = steps.map { step in
            (level: step.level, one: Int?.some(step.row), other: others.first { $0.level == step.level }?.row)
        }
        return shared
            + others.filter { other in !steps.contains { $0.level == other.level } }.map {
                ($0.level, nil, $0.row)
            }
    }

    /// Whether just one of two lanes has a row, or has more of them than the other.
    func areUnlike(_ one: Int?, _ other: Int?) -> Bool {
        axes(one) != axes(other)
    }

    private func axes(_ lane: Int?) -> [Int] { lane.map { lanes[$0].own.axes } ?? [] }
}
