import Scene

/// Where the columns stand along the flow, and how far the contents of each reach around it.
struct Columns {
    enum Spot: Equatable {
        /// In the middle of the gap behind a column.
        case gap(Int)
        /// At a column that the arrow passes.
        case column(Int)
    }

    /// The x of each column.
    private(set) var x: [Double] = [0]
    /// How far the contents of a column reach to its left and to its right.
    private(set) var reachLeft: [Double]
    private(set) var reachRight: [Double]
    /// Whether the lanes are too near to each other for the values on slanted arrows.
    private(set) var isCrowded = false
    /// Where a level arrow's values stand, by edge.
    private(set) var labelSpots: [Int: Spot] = [:]

    private let diagram: Diagram
    private let grid: Grid
    private let heights: LaneHeights
    private let spacing: Spacing
    /// The inner edges by the gap behind a column: slanted ones, and level ones whose values stand there.
    private var slanted: [[Int]]
    private var level: [[Int]]
    /// The heights of the level arrows that run through the gap behind a column, ascending.
    private var runs: [[Double]]
    /// The entries and the free arrows by the column they lead to or come from.
    private var entries: [[Int]]
    private var circles: [[Double]]

    init(_ diagram: Diagram, grid: Grid, heights: LaneHeights, spacing: Spacing) {
        self.diagram = diagram
        self.grid = grid
        self.heights = heights
        self.spacing = spacing
        let none = [[Int]](repeating: [], count: grid.columnCount)
        (slanted, level, entries) = (none, none, none)
        circles = none.map { _ in [] }
        runs = circles
        reachLeft = none.map { _ in diagram.radius }
        reachRight = reachLeft
        sortNodes()
        sortEdges()
        place()
    }

    private mutating func sortNodes() {
        for (index, node) in diagram.nodes.enumerated() {
            guard let column = grid.columns[index] else { continue }
            if case .box(let size) = node.shape {
                reachLeft[column] = size.width / 2 + spacing.padding
                reachRight[column] = reachLeft[column]
            } else {
                circles[column].append(heights.y(grid.nodeRows[index]))
            }
        }
        for column in circles.indices { circles[column].sort() }
    }

    private mutating func sortEdges() {
        var levels: [(edge: Int, gaps: Range<Int>)] = []
        for (index, edge) in diagram.edges.enumerated() {
            switch (grid.columns[edge.source], grid.columns[edge.target]) {
            case (let from?, let to?) where grid.isSlanted(index): slanted[max(from, to - 1)].append(index)
            case (let from?, let to?): levels.append((index, from..<to))
            case (nil, let to?) where edge.isEntry: entries[to].append(index)
            case (nil, let to?) where grid.isSlanted(index): reachLeft[to] = max(reachLeft[to], bend(index))
            case (let from?, nil) where grid.isSlanted(index):
                reachRight[from] = max(reachRight[from], bend(index))
            default: break
            }
        }
        for (index, gaps) in levels {
            for gap in gaps { runs[gap].append(heights.y(grid.edgeRows[index].source)) }
            let spot = spot(passing: gaps)
            labelSpots[index] = spot
            if case .gap(let gap) = spot { level[gap].append(index) }
        }
        for gap in runs.indices { runs[gap].sort() }
    }

    /// A gap without slanted arrows is the best place for the values, the middle one of several; then a column that
    /// the arrow passes: the spokes of a fan leave room below its hub.
    private func spot(passing gaps: Range<Int>) -> Spot {
        let free = gaps.filter { slanted[$0].isEmpty }
        if !free.isEmpty { return .gap(free[free.count / 2]) }
        let middle = gaps.lowerBound + gaps.count / 2
        return gaps.count > 1 ? .column(middle) : .gap(middle)
    }

    private mutating func place() {
        let gaps = 0..<max(grid.columnCount - 1, 0)
        let widths = gaps.map { gap in
            let fan = fan(gap)
            let least = fan.width(atLeast: levelWidth(gap))
            let width = least ?? levelWidth(gap)
            if least == nil { isCrowded = true }
            for label in fan.spokes.flatMap({ fan.labels(of: $0, width: width) }) {
                reachLeft[gap] = max(reachLeft[gap], -label.minX)
                reachRight[gap + 1] = max(reachRight[gap + 1], label.maxX - width)
            }
            return width
        }
        for column in entries.indices {
            for entry in entries[column] { reachLeft[column] = max(reachLeft[column], elbowReach(entry)) }
        }
        let layers = layerOfColumn
        for gap in gaps {
            let apart =
                layers[gap] == layers[gap + 1]
                ? reachLeft[gap + 1] + spacing.clearance
                : reachRight[gap] + padding(gap) + corridor(gap) + padding(gap + 1) + reachLeft[gap + 1]
            x.append(x[gap] + max(widths[gap], apart))
        }
    }

