import ComputationalGraph
import FigureTemplate
import Layout

/// What is seen of a computational graph when some layers are open, some collapsed, and others left out.
///
/// A value that comes from outside, or out of a layer, runs on one wire to all its uses: the wire splits at junctions, so
/// that what crosses the border of a layer carries the sum of the gradients of all uses behind it. Where the figure says so,
/// a value splits in the layer of its operation, too.
struct VisibleGraph {
    enum Kind: Hashable {
        /// An operation: a node of the graph.
        case operation(Int)
        /// A call of a function that is drawn as one node.
        case call(Int)
        /// A collapsed layer.
        case layer(Int)
        /// Where a wire splits.
        case junction
        /// Where a value comes in from outside, or goes out to.
        case end

        var call: Int? { if case .call(let call) = self { call } else { nil } }
    }

    struct Node {
        let kind: Kind
        /// Unique in the figure.
        let id: String
        /// The layer that the node is drawn in, as an index into the figure's layers; nil outside.
        let layer: Int?
        let lane: Diagram.Lane?
    }

    struct Edge {
        /// Unique in the figure: `exp_1-sum`.
        let id: String
        let source: Int
        let target: Int
        /// The node of the graph whose value runs along the edge.
        let value: Int
        /// The graph's edges that are one arrow here: several on a stem, and where one value is used several times in a
        /// collapsed layer.
        let graphEdges: [Int]
        /// Those of them along which a gradient comes back.
        let gradientEdges: [Int]
        let lane: Diagram.Lane?
        /// Whether the edge leads to a junction: the value is written there, for all branches, and the sum of their gradients.
        var isStem = false
        /// Whether the edge comes from a junction.
        var isBranch = false
        /// Whether the value comes in from beside the flow, by a short elbow: a constant or a label.
        let isEntry: Bool
    }

    private(set) var nodes: [Node] = []
    private(set) var edges: [Edge] = []
    /// What dots stand between, for lanes that are left out: operations, and arrows that cross the border of a layer.
    private(set) var omissions: [Diagram.Omission.Ends] = []

    /// Those that are one node each.
    let calls: [FunctionCall]
    /// The lane of each node of the graph.
    private let lanes: [Diagram.Lane?]

    init(_ figure: Figure, of graph: ComputationalGraph) {
        calls = figure.closedCalls
        lanes = Self.lanes(of: graph)
        let callIDs = Self.ids(of: figure.closedCalls, graph)
        let order = graph.order(contracting: calls) ?? []
        var drawn: [Kind: Int] = [:]
        for (position, layer) in figure.layers.enumerated() {
            if figure.open.contains(layer) {
                for index in order where figure.drawnLayer(of: graph.nodes[index]) == layer {
                    var (kind, id, lane) = (Kind.operation(index), graph.nodes[index].id, lanes[index])
                    if let call = figure.call(of: index) {
                        (kind, id) = (.call(call), callIDs[call])
                        if figure.closedCalls[call].values.count > 1 { lane = nil }
                    }
                    drawn[kind] = nodes.count
                    nodes.append(Node(kind: kind, id: id, layer: position, lane: lane))
                }
            } else {
                drawn[.layer(layer)] = nodes.count
                nodes.append(Node(kind: .layer(layer), id: "layer\(layer + 1)", layer: position, lane: nil))
            }
        }
        func place(_ node: Int) -> Int? {
            guard let layer = figure.drawnLayer(of: graph.nodes[node]) else { return nil }
            if !figure.open.contains(layer) { return drawn[.layer(layer)] }
            return drawn[figure.call(of: node).map(Kind.call) ?? .operation(node)]
        }
        var uses: [Use] = []
        var known: [Use.Key: Int] = [:]
        for (index, edge) in graph.edges.enumerated() where figure.shows(edge, of: graph) {
            var key = Use.Key(value: edge.source, source: place(edge.source), target: place(edge.target))
            // An operation takes a value as often as it is among its operands.
            if let target = key.target, case .operation = nodes[target].kind {
                while known[key] != nil { key.repeated += 1 }
            }
            if let use = known[key] {
                uses[use].graphEdges.append(index)
            } else {
                known[key] = uses.count
                uses.append(Use(key: key, graphEdges: [index]))
            }
        }
        for (call, node) in drawn.compactMap({ kind, node in kind.call.map { ($0, node) } }) {
            // A function takes what it is given in the order of its parameters.
            let places = uses.indices.filter { uses[$0].key.target == node }
            let sorted = places.map { uses[$0] }.sorted {
                let taken = calls[call].taken
                return taken.firstIndex(of: $0.key.value)! < taken.firstIndex(of: $1.key.value)!
            }
            for (place, use) in zip(places, sorted) { uses[place] = use }
        }
        let wires = Dictionary(grouping: uses, by: \.key.value).mapValues {
            Wire($0, in: self, stems: figure.stems)
        }
        for use in uses { add(use, on: wires[use.key.value]!, graph) }
        omissions = omissions(of: graph, place)
    }

