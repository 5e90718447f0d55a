import Scene

/// The second pass: everything that takes room, column by column.
///
/// Column 2c holds the nodes of column c, column 2c + 1 what stands between c and c + 1. An arrow has an item in each
/// column that it passes; one of them holds its values.
struct Tracks {
    enum Content {
        case node(Int)
        /// An arrow without its values, by its edge.
        case passing(Int)
        /// An arrow with its values.
        case values(Int)
    }

    struct Item {
        let content: Content
        let column: Int
        /// The open or collapsed layer that it stands in; nil outside.
        let layer: Int?
        /// The layer with whose items it stands together: its own, or one beside others that it leads to or comes from.
        let group: Int?
        /// The number of its lane; nil for what all lanes share.
        let lane: Int?
        /// Items of one role have one place in every row.
        let role: Int
        /// Those that would be of one role if upper and lower rows were alike.
        let kin: Int
        /// How far it reaches above and below its line; the same for all of a role.
        var above: Double
        var below: Double
        let width: Double
        /// Whether its arrow passes above or below a layer here, outside of all lanes.
        var isAround = false
        /// What it is to be farther from its neighbours above and below.
        var room = (above: 0.0, below: 0.0)
        /// The items of the columns before and behind that it is joined to.
        var left: [Int] = []
        var right: [Int] = []

        func isBox(_ diagram: Diagram) -> Bool {
            if case .node(let node) = content { diagram.nodes[node].shape.isBox } else { false }
        }

        /// The edge that it is a part of; nil for a node.
        var edge: Int? {
            switch content {
            case .node: nil
            case .passing(let edge), .values(let edge): edge
            }
        }
    }

    private(set) var items: [Item] = []
    private(set) var columns: [[Int]]
    /// The item of each node; nil for a free end.
    private(set) var itemOfNode: [Int?]
    /// The items of each edge in the order of the columns, its nodes' not among them.
    private(set) var itemsOfEdge: [[Int]]
    let roleCount: Int
    let lanes: Lanes
    /// Whether arrows may have another place in the upper rows than in the lower ones.
    let hasHalves: Bool

    /// What is the same in all rows.
    private enum Role: Hashable {
        case node(Int)
        case laneNode(LaneNode)
        case part(
            source: Int, target: Int, repeated: Int, column: Int, level: Int?, rest: Int, halves: [Int])

        func number(in roles: inout [Role: Int]) -> Int {
            if let known = roles[self] { return known }
            roles[self] = roles.count
            return roles.count - 1
        }
    }

    private struct LaneNode: Hashable {
        let column: Int
        let level: Int?
        let rest: Int
        /// The axes of its lane.
        let axes: [Int]
        /// Which of its lane in this column.
        let position: Int
    }

