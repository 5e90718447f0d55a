import Gradfig

/// A graph with its values.
struct GraphReport: Encodable {
    struct Axis: Encodable {
        let index: String
        let first: Int
        let last: ComputationalGraph.Bound
    }

    struct ShapeAxis: Encodable {
        /// Absent where all values are written out.
        let index: String?
        let length: ComputationalGraph.Bound
    }

    struct Node: Encodable {
        let id: String
        let operation: String
        let layer: String?
        let lane: Int?
        /// The index of a sum or product whose values come in by one edge; several as in n,d.
        let over: String?
        /// What comes back to its value along all of its edges; absent where nothing does.
        let gradient: Value?
    }

    struct Value: Encodable {
        let plain: String
        let tex: String
        /// The number at the given inputs; absent where they don't determine it.
        let value: Double?
        /// The same as it is written in figures.
        let number: String?
        /// Why there is no number, where inputs are given.
        let reason: String?
    }

    struct Edge: Encodable {
        let from: String
        let to: String
        let forward: Value
        /// Absent where no gradient flows.
        let backward: Value?
    }

    let axes: [Axis]
    /// For each named value its axes; none for a single value.
    let shapes: [String: [ShapeAxis]]
    let definitions: [String: String]
    let assumptions: [String]
    /// The gradients that come back to outputs from what follows the model.
    let upstream: [String]
    /// The named gradients.
    let gradients: [String: String]
    let nodes: [Node]
    let edges: [Edge]

    /// - Parameter point: numbers, of none of the inputs, of some or of all; nil where values have none.
    init(of graph: ComputationalGraph, at point: GivenPoint?) throws {
        axes = graph.indices.map { Axis(index: $0.index, first: $0.first, last: $0.last) }
        shapes = Dictionary(
            uniqueKeysWithValues: graph.shapes.map { shape in
                (shape.name, shape.axes.map { ShapeAxis(index: $0.index, length: $0.length) })
            })
        definitions = Dictionary(
            uniqueKeysWithValues: graph.definitions.map { ($0.symbol.plain, $0.value.plain) })
        assumptions = graph.assumptionLines
        upstream = graph.upstreamGradients.map(\.plain)
        gradients = Dictionary(
            uniqueKeysWithValues: graph.gradientDefinitions.map { ($0.symbol.plain, $0.value.plain) })
        func value(_ expression: Expression, _ value: Numbers.Value) -> Value {
            let number = point?.numbers.number(value)
            let isGiven = point.map { !$0.numbers.inputs.isEmpty } ?? false
            return Value(
                // Adding 0 turns -0 into 0.
                plain: expression.plain, tex: graph.tex(expression), value: number.map { $0.doubleValue + 0 },
                number: number.flatMap { point?.format.plain($0) },
                reason: isGiven ? point?.numbers.reason(value)?.message : nil)
        }
        nodes = try graph.nodes.enumerated().map { index, node in
            let uses = graph.uses(of: index)
            return Node(
                id: node.id, operation: Self.operation(of: node),
                layer: node.layer.map { graph.model.layers[$0].name },
                lane: node.lane.count == 1 ? node.lane[0].value : nil,
                over: node.summed.isEmpty ? nil : node.summed.joined(separator: ","),
                gradient: try graph.gradient(along: uses).map { value($0, .gradient(uses)) })
        }
        edges = graph.edges.indices.map { index in
            let edge = graph.edges[index]
            return Edge(
                from: graph.nodes[edge.source].id, to: graph.nodes[edge.target].id,
                forward: value(edge.forward, .node(edge.source)),
                backward: edge.backward.map { value($0, .gradient([index])) })
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

extension ComputationalGraph.Bound: Encodable {
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let number): try container.encode(number)
        case .name(let name): try container.encode(name)
        }
    }
}