    private func omissions(of graph: ComputationalGraph, _ place: (Int) -> Int?) -> [Diagram.Omission.Ends] {
        if graph.omissions.isEmpty { return [] }
        let crossing = edges.indices.filter { index in
            let (edge, layers) = (
                edges[index], [edges[index].source, edges[index].target].map { nodes[$0].layer }
            )
            return !edge.isEntry && !edge.isBranch && (layers[0] == nil || layers[0] != layers[1])
        }
        let arrows = Dictionary(grouping: crossing) { edges[$0].value }
        var known: Set<[Int]> = []
        return graph.omissions.flatMap { before, after -> [Diagram.Omission.Ends] in
            let ends = zip(arrows[before] ?? [], arrows[after] ?? []).map(Diagram.Omission.Ends.edges)
            guard let first = place(before), let last = place(after), first != last,
                nodes[first].isOperation, nodes[last].isOperation, known.insert([first, last]).inserted
            else { return ends }
            return [.nodes(first, last)] + ends
        }
    }

    private static func lanes(of graph: ComputationalGraph) -> [Diagram.Lane?] {
        var axes: [String] = []
        for index in graph.nodes.lazy.flatMap(\.lane).map(\.index) where !axes.contains(index) {
            axes.append(index)
        }
        return graph.nodes.map { node in
            Diagram.Lane(axes.map { axis in node.lane.first { $0.index == axis }?.value })
        }
    }

    /// An id for each call, with the lane that it is in: `sigmoid_1`.
    private static func ids(of calls: [FunctionCall], _ graph: ComputationalGraph) -> [String] {
        var taken = Set(graph.nodes.map(\.id))
        return calls.map { call in
            let lane =
                call.values.count == 1 ? graph.nodes[call.values[0]].lane.map { "_\($0.value)" }.joined() : ""
            var (id, count) = (call.function + lane, 1)
            while !taken.insert(id).inserted {
                count += 1
                id = "\(call.function)\(count)\(lane)"
            }
            return id
        }
    }

    /// A place that a value runs to.
    fileprivate struct Use {
        struct Key: Hashable {
            let value: Int
            let source: Int?
            let target: Int?
            /// How many of an operation's operands before it are this value.
            var repeated = 0
        }

        let key: Key
        var graphEdges: [Int]
    }

