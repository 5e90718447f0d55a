import Diagnostics
import Symbolic

/// The names of gradients: of those that come back from what follows the model, and of those that a layer names.
struct GradientNames: Sendable {
    /// For each output of the model.
    private(set) var upstream: [Upstream] = []

    /// What comes back to an output from what follows the model.
    struct Upstream {
        let output: Symbol
        /// Nil where the output is the loss, whose gradient is 1.
        let gradient: Symbol?
    }

    /// The name of the loss in ∂L/∂y.
    let loss: String
    /// The names that the model gives.
    private var named: [Symbol: Symbol] = [:]
    private var upstreamOfOutput: [Symbol: Symbol] = [:]
    /// A value and the name of its gradient, as written.
    private(set) var patterns: [(value: Syntax.Reference, name: Syntax.Reference)] = []
    private var values: [Symbol: Symbol] = [:]

    /// - Throws: `Diagnostic` for a name that does not fit.
    init(_ builder: GraphBuilder) throws {
        let scope = builder.scope
        let layers = scope.model.layers
        let outputs = scope.finalOutputs
        let mentioned = Set(
            layers.flatMap { $0.gradients + $0.upstream }.compactMap {
                try? scope.pattern($0.value).reference.name
            })
        let isLoss = scope.model.loss == nil && outputs.count == 1 && !mentioned.contains(outputs[0].name)
        loss =
            scope.model.loss
            ?? (isLoss ? outputs[0].plain : ["L", "J", "E"].first { scope.declarations[$0] == nil } ?? "loss")
        for index in layers.indices {
            for gradient in layers[index].gradients {
                for (value, name) in try names(gradient, of: index, in: scope) {
                    try checkIsToldApart(value, gradient.value.trimmed, builder)
                    guard named.updateValue(name, forKey: value) == nil else { throw twoNames(gradient) }
                }
            }
            for gradient in layers[index].upstream {
                // Without a name it is ∂L/∂y, or a part of that.
                for (value, name) in try names(gradient, of: index, in: scope) where gradient.name != nil {
                    guard upstreamOfOutput.updateValue(name, forKey: value) == nil else {
                        throw twoNames(gradient)
                    }
                }
            }
        }
        for output in outputs {
            if isLoss || output.plain == loss {
                upstream.append(Upstream(output: output, gradient: nil))
                continue
            }
            if builder.nodeOfSymbol[output] == nil { continue }
            let isAll = builder.uses(of: output).count == 1
            let gradient =
                upstreamOfOutput[output] ?? (isAll ? name(of: output) : Symbol(.upstream, of: output))
            upstreamOfOutput[output] = gradient
            values[gradient] = output
            upstream.append(Upstream(output: output, gradient: gradient))
            // What comes back from outside is the whole gradient: it has its name already.
            if isAll { named[output] = nil }
        }
    }

    /// Checks that what comes back to a value by its name is not what comes back by others, too.
    private func checkIsToldApart(
        _ value: Symbol, _ place: SourceSlice, _ builder: GraphBuilder
    ) throws {
        let generic = builder.network.symbol(value)
        guard let name = builder.network.names[generic] else {
            // The same for all values of an index.
            guard let other = builder.scope.defined.first(where: { $0.name == value.name && $0 != value })
            else { return }
            throw place.error(
                "‘\(value.plain)’ and ‘\(other.plain)’ are one value: what comes back to it is the gradient of both",
                suggestion: "write it once, under one name")
        }
        switch name.mixed {
        case nil: break
        case .with(let other):
            throw place.error(
                "the same is done to ‘\(value.plain)’ and to ‘\(builder.scope.first(other).plain)’, which are one value: what comes back is the gradient of both",
                suggestion: "write it once, with one of the names")
        case .withNone:
            throw place.error(
                "the formula of ‘\(value.plain)’ stands elsewhere, too, and is one value with it: what comes back to it is the gradient of both",
                suggestion: "write ‘\(place.text)’ there")
        }
    }

    /// The name of a value's gradient: the one that it has, or ∂L/∂y.
    func name(of value: Symbol) -> Symbol { named[value] ?? Symbol(.total(loss: loss), of: value) }

    /// The name of the gradient of a value at any indices: that of `gradient` where they are numbers.
    func name(of value: Symbol, like gradient: Symbol) -> Symbol {
        if let kind = gradient.gradient { return Symbol(kind, of: value) }
        let pattern = patterns.first { $0.value.name == value.name && $0.name.name == gradient.name }
        guard let pattern else { return gradient }
        var indices: [String: Symbol.Index] = [:]
        for case (.name(let name), let index) in zip(pattern.value.indices, value.indices) {
            indices[name] = index
        }
        return pattern.name.symbol { indices[$0]! }
    }

