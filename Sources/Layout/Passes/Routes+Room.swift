import Scene

/// The room that arrows have in each column.
extension Routes {
    /// Between what heights each bar at which a wire splits may reach.
    static func rooms(
        _ tracks: Tracks, _ order: ColumnOrder, _ heights: ItemHeights, _ diagram: Diagram, _ spacing: Spacing
    ) -> [Int: Bar.Room] {
        var rooms: [Int: Bar.Room] = [:]
        let items = tracks.items
        for column in order.columns {
            for (index, item) in column.enumerated() {
                guard case .node(let node) = items[item].content, diagram.nodes[node].shape == .junction else {
                    continue
                }
                let layer = items[item].layer.map { heights.layers[$0] }
                let y = heights.y[item]
                let neighbours = [index - 1, index + 1].filter(column.indices.contains).map { column[$0] }
                func room(between neighbours: [Int]) -> ClosedRange<Double> {
                    var (low, high) = (layer?.top ?? -.infinity, layer?.bottom ?? .infinity)
                    for other in neighbours {
                        let place = heights.y[other]
                        if place < y { low = max(low, place + items[other].below) }
                        if place > y { high = min(high, place - items[other].above) }
                    }
                    for dots in heights.omissions where dots.column == items[item].column {
                        if dots.y < y { low = max(low, dots.heights.upperBound) }
                        if dots.y > y { high = min(high, dots.heights.lowerBound) }
                    }
                    return min(low + spacing.clearance, y)...max(high - spacing.clearance, y)
                }
                let alike = neighbours.filter { items[$0].role == items[item].role }
                rooms[node] = Bar.Room(
                    narrow: room(between: neighbours),
                    wide: room(between: neighbours.filter { !alike.contains($0) }),
                    pitch: alike.map { abs(heights.y[$0] - y) }.min() ?? .infinity)
            }
        }
        return rooms
    }

    /// The radius of each item that is a circle.
    static func circles(_ tracks: Tracks, _ diagram: Diagram) -> [Double?] {
        tracks.items.map { item in
            if case .node(let node) = item.content { diagram.radius(of: node) } else { nil }
        }
    }

    /// The circles above and below each circle.
    static func neighbours(
        _ order: ColumnOrder, _ circles: [Double?], _ positions: ColumnPositions, _ heights: ItemHeights
    ) -> [[(center: Point, radius: Double)]] {
        var neighbours = circles.map { _ in [(center: Point, radius: Double)]() }
        for (column, members) in order.columns.enumerated() {
            let round = members.filter { circles[$0] != nil }
            for (upper, lower) in zip(round, round.dropFirst()) {
                for (item, other) in [(upper, lower), (lower, upper)] {
                    neighbours[item].append(
                        (Point(positions.ranges[column].middle, heights.y[other]), circles[other]!))
                }
            }
        }
        return neighbours
    }

    static func free(
        _ tracks: Tracks, _ order: ColumnOrder, _ heights: ItemHeights, _ circles: [Double?], _ spacing: Spacing
    ) -> [ClosedRange<Double>] {
        var free = tracks.items.map { _ in -Double.infinity...Double.infinity }
        let items = tracks.items
        for column in order.columns {
            for (index, item) in column.enumerated() {
                let y = heights.y[item]
                let half = spacing.pair / 2 + spacing.clearance / 2
                func limit(_ other: Int, isAbove: Bool) -> Double {
                    let sign = isAbove ? 1.0 : -1.0
                    if items[other].layer != items[item].layer {
                        let edge =
                            items[item].layer.map {
                                isAbove ? heights.layers[$0].top : heights.layers[$0].bottom
                            }
                            ?? items[other].layer.map {
                                isAbove
                                    ? heights.layers[$0].bottom
                                    : heights.layers[$0].top - heights.layers[$0].name
                            }
                        return edge! + sign * half
                    }
                    if case .passing = items[other].content {
                        return (y + heights.y[other]) / 2 + sign * half / 2
                    }
                    // What leaves a node aslant is held against the circles above and below themselves.
                    if items[item].edge == nil, circles[other] != nil { return heights.y[other] }
                    let reach = isAbove ? items[other].below : items[other].above
                    return heights.y[other] + sign * (reach + half)
                }
                var upper = items[item].layer.map { heights.layers[$0].top + half } ?? -.infinity
                var lower = items[item].layer.map { heights.layers[$0].bottom - half } ?? .infinity
                let solid = tracks.solid(beside: index, in: column)
                if let other = solid.above { upper = limit(other, isAbove: true) }
                if let other = solid.below { lower = limit(other, isAbove: false) }
                for dots in heights.omissions where dots.column == items[item].column {
                    if dots.y < y { upper = max(upper, dots.heights.upperBound + half) }
                    if dots.y > y { lower = min(lower, dots.heights.lowerBound - half) }
                }
                free[item] = min(upper, y)...max(lower, y)
            }
        }
        return free
    }

    /// How far what is above each node, and what is below it, reaches to both sides of the middle of its column.
    static func halfWidths(
        _ tracks: Tracks, _ order: ColumnOrder, _ circles: [Double?]
    ) -> [(above: Double, below: Double)] {
        var halves = tracks.items.map { _ in (above: 0.0, below: 0.0) }
        for column in order.columns {
            let widest = column.map { (item: $0, width: tracks.items[$0].width) }
                .sorted { ($0.width, $1.item) > ($1.width, $0.item) }.prefix(2)
            for (index, item) in column.enumerated() where tracks.items[item].edge == nil {
                func half(_ other: Int?) -> Double {
                    guard let other else { return 0 }
                    let isInside = tracks.items[other].layer == tracks.items[item].layer
                    return (isInside ? circles[other] : nil)
                        ?? (widest.first { $0.item != item }?.width ?? 0) / 2
                }
                let solid = tracks.solid(beside: index, in: column)
                halves[item] = (half(solid.above), half(solid.below))
            }
        }
        return halves
    }
}

extension Tracks {
    /// The nearest items above and below one between which a line may lead: lines keep their order, but where one leads up or
    /// down to its node.
    fileprivate func solid(beside index: Int, in column: [Int]) -> (above: Int?, below: Int?) {
        let item = items[column[index]]
        func isSolid(_ other: Int) -> Bool {
            if items[other].layer != item.layer || item.edge != nil { return true }
            if case .passing = items[other].content { return false } else { return true }
        }
        return (column[..<index].last(where: isSolid), column[(index + 1)...].first(where: isSolid))
    }
}
