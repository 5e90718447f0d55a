import Gradfig

/// What `gradfig values` prints, as Documentation/values.schema.json says.
struct ValueReport: Encodable {
    private let graph: GraphReport
    /// The same for any value of each index; nil where they are not alike.
    private let general: GraphReport?

    /// - Parameters:
    ///   - graph: the graph for the numbers of values that are asked for.
    ///   - model: the model as it is written.
    ///   - point: numbers, of none of the inputs, of some or of all.
    init(of graph: ComputationalGraph, _ model: Model, at point: GivenPoint?) throws {
        self.graph = try GraphReport(of: graph, at: point)
        general = try Self.general(model).map { try GraphReport(of: $0, at: nil) }
    }

    /// The graph in which all values of an index are one node.
    private static func general(_ model: Model) throws -> ComputationalGraph? {
        if model.indices.isEmpty { return nil }
        do {
            return try ComputationalGraph(model.rolledUp())
        } catch is Diagnostic {
            return nil
        }
    }

    private enum Key: CodingKey { case general }

    func encode(to encoder: any Encoder) throws {
        try graph.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encodeIfPresent(general, forKey: .general)
    }
}
