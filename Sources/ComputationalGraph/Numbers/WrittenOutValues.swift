import Symbolic

/// Which values of a graph that is written out are one in a graph in which all values of some indices are.
public struct WrittenOutValues: Sendable {
    /// Values in the order of an array, the last index first.
    public struct Cells: Sendable {
        /// Along each axis; none of a single value.
        public let lengths: [Int]
        public let values: [Numbers.Value]
    }

    private let shown: ComputationalGraph
    private let writtenOut: ComputationalGraph
    /// The nodes of the written out graph, by the node of the network that they are of.
    private let nodes: [Int: [Int]]
    /// Its edges by where they come from and what takes them.
    private let edges: [Use: [Int]]

    private struct Use: Hashable {
        let source: Int
        /// The network's node, which of its operands, and its lane.
        let taker: Int
        let operand: Int
        let lane: [Int]
    }

    /// - Parameter writtenOut: the same graph, or an instance of it.
    public init(of shown: ComputationalGraph, in writtenOut: ComputationalGraph) {
        self.shown = shown
        self.writtenOut = writtenOut
        guard shown.scope.isGeneral else {
            (nodes, edges) = ([:], [:])
            return
        }
        let drafts = writtenOut.unrolling.builder.drafts
        nodes = Dictionary(grouping: drafts.indices) { drafts[$0].origin.node }
        edges = Dictionary(grouping: writtenOut.edges.indices) { index in
            let edge = writtenOut.edges[index]
            let origin = drafts[edge.target].taker
            return Use(
                source: edge.source, taker: origin.node,
                operand: writtenOut.unrolling.operand(writtenOut.position(of: index), of: origin).operand,
                lane: shown.lane(of: origin))
        }
    }

    /// The values that one of the shown graph stands for.
    public func cells(_ value: Numbers.Value) -> Cells {
        guard shown.scope.isGeneral else { return Cells(lengths: [], values: [value]) }
        switch value {
        case .node(let node):
            let (lengths, nodes) = written(node)
            return Cells(lengths: lengths, values: nodes.map { .node($0) })
        case .gradient(let edges):
            let (lengths, nodes) = written(shown.edges[edges[0]].source)
            return Cells(
                lengths: lengths,
                values: nodes.map { node in
                    .gradient(edges.flatMap { self.edges[use(of: $0, from: node)] ?? [] })
                })
        }
    }

    private func use(of edge: Int, from node: Int) -> Use {
        let origin = shown.unrolling.builder.drafts[shown.edges[edge].target].taker
        return Use(
            source: node, taker: origin.node,
            operand: shown.unrolling.operand(shown.position(of: edge), of: origin).operand,
            lane: shown.lane(of: origin))
    }

    /// The nodes that one stands for, in the order of its array, and its lengths.
    private func written(_ node: Int) -> (lengths: [Int], nodes: [Int]) {
        let origin = shown.unrolling.origin(of: node)
        let lane = shown.lane(of: origin)
        let frame = shown.unrolling.network.nodes[origin.node].frame
        let axes = shown.arrayAxes(of: node).compactMap { frame.firstIndex(of: $0) }
        let members = (nodes[origin.node] ?? []).map { ($0, writtenOut.unrolling.origin(of: $0)) }
            .filter { shown.lane(of: $0.1) == lane }
            .map { member, origin in (node: member, place: axes.map { origin.values[$0] }) }
            .sorted { $0.place.lexicographicallyPrecedes($1.place) }
        return (axes.indices.map { axis in Set(members.map { $0.place[axis] }).count }, members.map(\.node))
    }
}

extension ComputationalGraph {
    /// Which of its target’s operands an edge is.
    fileprivate func position(of edge: Int) -> Int {
        var first = edge
        while first > 0, edges[first - 1].target == edges[edge].target { first -= 1 }
        return edge - first
    }

    /// The values of those indices that are not rolled up.
    fileprivate func lane(of origin: GraphBuilder.Origin) -> [Int] {
        zip(unrolling.network.nodes[origin.node].frame, origin.values).filter { !scope.isRolledUp($0.0) }.map(
            \.1)
    }

    /// The indices of a node's value that are rolled up, in the order of its array.
    fileprivate func arrayAxes(of node: Int) -> [Symbol.Index] {
        let value = unrolling.network.nodes[unrolling.origin(of: node).node]
        let written: [Symbol.Index] =
            switch value.kind {
            case .input(let symbol), .output(let symbol): symbol.indices
            default: value.origin?.array ?? value.definition?.indices ?? []
            }
        let rolledUp = value.frame.filter(scope.isRolledUp)
        return written.filter(rolledUp.contains) + rolledUp.filter { !written.contains($0) }
    }
}
