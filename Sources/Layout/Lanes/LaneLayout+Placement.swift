import Scene

extension LaneLayout {
    /// Where everything stands in a figure that shows this diagram or a part of it.
    ///
    /// - Parameter isPair: for each edge, whether room is kept for a backward arrow beside the forward one. An arrow
    ///   without a partner runs from centre to centre.
    public func placement(isPair: [Bool]) -> Placement {
        let lines = diagram.edges.indices.map(route)
        var centers = diagram.nodes.indices.map(center)
        for (edge, line) in zip(diagram.edges, lines) {
            if diagram.nodes[edge.source].shape == .end { centers[edge.source] = line[0] }
            if diagram.nodes[edge.target].shape == .end { centers[edge.target] = line[line.count - 1] }
        }
        var placement = Placement(
            page: Size(width: 0, height: 0), nodes: centers, nodeSizes: diagram.nodes.map(size),
            edges: diagram.edges.indices.map { place($0, along: lines[$0], isPair: isPair[$0]) },
            layers: zip(diagram.layers, outlines).map { $0.label == nil ? nil : $1 },
            layerLabels: zip(diagram.layers, outlines).map { layer, outline in
                layer.label.map { Point(outline.center.x, outline.minY - spacing.title - $0.height / 2) }
            })
        placement.fitPage(to: diagram, outlines: outlines, margin: spacing.margin)
        return placement
    }

    private func center(_ node: Int) -> Point {
        let y = heights.y(grid.nodeRows[node])
        guard let column = grid.columns[node] else { return Point(0, y) }
        guard case .box = diagram.nodes[node].shape, let layer = diagram.nodes[node].layer else {
            return Point(columns.x[column], y)
        }
        return outlines[layer].center
    }

    private func size(_ node: Diagram.Node) -> Size {
        switch node.shape {
        case .circle: return Size(width: 2 * diagram.radius, height: 2 * diagram.radius)
        case .junction, .end: return Size(width: 0, height: 0)
        case .box:
            let outline = outlines[node.layer ?? 0]
            return Size(width: outline.width, height: outline.height)
        }
    }

    private func place(_ index: Int, along line: [Point], isPair: Bool) -> Placement.Edge {
        let edge = diagram.edges[index]
        let offset = isPair ? spacing.pair / 2 : 0
        let ends = (line[0], line[line.count - 1])
        let span = labelSpan(index, line)
        let (lane, hub) = grid.laneAndHub(index, of: diagram)
        let labels = labelCenters(
            forward: edge.forward, backward: edge.backward, from: span.from, to: span.to, offset: offset,
            height: heights.labelHeight(lane: lane, hub: hub), isForwardAtHeight: hub < lane, spacing: spacing)
        return Placement.Edge(
            forward: arrow(edge, along: line, between: ends, shift: offset, diagram),
            backward: isPair
                ? arrow(edge, along: line, between: ends, shift: -offset, diagram).reversed() : nil,
            forwardLabel: labels.forward, backwardLabel: labels.backward)
    }

    /// The middle line of an edge, from its source's centre, or outline if it is a box, to its target's.
    private func route(_ index: Int) -> [Point] {
        let edge = diagram.edges[index]
        let rows = grid.edgeRows[index]
        let from = Point(attachment(edge.source, isSource: true), heights.y(rows.source))
        let to = Point(attachment(edge.target, isSource: false), heights.y(rows.target))
        if edge.isEntry {
            guard case .circle = diagram.nodes[edge.target].shape else {
                let y = to.y - heights.rise(isFromBelow: grid.comesFromBelow(index))
                return [Point(to.x - columns.length(forValuesOf: [index]), y), Point(to.x, y)]
            }
            let bend = to + columns.elbowBend(index)
            if edge.isFromOutside, let layer = diagram.nodes[edge.target].layer {
                return [Point(freeEnds[layer].left, bend.y), bend, to]
            }
            return [bend - Point(columns.length(forValuesOf: [index]), 0), bend, to]
        }
        // A free arrow stays on its lane up to the layer's inside and bends there.
        switch (diagram.nodes[edge.source].layer, diagram.nodes[edge.target].layer) {
        case (nil, let layer?):
            let start = Point(freeEnds[layer].left, from.y)
            return from.y == to.y ? [start, to] : [start, Point(to.x - columns.bend(index), from.y), to]
        case (let layer?, nil):
            let stop = Point(freeEnds[layer].right, to.y)
            return from.y == to.y ? [from, stop] : [from, Point(from.x + columns.bend(index), to.y), stop]
        default: return [from, to]
        }
    }

