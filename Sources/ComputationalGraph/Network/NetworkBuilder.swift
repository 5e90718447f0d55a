import Diagnostics
import Symbolic

/// Turns equations into the operations of a network, equal ones shared.
struct NetworkBuilder {
    var network: Network
    let scope: Scope
    /// How deep the formula that is being lowered is nested, with the definitions that wait for it.
    var depth = 0
    /// The definitions that are being built, each waiting for the next.
    private var waiting: [Symbol] = []
    /// The definition of each symbol, with the indices of its left side.
    private var definitions: [Symbol: (definition: Int, bindings: [String: Symbol.Index])] = [:]
    private var shared: [Key: Int] = [:]
    let diagonals: Diagonals

    private struct Key: Hashable {
        let kind: Network.Kind
        let operands: [Network.Reference]
        /// An operation of a call that is drawn as one node is no other's.
        let drawnCall: Network.CallSite?
    }

    /// Where a formula is being built.
    struct Context {
        let definition: Int
        var bindings: [String: Symbol.Index]
        /// How many series are around it.
        var seriesCount = 0
        /// The calls of functions around it, from the outermost on.
        var calls: [Network.Call] = []
    }

    init(_ scope: Scope, _ network: Network) {
        self.scope = scope
        self.network = network
        diagonals = Diagonals(scope, network.axes)
    }

