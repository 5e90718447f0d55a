import Scene

/// Where the parts of a figure stand, for looking up what is near a place.
///
/// A grid whose columns and rows hold about equally many parts each, however these are spread, so that a cell holds a few: n
/// parts are looked up in time that grows as n. A line across the whole page passes √n cells.
struct PartGrid {
    enum Part: Hashable {
        case node(Int)
        /// A label that is not inside a node.
        case label(Int)
        case layer(Int)
        /// Where an arrow bends, or ends but at a circle.
        case corner(Int, Point)
    }

    private let parts: [Part]
    /// The rectangles that each part is found in.
    private let areas: [Rect]
    private let columns: Cuts
    private let rows: Cuts
    /// The parts of all cells, one cell after the other, and where each cell begins.
    private let members: [Int]
    private let starts: [Int]

    init(_ geometry: LayoutGeometry) {
        var placed: [(part: Part, bounds: Rect)] = []
        for (index, node) in geometry.nodes.enumerated() { placed.append((.node(index), node.outline.bounds)) }
        for (index, label) in geometry.labels.enumerated() {
            if case .node = label.owner { continue }
            placed.append((.label(index), label.extent))
        }
        for (index, layer) in geometry.layers.enumerated() { placed.append((.layer(index), layer.outline)) }
        for (index, arrow) in geometry.arrows.enumerated() {
            let ends =
                [arrow.tail] + Array(repeating: .beside, count: max(arrow.line.count - 2, 0)) + [arrow.tip]
            for (point, end) in zip(arrow.line, ends) where !geometry.isCircle(end) {
                placed.append((.corner(index, point), Rect(center: point, size: .zero)))
            }
        }
        let widest = geometry.arrows.map { max($0.headWidth, $0.lineWidth) }.max() ?? 0
        // What is asked for farthest from a line or a box.
        let reach = LayoutProof.farthest + LayoutProof.lead + widest + geometry.outlineWidth
        parts = placed.map(\.part)
        areas = placed.map { $0.bounds.expanded(by: reach) }
        columns = Cuts(placed.map(\.bounds.center.x))
        rows = Cuts(placed.map(\.bounds.center.y))
        // Counts what each cell holds, then puts it there.
        let (columns, rows) = (columns, rows)
        var starts = [Int](repeating: 0, count: columns.count * rows.count + 1)
        let ranges = areas.map { (columns.range($0.minX, $0.maxX), rows.range($0.minY, $0.maxY)) }
        for (across, down) in ranges {
            for column in across { for row in down { starts[column * rows.count + row + 1] += 1 } }
        }
        for cell in 1..<starts.count { starts[cell] += starts[cell - 1] }
        var members = [Int](repeating: 0, count: starts[starts.count - 1])
        var next = starts
        for (part, (across, down)) in ranges.enumerated() {
            for column in across {
                for row in down {
                    let cell = column * rows.count + row
                    members[next[cell]] = part
                    next[cell] += 1
                }
            }
        }
        self.starts = starts
        self.members = members
    }

    /// The parts that may be near a rectangle, each once, in a fixed order.
    func parts(near rect: Rect) -> [Part] {
        var found: [Int] = []
        for column in columns.range(rect.minX, rect.maxX) {
            for row in rows.range(rect.minY, rect.maxY) {
                let cell = column * rows.count + row
                for index in starts[cell]..<starts[cell + 1] where areas[members[index]].intersects(rect) {
                    found.append(members[index])
                }
            }
        }
        return unique(found)
    }

    /// The parts that may be near a line, each once, in a fixed order.
    func parts(along segments: [Segment]) -> [Part] {
        var found: [Int] = []
        for segment in segments {
            let (left, right) =
                segment.from.x <= segment.to.x ? (segment.from, segment.to) : (segment.to, segment.from)
            let slope = right.x > left.x ? (right.y - left.y) / (right.x - left.x) : 0
            for column in columns.range(left.x, right.x) {
                // The part of the segment in the column, and so a little more.
                var (start, end) = (left.y, right.y)
                if right.x - left.x > 1 {
                    start = left.y + slope * (max(columns.lower(column), left.x) - left.x)
                    end = left.y + slope * (min(columns.upper(column), right.x) - left.x)
                }
                for row in rows.range(min(start, end) - 0.1, max(start, end) + 0.1) {
                    let cell = column * rows.count + row
                    for index in starts[cell]..<starts[cell + 1] where meets(areas[members[index]], left, right)
                    {
                        found.append(members[index])
                    }
                }
            }
        }
        return unique(found)
    }

    /// Whether a stroke meets a rectangle: neither the sides nor the stroke part them.
    private func meets(_ area: Rect, _ left: Point, _ right: Point) -> Bool {
        guard area.minX <= right.x, left.x <= area.maxX, area.minY <= max(left.y, right.y),
            min(left.y, right.y) <= area.maxY
        else { return false }
        let (dx, dy) = (right.x - left.x, right.y - left.y)
        let (x, y) = ((area.minX + area.maxX) / 2 - left.x, (area.minY + area.maxY) / 2 - left.y)
        return 2 * abs(dx * y - dy * x) <= dx * (area.maxY - area.minY) + abs(dy) * (area.maxX - area.minX)
    }

    private func unique(_ found: [Int]) -> [Part] {
        var last = -1
        return found.sorted().compactMap { index in
            defer { last = index }
            return index == last ? nil : parts[index]
        }
    }
}

/// One direction cut into intervals that hold about equally many of some numbers.
private struct Cuts {
    private var inner: [Double] = []

    /// No interval is narrower.
    private static let least = 16.0

    init(_ numbers: [Double]) {
        let sorted = numbers.sorted()
        let count = Int(Double(sorted.count).squareRoot())
        guard count > 1 else { return }
        for cut in 1..<count {
            let place = sorted[cut * sorted.count / count] + 0.5
            if place > (inner.last ?? -.infinity) + Self.least { inner.append(place) }
        }
    }

    var count: Int { inner.count + 1 }

    func lower(_ index: Int) -> Double { index == 0 ? -.infinity : inner[index - 1] }
    func upper(_ index: Int) -> Double { index == inner.count ? .infinity : inner[index] }

    /// The intervals that numbers from `low` to `high` lie in.
    func range(_ low: Double, _ high: Double) -> ClosedRange<Int> {
        let first = index(of: low)
        return first...max(index(of: high), first)
    }

    private func index(of number: Double) -> Int {
        var low = 0
        var high = inner.count
        while low < high {
            let middle = (low + high) / 2
            if inner[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension LayoutGeometry {
    /// Whether an arrow's end is an operation.
    func isCircle(_ end: End) -> Bool {
        guard case .node(let node) = end, case .circle = nodes[node].outline else { return false }
        return true
    }
}
