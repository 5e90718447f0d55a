import Scene

/// The pass after the positions: the middle line of every arrow, with as few bends as there is room for, and the place of its values.
///
/// Between its neighbours in each column an arrow is free: what runs straight from a node to a node there does.
struct Routes {
    struct Route {
        /// From the source's centre, or a box's side, to the target's.
        var line: [Point]
        /// The part that the values stand beside: in the middle of it, but for those that have places.
        var values: (from: Point, to: Point)
        /// Where the values stand along the flow, if not in the middle.
        var places: ValuePlaces?

        /// The centres of the values of its edge.
        ///
        /// - Parameter offset: the distance of each arrow from the middle line.
        func labelCenters(of edge: Diagram.Edge, offset: Double, _ spacing: Spacing) -> (
            forward: Point, backward: Point
        ) {
            let line = Segment(from: values.from, to: values.to)
            return places.map {
                Layout.labelCenters(
                    forward: edge.forward, backward: edge.backward, at: $0, along: line, offset: offset,
                    spacing: spacing)
            }
                ?? Layout.labelCenters(
                    forward: edge.forward, backward: edge.backward, from: line.from, to: line.to,
                    offset: offset, spacing: spacing)
        }
    }

    private(set) var routes: [Route] = []
    /// The slanted arrows without a bend, and those that are not to be such.
    private(set) var straight: Set<Int> = []
    private let bent: Set<Int>

    private let tracks: Tracks
    private let heights: ItemHeights
    private let positions: ColumnPositions
    private let diagram: Diagram
    private let spacing: Spacing
    let ports: Ports
    /// Between what heights each item's line may run.
    private let free: [ClosedRange<Double>]
    /// The circles above and below each circle.
    private let neighbours: [[(center: Point, radius: Double)]]
    /// The two widest items of each column.
    private let widest: [[(item: Int, width: Double)]]

    init(
        _ tracks: Tracks, _ order: ColumnOrder, _ heights: ItemHeights, _ positions: ColumnPositions,
        _ diagram: Diagram, spacing: Spacing, bent: Set<Int>
    ) {
        self.tracks = tracks
        self.heights = heights
        self.positions = positions
        self.diagram = diagram
        self.spacing = spacing
        let circles = Self.circles(tracks, diagram)
        free = Self.free(tracks, order, heights, circles, spacing)
        neighbours = Self.neighbours(order, circles, positions, heights)
        ports = Ports(
            tracks, heights, positions, diagram, rooms: Self.rooms(tracks, order, heights, diagram, spacing),
            spacing: spacing)
        widest = tracks.columns.map { column in
            column.map { (item: $0, width: tracks.items[$0].width) }
                .reduce(into: []) { widest, next in
                    widest.append(next)
                    widest.sort { ($0.width, $1.item) > ($1.width, $0.item) }
                    if widest.count > 2 { widest.removeLast() }
                }
        }
        self.bent = bent
        for index in diagram.edges.indices {
            var route = route(index)
            route.places = positions.places[index]
            routes.append(route)
            if route.line.count == 2, abs(route.line[0].y - route.line[1].y) > 0.01 { straight.insert(index) }
        }
    }

    /// Between what heights each bar at which a wire splits may reach.
    private static func rooms(
        _ tracks: Tracks, _ order: ColumnOrder, _ heights: ItemHeights, _ diagram: Diagram, _ spacing: Spacing
    ) -> [Int: ClosedRange<Double>] {
        var rooms: [Int: ClosedRange<Double>] = [:]
        let items = tracks.items
        for column in order.columns {
            for (index, item) in column.enumerated() {
                guard case .node(let node) = items[item].content, diagram.nodes[node].shape == .junction else {
                    continue
                }
                let layer = items[item].layer.map { heights.layers[$0] }
                var (low, high) = (layer?.top ?? -.infinity, layer?.bottom ?? .infinity)
                if index > 0 { low = max(low, heights.y[column[index - 1]] + items[column[index - 1]].below) }
                if index + 1 < column.count {
                    high = min(high, heights.y[column[index + 1]] - items[column[index + 1]].above)
                }
                let y = heights.y[item]
                for dots in heights.omissions where dots.column == items[item].column {
                    if dots.y < y { low = max(low, dots.heights.upperBound) }
                    if dots.y > y { high = min(high, dots.heights.lowerBound) }
                }
                rooms[node] = min(low + spacing.clearance, y)...max(high - spacing.clearance, y)
            }
        }
        return rooms
    }

    /// The radius of each item that is a circle.
    private static func circles(_ tracks: Tracks, _ diagram: Diagram) -> [Double?] {
        tracks.items.map { item in
            if case .node(let node) = item.content { diagram.radius(of: node) } else { nil }
        }
    }

