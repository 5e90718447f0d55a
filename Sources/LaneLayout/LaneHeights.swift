import Scene

/// The heights of the lanes, and of the bands between them in which values on slanted arrows stand.
///
/// Between two lanes, from above: what hangs below the upper lane's arrows, the band, what stands on the lower
/// lane's arrows. No value of one part can so meet a value of another, wherever it stands along the flow.
struct LaneHeights {
    /// How far an elbow's line runs above its lane.
    let elbow: Double
    /// From one lane to the next.
    let lane: Double
    /// How far nodes and values reach below their lane.
    private let below: Double
    /// The height of the band for values on slanted arrows.
    private let band: Double
    private let clearance: Double

    /// - Parameter stretch: what is added to each lane's least height.
    init(_ diagram: Diagram, grid: Grid, spacing: Spacing, stretch: Double) {
        var above = diagram.radius
        var below = diagram.radius
        var band = 0.0
        var entry = 0.0
        for (index, edge) in diagram.edges.enumerated() {
            let forward = edge.forward?.height ?? 0
            let backward = edge.backward?.height ?? 0
            if edge.isEntry {
                entry = max(entry, forward)
            } else if grid.isSlanted(index), diagram.isInner(edge) {
                band = max(band, forward, backward)
            } else {
                above = max(above, spacing.valueOffset + forward)
                below = max(below, spacing.valueOffset + backward)
            }
        }
        clearance = spacing.clearance
        elbow = above + clearance
        self.below = below
        self.band = band
        lane =
            (entry > 0 ? elbow + spacing.label + entry : above) + below + clearance
            + (band > 0 ? band + clearance : 0) + stretch
    }

    func y(_ row: Double) -> Double { row * lane }

    /// The middle of the band of an arrow between a lane and a hub on another row.
    ///
    /// Nil for a hub between two lanes, which stands in the band itself: half of the way is too little for it.
    func labelHeight(lane row: Double, hub: Double) -> Double? {
        abs(hub - row) < 1 ? nil : y(hub > row ? row : row - 1) + below + clearance + band / 2
    }
}

extension Diagram {
    /// Whether an edge leads from node to node, not from or to a free end.
    func isInner(_ edge: Edge) -> Bool { nodes[edge.source].shape != .end && nodes[edge.target].shape != .end }
}

extension Spacing {
    /// From a level pair's middle line to the near side of its values.
    var valueOffset: Double { pair / 2 + label }
}
