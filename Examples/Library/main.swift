import Foundation
import Gradfig

let layer = Layer(
    "Squared Error", inputs: ["y_k", "t_k"], constants: ["t_k"], equations: "L = sum_k (y_k - t_k)^2",
    outputs: ["L"])
let graph = try ComputationalGraph(Model(indices: [Model.Index("k", 1...2)], layers: [layer]))
let figure = Figure(of: graph, id: "error", title: "The squared error of two outputs")
let svg = try FigureRenderer().render(figure, of: graph, as: .svg)
try Data(svg).write(to: URL(fileURLWithPath: "error.svg"))
