import Diagnostics
import Symbolic

/// Turns equations into nodes: one operation for each that is written, equal ones shared.
struct GraphBuilder: FormulaLowering {
    /// A node whose value has no name yet.
    struct Draft {
        let kind: ComputationalGraph.Kind
        /// The nodes whose values it takes, in order.
        let operands: [Int]
        let id: String
        let layer: Int?
        var lane: Int?
        /// The formula it comes from; nil for inputs and outputs.
        let place: SourceSlice?
        var definition: Symbol?
        /// The index whose last value a constant is.
        var lastValue: String?
    }

    let scope: Scope
    private(set) var drafts: [Draft] = []
    /// The node of each input and each named intermediate.
    private(set) var nodeOfSymbol: [Symbol: Int] = [:]
    /// For each operation, which part of which definition it is, and for which indices.
    private(set) var parts: [Int: (definition: Int, range: Range<Int>, bindings: [String: Int])] = [:]

    private var shared: [Shared: Int] = [:]
    private var series: [SeriesInstance: Int] = [:]
    private var names: NodeNames
    /// The definitions that are being built, each waiting for the next.
    private var waiting: [Symbol] = []
    var depth = 0

    /// Operations with the same operands are one node.
    private enum Shared: Hashable {
        case constant(Rational)
        case lastValue(of: String, Int)
        case operation(Operation, [Int])
    }

    /// A `sum_k` for one choice of the indices around it.
    private struct SeriesInstance: Hashable {
        let definition: Int
        let offset: Int
        let indices: [Int]
    }

    init(_ scope: Scope) {
        self.scope = scope
        names = NodeNames(symbols: Set(scope.origins.keys.map(\.name)))
    }

    mutating func build() throws {
        for symbol in scope.inputs {
            nodeOfSymbol[symbol] = drafts.count
            drafts.append(
                Draft(
                    kind: .input(symbol), operands: [], id: symbol.plain, layer: nil,
                    lane: symbol.indices.first?.value, place: nil))
        }
        for symbol in scope.defined { _ = try node(of: symbol, at: nil) }
        for symbol in scope.finalOutputs {
            let source = nodeOfSymbol[symbol]!
            drafts.append(
                Draft(
                    kind: .output(symbol), operands: [source], id: names.output(symbol), layer: nil,
                    lane: drafts[source].lane, place: nil))
        }
    }

    // MARK: Symbols

    private mutating func node(of symbol: Symbol, at place: SourceSlice?) throws -> Int {
        if let node = nodeOfSymbol[symbol] { return node }
        guard case .definition(let index, let bindings)? = scope.origins[symbol] else {
            preconditionFailure("the scope knows every symbol and all inputs are nodes")
        }
        let definition = scope.definitions[index]
        if let start = waiting.firstIndex(of: symbol) {
            let chain = (waiting[start...] + [symbol]).map(\.plain).joined(separator: " → ")
            throw (place ?? definition.equation.left.place).error(
                "‘\(symbol.plain)’ depends on itself: \(chain)")
        }
        waiting.append(symbol)
        defer { waiting.removeLast() }
        let node = try lower(
            definition.equation.right.root,
            Context(definition: index, layer: definition.layer, bindings: bindings))
        nodeOfSymbol[symbol] = node
        if drafts[node].definition == nil, case .operation = drafts[node].kind {
            drafts[node].definition = symbol
        }
        return node
    }

    // MARK: Formulas

    /// Where a formula is being built.
    struct Context {
        let definition: Int
        let layer: Int
        var bindings: [String: Int]
    }

    mutating func constant(_ number: Rational, at syntax: Syntax, _ context: Context) throws -> Int {
        try node(.constant(number), at: syntax, context)
    }

    mutating func lastValue(of index: String, at syntax: Syntax, _ context: Context) throws -> Int {
        try node(.lastValue(of: index, scope.ranges[index]!.upperBound), at: syntax, context)
    }

    mutating func value(of reference: Syntax.Reference, at syntax: Syntax, _ context: Context) throws -> Int {
        try node(of: scope.symbol(reference, context.bindings, at: syntax.place), at: syntax.place)
    }

    mutating func operation(
        _ operation: Operation, on operands: [Int], at syntax: Syntax, upTo end: Syntax?, _ context: Context
    ) throws -> Int {
        try node(.operation(operation, operands), at: syntax, upTo: end, context)
    }

    mutating func series(
        _ kind: Series, over index: String, of operand: Syntax, at syntax: Syntax, _ context: Context
    ) throws -> Int {
        let instance = SeriesInstance(
            definition: context.definition, offset: syntax.place.range.lowerBound,
            indices: syntax.freeIndices.map { context.bindings[$0]! })
        if let known = series[instance] { return known }
        var inner = context
        var operands: [Int] = []
        for value in scope.ranges[index]! {
            inner.bindings[index] = value
            operands.append(try lower(operand, inner))
        }
        let node = try node(.operation(kind == .sum ? .sum : .product, operands), at: syntax, context)
        // A sum over all lanes belongs to none, even where there is only one.
        if syntax.freeIndices.isEmpty { drafts[node].lane = nil }
        series[instance] = node
        return node
    }

    /// - Parameter end: the term of a chain that the operation reaches to; nil for the whole syntax.
    private mutating func node(
        _ key: Shared, at syntax: Syntax, upTo end: Syntax? = nil, _ context: Context
    ) throws -> Int {
        if let known = shared[key] { return known }
        let suffix = syntax.freeIndices.map { scope.shown(context.bindings[$0]!, of: $0).text }
        let range = syntax.place.range.lowerBound..<(end ?? syntax).place.range.upperBound
        let place = SourceSlice(syntax.place.source, range)
        let draft =
            switch key {
            case .constant(let number):
                Draft(
                    kind: .constant(number), operands: [], id: names.constant(), layer: context.layer,
                    lane: nil, place: syntax.place)
            case .lastValue(let index, let value):
                Draft(
                    kind: .constant(Rational(value)), operands: [], id: names.constant(), layer: context.layer,
                    lane: nil, place: syntax.place, lastValue: index)
            case .operation(let operation, let operands):
                Draft(
                    kind: .operation(operation), operands: operands,
                    id: names.operation(operation, at: place, in: context.definition, suffix),
                    layer: context.layer, lane: sharedLane(of: operands), place: place)
            }
        parts[drafts.count] = (context.definition, range, context.bindings)
        drafts.append(draft)
        shared[key] = drafts.count - 1
        return drafts.count - 1
    }

    private func sharedLane(of operands: [Int]) -> Int? {
        var shared: Int?
        for lane in operands.compactMap({ drafts[$0].lane }) {
            if let shared, shared != lane { return nil }
            shared = lane
        }
        return shared
    }
}
