/// Where what lanes share stands.
extension ColumnOrder {
    /// What lanes share and gives values back to lanes of its layer, with the arrows between such.
    static func high(_ tracks: Tracks, _ diagram: Diagram) -> [Bool] {
        var isFeeding = [Bool](repeating: false, count: diagram.nodes.count)
        let leaving = Dictionary(grouping: diagram.edges, by: \.source)
        for node in diagram.topologicalOrder.reversed() {
            let (layer, lane) = (diagram.nodes[node].layer, diagram.nodes[node].lane)
            isFeeding[node] = (leaving[node] ?? []).contains { edge in
                let target = diagram.nodes[edge.target]
                return target.layer == layer
                    && (target.lane?.isWithin(lane) ?? false || target.lane == lane && isFeeding[edge.target])
            }
        }
        return tracks.items.map { item in
            switch item.content {
            case .node(let node): return isFeeding[node]
            case .passing(let edge), .values(let edge): return isFeeding[diagram.edges[edge].target]
            }
        }
    }

    /// From so many lanes on, arrows from above would come so steeply to what gives values back to them that their heads had no
    /// room.
    private static let manyLanes = 6

    /// What gives values back to many lanes and fits between two of them, with all such that it is joined to.
    static func between(_ tracks: Tracks, _ isFeeding: [Bool], _ diagram: Diagram) -> [Bool] {
        var isBetween = tracks.items.map { _ in false }
        // Among rows of several axes there are gaps anyway.
        guard tracks.lanes.counts.count == 1, let count = tracks.lanes.counts.first, count >= manyLanes else {
            return isBetween
        }
        func height(_ items: [Int]) -> Double {
            items.reduce(0) { $0 + tracks.items[$1].above + tracks.items[$1].below + 6 }
        }
        let lanes = tracks.columns.map { column in
            height(column.filter { tracks.lanes.steps(tracks.items[$0].lane).first?.row == count / 2 })
        }
        let pitch = lanes.max() ?? 0
        var room = lanes.map { pitch - $0 }
        var isSeen = isBetween
        for start in tracks.items.indices where isFeeding[start] && !isSeen[start] {
            var members = [start]
            isSeen[start] = true
            var next = 0
            while next < members.count {
                let item = tracks.items[members[next]]
                next += 1
                for other in item.left + item.right where isFeeding[other] && !isSeen[other] {
                    isSeen[other] = true
                    members.append(other)
                }
            }
            let columns = Dictionary(grouping: members) { tracks.items[$0].column }
            let isSplit = members.contains {
                if case .node(let node) = tracks.items[$0].content {
                    diagram.nodes[node].shape == .junction
                } else {
                    false
                }
            }
            guard !isSplit, columns.allSatisfy({ height($1) <= room[$0] }) else { continue }
            for (column, items) in columns { room[column] -= height(items) }
            for item in members { isBetween[item] = true }
        }
        return isBetween
    }
}
