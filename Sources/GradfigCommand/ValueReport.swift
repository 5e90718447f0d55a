import Gradfig

/// What `gradfig values` prints.
struct ValueReport: Encodable {
    struct Node: Encodable {
        let id: String
        let operation: String
        let layer: String?
        let lane: Int?
    }

    struct Value: Encodable {
        let plain: String
        let tex: String
        /// The number at the given inputs; absent where they don't determine it.
        let value: Double?
    }

    struct Edge: Encodable {
        let from: String
        let to: String
        let forward: Value
        /// Absent where no gradient flows.
        let backward: Value?
    }

    let definitions: [String: String]
    let assumptions: [String]
    /// The gradients that come back to outputs from what follows the model.
    let upstream: [String]
    /// The named gradients.
    let gradients: [String: String]
    let nodes: [Node]
    let edges: [Edge]

    /// - Parameter point: values of inputs; of none, of some or of all.
    init(of graph: ComputationalGraph, at point: [Symbol: Double]) throws {
        definitions = Dictionary(
            uniqueKeysWithValues: graph.definitions.map { ($0.symbol.plain, $0.value.plain) })
        assumptions = graph.assumptions.map { "\($0.left.plain) \($0.relation.rawValue) \($0.right.plain)" }
        upstream = graph.upstreamGradients.map(\.plain)
        gradients = Dictionary(
            uniqueKeysWithValues: graph.gradientDefinitions.map { ($0.symbol.plain, $0.value.plain) })
        nodes = graph.nodes.map { node in
            Node(
                id: node.id, operation: Self.operation(of: node),
                layer: node.layer.map { graph.model.layers[$0].name }, lane: node.lane)
        }
        let numbers = try graph.values(at: point)
        func value(_ expression: Expression, _ number: Double?) -> Value {
            // Adding 0 turns -0 into 0.
            Value(plain: expression.plain, tex: expression.tex, value: number.map { $0 + 0 })
        }
        edges = graph.edges.indices.map { index in
            let edge = graph.edges[index]
            return Edge(
                from: graph.nodes[edge.source].id, to: graph.nodes[edge.target].id,
                forward: value(edge.forward, numbers.forward[index]),
                backward: edge.backward.map { value($0, numbers.backward[index]) })
        }
    }

    private static func operation(of node: ComputationalGraph.Node) -> String {
        switch node.kind {
        case .input: "input"
        case .constant: "constant"
        case .operation(let operation): node.isMatrixProduct ? "matrix product" : operation.name
        case .output: "output"
        }
    }
}
