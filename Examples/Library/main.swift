import Foundation
import Gradfig

let model = Model(
    title: "Squared error", indices: [Model.Index("k", 1...2)],
    layers: [
        Layer(
            "Squared Error", inputs: ["y_k", "t_k"], constants: ["t_k"],
            equations: "L = sum_k (y_k - t_k)^2", outputs: ["L"])
    ])
let graph = try ComputationalGraph(model)
let figure = Figure(of: graph, id: "error", title: "The squared error of two outputs")
try Data(FigureRenderer().render(figure, of: graph, as: .svg)).write(to: URL(fileURLWithPath: "error.svg"))
