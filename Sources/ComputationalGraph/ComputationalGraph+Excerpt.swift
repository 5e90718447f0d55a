import Diagnostics
import Symbolic

extension ComputationalGraph {
    /// Some layers of the model as a model of their own: what other layers compute are its inputs, and what other layers
    /// take are outputs, to which a gradient comes back that is a symbol: ∂L/∂y_k.
    ///
    /// The loss is the scalar output of the whole model, if layers follow. Where none does, no output is the loss.
    ///
    /// - Parameter layers: indices of layers.
    public func excerpt(of layers: [Int]) throws -> Model {
        let isWhole = layers.count == model.layers.count
        let loss = scope.finalOutputs.count == 1 && !isWhole ? scope.finalOutputs[0] : nil
        var excerpt = Model(title: model.title, indices: model.indices, loss: loss?.plain, layers: [])
        for index in layers.sorted() {
            var layer = model.layers[index]
            let constants = try layer.inputs.filter { input in
                let name = try scope.pattern(input).reference.name
                return scope.inputs.contains { $0.name == name && scope.isConstant($0) }
            }
            layer.constants = constants
            let named = try Set(
                (layer.upstream + layer.gradients).map { try scope.pattern($0.value).reference.name })
            for output in layer.outputs {
                let name = try scope.pattern(output).reference.name
                let takers = try model.layers.indices.filter { other in
                    try other != index
                        && model.layers[other].inputs.contains { try scope.pattern($0).reference.name == name }
                }
                let isLoss = takers.isEmpty && name == loss?.name
                let isTakenOutside = takers.contains { !layers.contains($0) } || takers.isEmpty
                if isTakenOutside, !isLoss, !named.contains(name) {
                    layer.upstream.append(Layer.NamedGradient(output))
                }
            }
            excerpt.layers.append(layer)
        }
        excerpt.functions = model.functions
        excerpt.drawnFunctions = model.drawnFunctions
        let visible = layers.reduce(into: Set<String>()) { $0.formUnion(scope.visible[$1]) }
        excerpt.names = DisplayNames(
            model.names.entries.filter { entry in
                let name = entry.name.trimmed.text
                return scope.reader.isFunction(name) || visible.contains(name)
            })
        excerpt.shapes = scope.arrays.shapes(of: visible)
        return excerpt
    }
}