    /// - Parameters:
    ///   - nesting: for each layer, and last what stands outside, the axes of the lanes from the outermost.
    ///   - hasHalves: whether arrows may have another place in the upper rows than in the lower ones.
    init(
        _ diagram: Diagram, _ nodeColumns: NodeColumns, _ likeness: Likeness, nesting: LaneNesting,
        hasHalves: Bool, spacing: Spacing
    ) {
        self.hasHalves = hasHalves
        let nodes = diagram.nodes
        var lanes = Lanes(diagram, nesting)
        var roles: [Role: Int] = [:]
        var kins: [Role: Int] = [:]
        func kin(_ role: Role, _ number: Int) -> Int { hasHalves ? role.number(in: &kins) : number }
        columns = [[Int]](repeating: [], count: 2 * nodeColumns.count)
        itemOfNode = nodes.map { _ in nil }
        let (leaving, arriving) = diagram.degrees
        let hasHeads = diagram.leavingHaveHeads
        let sizes = nodes.indices.map { index in
            let radius = diagram.radius(of: index) ?? 0
            return nodes[index].shape == .junction
                ? Size(width: spacing.bar, height: 2 * spacing.junctionReach(branches: leaving[index]))
                : Size(width: 2 * radius, height: 2 * radius)
        }
        var roleOfNode: [Int] = []
        // What is alike in all lanes, whether it stands in rows or not.
        var families: [LaneNode: Int] = [:]
        var familyOfNode: [Int] = []
        // What stands between layers stands as that behind it has it.
        var layerOfNode = nodes.map(\.layer)
        for edge in diagram.edges.reversed() where nodes[edge.source].layer == nil {
            layerOfNode[edge.source] = nodes[edge.target].layer
        }
        for (index, node) in nodes.enumerated() {
            let column = nodeColumns.columns[index]
            var role = Role.node(index)
            var family: Int?
            let number = node.shape.isBox ? nil : lanes.number(of: node.lane, in: layerOfNode[index])
            if let lane = number.map({ lanes.lanes[$0] }) {
                func alike(_ rest: Int) -> LaneNode {
                    LaneNode(
                        column: column, level: lane.steps.last?.level, rest: rest, axes: lane.own.axes,
                        position: likeness.positions[index])
                }
                if !lane.steps.isEmpty { role = .laneNode(alike(lane.rest)) }
                if lane.rest >= 0 {
                    family = families[alike(-1)] ?? -2 - families.count
                    families[alike(-1)] = family
                }
            }
            roleOfNode.append(role.number(in: &roles))
            let kin = kin(role, roleOfNode[index])
            familyOfNode.append(family ?? roleOfNode[index])
            // The heads of a fan come from above or below, where other arrows pass.
            let most = max(arriving[index], hasHeads[index] ? leaving[index] : 0)
            let isHub = node.shape == .circle && !lanes.isInInnermostRow(number) && most > 2
            let heads = isHub ? spacing.heads : 0
            let item: Item? =
                switch node.shape {
                case .circle, .junction:
                    Item(
                        content: .node(index), column: 2 * column, layer: node.layer, group: node.layer,
                        lane: number, role: roleOfNode[index], kin: kin,
                        above: sizes[index].height / 2 + heads, below: sizes[index].height / 2 + heads,
                        width: sizes[index].width)
                case .box(let size):
                    Item(
                        content: .node(index), column: 2 * column, layer: node.layer, group: node.layer,
                        lane: nil,
                        role: roleOfNode[index], kin: kin, above: size.height / 2,
                        below: size.height / 2,
                        width: size.width + 2 * spacing.padding)
                case .end: nil
                }
            if let item {
                itemOfNode[index] = items.count; columns[item.column].append(items.count); items.append(item)
            }
        }
        itemsOfEdge = diagram.edges.map { _ in [] }
        struct Bundle: Hashable {
            let source: Int
            let target: Int
            let lane: Diagram.Lane?
        }
        var bundles: [Bundle: Int] = [:]
        for (index, edge) in diagram.edges.enumerated() {
            let range = Self.columns(of: edge, nodeColumns)
            let valueColumn = Self.valueColumn(of: edge, in: range, diagram, nodeColumns)
            let (lane, isAcross) = diagram.lane(along: edge)
            // Constants of one node's are alike, wherever each begins.
            let source = edge.isEntry ? -1 : familyOfNode[edge.source]
            let bundle = Bundle(source: source, target: familyOfNode[edge.target], lane: lane)
            let repeated = isAcross ? -1 - index : bundles[bundle, default: 0]
            if !isAcross { bundles[bundle, default: 0] += 1 }
            let beside = [nodes[edge.target].layer, nodes[edge.source].layer].compactMap { $0 }.first { layer in
                nodeColumns.spans.enumerated().contains { $0 != layer && $1.overlaps(nodeColumns.spans[layer]) }
            }
            let isSkip = Self.passesLayer(edge, in: range, diagram, nodeColumns)
            func isAround(_ column: Int) -> Bool {
                isSkip && (Self.layer(of: edge, in: column, diagram, nodeColumns) ?? beside) == nil
            }
            // What comes from around a layer comes to one lane from above, to another from below.
            let isAlike = !range.contains(where: isAround)
            for column in range {
                let isValue = column == valueColumn
                let offset = edge.isPair ? spacing.pair / 2 : 0
                let layer = Self.layer(of: edge, in: column, diagram, nodeColumns)
                // On its way around a layer it leaves its lane: the upper lanes' go above, the lower lanes' below.
                let isAround = isAround(column)
                let number =
                    isAround
                    ? nil
                    : lanes.number(of: lane, in: layer ?? nodes[edge.target].layer ?? nodes[edge.source].layer)
                func role(_ halves: [Int]) -> Role {
                    .part(
                        source: bundle.source, target: bundle.target,
                        repeated: isAlike ? repeated : -1 - index,
                        column: column, level: number.flatMap { lanes.lanes[$0].steps.last?.level },
                        rest: number.map { lanes.lanes[$0].rest } ?? -1, halves: halves)
                }
                let ownRole = role(hasHalves ? lanes.steps(number).map(\.half) : []).number(in: &roles)
                func reach(_ value: Diagram.Value?) -> Double {
                    isValue ? max(offset, spacing.reach(of: value, isPair: edge.isPair)) : offset
                }
                let item = Item(
                    content: isValue ? .values(index) : .passing(index), column: column,
                    layer: layer, group: layer ?? beside, lane: number,
                    role: ownRole, kin: kin(role([]), ownRole), above: reach(edge.forward),
                    below: reach(edge.backward),
                    width: isValue ? max(edge.forward?.size.width ?? 0, edge.backward?.size.width ?? 0) : 0,
                    isAround: isAround)
                itemsOfEdge[index].append(items.count)
                columns[column].append(items.count)
                items.append(item)
            }
            var chain = itemsOfEdge[index]
            if !edge.isEntry, let source = itemOfNode[edge.source] { chain.insert(source, at: 0) }
            if let target = itemOfNode[edge.target] { chain.append(target) }
            for (before, behind) in zip(chain, chain.dropFirst()) {
                items[before].right.append(behind)
                items[behind].left.append(before)
            }
        }
        roleCount = roles.count
        self.lanes = lanes
        // All of a role take the same room, so that lanes are alike.
        var reach = [(above: Double, below: Double)](repeating: (0, 0), count: roleCount)
        for item in items {
            reach[item.role] = (
                max(reach[item.role].above, item.above), max(reach[item.role].below, item.below)
            )
        }
        for index in items.indices { (items[index].above, items[index].below) = reach[items[index].role] }
    }