    /// The layer whose nodes stand in each column.
    var layerOfColumn: [Int?] {
        var layers = [Int?](repeating: nil, count: grid.columnCount)
        for (index, node) in diagram.nodes.enumerated() {
            if let column = grid.columns[index] { layers[column] = node.layer }
        }
        return layers
    }

    /// Between a column's contents and its layer's outline; a collapsed layer is its own outline.
    func padding(_ column: Int) -> Double { circles[column].isEmpty ? 0 : spacing.padding }

    /// The length of an arrow outside the layers that carries the widest of these edges' values.
    func length(forValuesOf edges: some Sequence<Int>) -> Double {
        let widths = edges.map {
            max(diagram.edges[$0].forward?.width ?? 0, diagram.edges[$0].backward?.width ?? 0)
        }
        return (widths.max() ?? 0) + 2 * spacing.arrow
    }

    /// The distance of two layers' outlines.
    private func corridor(_ gap: Int) -> Double {
        let values = length(forValuesOf: level[gap])
        guard circles[gap + 1].isEmpty, !entries[gap + 1].isEmpty else { return values }
        // What enters a collapsed layer from beside the flow begins well away from the layer before.
        return max(values, length(forValuesOf: entries[gap + 1]) + 2 * spacing.arrow)
    }

    /// The least width of a gap for the values on its level arrows.
    private func levelWidth(_ gap: Int) -> Double { 2 * diagram.radius + length(forValuesOf: level[gap]) }

    /// How far an elbow reaches to the left of its node's centre.
    private func elbowReach(_ entry: Int) -> Double {
        let isIntoBox = circles[grid.columns[diagram.edges[entry].target] ?? 0].isEmpty
        return isIntoBox ? 0 : abs(elbowBend(entry).x) + length(forValuesOf: [entry])
    }

    /// From a node's centre to the bend of its elbow: to the left, and up or down.
    func elbowBend(_ entry: Int) -> Point {
        let rise = heights.rise(isFromBelow: grid.comesFromBelow(entry))
        return Point(-abs(rise) / spacing.elbowSlope, -rise)
    }

    /// How far from its hub a free arrow on a lane bends towards it: for a slope of 60° at most.
    func bend(_ edge: Int) -> Double {
        let rows = grid.edgeRows[edge]
        return 2 * diagram.radius + abs(heights.y(rows.source) - heights.y(rows.target)) / spacing.elbowSlope
    }

    private func fan(_ gap: Int) -> Fan {
        let isBlockedLeft = (gap > 0 && !slanted[gap - 1].isEmpty) || !entries[gap].isEmpty
        let isBlockedRight = gap + 1 < slanted.count && !slanted[gap + 1].isEmpty
        let spokes = slanted[gap].map { index in
            let edge = diagram.edges[index]
            let rows = grid.edgeRows[index]
            let isLaneLeft = grid.isLaneLeft(index, of: diagram)
            let (lane, hub) = grid.laneAndHub(index, of: diagram)
            return Fan.Spoke(
                edge: edge, index: index, left: heights.y(rows.source), right: heights.y(rows.target),
                isLaneLeft: isLaneLeft, labelHeight: heights.labelHeight(lane: lane, hub: hub),
                mayOverflow: !(isLaneLeft ? isBlockedLeft : isBlockedRight) && abs(hub - lane) >= 1)
        }
        return Fan(
            spokes: spokes, left: circles[gap], right: gap + 1 < circles.count ? circles[gap + 1] : [],
            radius: diagram.radius, runs: runs[gap],
            levels: spokes.isEmpty ? [] : levelValues(around: gap),
            laneHeight: heights.lane, spacing: spacing)
    }

    /// The values on level arrows that stand in a gap or reach into it from its columns.
    private func levelValues(around gap: Int) -> [Fan.LevelValue] {
        labelSpots.sorted { $0.key < $1.key }.flatMap { index, spot -> [Fan.LevelValue] in
            switch spot {
            case .gap(gap): levelValues(index, at: 0.5)
            case .column(gap): levelValues(index, at: 0)
            case .column(gap + 1): levelValues(index, at: 1)
            default: []
            }
        }
    }

    /// The values on a level arrow, at a part of the gap's width.
    private func levelValues(_ index: Int, at part: Double) -> [Fan.LevelValue] {
        let y = heights.y(grid.edgeRows[index].source)
        let offset = spacing.pair / 2 + spacing.label
        let above = diagram.edges[index].forward.map {
            Fan.LevelValue(part: part, height: y - offset - $0.height / 2, size: $0)
        }
        let below = diagram.edges[index].backward.map {
            Fan.LevelValue(part: part, height: y + offset + $0.height / 2, size: $0)
        }
        return [above, below].compactMap { $0 }
    }
}
