import ComputationalGraph
import FigureTemplate

/// What is seen of a computational graph when some layers are open, some collapsed, and others left out.
struct VisibleGraph {
    enum Kind: Hashable {
        /// An operation: a node of the graph.
        case operation(Int)
        /// A collapsed layer.
        case layer(Int)
        /// Where a value comes in from outside, or goes out to.
        case end
    }

    struct Node {
        let kind: Kind
        /// Unique in the figure.
        let id: String
        /// The layer that the node is drawn in, as an index into the figure's layers; nil for an end.
        let layer: Int?
        let lane: Int?
    }

    struct Edge {
        /// Unique in the figure: `exp_1-sum`.
        let id: String
        let source: Int
        let target: Int
        /// The node of the graph whose value runs along the edge.
        let value: Int
        /// The graph's edges that are one arrow here: several where one value is used several times at one place.
        var graphEdges: [Int]
        let lane: Int?
        /// Whether the value comes in from beside the flow: a constant, a label, or an input of a later operation.
        let isEntry: Bool
    }

    private(set) var nodes: [Node] = []
    private(set) var edges: [Edge] = []

    init(_ figure: Figure, of graph: ComputationalGraph) {
        var drawn: [Kind: Int] = [:]
        for (position, layer) in figure.layers.enumerated() {
            if figure.open.contains(layer) {
                for index in graph.nodes.indices where figure.drawnLayer(of: graph.nodes[index]) == layer {
                    drawn[.operation(index)] = nodes.count
                    let node = graph.nodes[index]
                    nodes.append(Node(kind: .operation(index), id: node.id, layer: position, lane: node.lane))
                }
            } else {
                drawn[.layer(layer)] = nodes.count
                nodes.append(Node(kind: .layer(layer), id: "layer\(layer + 1)", layer: position, lane: nil))
            }
        }
        func place(_ node: Int) -> Int? {
            guard let layer = figure.drawnLayer(of: graph.nodes[node]) else { return nil }
            return drawn[figure.open.contains(layer) ? .operation(node) : .layer(layer)]
        }
        let fed = Set(
            graph.edges.filter { place($0.source) != nil && place($0.source) != place($0.target) }
                .compactMap { place($0.target) })

        struct Arrow: Hashable {
            let value: Int
            let source: Int?
            let target: Int?
        }
        var arrows: [Arrow: Int] = [:]
        struct Cell: Hashable {
            let node: Int
            let lane: Int?
        }
        var entered: Set<Cell> = []
        for (index, edge) in graph.edges.enumerated() where figure.shows(edge, of: graph) {
            let arrow = Arrow(value: edge.source, source: place(edge.source), target: place(edge.target))
            if let known = arrows[arrow] {
                edges[known].graphEdges.append(index)
                continue
            }
            let value = graph.nodes[edge.source]
            let end = nodes.count
            if arrow.source == nil || arrow.target == nil {
                let id = arrow.source == nil ? "in\(index + 1)" : "out\(index + 1)"
                nodes.append(Node(kind: .end, id: id, layer: nil, lane: value.lane))
            }
            let isFree = arrow.source == nil && !graph.isConstant(edge.source)
            // Of the values that come to a node from outside, the first of each lane is its flow, unless the node has
            // another.
            var isFlow = isFree && arrow.target.map { !fed.contains($0) } ?? false
            if isFlow, let target = arrow.target {
                isFlow = entered.insert(Cell(node: target, lane: value.lane)).inserted
            }
            arrows[arrow] = edges.count
            edges.append(
                Edge(
                    id: "\(value.id)-\(arrow.target.map { nodes[$0].id } ?? "out")",
                    source: arrow.source ?? end,
                    target: arrow.target ?? end, value: edge.source, graphEdges: [index], lane: value.lane,
                    isEntry: arrow.source == nil && !isFlow))
        }
    }
}