    /// The circles above and below each circle.
    private static func neighbours(
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

    private static func free(
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
                // Lines keep their order, but where one leads up or down to its node.
                func isSolid(_ other: Int) -> Bool {
                    if items[other].layer != items[item].layer || items[item].edge != nil { return true }
                    if case .passing = items[other].content { return false } else { return true }
                }
                if let other = column[..<index].last(where: isSolid) { upper = limit(other, isAbove: true) }
                if let other = column[(index + 1)...].first(where: isSolid) {
                    lower = limit(other, isAbove: false)
                }
                for dots in heights.omissions where dots.column == items[item].column {
                    if dots.y < y { upper = max(upper, dots.heights.upperBound + half) }
                    if dots.y > y { lower = min(lower, dots.heights.lowerBound - half) }
                }
                free[item] = min(upper, y)...max(lower, y)
            }
        }
        return free
    }

    // MARK: One arrow

    private func route(_ index: Int) -> Route {
        let edge = diagram.edges[index]
        let chain = tracks.itemsOfEdge[index]
        let valueItem =
            chain.first { if case .values = tracks.items[$0].content { true } else { false } } ?? chain[0]
        let values = values(of: index, at: valueItem)
        let start =
            ports.sources[index] ?? end(edge.source, beside: chain[0]) ?? values.from - Point(spacing.arrow, 0)
        let stop =
            ports.targets[index] ?? end(edge.target, beside: chain[chain.count - 1]) ?? values.to
            + Point(spacing.arrow, 0)
        let items = ([round(edge.source)] + chain + [round(edge.target)]).compactMap(\.self)
        if positions.spokes.contains(index) {
            return Route(line: [start, stop], values: (start, stop))
        }
        let isInner = tracks.itemOfNode[edge.source] != nil && tracks.itemOfNode[edge.target] != nil
        if isInner, !bent.contains(index), let route = straight(index, items, valueItem, from: start, to: stop)
        {
            return route
        }
        let before = Array(items.prefix { $0 != valueItem })
        let behind = Array(items.drop { $0 != valueItem }.dropFirst())
        // Beside its values an arrow is level for a little more, so that no slant comes near to them.
        let lead = Point(spacing.clearance, 0)
        let hasValues = edge.forward != nil || edge.backward != nil
        // It comes to a junction level, too, and leaves it so where it must.
        let stub = Point(ports.stubs[index] ?? 0, 0)
        let bit = Point(spacing.clearance, 0)
        let isBranch = diagram.nodes[edge.source].shape == .junction
        let isStem = diagram.nodes[edge.target].shape == .junction
        let head = way(
            from: isBranch ? start + stub : start, over: before,
            to: hasValues ? values.from - lead : values.from)
        let tail = way(
            from: hasValues ? values.to + lead : values.to, over: behind, to: isStem ? stop - bit : stop)
        let line = (isBranch ? [start] : []) + head + tail + (isStem ? [stop] : [])
        return Route(line: Self.withoutNeedless(line), values: values)
    }

    /// The item of a node that stands in its column beside others.
    private func round(_ node: Int) -> Int? {
        diagram.nodes[node].shape.isBox ? nil : tracks.itemOfNode[node]
    }

    /// The part of an arrow's way that its values stand beside: an elbow's stand at its node's side of the column.
    private func values(of index: Int, at item: Int) -> (from: Point, to: Point) {
        let range = range(of: index, at: item)
        let start =
            diagram.edges[index].isEntry ? range.upperBound - tracks.items[item].width : range.lowerBound
        return (Point(start, heights.y[item]), Point(range.upperBound, heights.y[item]))
    }

    /// Where the values of an arrow stand along the flow: in their column, or in that of their fan.
    private func range(of index: Int, at item: Int) -> ClosedRange<Double> {
        guard let middle = positions.places[index]?.middle else {
            return positions.ranges[tracks.items[item].column]
        }
        let half = tracks.items[item].width / 2
        return (middle - half)...(middle + half)
    }

    /// Where an arrow begins or ends at a node: its centre, or the side of a box; nil at a free end.
    private func end(_ node: Int, beside item: Int) -> Point? {
        guard let own = tracks.itemOfNode[node] else { return nil }
        let column = tracks.items[own].column
        if case .box = diagram.nodes[node].shape, let layer = diagram.nodes[node].layer {
            let edges = positions.layers[layer]
            return Point(tracks.items[item].column < column ? edges.left : edges.right, heights.y[item])
        }
        return Point(positions.ranges[column].middle, heights.y[own])
    }

    /// The straight arrow with its values beside it, if it and they find room.
    private func straight(_ index: Int, _ chain: [Int], _ valueItem: Int, from start: Point, to stop: Point)
        -> Route?
    {
        let edge = diagram.edges[index]
        guard isFree(from: start, to: stop, over: chain) else { return nil }
        let range = range(of: index, at: valueItem)
        let foot = start + (stop - start) * ((range.middle - start.x) / (stop.x - start.x))
        let isLevel = abs(start.y - stop.y) < 0.01
        // It would run into the others where those still run level.
        if !isLevel, diagram.nodes[edge.source].shape == .junction, tracks.degree(edge) > Spokes.mostOfFan {
            return nil
        }
        // Beside a slant, values need more room than beside a level line.
        let half = (stop - start) * (1 / (stop.x - start.x))
        let values =
            isLevel
            ? (Point(range.lowerBound, foot.y), Point(range.upperBound, foot.y)) : (foot - half, foot + half)
        let centers = labelCenters(
            forward: edge.forward, backward: edge.backward, from: values.0, to: values.1,
            offset: edge.isPair ? spacing.pair / 2 : 0, spacing: spacing)
        let room = free[valueItem]
        for (center, size) in [
            (centers.forward, edge.forward?.size), (centers.backward, edge.backward?.size),
        ] {
            guard let size else { continue }
            let rect = Rect(center: center, size: size)
            if rect.minY < room.lowerBound || rect.maxY > room.upperBound { return nil }
            if isLevel { continue }
            let column = tracks.items[valueItem].column
            if rect.minX < positions.ranges[column - 1].upperBound + spacing.clearance { return nil }
            if rect.maxX > positions.ranges[column + 1].lowerBound - spacing.clearance { return nil }
        }
        return Route(line: [start, stop], values: values)
    }

    /// The points from one to another: straight where that is free, else level through the columns that it is not free in.
    private func way(from start: Point, over items: [Int], to stop: Point) -> [Point] {
        var points = [start]
        var rest = items[...]
        while !rest.isEmpty {
            let last = points[points.count - 1]
            if isFree(from: last, to: stop, over: Array(rest)) { break }
            // The farthest column that can be reached straight.
            let reached =
                rest.indices.reversed().first { index in
                    isFree(from: last, to: level(rest[index], start, stop).entry, over: Array(rest[..<index]))
                } ?? rest.startIndex
            let passage = level(rest[reached], start, stop)
            points += [passage.entry, passage.exit]
            rest = rest[(reached + 1)...]
        }
        return points + [stop]
    }

    /// The way through a column at the height of an item; beside a node, at the height at which the arrow meets it.
    private func level(_ item: Int, _ start: Point, _ stop: Point) -> (entry: Point, exit: Point) {
        let range = besideNode(item, clear: 0)
        guard tracks.items[item].edge == nil else {
            let reserved = positions.reserved[tracks.items[item].column]
            return (Point(reserved.lowerBound, heights.y[item]), Point(reserved.upperBound, heights.y[item]))
        }
        return start.x > range.lowerBound - 1
            ? (start, Point(max(range.upperBound, start.x), start.y))
            : (Point(min(range.lowerBound, stop.x), stop.y), stop)
    }

    /// Where what stands in the column of a node is, but for the node itself.
    private func besideNode(_ item: Int, clear: Double) -> ClosedRange<Double> {
        let column = tracks.items[item].column
        let half = widest[column].first { $0.item != item }.map { $0.width / 2 + clear } ?? 0
        let middle = positions.ranges[column].middle
        return (middle - half)...(middle + half)
    }

    private func isFree(from start: Point, to stop: Point, over items: [Int]) -> Bool {
        guard stop.x > start.x else { return false }
        let line = Segment(from: start, to: stop)
        return items.allSatisfy { item in
            let isClear = neighbours[item].allSatisfy {
                line.distance(to: $0.center) >= $0.radius + (spacing.pair + spacing.clearance) / 2
            }
            guard isClear else { return false }
            let range =
                tracks.items[item].edge == nil
                ? besideNode(item, clear: spacing.clearance)
                : positions.reserved[tracks.items[item].column]
            return [range.lowerBound, range.upperBound].allSatisfy { x in
                // An arrow begins or ends in the middle of its nodes' columns.
                let x = min(max(x, start.x), stop.x)
                return free[item].contains(start.y + (stop.y - start.y) * (x - start.x) / (stop.x - start.x))
            }
        }
    }

    /// Without points that lie between their neighbours.
    private static func withoutNeedless(_ points: [Point]) -> [Point] {
        var line: [Point] = []
        for point in points {
            if let last = line.last, (point - last).length < 1e-6 { continue }
            if line.count > 1 {
                let (before, last) = (line[line.count - 2], line[line.count - 1])
                let across = (last - before).x * (point - last).y - (last - before).y * (point - last).x
                if abs(across) < 1e-6 * (last - before).length * (point - last).length { line.removeLast() }
            }
            line.append(point)
        }
        return line
    }
}