    /// The x at which edges meet a node: a circle's centre, a box's side.
    private func attachment(_ node: Int, isSource: Bool) -> Double {
        guard let column = grid.columns[node] else { return 0 }
        guard case .box = diagram.nodes[node].shape else { return columns.x[column] }
        return isSource
            ? columns.x[column] + columns.reachRight[column] : columns.x[column] - columns.reachLeft[column]
    }

    /// The part of an edge's middle line that its values stand beside, in the middle of it.
    private func labelSpan(_ index: Int, _ line: [Point]) -> (from: Point, to: Point) {
        let edge = diagram.edges[index]
        func part(_ from: Double, _ to: Double, y: Double) -> (from: Point, to: Point) {
            (Point(from, y), Point(to, y))
        }
        if edge.isFromOutside, case .circle = diagram.nodes[edge.target].shape,
            let layer = diagram.nodes[edge.target].layer
        {
            return part(line[0].x, outlines[layer].minX, y: line[0].y)
        }
        if edge.isEntry { return (line[0], line[1]) }
        switch (diagram.nodes[edge.source].layer, diagram.nodes[edge.target].layer) {
        case (nil, let layer?): return part(line[0].x, outlines[layer].minX, y: line[0].y)
        case (let layer?, nil):
            return part(outlines[layer].maxX, line[line.count - 1].x, y: line[line.count - 1].y)
        default: break
        }
        switch columns.gaps.spots[index] {
        case .gap(let gap):
            // Between two layers, between their outlines.
            guard let before = columns.layerOfColumn[gap], let behind = columns.layerOfColumn[gap + 1],
                before != behind
            else {
                return part(columns.x[gap], columns.x[gap + 1], y: line[0].y)
            }
            return part(outlines[before].maxX, outlines[behind].minX, y: line[0].y)
        case .column(let column):
            return part(columns.x[column - 1], 2 * columns.x[column] - columns.x[column - 1], y: line[0].y)
        case nil: return (line[0], line[line.count - 1])
        }
    }

}

extension Placement {
    /// Makes the page hold the whole diagram, so that all figures of a series have one size.
    mutating func fitPage(to diagram: Diagram, outlines: [Rect], margin: Double) {
        var extent = outlines.dropFirst().reduce(outlines[0]) { $0.union($1) }
        for (layer, center) in zip(diagram.layers, layerLabels) {
            if let size = layer.label, let center { extent = extent.union(Rect(center: center, size: size)) }
        }
        for (edge, placed) in zip(diagram.edges, edges) {
            for point in placed.forward {
                extent = extent.union(Rect(center: point, size: Size(width: 0, height: 0)))
            }
            if let size = edge.forward { extent = extent.union(Rect(center: placed.forwardLabel, size: size)) }
            if let size = edge.backward {
                extent = extent.union(Rect(center: placed.backwardLabel, size: size))
            }
        }
        extent = extent.expanded(by: margin)
        move(by: Point(-extent.minX, -extent.minY))
        page = Size(width: extent.width, height: extent.height)
    }

    private mutating func move(by shift: Point) {
        func moved(_ point: Point) -> Point { point + shift }
        nodes = nodes.map(moved)
        layers = layers.map { rect in
            rect.map {
                Rect(
                    minX: $0.minX + shift.x, minY: $0.minY + shift.y, maxX: $0.maxX + shift.x,
                    maxY: $0.maxY + shift.y)
            }
        }
        layerLabels = layerLabels.map { $0.map(moved) }
        edges = edges.map { edge in
            Placement.Edge(
                forward: edge.forward.map(moved), backward: edge.backward?.map(moved),
                forwardLabel: moved(edge.forwardLabel), backwardLabel: moved(edge.backwardLabel))
        }
    }
}
