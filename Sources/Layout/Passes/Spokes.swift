import Scene

/// The straight slanted arrows between two neighbouring columns of nodes, and the least distance of the columns that
/// gives each of them and its values their room.
///
/// The left column stands at x = 0, the right one at x = width. The two values of a spoke stand opposite each other.
struct Spokes {
    struct Spoke {
        let edge: Int
        /// The heights of its ends.
        let left: Double
        let right: Double
        let isPair: Bool
        let forward: Diagram.Value?
        let backward: Diagram.Value?
        /// The node that it shares with the others of its fan, as the end at which they meet.
        let meetsRight: Bool
        let hub: Int

        func line(_ width: Double) -> Segment { Segment(from: Point(0, left), to: Point(width, right)) }
    }

    /// Values on a level arrow: their heights are fixed, they stand in the middle of the values' column.
    struct LevelValue {
        let height: Double
        let size: Size
    }

    let spokes: [Spoke]
    /// Ascending heights: of the circles in the two columns, and of the level arrows between them.
    private let circles: (left: [Double], right: [Double])
    private let runs: [Double]
    /// By height.
    private let levels: [LevelValue]
    /// Whether values may reach beyond the nodes of the left and of the right column.
    private let mayReachBeyond: (left: Bool, right: Bool)
    /// The largest of the circles in the left and in the right column.
    private let radius: (left: Double, right: Double)
    private let spacing: Spacing
    /// The spokes of each fan, as indices into `spokes`.
    private let fans: [[Int]]

    init(
        _ spokes: [Spoke], circles: (left: [Double], right: [Double]), runs: [Double], levels: [LevelValue],
        mayReachBeyond: (left: Bool, right: Bool), radius: (left: Double, right: Double),
        spacing: Spacing
    ) {
        self.mayReachBeyond = mayReachBeyond
        self.spokes = spokes
        self.circles = (circles.left.sorted(), circles.right.sorted())
        self.runs = runs.sorted()
        self.levels = levels.sorted { $0.height < $1.height }
        self.radius = radius
        self.spacing = spacing
        var fans: [Int: [Int]] = [:]
        for (index, spoke) in spokes.enumerated() { fans[spoke.hub, default: []].append(index) }
        self.fans = fans.sorted { $0.key < $1.key }.map { _, members in
            members.sorted { (spokes[$0].left + spokes[$0].right) < (spokes[$1].left + spokes[$1].right) }
        }
    }

    /// The spokes at the least width, of at least `floor`, at which all find room.
    ///
    /// - Parameter middle: where the values of level arrows stand at a width.
    /// - Throws: `Crowded` where there is none that leaves the steepest of them steep.
    func fit(atLeast floor: Double, middle: (Double) -> Double) throws(Crowded) -> Fit {
        let tallest = spokes.map { abs($0.left - $0.right) }.max() ?? 0
        let limit = max(floor, min(spacing.straightness - 1, 1) * max(3 * floor, 1.5 * tallest))
        var width = floor
        while true {
            do {
                return try fit(width: width, middle: middle(width))
            } catch  where width * Self.step <= limit {
                width *= Self.step
            }
        }
    }

    private static let step = 1.08

    /// A fan that finds no room.
    struct Crowded: Error {
        let edges: [Int]
    }

    /// How the spokes stand between their columns.
    struct Fit {
        let width: Double
        /// Where the values of each spoke stand beside it, as a part of its way from the left.
        let feet: [Int: Double]
        /// How far values reach beyond the nodes of the left and of the right column.
        let beyond: (left: Double, right: Double)
    }

    private func fit(width: Double, middle: Double) throws(Crowded) -> Fit {
        let lines = spokes.map { $0.line(width) }
        let levels = self.levels.map { Rect(center: Point(middle, $0.height), size: $0.size) }
        var feet = [Double?](repeating: nil, count: spokes.count)
        var labels = [[Rect]](repeating: [], count: spokes.count)
        for fan in fans {
            let isFree = fan.allSatisfy { self.isFree(lines[$0], spokes[$0], width, levels) }
            let candidates = isFree ? Self.candidates(fan.map { spokes[$0] }) : []
            let placed = candidates.lazy.compactMap { parts in
                place(fan, at: parts, lines, labels, width, levels)
            }.first
            guard let placed else { throw Crowded(edges: fan.map { spokes[$0].edge }) }
            for (index, (part, rects)) in zip(fan, placed) { (feet[index], labels[index]) = (part, rects) }
        }
        let ends = labels.joined().map { (left: -radius.left - $0.minX, right: $0.maxX - width - radius.right) }
        return Fit(
            width: width, feet: Dictionary(uniqueKeysWithValues: zip(spokes, feet).map { ($0.edge, $1!) }),
            beyond: (max(ends.map(\.left).max() ?? 0, 0), max(ends.map(\.right).max() ?? 0, 0)))
    }

