/// The first pass: the column of every node, by longest path.
///
/// Layers follow each other, and those that do not depend on each other stand side by side. Between two layers, before
/// the first and behind the last is a column for free ends.
struct NodeColumns {
    private(set) var columns: [Int]
    /// The columns of each layer.
    private(set) var spans: [ClosedRange<Int>] = []
    private(set) var count = 0

    init(_ diagram: Diagram) {
        let nodes = diagram.nodes
        columns = [Int](repeating: 0, count: nodes.count)
        let order = diagram.topologicalOrder
        let leaving = Dictionary(grouping: diagram.edges, by: \.source)
        let arriving = Dictionary(grouping: diagram.edges, by: \.target)
        for layer in diagram.layers.indices {
            var start = 1
            for edge in diagram.edges where nodes[edge.target].layer == layer {
                for before in Self.layers(before: edge, diagram, arriving) where before < layer {
                    start = max(start, spans[before].upperBound + 2)
                }
            }
            let members = order.filter { nodes[$0].layer == layer }
            // Elbows to its first nodes begin inside the layer.
            let hasElbow = members.contains { node in
                let edges = arriving[node] ?? []
                return nodes[node].shape == .circle && edges.contains(where: \.isEntry)
                    && !edges.contains { nodes[$0.source].layer == layer }
            }
            for node in members {
                columns[node] = hasElbow ? start + 1 : start
                for edge in arriving[node] ?? [] where nodes[edge.source].layer == layer {
                    columns[node] = max(columns[node], columns[edge.source] + 1)
                }
            }
            if members.count <= Self.mostShortened, members.allSatisfy({ nodes[$0].lane == nil }) {
                shorten(members, from: hasElbow ? start + 1 : start, leaving, arriving, nodes)
            } else {
                pull(members, leaving, arriving, nodes)
            }
            spans.append(start...(members.map { columns[$0] }.max() ?? start))
        }
        placeOutside(order, leaving, arriving, diagram)
        let first = columns.min() ?? 0
        columns = columns.map { $0 - first }
        spans = spans.map { $0.lowerBound - first...$0.upperBound - first }
        count = (columns.max() ?? 0) + 1
    }

    /// The layers that a value comes from: behind a junction outside, those before it.
    private static func layers(before edge: Diagram.Edge, _ diagram: Diagram, _ arriving: [Int: [Diagram.Edge]])
        -> [Int]
    {
        if let layer = diagram.nodes[edge.source].layer { return [layer] }
        return (arriving[edge.source] ?? []).flatMap { layers(before: $0, diagram, arriving) }
    }

    /// Ends and junctions outside of the layers.
    private mutating func placeOutside(
        _ order: [Int], _ leaving: [Int: [Diagram.Edge]], _ arriving: [Int: [Diagram.Edge]], _ diagram: Diagram
    ) {
        // Behind what they come from, if that is a layer.
        for node in order where diagram.nodes[node].layer == nil {
            if let source = arriving[node]?.first?.source {
                columns[node] = diagram.nodes[source].layer.map { spans[$0].upperBound + 1 } ?? .min
            } else {
                columns[node] = .min
            }
        }
        // Else before what they go to.
        for node in order.reversed() where columns[node] == .min {
            let next = (leaving[node] ?? []).map { edge in
                edge.isEntry
                    ? columns[edge.target] + 1
                    : diagram.nodes[edge.target].layer.map { spans[$0].lowerBound } ?? columns[edge.target]
            }
            columns[node] = (next.min() ?? 1) - 1
        }
    }

    /// For more nodes than these, the least sum takes too long to find.
    private static let mostShortened = 2000

    /// Moves the nodes of a layer without lanes so that its arrows are shortest in sum, in as few columns as can be.
    private mutating func shorten(
        _ members: [Int], from start: Int, _ leaving: [Int: [Diagram.Edge]], _ arriving: [Int: [Diagram.Edge]],
        _ nodes: [Diagram.Node]
    ) {
        let places = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1, $0) })
        let (first, last) = (members.count, members.count + 1)
        var simplex = NetworkSimplex(count: members.count + 2)
        for (place, node) in members.enumerated() {
            let incoming = (arriving[node] ?? []).count { !$0.isEntry && places[$0.source] == nil }
            let outgoing = (leaving[node] ?? []).count { places[$0.target] == nil }
            simplex.keep(place, below: first, by: 1, weight: incoming)
            simplex.keep(last, below: place, by: 1, weight: outgoing)
            for edge in leaving[node] ?? [] {
                if let target = places[edge.target] { simplex.keep(target, below: place, by: 1, weight: 1) }
            }
        }
        simplex.keep(last, below: first, by: 1, weight: members.count)
        guard simplex.solve() else { return }
        for (place, node) in members.enumerated() {
            columns[node] = start + Int((simplex.heights[place] - simplex.heights[first]).rounded()) - 1
        }
    }

    /// Moves what only constants come to towards its use, and where an input splits for all lanes: one arrow runs there.
    private mutating func pull(
        _ members: [Int], _ leaving: [Int: [Diagram.Edge]], _ arriving: [Int: [Diagram.Edge]],
        _ nodes: [Diagram.Node]
    ) {
        var isLoose: Set<Int> = []
        for node in members {
            let isBound = (arriving[node] ?? []).contains { edge in
                !edge.isEntry && !isLoose.contains(edge.source)
            }
            if !isBound { isLoose.insert(node) }
        }
        for node in members where nodes[node].shape == .junction {
            let isInput = !(arriving[node] ?? []).contains { nodes[$0.source].layer == nodes[node].layer }
            let lane = nodes[node].lane
            if isInput,
                (leaving[node] ?? []).contains(where: { nodes[$0.target].lane?.isWithin(lane) ?? false })
            {
                isLoose.insert(node)
            }
        }
        for node in members.reversed() where isLoose.contains(node) {
            let targets = (leaving[node] ?? []).filter { nodes[$0.target].layer == nodes[node].layer }
            if let next = targets.map({ columns[$0.target] }).min() { columns[node] = next - 1 }
        }
    }
}
