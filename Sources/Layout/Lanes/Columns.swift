import Scene

/// Where the columns stand along the flow, and how far the contents of each reach around it.
struct Columns {
    /// The x of each column.
    private(set) var x: [Double] = [0]
    /// How far the contents of a column reach to its left and to its right.
    private(set) var reachLeft: [Double]
    private(set) var reachRight: [Double]
    /// Whether the lanes are too near to each other for the values on slanted arrows.
    private(set) var isCrowded = false
    let gaps: Gaps
    /// The layer whose nodes stand in each column.
    let layerOfColumn: [Int?]

    private let diagram: Diagram
    private let grid: Grid
    private let heights: LaneHeights
    private let spacing: Spacing

    /// - Parameter room: what is added to the least distance of two columns.
    init(_ diagram: Diagram, grid: Grid, heights: LaneHeights, spacing: Spacing, room: Double) {
        self.diagram = diagram
        self.grid = grid
        self.heights = heights
        self.spacing = spacing
        gaps = Gaps(diagram, grid: grid, heights: heights)
        var layers = [Int?](repeating: nil, count: grid.columnCount)
        for (index, node) in diagram.nodes.enumerated() {
            if let column = grid.columns[index] { layers[column] = node.layer }
        }
        layerOfColumn = layers
        reachLeft = [Double](repeating: diagram.radius, count: grid.columnCount)
        reachRight = reachLeft
        reachAroundNodes()
        place(room)
    }

    private mutating func reachAroundNodes() {
        for (index, node) in diagram.nodes.enumerated() {
            guard let column = grid.columns[index], case .box(let size) = node.shape else { continue }
            reachLeft[column] = size.width / 2 + spacing.padding
            reachRight[column] = reachLeft[column]
        }
        for (column, entries) in gaps.entries.enumerated() where !gaps.circles[column].isEmpty {
            for entry in entries { reachLeft[column] = max(reachLeft[column], elbowReach(entry)) }
        }
        // A free arrow from or to a hub bends inside the layer.
        for (index, edge) in diagram.edges.enumerated() where !edge.isEntry && grid.isSlanted(index) {
            switch (grid.columns[edge.source], grid.columns[edge.target]) {
            case (nil, let to?): reachLeft[to] = max(reachLeft[to], bend(index))
            case (let from?, nil): reachRight[from] = max(reachRight[from], bend(index))
            default: break
            }
        }
    }

    private mutating func place(_ room: Double) {
        // How far a fan's values reach beyond its columns is known once its width is.
        let widths = (0..<grid.columnCount - 1).map { gap in
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
        for gap in widths.indices {
            let apart =
                layerOfColumn[gap] == layerOfColumn[gap + 1]
                ? reachLeft[gap + 1] + spacing.clearance
                : reachRight[gap] + padding(gap) + corridor(gap) + padding(gap + 1) + reachLeft[gap + 1]
            x.append(x[gap] + max(widths[gap], apart) + room)
        }
    }

    /// Between a column's contents and its layer's outline; a collapsed layer is its own outline.
    func padding(_ column: Int) -> Double { gaps.circles[column].isEmpty ? 0 : spacing.padding }

    /// The length of an arrow outside the layers that carries the widest of these edges' values.
    func length(forValuesOf edges: some Sequence<Int>) -> Double {
        let widths = edges.map {
            max(diagram.edges[$0].forward?.width ?? 0, diagram.edges[$0].backward?.width ?? 0)
        }
        return (widths.max() ?? 0) + 2 * spacing.arrow
    }

    /// The distance of two layers' outlines.
    private func corridor(_ gap: Int) -> Double {
        let values = length(forValuesOf: gaps.level[gap])
        let inputs = layerOfColumn.indices.filter { layerOfColumn[$0] == layerOfColumn[gap + 1] }
            .flatMap { gaps.entries[$0] }.filter { diagram.edges[$0].isFromOutside }
        let isOpen = !gaps.circles[gap + 1].isEmpty
        let entries = isOpen ? inputs : gaps.entries[gap + 1]
        if entries.isEmpty { return values }
        // What enters a layer from beside the flow begins well away from the layer before.
        return max(values, length(forValuesOf: entries) + 2 * spacing.arrow)
    }

    /// The least width of a gap for the values on its level arrows.
    private func levelWidth(_ gap: Int) -> Double { 2 * diagram.radius + length(forValuesOf: gaps.level[gap]) }

    /// How far an elbow reaches to the left of its node's centre.
    private func elbowReach(_ entry: Int) -> Double {
        abs(elbowBend(entry).x) + (diagram.edges[entry].isFromOutside ? 0 : length(forValuesOf: [entry]))
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
        let isBlockedLeft = (gap > 0 && !gaps.slanted[gap - 1].isEmpty) || !gaps.entries[gap].isEmpty
        let isBlockedRight = !gaps.slanted[gap + 1].isEmpty
        let spokes = gaps.slanted[gap].map { index in
            let rows = grid.edgeRows[index]
            let isLaneLeft = grid.isLaneLeft(index, of: diagram)
            let (lane, hub) = grid.laneAndHub(index, of: diagram)
            return Fan.Spoke(
                edge: diagram.edges[index], index: index, left: heights.y(rows.source),
                right: heights.y(rows.target), isLaneLeft: isLaneLeft,
                labelHeight: heights.labelHeight(lane: lane, hub: hub),
                mayOverflow: !(isLaneLeft ? isBlockedLeft : isBlockedRight) && abs(hub - lane) >= 1)
        }
        return Fan(
            spokes: spokes, left: gaps.circles[gap], right: gaps.circles[gap + 1], radius: diagram.radius,
            runs: gaps.runs[gap], levels: spokes.isEmpty ? [] : levelValues(around: gap),
            laneHeight: heights.lane, spacing: spacing)
    }

    /// The values on level arrows that stand in a gap or reach into it from its columns.
    private func levelValues(around gap: Int) -> [Fan.LevelValue] {
        gaps.spots.sorted { $0.key < $1.key }.flatMap { index, spot -> [Fan.LevelValue] in
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