    /// The way of one value to its uses.
    fileprivate final class Wire {
        /// All of them, where they are reached through a junction in the layer of the value's operation.
        private var stem: (layer: Int?, uses: [Use])?
        /// Those that are reached through junctions outside of that layer.
        private var split: [Use] = []
        /// Whether it splits outside of all layers first.
        private var splitsOutside = false
        private let graph: VisibleGraph
        /// The junctions that are there, by layer; -1 is outside.
        var junctions: [Int: Int] = [:]
        /// Where the value comes from, if from outside.
        var end: Int?

        init(_ uses: [Use], in graph: VisibleGraph, stems: Stems?) {
            self.graph = graph
            let source = uses.first?.key.source.map { graph.nodes[$0] }
            let operation = source.flatMap { $0.isOperation ? $0 : nil }
            let leaving = uses.filter { operation == nil || layer(of: $0) != operation?.layer }
            // An operation hands its value on to others of its layer itself, or all leave it together.
            if let operation, stems == .all, uses.count > max(leaving.count, 1) {
                stem = (operation.layer, uses)
            }
            guard leaving.count > 1 else { return }
            split = leaving
            splitsOutside = Set(leaving.map { layer(of: $0) }).count > 1
        }

        private func layer(of use: Use) -> Int? { use.key.target.flatMap { graph.nodes[$0].layer } }

        /// The junctions on the way to a use, by layer, with all uses behind each.
        func junctions(to use: Use) -> [(layer: Int?, uses: [Use])] {
            let stems = stem.map { [$0] } ?? []
            guard split.contains(where: { $0.key == use.key }) else { return stems }
            let layer = self.layer(of: use)
            let beside = split.filter { self.layer(of: $0) == layer }
            return stems + (splitsOutside ? [(nil, split)] : []) + (beside.count > 1 ? [(layer, beside)] : [])
        }
    }

    private mutating func add(_ use: Use, on wire: Wire, _ graph: ComputationalGraph) {
        let value = graph.nodes[use.key.value]
        let isEntry = use.key.source == nil && graph.isConstant(use.key.value)
        var source = use.key.source ?? (isEntry ? nil : wire.end)
        if source == nil {
            source = nodes.count
            nodes.append(
                Node(kind: .end, id: "in\(use.graphEdges[0] + 1)", layer: nil, lane: lanes[use.key.value]))
            if !isEntry { wire.end = source }
        }
        for (layer, uses) in isEntry ? [] : wire.junctions(to: use) {
            if let known = wire.junctions[layer ?? -1] {
                source = known
                continue
            }
            let junction = nodes.count
            wire.junctions[layer ?? -1] = junction
            let id = "split-\(value.id)" + (layer.map { "-\($0 + 1)" } ?? "")
            nodes.append(Node(kind: .junction, id: id, layer: layer, lane: lanes[use.key.value]))
            connect(source!, junction, "\(value.id)-\(id)", use.key.value, uses.flatMap(\.graphEdges), graph)
            source = junction
        }
        var target = use.key.target
        if target == nil {
            target = nodes.count
            nodes.append(
                Node(kind: .end, id: "out\(use.graphEdges[0] + 1)", layer: nil, lane: lanes[use.key.value]))
        }
        let repeated = use.key.repeated > 0 ? "-\(use.key.repeated + 1)" : ""
        let id = "\(value.id)-\(use.key.target.map { nodes[$0].id } ?? "out")\(repeated)"
        connect(source!, target!, id, use.key.value, use.graphEdges, isEntry: isEntry, graph)
    }

    private mutating func connect(
        _ source: Int, _ target: Int, _ id: String, _ value: Int, _ graphEdges: [Int], isEntry: Bool = false,
        _ graph: ComputationalGraph
    ) {
        edges.append(
            Edge(
                id: id, source: source, target: target, value: value, graphEdges: graphEdges,
                gradientEdges: graphEdges.filter { graph.edges[$0].backward != nil },
                lane: lanes[value], isStem: nodes[target].kind == .junction,
                isBranch: nodes[source].kind == .junction, isEntry: isEntry))
    }
}

extension VisibleGraph {
    /// The sign of an operation, or the name of a collapsed layer; nil for what is neither.
    func name(of node: Int, in graph: ComputationalGraph) -> String? {
        switch nodes[node].kind {
        case .operation(let index): graph.nodes[index].sign
        case .call(let call): calls[call].function
        case .layer(let layer): graph.model.layers[layer].displayName
        case .junction, .end: nil
        }
    }
}
