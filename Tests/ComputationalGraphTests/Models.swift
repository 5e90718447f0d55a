import ComputationalGraph
import Diagnostics

/// The Softmax-with-Loss layer for some number of classes.
func softmaxWithLoss(classes: Int) -> Model {
    Model(
        title: "Softmax-with-Loss layer", indices: [.init("k", 1...classes)],
        layers: [
            Layer(
                "Softmax", inputs: ["a_k"],
                equations: """
                    S   = sum_k exp(a_k)
                    y_k = exp(a_k) * (1 / S)
                    """, outputs: ["y_k"]),
            Layer(
                "Cross Entropy Error", inputs: ["y_k", "t_k"], constants: ["t_k"],
                equations: "L = sum_k (t_k * log(y_k)) * -1", assumptions: ["sum_k t_k = 1"], outputs: ["L"]),
        ])
}

/// One layer over the indices i = 1...2 and k = 1...3.
func layer(
    inputs: [SourceSlice], constants: [SourceSlice] = [], _ equations: SourceSlice,
    assuming: [SourceSlice] = [],
    outputs: [SourceSlice] = ["L"]
) -> Model {
    Model(
        indices: [.init("i", 1...2), .init("k", 1...3)],
        layers: [
            Layer(
                "layer", inputs: inputs, constants: constants, equations: equations, assumptions: assuming,
                outputs: outputs)
        ])
}

/// What is wrong with a model, as it is told.
func message(_ model: Model) -> String {
    do {
        _ = try ComputationalGraph(model)
        return "no error"
    } catch { return "\(error)" }
}

extension ComputationalGraph {
    /// `exp_1 → sum: exp(a_1), 1/S`, for each edge.
    var lines: [String] {
        edges.map {
            "\(nodes[$0.source].id) → \(nodes[$0.target].id): \($0.forward)"
                + ($0.backward.map { ", \($0)" } ?? "")
        }
    }

    /// The backward values of the edges that leave an input, by its name.
    func gradient(_ input: String) -> [String] {
        edges.filter { nodes[$0.source].id == input }.map { $0.backward?.plain ?? "none" }
    }
}
