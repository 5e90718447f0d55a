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

    /// From so many rows on, arrows from above would come so steeply to what gives values back to them that their heads had no
    /// room.
    static let manyRows = 5

    /// Whether something gathers values of rows, and could stand in their middle in a column with rows.
    static func mayGatherBetween(_ tracks: Tracks, _ diagram: Diagram) -> Bool {
        if tracks.lanes.counts.isEmpty { return false }
        let usual = between(tracks, high(tracks, diagram))
        let hasRows = tracks.columns.map { column in
            column.contains { tracks.lanes.isInInnermostRow(tracks.items[$0].lane) }
        }
        return zip(tracks.items, zip(usual, between(tracks, tracks.items.map { _ in true }))).contains {
            hasRows[$0.column] && !$1.0 && $1.1
        }
    }

    /// Where its arrows to each row would cross so many lines from above, in the mean, they would be hard to follow.
    private static let manyCrossings = 2.0

    /// What many rows share, with all such that it is joined to: it stands in the middle of them.
    ///
    /// - Parameter isIncluded: for each item, whether it may stand there; mostly what gives values back to rows.
    static func between(_ tracks: Tracks, _ isIncluded: [Bool]) -> [Bool] {
        let items = tracks.items
        func isShared(_ item: Int) -> Bool {
            isIncluded[item] && !tracks.lanes.isInInnermostRow(items[item].lane)
        }
        var isBetween = items.map { _ in false }
        var isSeen = isBetween
        let rows = tracks.columns.map { tracks.innermostRows(of: $0) }
        for start in items.indices where isShared(start) && !isSeen[start] {
            var members = [start]
            isSeen[start] = true
            var next = 0
            while next < members.count {
                let item = items[members[next]]
                next += 1
                for other in item.left + item.right where isShared(other) && !isSeen[other] {
                    isSeen[other] = true
                    members.append(other)
                }
            }
            let most = members.map { rows[items[$0].column][tracks.outer($0), default: 0] }.max() ?? 0
            let isInTheWay = members.contains { tracks.crossingsFromAbove($0) >= manyCrossings }
            for item in members { isBetween[item] = most >= manyRows || isInTheWay }
        }
        return isBetween
    }
}

extension Tracks {
    /// Where something stands: a layer, and the row of it in which it has all its rows.
    fileprivate struct Place: Hashable {
        let layer: Int?
        let row: Int?
    }

    fileprivate func outer(_ item: Int) -> Place {
        Place(layer: items[item].layer, row: lanes.steps(items[item].lane).last?.number)
    }

    /// How often arrows to or from what rows share cross lines along these rows if it stands above them: for each row in the
    /// mean, on the side on which it is more.
    fileprivate func crossingsFromAbove(_ item: Int) -> Double {
        [items[item].left, items[item].right].map { beside in
            let fan = beside.filter {
                lanes.isInInnermostRow(items[$0].lane) && items[$0].layer == items[item].layer
            }
            guard let first = fan.first else { return 0 }
            let rows = Double(Set(fan.map { lanes.steps(items[$0].lane).last!.number }).count)
            let along = columns[items[first].column].count {
                lanes.isInInnermostRow(items[$0].lane) && outerOfRow($0) == outerOfRow(first)
            }
            return Double(fan.count) / rows * Double(along - fan.count) / rows * (rows - 1) / 2
        }.max()!
    }

    /// Where the rows are that an item of an innermost row stands in.
    private func outerOfRow(_ item: Int) -> Place {
        Place(layer: items[item].layer, row: lanes.steps(items[item].lane).dropLast().last?.number)
    }

    /// How many rows there are in each place in which some of these items stand in the innermost rows.
    fileprivate func innermostRows(of members: [Int]) -> [Place: Int] {
        var rows: [Place: Int] = [:]
        for item in members where lanes.isInInnermostRow(items[item].lane) {
            let steps = lanes.steps(items[item].lane)
            guard let last = steps.last else { continue }
            rows[outerOfRow(item)] = lanes.count(last.level)
        }
        return rows
    }
}
