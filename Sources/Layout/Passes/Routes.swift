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

    let tracks: Tracks
    let heights: ItemHeights
    let positions: ColumnPositions
    private let diagram: Diagram
    let spacing: Spacing
    let ports: Ports
    /// Between what heights each item's line may run.
    let free: [ClosedRange<Double>]
    /// The circles above and below each circle.
    let neighbours: [[(center: Point, radius: Double)]]
    /// How far what is above each node, and what is below it, reaches to both sides of the middle of its column.
    let halfWidths: [(above: Double, below: Double)]

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
        halfWidths = Self.halfWidths(tracks, order, circles)
        self.bent = bent
        for index in diagram.edges.indices {
            var route = route(index)
            route.places = positions.places[index] ?? route.places
            routes.append(route)
            if route.line.count == 2, abs(route.line[0].y - route.line[1].y) > 0.01 { straight.insert(index) }
        }
    }

    private func route(_ index: Int) -> Route {
        let edge = diagram.edges[index]
        let chain = tracks.itemsOfEdge[index]
        let valueItem = tracks.valueItem(of: index)
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
        // In a fan they stand in the column of the others', unless the two of a pair would be far from each other.
        let opposite = Route(line: [start, stop], values: values)
        var inColumn = opposite
        inColumn.places = ValuePlaces(forward: range.middle, backward: range.middle)
        let centers = opposite.labelCenters(of: edge, offset: edge.isPair ? spacing.pair / 2 : 0, spacing)
        let isPair = edge.forward != nil && edge.backward != nil
        let apart = isPair ? abs(centers.forward.x - centers.backward.x) * half.length : 0
        let isOfFan = !isLevel && tracks.degree(edge) > 2 && apart <= spacing.displaced
        return (isOfFan ? [inColumn, opposite] : [opposite]).first { hasRoom($0, for: index, at: valueItem) }
    }

    /// Whether the values of a straight arrow find room in their column.
    private func hasRoom(_ route: Route, for index: Int, at valueItem: Int) -> Bool {
        let edge = diagram.edges[index]
        let centers = route.labelCenters(of: edge, offset: edge.isPair ? spacing.pair / 2 : 0, spacing)
        let isLevel = abs(route.line[0].y - route.line[1].y) < 0.01
        let room = free[valueItem]
        let column = tracks.items[valueItem].column
        return [(centers.forward, edge.forward?.size), (centers.backward, edge.backward?.size)].allSatisfy {
            center, size in
            guard let size else { return true }
            let rect = Rect(center: center, size: size)
            guard rect.minY >= room.lowerBound, rect.maxY <= room.upperBound else { return false }
            return isLevel
                || Segment(from: route.line[0], to: route.line[1]).isBeside(center)
                    && rect.minX >= positions.ranges[column - 1].upperBound + spacing.clearance
                    && rect.maxX <= positions.ranges[column + 1].lowerBound - spacing.clearance
        }
    }
}