    /// Whether an item stands in a row.
    func isInRow(_ item: Int) -> Bool { lanes.isInRow(items[item].lane) }

    /// The columns that an edge passes.
    static func columns(of edge: Diagram.Edge, _ nodes: NodeColumns) -> ClosedRange<Int> {
        let (from, to) = (nodes.columns[edge.source], nodes.columns[edge.target])
        return edge.isEntry ? 2 * to - 1...2 * to - 1 : 2 * from + 1...max(2 * to - 1, 2 * from + 1)
    }

    /// The item with the values of an edge.
    func valueItem(of edge: Int) -> Int {
        itemsOfEdge[edge].first { if case .values = items[$0].content { true } else { false } }
            ?? itemsOfEdge[edge][0]
    }

    /// Whether an edge passes above or below a layer.
    func passesLayer(_ edge: Int) -> Bool { itemsOfEdge[edge].contains { items[$0].isAround } }

    /// The most arrows that leave the source or arrive at the target of an edge.
    func degree(_ edge: Diagram.Edge) -> Int {
        max(
            itemOfNode[edge.source].map { items[$0].right.count } ?? 0,
            itemOfNode[edge.target].map { items[$0].left.count } ?? 0)
    }

    /// With more room above and below some items, in all lanes.
    func adding(_ room: [(item: Int, above: Double, below: Double)]) -> Tracks {
        var tracks = self
        var added: [Int: (above: Double, below: Double)] = [:]
        for (item, above, below) in room {
            let known = added[items[item].role] ?? (0, 0)
            added[items[item].role] = (max(known.above, above), max(known.below, below))
        }
        for index in items.indices { tracks.items[index].room = added[items[index].role] ?? (0, 0) }
        return tracks
    }

    /// What is left without the items of some edges; their numbers stay.
    func without(_ edges: Set<Int>) -> Tracks {
        if edges.isEmpty { return self }
        var tracks = self
        func isLeft(_ item: Int) -> Bool { items[item].edge.map { !edges.contains($0) } ?? true }
        for column in columns.indices { tracks.columns[column].removeAll { !isLeft($0) } }
        for item in items.indices {
            tracks.items[item].left.removeAll { !isLeft($0) }
            tracks.items[item].right.removeAll { !isLeft($0) }
        }
        return tracks
    }

    /// Where an arrow's values stand: outside the layers if it crosses a border, else in the middle of its way.
    private static func valueColumn(
        of edge: Diagram.Edge, in range: ClosedRange<Int>, _ diagram: Diagram, _ columns: NodeColumns
    ) -> Int {
        let (from, to) = (diagram.nodes[edge.source].layer, diagram.nodes[edge.target].layer)
        switch (from, to) {
        case (let from?, let to?) where from != to: return 2 * columns.spans[from].upperBound + 1
        case (let from?, nil): return 2 * columns.spans[from].upperBound + 1
        case (nil, let to?) where !edge.isEntry: return 2 * columns.spans[to].lowerBound - 1
        default:
            let gaps = Array(stride(from: range.lowerBound, through: range.upperBound, by: 2))
            return gaps[gaps.count / 2]
        }
    }

    /// Whether an arrow passes beside a layer.
    private static func passesLayer(
        _ edge: Diagram.Edge, in range: ClosedRange<Int>, _ diagram: Diagram, _ columns: NodeColumns
    ) -> Bool {
        let ends = [diagram.nodes[edge.source].layer, diagram.nodes[edge.target].layer]
        return columns.spans.indices.contains { layer in
            let span = columns.spans[layer]
            return !ends.contains(layer) && (2 * span.lowerBound...2 * span.upperBound).overlaps(range)
        }
    }

    /// The layer that an arrow is in where it passes a column.
    private static func layer(
        of edge: Diagram.Edge, in column: Int, _ diagram: Diagram, _ columns: NodeColumns
    ) -> Int? {
        if let layer = diagram.nodes[edge.target].layer,
            column >= 2 * columns.spans[layer].lowerBound || edge.isEntry
        {
            return column >= 2 * columns.spans[layer].lowerBound ? layer : nil
        }
        if let layer = diagram.nodes[edge.source].layer, column <= 2 * columns.spans[layer].upperBound {
            return layer
        }
        return nil
    }
}
