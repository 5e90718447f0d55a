import Scene

/// The lane layout of a diagram: what carries the index k stands on lane k, what the lanes share stands above them,
/// what they only run into on the middle lane.
///
/// Nodes, layers and values keep their places whatever part of the diagram is shown: lay out a diagram that has all
/// that any figure of a series shows, then take each figure's placement from it.
public struct LaneLayout: Sendable {
    let diagram: Diagram
    let spacing: Spacing
    let grid: Grid
    let heights: LaneHeights
    let columns: Columns
    /// The outline of every layer, open or collapsed.
    let outlines: [Rect]
    /// The x of the free ends on the left and on the right of every layer.
    let freeEnds: [(left: Double, right: Double)]

    /// - Parameter room: what lanes and columns are farther apart than need be.
    public init(_ diagram: Diagram, spacing: Spacing = Spacing(), room: Double = 0) {
        self.diagram = diagram
        self.spacing = spacing
        let grid = Grid(diagram)
        func attempt(_ stretch: Double) -> (LaneHeights, Columns) {
            let heights = LaneHeights(diagram, grid: grid, spacing: spacing, stretch: stretch + room)
            return (heights, Columns(diagram, grid: grid, heights: heights, spacing: spacing, room: room))
        }
        // Lanes move apart until the values on slanted arrows have their room. Where arrows cross so that nothing
        // helps, the least height is as good as any.
        var (heights, columns) = attempt(0)
        for stretch in stride(from: spacing.clearance, through: heights.lane, by: spacing.clearance)
        where columns.isCrowded {
            (heights, columns) = attempt(stretch)
        }
        if columns.isCrowded { (heights, columns) = attempt(0) }
        self.grid = grid
        self.heights = heights
        self.columns = columns
        outlines = Self.outlines(diagram, grid: grid, heights: heights, columns: columns, spacing: spacing)
        freeEnds = Self.freeEnds(diagram, columns: columns, outlines: outlines)
    }

    private static func freeEnds(
        _ diagram: Diagram, columns: Columns, outlines: [Rect]
    ) -> [(left: Double, right: Double)] {
        var left = outlines.map { _ in [Int]() }
        var right = left
        for (index, edge) in diagram.edges.enumerated() where !edge.isEntry || edge.isFromOutside {
            switch (diagram.nodes[edge.source].layer, diagram.nodes[edge.target].layer) {
            case (nil, let layer?): left[layer].append(index)
            case (let layer?, nil): right[layer].append(index)
            default: break
            }
        }
        return outlines.indices.map { layer in
            (
                outlines[layer].minX - columns.length(forValuesOf: left[layer]),
                outlines[layer].maxX + columns.length(forValuesOf: right[layer])
            )
        }
    }

    /// The outlines: each layer holds what its columns reach; all are of one height.
    private static func outlines(
        _ diagram: Diagram, grid: Grid, heights: LaneHeights, columns: Columns, spacing: Spacing
    ) -> [Rect] {
        var top = Double.infinity
        var bottom = -Double.infinity
        func include(_ y: Double, above: Double, below: Double) {
            top = min(top, y - above)
            bottom = max(bottom, y + below)
        }
        for (index, node) in diagram.nodes.enumerated() where node.shape == .circle {
            include(heights.y(grid.nodeRows[index]), above: diagram.radius, below: diagram.radius)
        }
        for (index, edge) in diagram.edges.enumerated() {
            var y = heights.y(grid.edgeRows[index].source)
            guard edge.isEntry || !grid.isSlanted(index) || !diagram.isInner(edge) else { continue }
            if edge.isEntry { y -= heights.rise(isFromBelow: grid.comesFromBelow(index)) }
            include(
                y, above: spacing.reach(of: edge.forward, isPair: edge.isPair),
                below: spacing.reach(of: edge.backward, isPair: edge.isPair))
        }
        var outlines = diagram.layers.map { _ in
            Rect(minX: .infinity, minY: top - spacing.padding, maxX: -.infinity, maxY: bottom + spacing.padding)
        }
        for (column, layer) in columns.layerOfColumn.enumerated() {
            guard let layer else { continue }
            let padding = columns.padding(column)
            outlines[layer].minX = min(
                outlines[layer].minX, columns.x[column] - columns.reachLeft[column] - padding)
            outlines[layer].maxX = max(
                outlines[layer].maxX, columns.x[column] + columns.reachRight[column] + padding)
        }
        return outlines
    }
}
