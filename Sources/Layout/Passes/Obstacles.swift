import Scene

/// What stands in the way of an arrow, for looking up what is near a stroke.
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

    private struct Cell: Hashable {
        let column: Int
        let row: Int
    }

    private(set) var things: [Thing] = []
    private var thingsOfEdge: [Int: [Int]] = [:]
    private var isGone: [Bool] = []
    private var cells: [Cell: [Int]] = [:]
    private let side: Double

    /// - Parameter side: of a cell; what is nearer than half of it is found.
    init(side: Double) { self.side = side }

    mutating func add(_ thing: Thing, in area: Rect) {
        for cell in cells(of: area) { cells[cell, default: []].append(things.count) }
        note(thing)
    }

    mutating func add(_ thing: Thing, along segment: Segment) {
        for cell in cells(along: segment) { cells[cell, default: []].append(things.count) }
        note(thing)
    }

    private mutating func note(_ thing: Thing) {
        if let edge = thing.edge { thingsOfEdge[edge, default: []].append(things.count) }
        things.append(thing)
        isGone.append(false)
    }

    /// Takes away what belongs to an arrow.
    mutating func remove(edge: Int) {
        for thing in thingsOfEdge.removeValue(forKey: edge) ?? [] { isGone[thing] = true }
    }

    func near(_ segment: Segment) -> [Thing] { found(cells(along: segment)) }
    func near(_ area: Rect) -> [Thing] { found(cells(of: area)) }

    private func found(_ cells: [Cell]) -> [Thing] {
        var found: [Int] = []
        for cell in cells { found += self.cells[cell] ?? [] }
        found.sort()
        var last = -1
        var things: [Thing] = []
        for index in found where index != last && !isGone[index] {
            things.append(self.things[index])
            last = index
        }
        return things
    }

    private func cells(of area: Rect) -> [Cell] {
        let area = area.expanded(by: side / 4)
        let rows = Int((area.minY / side).rounded(.down))...Int((area.maxY / side).rounded(.down))
        return (Int((area.minX / side).rounded(.down))...Int((area.maxX / side).rounded(.down))).flatMap {
            column in
            rows.map { Cell(column: column, row: $0) }
        }
    }

    private func cells(along segment: Segment) -> [Cell] {
        let count = max(Int((segment.length / side).rounded(.up)), 1)
        let step = (segment.to - segment.from) * (1 / Double(count))
        var cells: [Cell] = []
        for index in 0..<count {
            let (from, to) = (segment.from + step * Double(index), segment.from + step * Double(index + 1))
            let box = Rect(
                minX: min(from.x, to.x), minY: min(from.y, to.y), maxX: max(from.x, to.x),
                maxY: max(from.y, to.y))
            for cell in self.cells(of: box) where !cells.suffix(8).contains(cell) { cells.append(cell) }
        }
        return cells
    }
}
