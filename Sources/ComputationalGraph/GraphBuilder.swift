import Diagnostics
import Symbolic

/// Turns equations into nodes: one operation for each that is written, equal ones shared.
struct GraphBuilder {
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
    private var depth = 0

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

    /// Bounds the stack: definitions that wait for later ones nest like brackets.
    private static let maximumDepth = 1_000

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
    private struct Context {
        let definition: Int
        let layer: Int
        var bindings: [String: Int]
    }

    private mutating func lower(_ syntax: Syntax, _ context: Context) throws -> Int {
        depth += 1
        defer { depth -= 1 }
        if depth > GraphBuilder.maximumDepth {
            throw syntax.place.error(
                "too many definitions wait for later ones here; define each before it is used")
        }
        switch syntax.kind {
        case .number(let number):
            return try node(.constant(number), at: syntax, context)
        case .symbol(let reference) where scope.isLastValue(reference):
            let index = scope.indexOfLastValue[reference.name]!
            return try node(.lastValue(of: index, scope.ranges[index]!.upperBound), at: syntax, context)
        case .symbol(let reference):
            return try node(of: scope.symbol(reference, context.bindings, at: syntax.place), at: syntax.place)
        case .sum(let terms):
            return try chain(terms, syntax, context)
        case .product(let factors):
            let operands = try factors.map { try lower($0, context) }
            return try node(.operation(.product, operands), at: syntax, context)
        case .quotient(let top, let bottom):
            if case .number(1) = top.kind {
                return try node(.operation(.reciprocal, [lower(bottom, context)]), at: syntax, context)
            }
            return try node(
                .operation(.quotient, [lower(top, context), lower(bottom, context)]), at: syntax, context)
        case .power(let base, let exponent):
            return try node(
                .operation(.power, [lower(base, context), lower(exponent, context)]), at: syntax, context)
        case .negation(let operand):
            return try node(.operation(.negation, [lower(operand, context)]), at: syntax, context)
        case .function(let function, let argument):
            return try node(.operation(.function(function), [lower(argument, context)]), at: syntax, context)
        case .series(let kind, let index, _, let operand):
            return try series(kind, index, operand, syntax, context)
        case .boundedSeries, .derivative:
            throw syntax.place.error("this can be said in an equation, but not computed in a layer")
        }
    }

    /// `a + b + c` is one sum; `a + b - c` is a difference of a sum and c.
    private mutating func chain(_ terms: [Syntax], _ syntax: Syntax, _ context: Context) throws -> Int {
        var operands: [Int] = []
        for term in terms {
            guard case .negation(let subtracted) = term.kind, !operands.isEmpty else {
                operands.append(try lower(term, context))
                continue
            }
            // Each is told from the others of the chain by where it ends.
            let left =
                operands.count == 1
                ? operands[0] : try node(.operation(.sum, operands), at: syntax, upTo: term, context)
            let right = try lower(subtracted, context)
            operands = [try node(.operation(.difference, [left, right]), at: syntax, upTo: term, context)]
        }
        return operands.count == 1 ? operands[0] : try node(.operation(.sum, operands), at: syntax, context)
    }

    private mutating func series(
        _ kind: Series, _ index: String, _ operand: Syntax, _ syntax: Syntax, _ context: Context
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