    mutating func build() throws {
        for symbol in scope.inputs {
            let symbol = network.symbol(symbol)
            if network.values[symbol] != nil { continue }
            let frame = symbol.indices.filter { $0.value == nil }
            network.values[symbol] = Network.Reference(node: network.nodes.count, indices: frame)
            network.nodes.append(
                Network.Node(kind: .input(symbol), operands: [], frame: frame, origin: nil))
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
        for symbol in scope.defined { try define(network.symbol(symbol), at: nil) }
        try checkOutputs()
        for symbol in scope.finalOutputs {
            let symbol = network.symbol(symbol)
            if network.outputs[symbol] != nil { continue }
            network.outputs[symbol] = network.nodes.count
            network.nodes.append(
                Network.Node(
                    kind: .output(symbol), operands: [network.value(of: symbol)!],
                    frame: symbol.indices.filter { $0.value == nil }, origin: nil))
        }
        // What is taken by several names is taken by the one that these are others for, if there is one.
        for node in network.nodes.indices {
            for operand in network.nodes[node].operands.indices {
                let names = network.roots(of: network.nodes[node].operands[operand].name)
                network.nodes[node].operands[operand].name = names.first { network.names[$0]!.mixed == nil }
            }
        }
    }

    /// An output is another one for each value of its indices: as many gradients come back to one value only by mistake.
    private func checkOutputs() throws {
        let outputs = scope.finalOutputs.map(network.symbol)
        var seen: Set<Int> = []
        for symbol in outputs {
            guard let (definition, _) = definitions[symbol], seen.insert(definition).inserted else { continue }
            let left = scope.definitions[definition].left
            for (place, index) in left.indices.enumerated() {
                guard case .name(let name) = index, isSame(symbol, forAllAt: place, among: outputs) else {
                    continue
                }
                throw scope.definitions[definition].equation.left.place.error(
                    "‘\(left.text)’ is the same for all values of ‘\(name)’",
                    suggestion: "write it without this index, here and as an output")
            }
        }
    }

    /// Whether an output has one value for all values of an index.
    private func isSame(_ symbol: Symbol, forAllAt place: Int, among outputs: [Symbol]) -> Bool {
        let index = symbol.indices[place]
        let value = network.values[symbol]!
        if index.value == nil { return !value.indices.contains(index) }
        let others = outputs.filter { other in
            guard other != symbol, other.name == symbol.name, other.indices.count == symbol.indices.count else {
                return false
            }
            var indices = other.indices
            indices[place] = index
            return indices == symbol.indices
        }
        return !others.isEmpty && others.allSatisfy { network.values[$0] == value }
    }

    /// - Parameter place: where the value is taken.
    private mutating func define(_ symbol: Symbol, at place: SourceSlice?) throws {
        if network.values[symbol] != nil { return }
        let (formula, context) = try begin(symbol, at: place)
        waiting.append(symbol)
        defer { waiting.removeLast() }
        name(try lower(formula, context), symbol)
    }

    /// What a symbol is defined as; apart from the chain of definitions, so that its stack is small.
    private func begin(_ symbol: Symbol, at place: SourceSlice?) throws -> (Syntax, Context) {
        let (definition, bindings) = definitions[symbol]!
        if waiting.contains(symbol) { throw circle(at: place, symbol, definition) }
        return (
            scope.definitions[definition].equation.right.root,
            Context(definition: definition, bindings: bindings)
        )
    }

    private mutating func name(_ value: Network.Reference, _ symbol: Symbol) {
        network.values[symbol] = Network.Reference(node: value.node, indices: value.indices)
        let node = network.nodes[value.node]
        if Set(value.indices) == Set(symbol.indices.filter { $0.value == nil }),
            Set(value.indices).count == value.indices.count
        {
            let places = Dictionary(uniqueKeysWithValues: zip(value.indices, node.frame))
            network.names[symbol] = Network.Name(
                node: value.node, value: symbol.replacingIndices { places[$0] ?? $0 }, root: value.name)
            network.nodes[value.node].names.append(symbol)
        }
        guard node.definition == nil, Set(value.indices).isSubset(of: symbol.indices) else { return }
        switch node.kind {
        case .operation, .reduction:
            // What is the same for all values of an index has the name of the first.
            let places = Dictionary(uniqueKeysWithValues: zip(value.indices, node.frame))
            network.nodes[value.node].definition = symbol.replacingIndices { index in
                guard case .free(let axis, _) = index else { return index }
                return places[index] ?? .value(scope.ranges[axis]!.lowerBound)
            }
        case .input, .constant, .lastValue, .index, .output: break
        }
    }

    private func circle(at place: SourceSlice?, _ symbol: Symbol, _ definition: Int) -> Diagnostic {
        let chain = (waiting.drop { $0 != symbol } + [symbol]).map { scope.first($0).plain }
        return (place ?? scope.definitions[definition].equation.left.place).circle(chain)
    }

    // MARK: Formulas

    mutating func value(
        of reference: Syntax.Reference, at syntax: Syntax, _ context: Context
    ) throws -> Network.Reference {
        try checkExistence(of: reference, at: syntax, context)
        let symbol = reference.symbol { context.bindings[$0]! }
        try define(network.symbol(symbol), at: syntax.place)
        return network.value(of: symbol)!
    }

    private func checkExistence(
        of reference: Syntax.Reference, at syntax: Syntax, _ context: Context
    ) throws {
        // What is rolled up is there for all values if it is for the first.
        let first = context.bindings.mapValues { index in
            index.value ?? scope.ranges[index.axis!]!.lowerBound
        }
        _ = try scope.symbol(reference, first, at: syntax.place)
    }

    mutating func series(
        _ series: Series, over index: String, of operand: Syntax, at syntax: Syntax, _ context: Context
    ) throws -> Network.Reference {
        // All axes of an array at once, if they are alike in being rolled up or not.
        var (indices, operand) = ([index], operand)
        let isRolledUp = network.axes.axisOfIndex[index] != nil
        while case .series(_, let inner, _, let part) = operand.kind, operand.isInner,
            isRolledUp == (network.axes.axisOfIndex[inner] != nil)
        {
            indices.append(inner)
            operand = part
        }
        var inner = context
        inner.seriesCount += indices.count
        guard isRolledUp else {
            let operands = try scope.bindings(of: indices, at: syntax.place).map { values in
                inner.bindings.merge(values.mapValues(Symbol.Index.value)) { $1 }
                return try lower(operand, inner)
            }
            return node(.operation(series.operation), operands, from: syntax, in: context)
        }
        let axes = indices.map { network.axes.axisOfIndex[$0]! }
        var places: [Symbol.Index: Symbol.Index] = [:]
        for (place, reduced) in Network.reduced(axes).enumerated() {
            let bound = Symbol.Index.bound(axis: axes[place], level: context.seriesCount + place + 1)
            inner.bindings[indices[place]] = bound
            places[bound] = reduced
        }
        let value = try lower(operand, inner).replacing { places[$0] ?? $0 }
        return node(.reduction(series, over: axes), [value], from: syntax, in: context)
    }

    // MARK: Nodes

    /// - Parameters:
    ///   - open: the indices that are open in it, if they are so in no operand.
    ///   - end: the term of a chain that the operation reaches to; nil for the whole syntax.
    mutating func node(
        _ kind: Network.Kind, _ operands: [Network.Reference], open: [Symbol.Index] = [], from syntax: Syntax,
        upTo end: Syntax? = nil, in context: Context
    ) -> Network.Reference {
        var places: [Symbol.Index: Symbol.Index] = [:]
        var taken: [Symbol.Index] = []
        var count: [String: Int] = [:]
        var reduced: [Symbol.Index] = []
        if case .reduction(_, let axes) = kind { reduced = Network.reduced(axes) }
        for index in open + operands.flatMap(\.indices) where places[index] == nil {
            switch index {
            case .free(let axis, _), .bound(let axis, _):
                if reduced.contains(index) { continue }
                count[axis, default: 0] += 1
                places[index] = .free(axis: axis, count[axis]!)
                taken.append(index)
            case .value, .name: break
            }
        }
        let own = operands.map { $0.replacing { places[$0] ?? $0 } }
        let drawnCall = kind.operation.flatMap { _ in self.drawnCall(in: context) }
        let key = Key(
            kind: kind, operands: own.map { Network.Reference(node: $0.node, indices: $0.indices) },
            drawnCall: drawnCall)
        if let known = shared[key] {
            noteSharing(of: known, in: context)
            for (one, other) in zip(network.nodes[known].operands, own) { mix(one.name, other.name) }
            return Network.Reference(node: known, indices: taken)
        }
        shared[key] = network.nodes.count
        let range = syntax.place.range.lowerBound..<(end ?? syntax).place.range.upperBound
        let origin = Network.Origin(
            definition: context.definition, place: SourceSlice(syntax.place.source, range),
            indices: syntax.freeIndices.map { name in
                let index = context.bindings[name]!
                // What is the same for all values of an index belongs to the first.
                let first = Symbol.Index.value(scope.ranges[name]!.lowerBound)
                return (name, places[index] ?? (index.value == nil ? first : index))
            },
            reduced: syntax.seriesIndices,
            isOverAll: !syntax.seriesIndices.isEmpty && syntax.freeIndices.isEmpty,
            array: syntax.array.map {
                $0.indices.map { name in places[context.bindings[name]!] ?? .name(name) }
            },
            isMatrixProduct: syntax.array?.isMatrixProduct ?? false, calls: context.calls,
            drawnCall: drawnCall)
        network.nodes.append(
            Network.Node(
                kind: kind, operands: own, frame: taken.map { places[$0]! }, origin: origin))
        return Network.Reference(node: network.nodes.count - 1, indices: taken)
    }

    /// Takes note that one operation takes a value by several names.
    private mutating func mix(_ one: Symbol?, _ other: Symbol?) {
        if one == other { return }
        let names = [network.roots(of: one), network.roots(of: other)]
        for (own, others) in [(names[0], names[1]), (names[1], names[0])] {
            for name in own where !others.contains(name) {
                network.names[name]!.mixed = others.first.map(Network.Mixed.with) ?? .withNone
            }
        }
    }
}

extension NetworkBuilder {
    /// The outermost of the calls around a formula that are drawn as one node.
    private func drawnCall(in context: Context) -> Network.CallSite? {
        context.calls.firstIndex { scope.reader.drawnFunctions.contains($0.function) }.map { place in
            Network.CallSite(definition: context.definition, calls: Array(context.calls[...place]))
        }
    }

    /// Notes that an operation of some calls was there before, but not in these.
    private mutating func noteSharing(of node: Int, in context: Context) {
        guard !context.calls.isEmpty, network.nodes[node].kind.operation != nil,
            let origin = network.nodes[node].origin
        else { return }
        for count in 1...context.calls.count {
            let calls = Array(context.calls[..<count])
            if origin.definition == context.definition, origin.calls.starts(with: calls) { continue }
            network.sharedCalls.insert(Network.CallSite(definition: context.definition, calls: calls))
        }
    }
}

extension Syntax {
    /// What a sum or product runs over, with what is one with it.
    fileprivate var seriesIndices: [String] {
        guard case .series(_, let index, _, let operand) = kind else { return [] }
        return [index] + (operand.isInner ? operand.seriesIndices : [])
    }
}

extension SourceSlice {
    /// The error of a value that depends on itself.
    ///
    /// - Parameter chain: what depends on what, from that value to it.
    func circle(_ chain: [String]) -> Diagnostic {
        error("‘\(chain[0])’ depends on itself: \(chain.joined(separator: " → "))")
    }
}
