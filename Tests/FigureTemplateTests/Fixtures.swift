import ComputationalGraph
import Diagnostics
import FigureTemplate

/// Two layers over k = 1...2, `t_k` a label.
///
/// The graph's edges: a_k → exp_k → product_k → sum → L, and t_k → product_k.
let exponentialSum = """
    title: Weighted exponentials
    index: { k: 1...2 }
    layers:
      - name: Exponential
        input: a_k
        equations: y_k = exp(a_k)
        output: y_k
      - name: Weighting
        input: [y_k, t_k]
        constant: t_k
        equations: |
          L = sum_k (t_k * y_k)
        output: L

    """

/// The figures of `exponentialSum` that are described under `figures:`.
func figures(_ description: String) throws -> (figures: [Figure], graph: ComputationalGraph) {
    let template = try Template(SourceText(exponentialSum + "figures:\n" + description, name: "net.yaml"))
    let graph = try ComputationalGraph(template.model)
    return (try template.figures.map { try Figure($0, of: graph) }, graph)
}

extension ComputationalGraph {
    /// Edges by what they carry forward, in the order of the graph.
    func values(_ edges: Set<Int>) -> [String] { edges.sorted().map { self.edges[$0].forward.plain } }
}

/// The message of the error that is thrown.
func message(_ work: () throws -> Void) -> String {
    do {
        try work()
        return "no error"
    } catch {
        return "\(error)"
    }
}
