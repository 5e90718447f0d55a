import Scene

extension LayoutProof {
    /// No two arrows lie on each other, or run closely side by side.
    ///
    /// Only strokes of nearly one direction can: these are swept across their direction. Those that converge at a node which
    /// they share may come close there; where they end or bend, they are apart.
    mutating func checkDirections() {
        var strokes = [[Stroke]](repeating: [], count: Stroke.directions.count)
        for (index, arrow) in geometry.arrows.enumerated() {
            let segments = arrow.segments
            for (position, segment) in segments.enumerated() where segment.length > Self.longestStretch {
                let tailHub = position == 0 ? circle(arrow.tail) : nil
                let tipHub = position == segments.count - 1 ? circle(arrow.tip) : nil
                let direction = Stroke.direction(of: segment)
                let next = (direction + 1) % strokes.count
                for list in [direction, next] {
                    strokes[list].append(
                        Stroke(index, segment, tailHub, tipHub, across: list, isGuest: list == next))
                }
            }
        }
        for strokes in strokes where !isDone { sweep(strokes) }
    }

    /// The circle that an arrow ends at.
    private func circle(_ end: LayoutGeometry.End) -> Int? {
        guard case .node(let node) = end, case .circle = geometry.nodes[node].outline else { return nil }
        return node
    }

    /// Goes through strokes across their direction, each against those before it that reach so far.
    private mutating func sweep(_ strokes: [Stroke]) {
        let strokes = strokes.sorted { ($0.low, $0.arrow) < ($1.low, $1.arrow) }
        let widest = strokes.map { geometry.arrows[$0.arrow].lineWidth }.max() ?? 0
        let reach = Self.clearance + widest
        var open: [Int] = []
        for (index, stroke) in strokes.enumerated() {
            var kept = 0
            for position in open.indices {
                let other = strokes[open[position]]
                if other.high + reach < stroke.low { continue }
                open[kept] = open[position]
                kept += 1
                if other.start > stroke.end || stroke.start > other.end || other.arrow == stroke.arrow
                    || (other.isGuest && stroke.isGuest) || stroke.converges(with: other)
                {
                    continue
                }
                let widths = geometry.arrows[stroke.arrow].lineWidth + geometry.arrows[other.arrow].lineWidth
                if stroke.segment.runs(along: other.segment, within: Self.clearance + widths / 2) {
                    report(
                        .along, .arrow(min(stroke.arrow, other.arrow)), .arrow(max(stroke.arrow, other.arrow)))
                    if isDone { return }
                }
            }
            open.removeLast(open.count - kept)
            open.append(index)
        }
    }
}

/// A straight part of an arrow among those of nearly its direction.
private struct Stroke {
    let arrow: Int
    let segment: Segment
    /// The circles that it begins and ends at; below 0 for none.
    let tailHub: Int
    let tipHub: Int
    /// How far it reaches across the direction.
    let low: Double
    let high: Double
    /// And along it.
    let start: Double
    let end: Double
    /// Whether it is of the direction before: so two of nearly one direction have one in common.
    let isGuest: Bool

    init(
        _ arrow: Int, _ segment: Segment, _ tailHub: Int?, _ tipHub: Int?, across direction: Int, isGuest: Bool
    ) {
        self.arrow = arrow
        self.segment = segment
        self.tailHub = tailHub ?? -1
        self.tipHub = tipHub ?? -2
        self.isGuest = isGuest
        let along = Self.directions[direction]
        let across = Point(-along.y, along.x)
        let (from, to) = (segment.from.dot(across), segment.to.dot(across))
        low = min(from, to)
        high = max(from, to)
        let (first, last) = (segment.from.dot(along), segment.to.dot(along))
        start = min(first, last)
        end = max(first, last)
    }

    /// Whether two strokes meet at one node, and one only.
    func converges(with other: Stroke) -> Bool {
        let isTailShared = tailHub >= 0 && (tailHub == other.tailHub || tailHub == other.tipHub)
        let isTipShared = tipHub >= 0 && (tipHub == other.tailHub || tipHub == other.tipHub)
        return isTailShared != isTipShared
    }

    /// Unit vectors, evenly spaced by slope: first the flat ones, then the steep ones, half a turn in all. Neighbours differ
    /// by more than `LayoutProof.leastSine`.
    static let directions: [Point] = (0..<2 * slopes).map { index in
        let slope = (Double(index % slopes) + 0.5) * 2 / Double(slopes) - 1
        return index < slopes ? Point(1, slope).unit : Point(-slope, 1).unit
    }

    private static let slopes = 19

    /// The nearest of the directions.
    static func direction(of segment: Segment) -> Int {
        let along = segment.to - segment.from
        let isFlat = abs(along.x) >= abs(along.y)
        let slope = isFlat ? along.y / along.x : -along.x / along.y
        return min(Int((slope + 1) / 2 * Double(slopes)), slopes - 1) + (isFlat ? 0 : slopes)
    }
}
