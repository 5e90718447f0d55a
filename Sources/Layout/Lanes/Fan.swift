import Scene

/// The slanted arrows between two neighbouring columns, and the least distance of the columns that gives every
/// value on them its room.
///
/// The left column stands at x = 0, the right one at x = width. The two values of a spoke stand opposite each other.
/// The inner one, on the side of the lanes' column, stands in the label band between the spoke's lane and the next
/// one towards the hub: there it meets no value on a lane, even where it reaches beyond the column.
struct Fan {
    struct Spoke {
        let edge: Diagram.Edge
        let index: Int
        /// The heights of the two ends.
        let left: Double
        let right: Double
        /// Whether the end on a lane is the left one; the other end is the hub, where the spokes meet.
        let isLaneLeft: Bool
        /// The height of the inner value's centre; nil where the hub is too near for a band.
        let labelHeight: Double?
        /// Whether a value may reach beyond the lane's column.
        let mayOverflow: Bool

        var lane: Double { isLaneLeft ? left : right }
        var hub: Double { isLaneLeft ? right : left }
    }

    /// A value on a level arrow in the gap.
    struct LevelValue {
        /// Where its centre stands: 0 is the left column, 1 the right one.
        let part: Double
        let height: Double
        let size: Size
    }

    let spacing: Spacing
    /// Ordered by hub, then by lane: neighbours in this order are neighbours on the page.
    let spokes: [Spoke]
    /// The nodes of the two columns, other than its own, that each spoke or a value on it could come near to.
    private let nearLeft: [[Double]]
    private let nearRight: [[Double]]
    private let radius: Double
    /// The heights of the level arrows that run through the gap, ascending.
    private let runs: [Double]
    private let levels: [LevelValue]

    /// - Parameters:
    ///   - left, right: the heights of the circles in the two columns, ascending.
    ///   - runs: the heights of the level arrows through the gap, ascending.
    ///   - levels: the values on level arrows that stand in the gap or reach into it.
    init(
        spokes: [Spoke], left: [Double], right: [Double], radius: Double, runs: [Double],
        levels: [LevelValue], laneHeight: Double, spacing: Spacing
    ) {
        self.spokes = spokes.sorted { ($0.hub, $0.lane, $0.index) < ($1.hub, $1.lane, $1.index) }
        self.spacing = spacing
        self.radius = radius
        self.runs = runs
        self.levels = levels
        func near(_ heights: [Double], _ spoke: Spoke) -> [Double] {
            heights.nearest(to: spoke.lane, within: laneHeight * 1.5)
                + heights.nearest(to: spoke.hub, within: laneHeight * 1.5)
        }
        nearLeft = self.spokes.map { spoke in near(left, spoke).filter { $0 != spoke.left } }
        nearRight = self.spokes.map { spoke in near(right, spoke).filter { $0 != spoke.right } }
    }

    /// The least width, of at least `floor`, at which nothing comes too near to anything else.
    ///
    /// Nil if there is none that leaves the arrows steeper than 1 : 2: then the lanes are too near to each other.
    func width(atLeast floor: Double) -> Double? {
        if fits(floor) { return floor }
        let tallest = spokes.map { abs($0.lane - $0.hub) }.max() ?? 0
        let limit = max(4 * floor, 2 * tallest)
        var low = floor
        var high = floor * 2
        while !fits(high) {
            guard high < limit else { return nil }
            (low, high) = (high, high * 2)
        }
        while high - low > 0.5 {
            let middle = (low + high) / 2
            if fits(middle) { high = middle } else { low = middle }
        }
        return high
    }

    /// The rectangles of a spoke's values at a width.
    func labels(of spoke: Spoke, width: Double) -> [Rect] {
        let centers = labelCenters(
            forward: spoke.edge.forward, backward: spoke.edge.backward, from: Point(0, spoke.left),
            to: Point(width, spoke.right), offset: spoke.edge.isPair ? spacing.pair / 2 : 0,
            height: spoke.labelHeight, isForwardAtHeight: spoke.hub < spoke.lane, spacing: spacing)
        return [(centers.forward, spoke.edge.forward), (centers.backward, spoke.edge.backward)]
            .compactMap { center, size in size.map { Rect(center: center, size: $0) } }
    }

    private func fits(_ width: Double) -> Bool {
        let lines = spokes.map { Segment(from: Point(0, $0.left), to: Point(width, $0.right)) }
        let labels = spokes.map { self.labels(of: $0, width: width) }
        // The bands keep exactly this clearance: rounding must not count as a collision.
        let clearance = spacing.clearance - 1e-6
        let apart = clearance + spacing.pair / 2
        let levels = self.levels.map { Rect(center: Point(width * $0.part, $0.height), size: $0.size) }
        for index in spokes.indices {
            let spoke = spokes[index]
            let others = nearLeft[index].map { Point(0, $0) } + nearRight[index].map { Point(width, $0) }
            for circle in others where lines[index].distance(to: circle) < radius + apart { return false }
            let circles = others + [lines[index].from, lines[index].to]
            for level in levels where lines[index].distance(to: level) < apart { return false }
            for label in labels[index] {
                if circles.contains(where: { label.distance(to: $0) < radius + clearance }) {
                    return false
                }
                if levels.contains(where: { label.distance(to: $0) < clearance }) { return false }
                if !runs.nearest(to: label.center.y, within: label.height / 2 + apart).isEmpty { return false }
                let reach = spoke.isLaneLeft ? label.minX : width - label.maxX
                if !spoke.mayOverflow && reach < clearance { return false }
                if (spoke.isLaneLeft ? width - label.maxX : label.minX) < 0 { return false }
            }
            for other in max(index - 2, 0)..<index {
                for label in labels[index] {
                    if lines[other].distance(to: label) < apart { return false }
                    if labels[other].contains(where: { label.distance(to: $0) < clearance }) {
                        return false
                    }
                }
                if labels[other].contains(where: { lines[index].distance(to: $0) < apart }) { return false }
            }
        }
        return true
    }
}

extension [Double] {
    /// Of ascending numbers, those within a distance of one.
    func nearest(to center: Double, within distance: Double) -> [Double] {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < center - distance { low = middle + 1 } else { high = middle }
        }
        return Array(self[low...].prefix { $0 <= center + distance })
    }
}