    /// The places to try for the values of a fan: all in one column; else each as far from the height of its own end.
    private static func candidates(_ fan: [Spoke]) -> [[Double]] {
        let columns = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74].map { part in
            fan.map { _ in part }
        }
        if fan.count < 2 { return columns }
        let rises = fan.map { abs($0.left - $0.right) }
        let least = rises.min() ?? 0
        let bands = [0.5, 0.4, 0.6, 0.45, 0.55, 0.35, 0.65, 0.3, 0.7, 0.25].map { part in
            zip(fan, rises).map { spoke, rise in
                let own = part * least / rise
                return spoke.meetsRight ? own : 1 - own
            }
        }
        return columns + bands
    }

    private func place(
        _ fan: [Int], at parts: [Double], _ lines: [Segment], _ labels: [[Rect]], _ width: Double,
        _ levels: [Rect]
    ) -> [(Double, [Rect])]? {
        var labels = labels
        for (index, part) in zip(fan, parts) {
            let rects = rects(of: index, at: part, lines[index])
            guard rects.allSatisfy({ isFree($0, of: index, lines, labels, width, levels) }) else { return nil }
            labels[index] = rects
        }
        return zip(fan, parts).map { ($1, labels[$0]) }
    }

    /// Where the values of a spoke are.
    private func rects(of index: Int, at part: Double, _ line: Segment) -> [Rect] {
        let spoke = spokes[index]
        let foot = line.from + (line.to - line.from) * part
        let half = (line.to - line.from) * (0.5 / line.length)
        let centers = labelCenters(
            forward: spoke.forward, backward: spoke.backward, from: foot - half, to: foot + half,
            offset: spoke.isPair ? spacing.pair / 2 : 0, spacing: spacing)
        return [(centers.forward, spoke.forward), (centers.backward, spoke.backward)]
            .compactMap { center, value in value.map { Rect(center: center, size: $0.size) } }
    }

    // MARK: Room

    private var apart: Double { spacing.pair / 2 + spacing.clearance }

    /// The others that a spoke or its values could come near to: of many, its neighbours.
    private func others(_ index: Int) -> [Int] {
        if spokes.count <= 16 { return spokes.indices.filter { $0 != index } }
        guard let fan = fans.first(where: { $0.contains(index) }), let position = fan.firstIndex(of: index)
        else { return [] }
        return fan[max(position - 2, 0)...min(position + 2, fan.count - 1)].filter { $0 != index }
    }

    private func isFree(_ line: Segment, _ spoke: Spoke, _ width: Double, _ levels: [Rect]) -> Bool {
        for (x, heights, own, radius) in [
            (0, circles.left, spoke.left, radius.left), (width, circles.right, spoke.right, radius.right),
        ] {
            let reach = radius + apart
            let range = min(spoke.left, spoke.right) - reach...max(spoke.left, spoke.right) + reach
            for height in heights where range.contains(height) && height != own {
                if line.distance(to: Point(x, height)) < reach { return false }
            }
        }
        return levels.allSatisfy { line.distance(to: $0) >= apart }
    }

    private func isFree(
        _ label: Rect, of index: Int, _ lines: [Segment], _ labels: [[Rect]], _ width: Double, _ levels: [Rect]
    ) -> Bool {
        if !mayReachBeyond.left && label.minX < -radius.left { return false }
        if !mayReachBeyond.right && label.maxX > width + radius.right { return false }
        let clearance = spacing.clearance - 1e-6
        if !runs.nearest(to: label.center.y, within: label.height / 2 + apart - 1e-6).isEmpty { return false }
        for (x, heights, radius) in [
            (0, circles.left, radius.left), (width, circles.right, radius.right),
        ] {
            let near = label.height / 2 + radius + clearance
            for height in heights.nearest(to: label.center.y, within: near)
            where label.distance(to: Point(x, height)) < radius + clearance { return false }
        }
        if levels.contains(where: { label.distance(to: $0) < clearance }) { return false }
        return others(index).allSatisfy { other in
            lines[other].distance(to: label) >= apart - 1e-6
                && labels[other].allSatisfy { label.distance(to: $0) >= clearance }
        }
    }
}

