/// What is to be level with what, and how much that matters.
extension ItemHeights {
    /// What rows share, with what it is joined to in rows, before it or behind it.
    struct Hub {
        let item: Tracks.Item
        let ends: [Tracks.Item]
    }

    static func hubs(_ tracks: Tracks, _ diagram: Diagram) -> [Hub] {
        let (lanes, items) = (tracks.lanes, tracks.items)
        var hubs: [Hub] = []
        for ends in [\Diagram.Edge.source, \.target] {
            let other = ends == \.source ? \Diagram.Edge.target : \.source
            let joined = Dictionary(grouping: diagram.edges) { $0[keyPath: ends] }
            for (node, edges) in joined.sorted(by: { $0.key < $1.key }) {
                guard let hub = tracks.itemOfNode[node].map({ items[$0] }), !hub.isBox(diagram) else {
                    continue
                }
                let ends = edges.compactMap { tracks.itemOfNode[$0[keyPath: other]] }.map { items[$0] }
                    .filter {
                        !$0.isBox(diagram) && lanes.steps($0.lane).count > lanes.steps(hub.lane).count
                    }
                if ends.count > 1 { hubs.append(Hub(item: hub, ends: ends)) }
            }
        }
        return hubs
    }

    /// Where several arrows lead from one node to another: how far below the level of these each stands, so that they lie
    /// about it evenly.
    static func besides(
        _ tracks: Tracks, _ order: ColumnOrder, _ diagram: Diagram, _ spacing: Spacing
    ) -> [Int: Double] {
        struct Ends: Hashable {
            let source: Int
            let target: Int
        }
        let inner = diagram.edges.indices.filter { index in
            [diagram.edges[index].source, diagram.edges[index].target].allSatisfy {
                [.circle, .junction].contains(diagram.nodes[$0].shape)
            }
        }
        let arrows = Dictionary(grouping: inner) {
            Ends(source: diagram.edges[$0].source, target: diagram.edges[$0].target)
        }
        let several = Set(arrows.values.filter { $0.count > 1 }.joined())
        if several.isEmpty { return [:] }
        var besides: [Int: Double] = [:]
        for column in order.columns {
            let members = column.filter { tracks.items[$0].edge.map(several.contains) ?? false }
            let groups = Dictionary(grouping: members) { item in
                let edge = diagram.edges[tracks.items[item].edge!]
                return Ends(source: edge.source, target: edge.target)
            }
            for group in groups.values {
                let places = zip(group, group.dropFirst()).reduce(into: [0.0]) { places, pair in
                    places.append(
                        places[places.count - 1]
                            + apart(tracks.items[pair.0], tracks.items[pair.1], spacing))
                }
                for (item, place) in zip(group, places) { besides[item] = place - places[places.count - 1] / 2 }
            }
        }
        return besides
    }

    /// How much a wire weighs that comes from outside and splits.
    static let stem = 6
    /// How much a part weighs within an arrow.
    private static let inner = 8
    /// The same two where no lane outweighs them.
    private static let free = (stem: 24, inner: 16)
    /// How much more what lies in a lane weighs, and what nothing keeps from being level there.
    static let lane = 8
    private static let sole = 20

    /// How much it costs if the way from one item to the next isn't level: most within an arrow; more at a short arrow, which
    /// would be bent, than where a long one leaves its node; most of all along a lane.
    static func weight(
        of left: Tracks.Item, _ right: Tracks.Item, isAlongLane: Bool, sole: Set<Int>, _ tracks: Tracks,
        _ diagram: Diagram
    ) -> Int {
        guard let edge = left.edge ?? right.edge else { return 1 }
        let isSole = sole.contains(edge)
        let own = diagram.edges[edge]
        let ends = [own.source, own.target].map { diagram.nodes[$0] }
        let lanes = Set(ends.filter { $0.shape != .end }.map { $0.shape.isBox ? own.lane : $0.lane })
        let joinsLane = isAlongLane && lanes.count < 2
        let isLong = tracks.itemsOfEdge[edge].count > 1
        let isInner = left.edge != nil && right.edge != nil
        // Nothing is gained where a wire from outside bends before it splits.
        let isStem = ends[0].shape == .end && ends[1].shape == .junction
        // Every lane has the part of its own that leads from it to what the lanes share.
        let hasRow = tracks.lanes.isInInnermostRow(left.lane)
        let isInLane = isAlongLane && hasRow
        let firm = tracks.lanes.counts.isEmpty ? free : (stem: stem, inner: inner)
        return (isInner ? firm.inner : isStem ? firm.stem : own.isEntry || isLong && !isSole ? 1 : 3)
            * (isSole ? Self.sole : joinsLane && hasRow ? lane : isInLane ? 2 : joinsLane ? 3 : 1)
    }
}

extension Diagram {
    /// The arrows along a lane between nodes that no other arrow along it leaves or comes to: nothing keeps these from being
    /// level.
    var soleAlongLanes: Set<Int> {
        let along = edges.indices.filter { index in
            let (source, target) = (nodes[edges[index].source], nodes[edges[index].target])
            return source.shape == .circle && target.shape == .circle && source.lane != nil
                && source.lane == target.lane && source.layer == target.layer
        }
        let leaving = Dictionary(grouping: along) { edges[$0].source }
        let arriving = Dictionary(grouping: along) { edges[$0].target }
        return Set(
            along.filter { leaving[edges[$0].source]!.count == 1 && arriving[edges[$0].target]!.count == 1 })
    }
}
