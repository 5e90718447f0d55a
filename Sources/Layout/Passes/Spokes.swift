import Scene

/// The straight slanted arrows between two neighbouring columns of nodes, and the least distance of the columns that
/// gives each of them and its values their room.
///
/// The left column stands at x = 0, the right one at x = width.
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

    /// The values of a level arrow: their heights are fixed, they stand in the middle of the values' column, or in that of
    /// their fan.
    struct Level {
        let edge: Int
        /// The fan that it belongs to, by the node at which that meets.
        let hub: Int?
        let values: [(isForward: Bool, height: Double, size: Size)]

        func rects(at places: ValuePlaces) -> [Rect] {
            values.map {
                Rect(center: Point($0.isForward ? places.forward : places.backward, $0.height), size: $0.size)
            }
        }
    }

    let spokes: [Spoke]
    /// Ascending heights: of the circles in the two columns, and of the level arrows between them.
    let circles: (left: [Double], right: [Double])
    /// The dots in the two columns, each around x = 0.
    let dots: (left: [Rect], right: [Rect])
    let runs: [Double]
    let levels: [Level]
    /// Whether values may reach beyond the nodes of the left and of the right column.
    let mayReachBeyond: (left: Bool, right: Bool)
    /// The largest of the circles in the left and in the right column.
    let radius: (left: Double, right: Double)
    let spacing: Spacing
    /// The spokes of each fan, as indices into `spokes`.
    let fans: [[Int]]
    /// The others that each spoke or its values could come near to: of many, its neighbours.
    let others: [[Int]]

    init(
        _ spokes: [Spoke], circles: (left: [Double], right: [Double]), dots: (left: [Rect], right: [Rect]),
        runs: [Double], levels: [Level], mayReachBeyond: (left: Bool, right: Bool),
        radius: (left: Double, right: Double),
        spacing: Spacing
    ) {
        self.mayReachBeyond = mayReachBeyond
        self.spokes = spokes
        self.circles = (circles.left.sorted(), circles.right.sorted())
        self.dots = dots
        self.runs = runs.sorted()
        self.levels = levels
        self.radius = radius
        self.spacing = spacing
        var fans: [Int: [Int]] = [:]
        for (index, spoke) in spokes.enumerated() { fans[spoke.hub, default: []].append(index) }
        let sorted = fans.sorted { $0.key < $1.key }.map { _, members in
            members.sorted { (spokes[$0].left + spokes[$0].right) < (spokes[$1].left + spokes[$1].right) }
        }
        self.fans = sorted
        let areMany = spokes.count > Self.manySpokes
        var others = spokes.indices.map { index in areMany ? [] : spokes.indices.filter { $0 != index } }
        for fan in areMany ? sorted : [] {
            for (place, index) in fan.enumerated() {
                others[index] = fan[max(place - 2, 0)...min(place + 2, fan.count - 1)].filter { $0 != index }
            }
        }
        self.others = others
    }
}

extension Spokes {
    /// Of more spokes than these, only neighbours are held against each other.
    private static let manySpokes = 16

    /// The straight arrows of larger fans would be steeper than one can follow.
    static let mostOfFan = 12

    /// The spokes of every column of values that has such.
    ///
    /// - Parameter bent: the arrows that are not to be straight.
    static func all(
        _ tracks: Tracks, _ heights: ItemHeights, _ diagram: Diagram, spacing: Spacing, bent: Set<Int>
    ) -> [Int: Spokes] {
        // Beside very many items, the room for each would take too long to find.
        let mostOfColumn = 200
        func isSpoke(_ index: Int) -> Bool {
            let edge = diagram.edges[index]
            guard !bent.contains(index), tracks.degree(edge) <= mostOfFan, !edge.isEntry,
                tracks.itemsOfEdge[index].count == 1,
                diagram.radius(of: edge.source) != nil, diagram.radius(of: edge.target) != nil,
                tracks.columns[tracks.items[tracks.itemsOfEdge[index][0]].column].count <= mostOfColumn,
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
            func dots(_ column: Int) -> [Rect] {
                heights.omissions.filter { $0.column == column }
                    .map { Rect(center: Point(0, $0.y), size: $0.size) }
            }
            let (left, right) = (nodes(column - 1), nodes(column + 1))
            let level = edges.filter { !straight.contains($0.edge) }
            let hubs = Set(spokes.map(\.hub))
            gaps[column] = Spokes(
                spokes, circles: (left.map { heights.y[$0] }, right.map { heights.y[$0] }),
                dots: (dots(column - 1), dots(column + 1)), runs: level.map { heights.y[$0.item] },
                levels: level.compactMap {
                    Level($0.item, of: hubs, tracks, heights, diagram, spacing)
                },
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
}

extension Spokes.Level {
    /// - Parameter hubs: the nodes at which fans meet.
    fileprivate init?(
        _ item: Int, of hubs: Set<Int>, _ tracks: Tracks, _ heights: ItemHeights, _ diagram: Diagram,
        _ spacing: Spacing
    ) {
        guard case .values(let index) = tracks.items[item].content else { return nil }
        edge = index
        let edge = diagram.edges[index]
        let isWhole =
            tracks.itemsOfEdge[index].count == 1
            && [edge.source, edge.target].allSatisfy { node in
                guard diagram.radius(of: node) != nil, let end = tracks.itemOfNode[node] else { return false }
                return abs(heights.y[end] - heights.y[item]) < 0.01
            }
        hub = isWhole && !edge.isEntry ? [edge.target, edge.source].first(where: hubs.contains) : nil
        values = [(edge.forward, -1.0), (edge.backward, 1.0)].compactMap { value, side in
            value.map {
                let reach = spacing.reach(of: $0, isPair: edge.isPair) - $0.size.height / 2
                return (side < 0, heights.y[item] + side * reach, $0.size)
            }
        }
    }
}
