import Scene

/// What stands in the way of an arrow, for looking up what is near a stroke.
///
/// A grid of squares; each holds what comes nearer to it than the distance that is asked for.
struct Obstacles {
    enum Thing {
        case node(Int)
        /// The name of a layer.
        case title(Rect)
        case value(edge: Int, Rect)
        /// A straight part of an arrow.
        case stroke(edge: Int, Segment)
        /// Where an arrow bends, or ends but at a circle.
        case corner(edge: Int, Point)
        /// The part of a line on which the head of an arrow lies.
        case head(edge: Int, Segment)

        var edge: Int? {
            switch self {
            case .node, .title: nil
            case .value(let edge, _), .stroke(let edge, _), .corner(let edge, _), .head(let edge, _): edge
            }
        }
    }

    /// What the last search has found: all that is near, each thing once. The array is used again and again, since the
    /// searches are many.
    private(set) var found: [Thing] = []

    /// How many squares, and things in them, have been looked at.
    private(set) var visits = 0

    private let area: Rect
    private let reach: Double
    private let side: Double
    private let columns: Int
    private let rows: Int

    private var things: [Thing] = []
    /// The rectangle around each thing and what is near to it.
    private var bounds: [Rect] = []
    private var isGone: [Bool] = []
    /// How many of those in the squares are gone, and how many are not.
    private var (goneCount, liveCount) = (0, 0)
    private var thingsOfEdge: [Int: [Int]] = [:]
    /// What is in each square, as lists: where each begins, and for each entry where it goes on.
    private var starts: [Int]
    private var entries: [(thing: Int, next: Int)] = []
    /// The search that has met each thing last.
    private var marks: [Int] = []
    private var search = 0

    /// - Parameters:
    ///   - area: what is outside of it is found more slowly.
    ///   - reach: what is nearer than this is found.
    init(in area: Rect, reach: Double) {
        self.area = area
        self.reach = reach
        // Of a figure that is very large the squares are larger, so that no line runs through many.
        side = max(48, max(area.width, area.height) / 1000)
        columns = max(Int((area.width / side).rounded(.up)), 1)
        rows = max(Int((area.height / side).rounded(.up)), 1)
        starts = [Int](repeating: -1, count: columns * rows)
    }

    mutating func add(_ thing: Thing, in area: Rect) {
        let near = area.expanded(by: reach)
        for column in columns(near.minX, near.maxX) { enter(column, rows(near.minY, near.maxY)) }
        note(thing, near)
    }

    mutating func add(_ thing: Thing, along segment: Segment) {
        let near = segment.bounds.expanded(by: reach)
        for column in columns(near.minX, near.maxX) { enter(column, rows(of: segment, in: column, reach)) }
        note(thing, near)
    }

    private mutating func enter(_ column: Int, _ rows: ClosedRange<Int>) {
        for row in rows {
            let cell = column * self.rows + row
            entries.append((things.count, starts[cell]))
            starts[cell] = entries.count - 1
        }
    }

    private mutating func note(_ thing: Thing, _ near: Rect) {
        liveCount += 1
        if let edge = thing.edge { thingsOfEdge[edge, default: []].append(things.count) }
        things.append(thing)
        bounds.append(near)
        isGone.append(false)
        marks.append(0)
    }

    /// Takes away what belongs to an arrow.
    mutating func remove(edge: Int) {
        let things = thingsOfEdge.removeValue(forKey: edge) ?? []
        for thing in things { isGone[thing] = true }
        goneCount += things.count
        liveCount -= things.count
        if goneCount > max(liveCount, Self.fewGone) { forgetGone() }
    }

    /// So few that are gone are not worth the work.
    private static let fewGone = 1000

    /// Takes what is gone out of the squares.
    private mutating func forgetGone() {
        var kept: [(thing: Int, next: Int)] = []
        for square in starts.indices {
            var entry = starts[square]
            var last: Int?
            starts[square] = -1
            while entry >= 0 {
                let thing = entries[entry].thing
                entry = entries[entry].next
                if isGone[thing] { continue }
                if let last { kept[last].next = kept.count } else { starts[square] = kept.count }
                last = kept.count
                kept.append((thing, -1))
            }
        }
        entries = kept
        goneCount = 0
    }

    mutating func find(near segment: Segment) {
        begin()
        let box = segment.bounds
        for column in columns(box.minX, box.maxX) { take(column, rows(of: segment, in: column, 0), box) }
    }

    mutating func find(near area: Rect) {
        begin()
        for column in columns(area.minX, area.maxX) { take(column, rows(area.minY, area.maxY), area) }
    }

    private mutating func begin() {
        found.removeAll(keepingCapacity: true)
        search += 1
    }

    private mutating func take(_ column: Int, _ rows: ClosedRange<Int>, _ box: Rect) {
        for row in rows {
            visits += 1
            var entry = starts[column * self.rows + row]
            while entry >= 0 {
                let thing = entries[entry].thing
                visits += 1
                entry = entries[entry].next
                if marks[thing] == search { continue }
                marks[thing] = search
                if !isGone[thing], bounds[thing].intersects(box) { found.append(things[thing]) }
            }
        }
    }

    // MARK: Squares

    private func columns(_ low: Double, _ high: Double) -> ClosedRange<Int> {
        Self.squares((low - area.minX) / side, (high - area.minX) / side, columns)
    }

    private func rows(_ low: Double, _ high: Double) -> ClosedRange<Int> {
        Self.squares((low - area.minY) / side, (high - area.minY) / side, rows)
    }

    /// The outermost ones hold all that is outside.
    private static func squares(_ low: Double, _ high: Double, _ count: Int) -> ClosedRange<Int> {
        let last = Double(count - 1)
        return Int(min(max(low, 0), last))...Int(min(max(high, 0), last))
    }

    /// The rows of a column that a segment comes nearer to than a distance.
    private func rows(of segment: Segment, in column: Int, _ distance: Double) -> ClosedRange<Int> {
        let (left, right) =
            segment.from.x <= segment.to.x ? (segment.from, segment.to) : (segment.to, segment.from)
        let run = right.x - left.x
        var (start, end) = (left.y, right.y)
        if run > 1 {
            let slope = (right.y - left.y) / run
            let edge = area.minX + Double(column) * side
            // The outermost columns have no outer edge.
            if column > 0 { start = left.y + slope * min(max(edge - distance - left.x, 0), run) }
            if column < columns - 1 { end = left.y + slope * min(max(edge + side + distance - left.x, 0), run) }
        }
        return rows(min(start, end) - distance, max(start, end) + distance)
    }
}

extension Segment {
    /// The rectangle around it.
    var bounds: Rect {
        Rect(minX: min(from.x, to.x), minY: min(from.y, to.y), maxX: max(from.x, to.x), maxY: max(from.y, to.y))
    }
}