    /// Gradients first, as they are factors that one reads first; then values, in the order that they are declared. What comes
    /// back from outside is before all others, but in the place of its value where it has the name of others: δ_1, δ_2, δ_3.
    func symbolsInOrder(of scope: Scope) -> [Symbol] {
        let own = scope.defined.map(name)
        let names = Set(own.map(\.name))
        func isOneOfOthers(_ gradient: Symbol) -> Bool {
            gradient.gradient == nil && names.contains(gradient.name)
        }
        return upstream.compactMap(\.gradient).filter { !isOneOfOthers($0) }
            + zip(scope.defined, own).map { value, name in
                upstreamOfOutput[value].flatMap { isOneOfOthers($0) ? $0 : nil } ?? name
            } + scope.inputsAsFactors + scope.defined
    }

    /// Whether the model gives a name to the gradient of a value.
    func isNamed(_ value: Symbol) -> Bool { named[value] != nil }

    /// Whether the loss is a value of the model, not what ∂L/∂y says that there would be.
    var hasLoss: Bool { upstream.contains { $0.gradient == nil } }

    /// The names that statements can have gradients by, each as it is written with its indices, and the value.
    func namesInStatements(_ scope: Scope) -> [String: (name: Syntax.Reference, value: String)] {
        var names: [String: (name: Syntax.Reference, value: String)] = [:]
        for (gradient, value) in values where gradient.gradient == .upstream {
            let name = Self.upstreamPrefix + value.name
            names[name] = (
                Syntax.Reference(name: name, indices: scope.declarations[value.name]?.pattern.indices ?? []),
                value.name
            )
        }
        for pattern in patterns { names[pattern.name.name] = (pattern.name, pattern.value.name) }
        return names
    }

    /// The gradient that a name means in a statement, if it means one, and the value that it is of.
    func gradient(called name: Symbol) -> (gradient: Symbol, value: Symbol)? {
        if let value = values[name] { return (name, value) }
        guard name.name.hasPrefix(Self.upstreamPrefix) else { return nil }
        let value = Symbol(String(name.name.dropFirst(Self.upstreamPrefix.count)), indices: name.indices)
        let gradient = Symbol(.upstream, of: value)
        return values[gradient].map { (gradient, $0) }
    }

    /// What comes back to an output from outside, where it is a part, is called g_y.
    static let upstreamPrefix = "g_"

    /// What takes the place of a symbol when values are exchanged.
    ///
    /// - Parameters:
    ///   - exchange: what takes the place of a value of one name.
    ///   - firstName: the first name of what takes the place of a value.
    func image(
        of symbol: Symbol, by exchange: (Symbol) -> Symbol, firstName: (Symbol) -> Symbol
    ) -> Symbol {
        let value = values[symbol]
        if let value, upstreamOfOutput[value] == symbol {
            let image = exchange(value)
            return upstreamOfOutput[image] ?? symbol
        }
        if let value { return name(of: exchange(value)) }
        guard symbol.gradient != nil else { return firstName(symbol) }
        return name(of: exchange(Symbol(symbol.name, indices: symbol.indices)))
    }

    private func twoNames(_ gradient: Layer.NamedGradient) -> Diagnostic {
        gradient.value.trimmed.error("the gradient of ‘\(gradient.value.trimmed.text)’ has two names")
    }

    /// The values that a line names the gradients of, each with the name.
    private mutating func names(
        _ gradient: Layer.NamedGradient, of layer: Int, in scope: Scope
    ) throws -> [(value: Symbol, name: Symbol)] {
        let value = try scope.pattern(gradient.value)
        guard let declaration = scope.declarations[value.reference.name],
            scope.definitions.contains(where: { $0.layer == layer && $0.left.name == value.reference.name })
        else {
            let names = scope.definitions.filter { $0.layer == layer }.map(\.left.text)
            throw value.place.error(
                "the layer ‘\(scope.model.layers[layer].name)’ does not define ‘\(value.reference.text)’, whose gradient has a name here",
                suggestion: didYouMean(value.reference.text, among: names))
        }
        let name = try scope.pattern(nameOf: gradient)
        if let name, scope.declarations[name.reference.name] != nil {
            throw name.place.error("‘\(name.reference.text)’ is a value of the model already")
        }
        if let name { patterns.append((value.reference, name.reference)) }
        return try scope.instances(of: value).map { bindings, symbol in
            try scope.checkExistence(of: symbol, declaration.pattern, at: value.place)
            let gradient =
                try name.map { try $0.reference.symbol(bindings, at: $0.place) }
                ?? Symbol(.total(loss: loss), of: symbol)
            if let name, values.updateValue(symbol, forKey: gradient) != nil {
                throw name.place.error(
                    "‘\(gradient.plain)’ would be the name of several gradients",
                    suggestion: "give it the indices of ‘\(value.reference.text)’")
            }
            return (symbol, gradient)
        }
    }
}
