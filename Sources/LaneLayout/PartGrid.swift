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

    private var parts: [Part] = []
    private let columns: Cuts
    private let rows: Cuts
    private var cells: [[Int]]

    /// What reaches farthest from a line or a box that is looked up: clearance, half a head, half an outline.
    private let reach: Double

    init(_ geometry: LayoutGeometry) {
        var placed: [(part: Part, bounds: Rect)] = []
        for (index, node) in geometry.nodes.enumerated() { placed.append((.node(index), node.outline.bounds)) }
        for (index, label) in geometry.labels.enumerated() {
            if case .node = label.owner { continue }
            placed.append((.label(index), label.bounds))
        }
        for (index, layer) in geometry.layers.enumerated() { placed.append((.layer(index), layer.outline)) }
        for (index, arrow) in geometry.arrows.enumerated() {
            let ends = [arrow.tail] + Array(repeating: .beside, count: max(arrow.line.count - 2, 0)) + [arrow.tip]
            for (point, end) in zip(arrow.line, ends) where !geometry.isCircle(end) {
                placed.append((.corner(index, point), Rect(center: point, size: .zero)))
            }
        }
        let widest = geometry.arrows.map { max($0.headWidth, $0.lineWidth) }.max() ?? 0
        reach = LayoutProof.clearance + widest + geometry.outlineWidth
        columns = Cuts(placed.map(\.bounds.center.x))
        rows = Cuts(placed.map(\.bounds.center.y))
        cells = [[Int]](repeating: [], count: columns.count * rows.count)
        for (part, bounds) in placed {
            let area = bounds.expanded(by: reach)
            for column in columns.range(area.minX, area.maxX) {
                for row in rows.range(area.minY, area.maxY) { cells[column * rows.count + row].append(parts.count) }
            }
            parts.append(part)
        }
    }

    /// The parts that may be near a rectangle, each once, in a fixed order.
    func parts(near rect: Rect) -> [Part] {
        var found: [Int] = []
        for column in columns.range(rect.minX, rect.maxX) {
            for row in rows.range(rect.minY, rect.maxY) { found += cells[column * rows.count + row] }
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
                    found += cells[column * rows.count + row]
                }
            }
        }
        return unique(found)
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
