import Diagnostics
import Symbolic

/// Turns equations into the operations of a network, equal ones shared.
struct NetworkBuilder: FormulaLowering {
    var network: Network
    let scope: Scope
    var depth = 0
    /// The definition of each symbol, with the indices of its left side.
    private var definitions: [Symbol: (definition: Int, bindings: [String: Symbol.Index])] = [:]
    private var shared: [Key: Int] = [:]

    private struct Key: Hashable {
        let kind: Network.Kind
        let operands: [Network.Reference]
    }

    /// Where a formula is being built.
    struct Context {
        let definition: Int
        var bindings: [String: Symbol.Index]
        /// How many series are around it.
        var seriesCount = 0
    }

    init(_ scope: Scope, _ network: Network) {
        self.scope = scope
        self.network = network
    }

    mutating func build() throws {
        for symbol in scope.inputs {
            let symbol = network.symbol(symbol)
            if network.values[symbol] != nil { continue }
            let frame = symbol.indices.filter { $0.value == nil }
            network.values[symbol] = Network.Reference(node: network.nodes.count, indices: frame)
            network.nodes.append(
                Network.Node(kind: .input(symbol), operands: [], frame: frame, place: nil))
        }
        for symbol in scope.defined {
            guard case .definition(let index, let values)? = scope.origins[symbol] else { continue }
            let generic = network.symbol(symbol)
            if definitions[generic] != nil { continue }
            var bindings = values.mapValues(Symbol.Index.value)
            for (position, index) in zip(generic.indices, scope.definitions[index].left.indices) {
                if case .name(let name) = index { bindings[name] = position }
            }
            definitions[generic] = (index, bindings)
        }
        for symbol in scope.defined { try define(network.symbol(symbol)) }
        for symbol in scope.finalOutputs {
            let symbol = network.symbol(symbol)
            let source = network.values[symbol]!
            if network.outputs[symbol] == nil {
                network.outputs[symbol] = node(.output(symbol), [source], at: nil).node
            }
        }
    }

    private mutating func define(_ symbol: Symbol) throws {
        if network.values[symbol] != nil { return }
        let (definition, bindings) = definitions[symbol]!
        let value = try lower(
            scope.definitions[definition].equation.right.root,
            Context(definition: definition, bindings: bindings))
        network.values[symbol] = value
        let node = network.nodes[value.node]
        guard node.definition == nil, Set(value.indices).isSubset(of: symbol.indices) else { return }
        switch node.kind {
        case .operation, .reduction:
            // What is the same for all values of an index has the name of the first.
            let places = Dictionary(uniqueKeysWithValues: zip(value.indices, node.frame))
            network.nodes[value.node].definition = symbol.replacingIndices { index in
                guard case .free(let axis, _) = index else { return index }
                return places[index] ?? .value(scope.ranges[axis]!.lowerBound)
            }
        case .input, .constant, .lastValue, .output: break
        }
    }

    // MARK: Formulas

    mutating func constant(_ number: Rational, at syntax: Syntax, _ context: Context) -> Network.Reference {
        node(.constant(number), [], at: syntax.place)
    }

    mutating func lastValue(of index: String, at syntax: Syntax, _ context: Context) -> Network.Reference {
        node(.lastValue(of: network.axes.axisOfIndex[index] ?? index), [], at: syntax.place)
    }

    mutating func value(
        of reference: Syntax.Reference, at syntax: Syntax, _ context: Context
    ) throws -> Network.Reference {
        let symbol = reference.symbol { context.bindings[$0]! }
        try define(network.symbol(symbol))
        return network.value(of: symbol)!
    }

    mutating func operation(
        _ operation: Operation, on operands: [Network.Reference], at syntax: Syntax, upTo end: Syntax?,
        _ context: Context
    ) -> Network.Reference {
        part(.operation(operation), operands, syntax, upTo: end, context)
    }

    mutating func series(
        _ series: Series, over index: String, of operand: Syntax, at syntax: Syntax, _ context: Context
    ) throws -> Network.Reference {
        var inner = context
        inner.seriesCount += 1
        guard let axis = network.axes.axisOfIndex[index] else {
            let operands = try scope.ranges[index]!.map { value in
                inner.bindings[index] = .value(value)
                return try lower(operand, inner)
            }
            return part(.operation(series == .sum ? .sum : .product), operands, syntax, context)
        }
        let bound = Symbol.Index.bound(axis: axis, level: inner.seriesCount)
        inner.bindings[index] = bound
        let value = try lower(operand, inner).replacing { $0 == bound ? Network.reduced(axis) : $0 }
        return part(.reduction(series, axis: axis), [value], syntax, context)
    }

    // MARK: Nodes

    /// - Parameter end: the term of a chain that the operation reaches to; nil for the whole syntax.
    private mutating func part(
        _ kind: Network.Kind, _ operands: [Network.Reference], _ syntax: Syntax, upTo end: Syntax? = nil,
        _ context: Context
    ) -> Network.Reference {
        let range = syntax.place.range.lowerBound..<(end ?? syntax).place.range.upperBound
        let reference = node(kind, operands, at: SourceSlice(syntax.place.source, range))
        let part = Network.Part(
            definition: context.definition, range: range, operation: kind.operation!,
            unrolled: context.bindings.compactMapValues(\.value))
        network.parts[part] = (reference, context.bindings)
        return reference
    }

    private mutating func node(
        _ kind: Network.Kind, _ operands: [Network.Reference], at place: SourceSlice?
    ) -> Network.Reference {
        var places: [Symbol.Index: Symbol.Index] = [:]
        var taken: [Symbol.Index] = []
        var count: [String: Int] = [:]
        for index in operands.flatMap(\.indices) where places[index] == nil {
            switch index {
            case .free(let axis, _), .bound(let axis, _):
                if case .reduction(_, axis) = kind, index == Network.reduced(axis) { continue }
                count[axis, default: 0] += 1
                places[index] = .free(axis: axis, count[axis]!)
                taken.append(index)
            case .value, .name: break
            }
        }
        let key = Key(kind: kind, operands: operands.map { $0.replacing { places[$0] ?? $0 } })
        if let known = shared[key] { return Network.Reference(node: known, indices: taken) }
        shared[key] = network.nodes.count
        network.nodes.append(
            Network.Node(kind: kind, operands: key.operands, frame: taken.map { places[$0]! }, place: place))
        return Network.Reference(node: network.nodes.count - 1, indices: taken)
    }
}