extension Spokes {
    /// The spokes of every column of values that has such.
    ///
    /// - Parameter bent: the arrows that are not to be straight.
    static func all(
        _ tracks: Tracks, _ heights: ItemHeights, _ diagram: Diagram, spacing: Spacing, bent: Set<Int>
    ) -> [Int: Spokes] {
        // The straight arrows of larger fans would be steeper than one can follow.
        let mostOfFan = 12
        func isSpoke(_ index: Int) -> Bool {
            let edge = diagram.edges[index]
            guard !bent.contains(index), tracks.degree(edge) <= mostOfFan, !edge.isEntry,
                tracks.itemsOfEdge[index].count == 1,
                diagram.radius(of: edge.source) != nil, diagram.radius(of: edge.target) != nil,
                let source = tracks.itemOfNode[edge.source], let target = tracks.itemOfNode[edge.target]
            else { return false }
            return abs(heights.y[source] - heights.y[target]) > 0.01
        }
        let straight = Set(diagram.edges.indices.filter(isSpoke))
        // Beside another fan, values stay between their own columns.
        let fans = tracks.columns.map { column in
            column.contains { tracks.items[$0].edge.map(straight.contains) ?? false }
        }
        func isFan(_ column: Int) -> Bool { fans.indices.contains(column) && fans[column] }
        var gaps: [Int: Spokes] = [:]
        for column in tracks.columns.indices where !column.isMultiple(of: 2) && fans[column] {
            let edges = tracks.columns[column].map { (item: $0, edge: tracks.items[$0].edge!) }
            let own = edges.map(\.edge).filter(straight.contains)
            let sources = Dictionary(grouping: own) { diagram.edges[$0].source }
            let targets = Dictionary(grouping: own) { diagram.edges[$0].target }
            let spokes = own.map { index in
                let edge = diagram.edges[index]
                let meetsRight = targets[edge.target]!.count > 1 || sources[edge.source]!.count < 2
                return Spoke(
                    edge: index, left: heights.y[tracks.itemOfNode[edge.source]!],
                    right: heights.y[tracks.itemOfNode[edge.target]!], isPair: edge.isPair,
                    forward: edge.forward, backward: edge.backward, meetsRight: meetsRight,
                    hub: meetsRight ? edge.target : edge.source)
            }
            func nodes(_ column: Int) -> [Int] {
                tracks.columns.indices.contains(column)
                    ? tracks.columns[column].filter { tracks.items[$0].edge == nil } : []
            }
            func radius(_ column: Int) -> Double {
                nodes(column).map { tracks.items[$0].width / 2 }.max() ?? diagram.radius
            }
            let (left, right) = (nodes(column - 1), nodes(column + 1))
            let level = edges.filter { !straight.contains($0.edge) }
            gaps[column] = Spokes(
                spokes, circles: (left.map { heights.y[$0] }, right.map { heights.y[$0] }),
                runs: level.map { heights.y[$0.item] },
                levels: level.flatMap { levelValues($0.item, tracks, heights, diagram, spacing) },
                mayReachBeyond: (!isFan(column - 2), !isFan(column + 2)),
                radius: (radius(column - 1), radius(column + 1)),
                spacing: spacing)
        }
        return gaps
    }

    /// What to add so that spokes find room: around their values, and between a node where several meet and the lanes.
    static func room(
        _ room: Double, around spokes: Set<Int>, _ tracks: Tracks, _ heights: ItemHeights, _ diagram: Diagram
    ) -> [(item: Int, above: Double, below: Double)] {
        var rises: [Int: [Double]] = [:]
        for edge in spokes {
            guard let source = tracks.itemOfNode[diagram.edges[edge].source],
                let target = tracks.itemOfNode[diagram.edges[edge].target]
            else { continue }
            rises[source, default: []].append(heights.y[target] - heights.y[source])
            rises[target, default: []].append(heights.y[source] - heights.y[target])
        }
        let values = spokes.flatMap { tracks.itemsOfEdge[$0] }.map { (item: $0, above: room, below: room) }
        let hubs = rises.filter { $0.value.count > 1 }.map { item, rises in
            (
                item: item, above: rises.allSatisfy { $0 < 0 } ? 2 * room : 0,
                below: rises.allSatisfy { $0 > 0 } ? 2 * room : 0
            )
        }
        return values + hubs
    }

    private static func levelValues(
        _ item: Int, _ tracks: Tracks, _ heights: ItemHeights, _ diagram: Diagram, _ spacing: Spacing
    ) -> [LevelValue] {
        guard case .values(let index) = tracks.items[item].content else { return [] }
        let edge = diagram.edges[index]
        return [(edge.forward, -1.0), (edge.backward, 1.0)].compactMap { value, side in
            value.map {
                let reach = spacing.reach(of: $0, isPair: edge.isPair) - $0.size.height / 2
                return LevelValue(height: heights.y[item] + side * reach, size: $0.size)
            }
        }
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
