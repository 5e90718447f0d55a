import Scene

/// The heights of the lanes, and of the bands between them in which values on slanted arrows stand.
///
/// Between two lanes, from above: what hangs below the upper lane's arrows, the band, what stands on the lower
/// lane's arrows. No value of one part can so meet a value of another, wherever it stands along the flow.
struct LaneHeights {
    /// From one lane to the next.
    let lane: Double
    /// How far the line of an elbow from above, and of one from below, runs from its lane.
    private let rise: Double
    private let drop: Double
    /// How far nodes, elbows and values reach below their lane.
    private let below: Double
    /// The height of the band for values on slanted arrows.
    private let band: Double
    private let clearance: Double

    /// - Parameter stretch: what is added to each lane's least height.
    init(_ diagram: Diagram, grid: Grid, spacing: Spacing, stretch: Double) {
        // How far the arrows' values reach from the arrows, at most: on lanes, on elbows from above and from below.
        var level = (above: diagram.radius, below: diagram.radius)
        var high = (above: 0.0, below: 0.0)
        var low = (above: 0.0, below: 0.0)
        var band = 0.0
        for (index, edge) in diagram.edges.enumerated() {
            let above = spacing.reach(of: edge.forward, isPair: edge.isPair)
            let below = spacing.reach(of: edge.backward, isPair: edge.isPair)
            if edge.isEntry {
                if grid.comesFromBelow(index) {
                    low = (max(low.above, above), max(low.below, below))
                } else {
                    high = (max(high.above, above), max(high.below, below))
                }
            } else if grid.isSlanted(index), diagram.isInner(edge) {
                band = max(band, edge.forward?.height ?? 0, edge.backward?.height ?? 0)
            } else {
                level = (max(level.above, above), max(level.below, below))
            }
        }
        clearance = spacing.clearance
        rise = level.above + clearance + high.below
        drop = level.below + clearance + low.above
        below = low.above > 0 ? drop + low.below : level.below
        self.band = band
        lane =
            (high.above > 0 ? rise + high.above : level.above) + below + clearance
            + (band > 0 ? band + clearance : 0) + stretch
    }

    /// How far an elbow's line runs above its lane; negative below it.
    func rise(isFromBelow: Bool) -> Double { isFromBelow ? -drop : rise }

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
    /// How far a value reaches from the middle line of its level arrow or pair; 0 where there is none.
    func reach(of value: Size?, isPair: Bool) -> Double {
        value.map { (isPair ? pair / 2 : 0) + label + $0.height } ?? 0
    }
}
