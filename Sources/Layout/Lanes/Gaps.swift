import Scene

/// What stands and runs in the columns of a grid and in the gaps between them. A gap has the number of the column
/// before it.
struct Gaps {
    /// Where the values of a level arrow stand.
    enum Spot: Equatable {
        /// In the middle of a gap.
        case gap(Int)
        /// At a column that the arrow passes.
        case column(Int)
    }

    /// The slanted inner edges in each gap.
    private(set) var slanted: [[Int]]
    /// The level inner edges whose values stand in each gap.
    private(set) var level: [[Int]]
    /// The heights of the level arrows that run through each gap, ascending.
    private(set) var runs: [[Double]]
    /// The entries to each column.
    private(set) var entries: [[Int]]
    /// The heights of the circles in each column, ascending.
    private(set) var circles: [[Double]]
    /// By level inner edge.
    private(set) var spots: [Int: Spot] = [:]

    init(_ diagram: Diagram, grid: Grid, heights: LaneHeights) {
        let none = [[Int]](repeating: [], count: grid.columnCount)
        (slanted, level, entries) = (none, none, none)
        circles = none.map { _ in [] }
        runs = circles
        for (index, node) in diagram.nodes.enumerated() where node.shape == .circle {
            if let column = grid.columns[index] { circles[column].append(heights.y(grid.nodeRows[index])) }
        }
        var levels: [(edge: Int, gaps: Range<Int>)] = []
        for (index, edge) in diagram.edges.enumerated() {
            guard let to = grid.columns[edge.target] else { continue }
            if let from = grid.columns[edge.source] {
                if grid.isSlanted(index) {
                    slanted[max(from, to - 1)].append(index)
                } else {
                    levels.append((index, from..<to))
                }
            } else if edge.isEntry {
                entries[to].append(index)
            }
        }
        for (index, gaps) in levels {
            for gap in gaps { runs[gap].append(heights.y(grid.edgeRows[index].source)) }
            let spot = spot(passing: gaps)
            spots[index] = spot
            if case .gap(let gap) = spot { level[gap].append(index) }
        }
        for column in circles.indices {
            circles[column].sort()
            runs[column].sort()
        }
    }

    /// A gap without slanted arrows is the best place for the values, the middle one of several; then a column that
    /// the arrow passes: the spokes of a fan leave room below its hub.
    private func spot(passing gaps: Range<Int>) -> Spot {
        let free = gaps.filter { slanted[$0].isEmpty }
        if !free.isEmpty { return .gap(free[free.count / 2]) }
        let middle = gaps.lowerBound + gaps.count / 2
        return gaps.count > 1 ? .column(middle) : .gap(middle)
    }
}
