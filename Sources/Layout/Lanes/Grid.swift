/// The column of every node and the row of every node and edge.
///
/// Columns are numbered from 0 along the flow, by longest path inside each layer. Rows are in lanes: row 0 is the
/// first class; what the classes share and gives values back to the lanes stands above them, on rows from -1
/// upwards; what the lanes only run into stands on the middle lane.
struct Grid {
    /// Nil for the free ends.
    let columns: [Int?]
    let columnCount: Int
    /// The rows on which each edge leaves its source and enters its target.
    let edgeRows: [(source: Double, target: Double)]
    let nodeRows: [Double]
    /// The entries that come to their node from below, because another one comes from above.
    private let lowEntries: Set<Int>

    init(_ diagram: Diagram) {
        let columns = Self.columns(diagram)
        let lanes = Set(diagram.nodes.compactMap(\.lane) + diagram.edges.compactMap(\.lane)).sorted()
        let laneRows = Dictionary(uniqueKeysWithValues: lanes.enumerated().map { ($1, Double($0)) })
        let middle = Double(max(lanes.count - 1, 0)) / 2
        let rows = Self.nodeRows(diagram, columns: columns, laneRows: laneRows, middle: middle)
        self.columns = columns
        columnCount = (columns.compactMap { $0 }.max() ?? 0) + 1
        nodeRows = rows
        edgeRows = diagram.edges.map { edge in
            // A collapsed layer spans the rows; a free end stands wherever its arrow does.
            let own = edge.lane.flatMap { laneRows[$0] }
            let source = diagram.nodes[edge.source].shape == .circle ? rows[edge.source] : nil
            let target = diagram.nodes[edge.target].shape == .circle ? rows[edge.target] : nil
            if edge.isEntry { return (target ?? own ?? middle, target ?? own ?? middle) }
            return (source ?? own ?? target ?? middle, target ?? own ?? source ?? middle)
        }
        lowEntries = Self.lowEntries(diagram, columns: columns, rows: edgeRows)
    }

    /// The way from above is free for one entry to a node, if no arrow comes from there, and for one entry from outside to
    /// a row of a layer, if no other entry stands in its way.
    private static func lowEntries(
        _ diagram: Diagram, columns: [Int?], rows: [(source: Double, target: Double)]
    ) -> Set<Int> {
        struct Row: Hashable {
            let layer: Int?
            let row: Double
        }
        var low: Set<Int> = []
        var entered = Set(
            zip(diagram.edges, rows).filter { !$0.isEntry && $1.source < $1.target }.map(\.0.target))
        var firstHigh: [Row: Int] = [:]
        var crossed: Set<Row> = []
        let entries = diagram.edges.indices.filter { diagram.edges[$0].isEntry }
        // Constants stand where they are; inputs from outside come after them.
        for index in entries.filter({ !diagram.edges[$0].isFromOutside })
            + entries.filter({ diagram.edges[$0].isFromOutside })
        {
            let edge = diagram.edges[index]
            let row = Row(layer: diagram.nodes[edge.target].layer, row: rows[index].target)
            let column = columns[edge.target] ?? 0
            let isCircle = diagram.nodes[edge.target].shape == .circle
            var isHigh = !isCircle || entered.insert(edge.target).inserted
            if edge.isFromOutside {
                if isHigh { isHigh = !crossed.contains(row) && firstHigh[row, default: .max] >= column }
                if isHigh { crossed.insert(row) }
            }
            if isHigh { firstHigh[row] = min(firstHigh[row, default: .max], column) } else { low.insert(index) }
        }
        return low
    }

    func comesFromBelow(_ entry: Int) -> Bool { lowEntries.contains(entry) }

    func isSlanted(_ edge: Int) -> Bool { edgeRows[edge].source != edgeRows[edge].target }

    /// The rows of a slanted edge's end on a lane and of its other end, the hub.
    func laneAndHub(_ edge: Int, of diagram: Diagram) -> (lane: Double, hub: Double) {
        let rows = edgeRows[edge]
        return isLaneLeft(edge, of: diagram) ? (rows.source, rows.target) : (rows.target, rows.source)
    }

    /// Whether a slanted edge leads from a lane to a hub, not from a hub to a lane.
    func isLaneLeft(_ edge: Int, of diagram: Diagram) -> Bool {
        diagram.nodes[diagram.edges[edge].source].lane != nil
            || diagram.nodes[diagram.edges[edge].target].lane == nil
    }

    private static func columns(_ diagram: Diagram) -> [Int?] {
        var columns = [Int?](repeating: nil, count: diagram.nodes.count)
        let edges = diagram.edges.sorted { $0.target < $1.target }
        var first = 0
        for layer in diagram.layers.indices {
            let members = diagram.nodes.indices.filter { diagram.nodes[$0].layer == layer }
            for node in members { columns[node] = first }
            // Nodes are in topological order, so each edge's source is settled before the edge is followed.
            for edge in edges
            where diagram.nodes[edge.source].layer == layer && diagram.nodes[edge.target].layer == layer {
                columns[edge.target] = max(columns[edge.target] ?? 0, (columns[edge.source] ?? 0) + 1)
            }
            first = (members.compactMap { columns[$0] }.max() ?? first - 1) + 1
        }
        return columns
    }

    private static func nodeRows(
        _ diagram: Diagram, columns: [Int?], laneRows: [Int: Double], middle: Double
    ) -> [Double] {
        struct Cell: Hashable {
            let column: Int?
            let row: Double
        }
        let feeding = feedingLanes(diagram)
        var rows = diagram.nodes.map { $0.lane.flatMap { laneRows[$0] } ?? middle }
        let circles = diagram.nodes.indices.filter { diagram.nodes[$0].shape == .circle }
        var taken = Set(
            circles.filter { diagram.nodes[$0].lane != nil }.map { Cell(column: columns[$0], row: rows[$0]) })
        for node in circles where diagram.nodes[node].lane == nil {
            let isTaken = taken.contains(Cell(column: columns[node], row: middle))
            if isTaken || feeding[node] { rows[node] = -1 }
            while taken.contains(Cell(column: columns[node], row: rows[node])) { rows[node] -= 1 }
            taken.insert(Cell(column: columns[node], row: rows[node]))
        }
        return rows
    }

    /// For each node, whether its value reaches a node on a lane of its own layer.
    private static func feedingLanes(_ diagram: Diagram) -> [Bool] {
        var feeding = [Bool](repeating: false, count: diagram.nodes.count)
        for edge in diagram.edges.sorted(by: { $0.source > $1.source }) {
            let target = diagram.nodes[edge.target]
            guard target.layer == diagram.nodes[edge.source].layer else { continue }
            if target.lane != nil || feeding[edge.target] { feeding[edge.source] = true }
        }
        return feeding
    }
}
