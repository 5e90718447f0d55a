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
        /// The place among those of its level in the same outer rows, and how many these are.
        let row: Int
        let count: Int
        /// Of all rows another one each, that of the row above it in the same outer rows too; nil for the first.
        let number: Int
        let before: Int?

        /// −1 in the upper half of them, 1 in the lower one, 0 in the middle.
        var half: Int { (2 * row + 1 - count).signum() }

        /// The place in the middle of them, or of those in its half.
        func middle(ofHalf: Bool) -> Double {
            let middle = Double(count - 1) / 2
            if !ofHalf || half == 0 { return middle }
            let half = Double(count / 2 - 1) / 2
            return row < count / 2 ? half : Double(count - 1) - half
        }
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
    let nesting: LaneNesting
    private let all: Set<Diagram.Lane>
    private var rows: [RowsKey: [Int: Int]] = [:]
    /// How many rows of a level stand in each row of that around it at most.
    private var rowsWithin: [Int: [Int: Int]] = [:]
    private var known: [Key: Int] = [:]
    private var levelNumbers: [[Int]: Int] = [:]
    private var rests: [[Int?]: Int] = [:]
    private var rowNumbers: [[Int]: Int] = [:]

    private struct Key: Hashable {
        let lane: Diagram.Lane
        let axes: [Int]
    }

    private struct RowsKey: Hashable {
        let axis: Int
        /// For each axis the value of the outer rows, nil where there are none.
        let outer: [Int?]
    }

    init(_ diagram: Diagram, _ nesting: LaneNesting) {
        let all = Set(
            diagram.nodes.compactMap(\.lane) + diagram.edges.compactMap(\.lane)
                + diagram.edges.compactMap { diagram.lane(along: $0).lane })
        counts = (all.first?.values ?? []).indices.map { axis in Set(all.compactMap { $0.values[axis] }).count }
        self.all = all
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
        var outer = [Int?](repeating: nil, count: counts.count)
        var steps: [Step] = []
        for (depth, axis) in told.enumerated() {
            let level = level(Array(told[...depth]))
            let rows = rows(of: axis, in: outer)
            let row = rows[lane.values[axis]!]!
            if let last = steps.last {
                rowsWithin[level, default: [:]][last.row] = max(
                    rowsWithin[level]?[last.row] ?? 0, rows.count)
            }
            let before = row > 0 ? number(ofRow: path + [level, row - 1]) : nil
            path += [level, row]
            outer[axis] = lane.values[axis]
            steps.append(
                Step(level: level, row: row, count: rows.count, number: number(ofRow: path), before: before))
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

    /// The values of an axis that stand in these outer rows, each with its row.
    private mutating func rows(of axis: Int, in outer: [Int?]) -> [Int: Int] {
        let key = RowsKey(axis: axis, outer: outer)
        if let known = rows[key] { return known }
        let inside = all.filter { lane in zip(lane.values, outer).allSatisfy { $1 == nil || $0 == $1 } }
        let values = Set(inside.compactMap { $0.values[axis] }).sorted()
        let numbered = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, $0) })
        rows[key] = numbered
        return numbered
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
            return distance(to: last, in: level, pitches) / last / Double(mostWithin(level))
        }.max() ?? 0
    }

    /// From one row of a level, or a place between two, to another.
    func distance(from upper: Double = 0, to lower: Double, in level: Int, _ pitches: Pitches) -> Double {
        (lower - upper) * pitches.steps[level] + pitches.extra(before: lower, in: level)
            - pitches.extra(before: upper, in: level)
    }

    /// From the first to the last of the innermost rows of a level, how far these are from each other, and how deep
    /// they are in it.
    ///
    /// - Parameter row: that of the level around it; nil for the one that holds most.
    func extent(_ level: Int, in row: Int? = nil, _ pitches: Pitches) -> (
        extent: Double, pitch: Double, depth: Double
    ) {
        let count = row.map { rowsWithin[level]?[$0] ?? 1 } ?? count(level)
        let own = distance(to: Double(count - 1), in: level, pitches)
        let inner = inner(level).map { extent($0, pitches) }
        guard let farthest = inner.max(by: { $0.extent < $1.extent }) else {
            return (own, pitches.steps[level], 1)
        }
        return (own + farthest.extent, farthest.pitch, farthest.depth + 1)
    }

    /// The levels whose rows stand in those of a level.
    func inner(_ level: Int) -> [Int] { levels.indices.filter { levels[$0].outer == level } }

    /// How many rows stand in each of a level, where they are most.
    private func mostWithin(_ level: Int) -> Int {
        inner(level).map { count($0) * mostWithin($0) }.max() ?? 1
    }

    /// Whether some rows of a level hold fewer others than most.
    func isUneven(_ level: Int) -> Bool {
        inner(level).contains { inner in Set((rowsWithin[inner] ?? [:]).values).count > 1 }
    }

    /// How many rows a level has.
    func count(_ level: Int) -> Int { counts[levels[level].axis] }

    /// Whether something stands in a row that has no other in it.
    func isInInnermostRow(_ lane: Int?) -> Bool { lane.map { lanes[$0].isInnermost } ?? false }

    /// Whether one lane is the other's mirror image.
    func areMirrored(_ one: Int?, _ other: Int?) -> Bool {
        let (one, other) = (steps(one), steps(other))
        return one.count == other.count
            && zip(one, other).allSatisfy {
                $0.level == $1.level && $0.count == $1.count && $0.row + $1.row == $0.count - 1
            }
    }

    /// From the first row of each level to that of a lane.
    func shift(_ lane: Int?, _ pitches: Pitches) -> Double {
        guard let lane else { return 0 }
        return lanes[lane].steps.reduce(0) { $0 + distance(to: Double($1.row), in: $1.level, pitches) }
    }

    /// From the row of one lane to that of another.
    func shift(from upper: Int?, to lower: Int?, _ pitches: Pitches) -> Double {
        pairs(upper, lower).reduce(0) { sum, pair in
            let (one, other) = (Double(pair.one?.row ?? 0), Double(pair.other?.row ?? 0))
            return sum + distance(from: one, to: other, in: pair.level, pitches)
        }
    }

    /// How much nearer an item of the right lane stands to the first row of its levels than one of the left, if both are level.
    /// What lacks an axis is level with the middle of those that have it.
    ///
    /// - Parameter halves: whether what is on the left, and on the right, has another place in the upper rows than in the lower
    ///   ones, so that the middle is that of one half.
    func alignment(
        from left: Int?, to right: Int?, _ pitches: Pitches, halves: (left: Bool, right: Bool) = (false, false)
    ) -> Double {
        pairs(left, right).reduce(0) { sum, pair in
            if let one = pair.one, let other = pair.other {
                return sum
                    - distance(from: Double(one.row), to: Double(other.row), in: pair.level, pitches)
            }
            let (lane, step) = pair.one == nil ? (left, pair.other!) : (right, pair.one!)
            let axis = levels[pair.level].axis
            let hasAxis = lane.map { lanes[$0].own.values[axis] != nil } ?? false
            let isHalf = pair.one == nil ? halves.right : halves.left
            let place = hasAxis ? Double(step.row) : step.middle(ofHalf: isHalf)
            return sum + (pair.one == nil ? -1 : 1) * distance(to: place, in: pair.level, pitches)
        }
    }

    /// The levels of two lanes, with the step of each.
    private func pairs(_ one: Int?, _ other: Int?) -> [(level: Int, one: Step?, other: Step?)] {
        let (steps, others) = (steps(one), steps(other))
        let shared = steps.map { step in
            (level: step.level, one: Step?.some(step), other: others.first { $0.level == step.level })
        }
        return shared
            + others.filter { other in !steps.contains { $0.level == other.level } }.map {
                ($0.level, nil, $0)
            }
    }

    /// Whether just one of two lanes has a row, or has more of them than the other.
    func areUnlike(_ one: Int?, _ other: Int?) -> Bool {
        axes(one) != axes(other)
    }

    private func axes(_ lane: Int?) -> [Int] { lane.map { lanes[$0].own.axes } ?? [] }
}

extension Diagram {
    /// The lane that an arrow lies in, of all that its ends and it tell, and whether it leads from one to another: such an arrow
    /// has no place that all lanes have.
    func lane(along edge: Edge) -> (lane: Lane?, isAcross: Bool) {
        let ends = [nodes[edge.source], nodes[edge.target]].filter {
            $0.shape == .circle || $0.shape == .junction
        }.compactMap(\.lane)
        if ends.count == 2, !ends[0].agrees(with: ends[1]) { return (ends[0], true) }
        return ((ends + [edge.lane].compactMap(\.self)).reduce(nil) { $1.joined(with: $0) }, false)
    }
}
