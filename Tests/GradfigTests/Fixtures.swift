import Foundation
import Gradfig
import Scene

/// The repository's own templates are the fixtures.
enum Fixtures {
    static let repository = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func softmax(classes: Int? = nil) throws -> FigureSet {
        try FigureSet(template("softmax-with-loss", classes: classes))
    }

    static func template(_ name: String, classes: Int? = nil) throws -> Template {
        let path = "Templates/\(name).yaml"
        let text = try String(contentsOf: repository.appendingPathComponent(path), encoding: .utf8)
        return try Template(SourceText(text, name: path), classes: classes.map(ClassCount.number))
    }

    static let renderer = Result { try FigureRenderer() }

    /// The scenes of all figures of a set, by id.
    static func scenes(_ set: FigureSet) throws -> [String: Scene] {
        let scenes = try renderer.get().scenes(of: set.figures, in: set)
        return Dictionary(uniqueKeysWithValues: scenes.map { ($0.id, $0) })
    }

    /// All scenes of the softmax template and of the other ones, for 1 to 10 classes, drawn once.
    static let allScenes = Result {
        Dictionary(
            uniqueKeysWithValues: try (1...10).map { classes in
                let others = try otherTemplates.map {
                    try FigureSet(SourceText($0, name: "other.yaml"), classes: classes)
                }
                let sets = [try softmax(classes: classes)] + others
                return (classes, try sets.flatMap { try renderer.get().scenes(of: $0.figures, in: $0) })
            })
    }

    /// The layers of a template that lacks its figures: softmax as a quotient, and its loss.
    static let softmaxAsQuotient = """
        title: Softmax with loss
        index: { k: 1...3 }
        layers:
          - name: Softmax
            input: a_k
            equations: |
              S   = sum_k exp(a_k)
              y_k = exp(a_k) / S
            output: y_k
          - name: Loss
            input: [y_k, t_k]
            constant: t_k
            assume: sum_k t_k = 1
            equations: L = -sum_k (t_k * log(y_k))
            output: L

        """

    /// Layers of other shapes: chains with constants, arrows that pass a hub without a free gap.
    static let otherTemplates = [
        """
        title: Sigmoid
        index: { k: 1...3 }
        layers:
          - { name: Sigmoid, input: x_k, output: y_k, equations: y_k = 1 / (1 + exp(-x_k)) }
          - { name: Error, input: [y_k, t_k], constant: t_k, output: L, equations: L = sum_k (y_k - t_k)^2 / 2 }
        figures: [{ id: sigmoid, title: Sigmoid with squared error, backward: all }]
        """,
        softmaxAsQuotient
            + "figures: [{ id: quotient, title: Softmax as a quotient, backward: all }]",
        """
        title: Products
        index: { k: 1...3 }
        layers:
          - { name: Products, input: [x_k, w_k], output: L, equations: L = sum_k (w_k * x_k) / 4 }
        figures: [{ id: products, title: A weighted mean, backward: all }]
        """,
    ]
}
