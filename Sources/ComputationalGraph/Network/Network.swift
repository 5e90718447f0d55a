import Diagnostics
import Symbolic

/// The operations of a model on indexed values: one for all values of its open indices.
struct Network {
    /// A value as it is taken: of which node, and at which indices.
    struct Reference: Hashable {
        let node: Int
        /// For each place of the node's frame.
        let indices: [Symbol.Index]
        /// By which of its names, as `Network.symbol(_:)` has it; nil for none.
        var name: Symbol?

        /// Whether it is taken where two of its indices are one.
        var isDiagonal: Bool { Set(indices).count < indices.count }

        func replacing(_ image: (Symbol.Index) -> Symbol.Index) -> Reference {
            Reference(node: node, indices: indices.map(image), name: name)
        }
    }

    /// A name for the value of a node. What is taken by it is told from what is taken by other names, or by none.
    struct Name {
        let node: Int
        /// Written in the node's frame.
        let value: Symbol
        /// The name that it is another one for: c, of h = c.
        let root: Symbol?
        /// Whether an operation on it is one with the same on another name of the value, or on none; with which.
        var mixed: Mixed?
    }

    enum Mixed {
        case with(Symbol)
        case withNone
    }

    enum Kind: Hashable {
        case input(Symbol)
        /// A number, or one that has a name: π.
        case constant(Expression)
        /// The last value of an axis, or of an index that is unrolled.
        case lastValue(of: String)
        /// The number of a value along an axis, by the name of an index: i and j are two.
        case index(of: String, name: String)
        case operation(Operation)
        /// The sum over axes; its operand has the indices `Network.reduced(axes)` there.
        case reduction(Series, over: [String])
        case output(Symbol)

        /// What the node is where its axis is unrolled; nil for one that is no operation.
        var operation: Operation? {
            switch self {
            case .operation(let operation): operation
            case .reduction(let series, _): series.operation
            case .input, .constant, .lastValue, .index, .output: nil
            }
        }

        /// Whether it is a product, or a quotient.
        var isProduct: Bool { operation == .product || operation == .quotient }
    }

    struct Node {
        let kind: Kind
        /// Written in the frame.
        var operands: [Reference]
        /// The indices that are open in the value, each another, in the order that they appear.
        let frame: [Symbol.Index]
        /// Nil for inputs and outputs.
        let origin: Origin?
        /// Of which of its origin's calls it is the value, as numbers from 1.
        var callsReturned: Set<Int> = []
        /// The names that its value is taken by, each after that which it is another one for.
        var names: [Symbol] = []
        /// The name of the value, in the indices of the frame.
        var definition: Symbol?

        var place: SourceSlice? { origin?.place }
    }

    /// The part of a formula that a node comes from, first.
    struct Origin {
        /// Of which definition.
        let definition: Int
        let place: SourceSlice
        /// The names of the indices that are open there, each with its index in the node's frame, or its value.
        let indices: [(name: String, index: Symbol.Index)]
        /// The names of what a sum or product runs over.
        let reduced: [String]
        /// Whether it is a sum or product in which nothing is open.
        let isOverAll: Bool
        /// Where the formula is one of arrays, the indices of the value in the order of its shape.
        let array: [Symbol.Index]?
        /// Whether it is the sum of a matrix product.
        let isMatrixProduct: Bool
        /// The calls of functions that it is in, from the outermost on.
        let calls: [Call]
        /// Of these the one that is drawn as one node with all that it is in, if one is.
        let drawnCall: CallSite?
    }

    /// A call of a function, or an `if`.
    struct Call: Hashable {
        let function: String
        /// The call as it is written.
        let text: String
        /// The numbers among what it is given.
        let numbers: Set<Rational>

        init(_ call: Syntax.Call) {
            let given: [Syntax]
            switch call {
            case .function(let name, let arguments): (function, given) = (name, arguments)
            case .choice(_, let values): (function, given) = ("if", values)
            }
            numbers = Set(given.compactMap { if case .number(let number) = $0.kind { number } else { nil } })
            text = Notation(call, in: .linear).plain
        }
    }

    /// The axes along which values have numbers: where these are taken, and where a diagonal is.
    var axesWithNumbers: [String] {
        var axes: Set<String> = []
        for node in nodes {
            if case .index(let axis, _) = node.kind { axes.insert(axis) }
            for operand in node.operands where operand.isDiagonal {
                axes.formUnion(operand.indices.compactMap(\.axis))
            }
        }
        return axes.sorted()
    }

    /// Takes note of the numbers that have names, such as π, before all values: so they stand before these.
    func noteNamedConstants(in algebra: inout Algebra) {
        for node in nodes {
            guard case .constant(let number) = node.kind, case .operation = number else { continue }
            _ = try? algebra.constant(number)
        }
    }

    /// Whether a value is taken where two of its indices are one.
    var hasDiagonals: Bool { nodes.contains { $0.operands.contains(where: \.isDiagonal) } }

    /// The indices that a reduction takes its operand at.
    static func reduced(_ axes: [String]) -> [Symbol.Index] {
        axes.enumerated().map { place, axis in .bound(axis: axis, level: -place) }
    }

    /// What a call is given.
    struct Given: Hashable {
        let call: CallSite
        let node: Int
    }

    /// The calls around a formula.
    struct CallSite: Hashable {
        /// In which definition.
        let definition: Int
        /// From the outermost on.
        let calls: [Call]
    }

    let axes: Axes
    /// The calls of which some operation stands for the same of another formula.
    var sharedCalls: Set<CallSite> = []
    /// For which of a call's parameters a value is given, the first.
    var parameters: [Given: Int] = [:]
    var nodes: [Node] = []
    /// The node of each symbol, which is written in the indices of `symbol(_:)`, and taken at these.
    var values: [Symbol: Reference] = [:]
    /// The names by which values are taken, but for those that have other indices than the value.
    var names: [Symbol: Name] = [:]
    var outputs: [Symbol: Int] = [:]

    /// A symbol as the network has it: the values of rolled-up indices replaced by open ones, each by another.
    func symbol(_ symbol: Symbol) -> Symbol {
        var count: [String: Int] = [:]
        var place = -1
        return symbol.replacingIndices { index in
            place += 1
            guard let axis = axes.axis(of: symbol.name, at: place) else { return index }
            count[axis, default: 0] += 1
            return .free(axis: axis, count[axis]!)
        }
    }

    /// The value of a symbol, taken at its indices; nil where it has no node yet.
    func value(of taken: Symbol) -> Reference? {
        let symbol = symbol(taken)
        let indices = Dictionary(
            uniqueKeysWithValues: zip(symbol.indices, taken.indices).filter { $0.0.value == nil })
        var value = values[symbol]?.replacing { indices[$0] ?? $0 }
        value?.name = names[symbol].map { _ in symbol }
        return value
    }

    /// A name and those that it is another one for.
    func roots(of name: Symbol?) -> [Symbol] {
        name.map { Array(sequence(first: $0) { names[$0]?.root }) } ?? []
    }

    /// The names of the indices that are open in a node, and of what it sums over, as its formula has them.
    func indexNames(of node: Int, in scope: Scope) -> [Symbol.Index: String] {
        let node = nodes[node]
        switch node.kind {
        case .input(let symbol), .output(let symbol):
            let names = scope.declarations[symbol.name]!.pattern.indices.map { $0.name ?? "" }
            return Dictionary(uniqueKeysWithValues: zip(symbol.indices, names).filter { $0.0.value == nil })
        case .operation, .reduction, .constant, .lastValue, .index:
            guard let origin = node.origin else { return [:] }
            var names = Dictionary(
                origin.indices.filter { $0.index.value == nil }.map { ($1, $0) },
                uniquingKeysWith: { first, _ in first })
            if case .reduction(_, let axes) = node.kind {
                for (index, name) in zip(Network.reduced(axes), origin.reduced) { names[index] = name }
            }
            return names
        }
    }

    /// The names of the indices of a node's value in the order of its shape, where it is an array without lanes; else nil.
    func axes(of node: Int, in scope: Scope) -> [Symbol.Index]? {
        guard !scope.model.shapes.isEmpty, !scope.rolledUp.isEmpty,
            nodes[node].frame.allSatisfy(scope.isRolledUp)
        else { return nil }
        let names = indexNames(of: node, in: scope)
        let array: [Symbol.Index]? =
            switch nodes[node].kind {
            case .input(let symbol), .output(let symbol): symbol.indices
            default: nodes[node].origin?.array
            }
        return array?.map { names[$0].map(Symbol.Index.name) ?? $0 }
    }

    /// The indices of a node that an operand of it lacks.
    func lacking(_ operand: Int, of node: Node) -> [Symbol.Index] {
        var open = node.frame
        if case .reduction(_, let axes) = node.kind { open += Network.reduced(axes) }
        return open.filter { !node.operands[operand].indices.contains($0) }
    }

    /// Checks that the values of an index are alike where they are shown as one, or as any number.
    func checkAlike(_ scope: Scope) throws {
        for index in scope.model.indices {
            let name = index.name.trimmed
            let axis = axes.axisOfIndex[name.text]
            let isRolledUp = scope.rolledUp.contains(name.text)
            if axis == nil, index.isAny || isRolledUp {
                let purpose =
                    isRolledUp ? "drawn as one" : "any number, 1, 2, …, \(index.last ?? "")"
                throw index.place.error(
                    "the values of ‘\(name.text)’ are not all alike, so that they can’t be \(purpose)",
                    suggestion: axes.differences[name.text])
            }
            if let axis, isRolledUp != scope.rolledUp.contains(axis) {
                throw name.error(
                    "‘\(name.text)’ and ‘\(axis)’ are indices of the same values, of which just one is drawn as lanes",
                    suggestion: "name both, or none")
            }
        }
    }

    /// Whether a value stands for itself, and not others for it.
    func isDrawn(_ symbol: Symbol, in scope: Scope) -> Bool {
        symbol.indices.enumerated().allSatisfy { place, index in
            guard let value = index.value, let axis = axes.axis(of: symbol.name, at: place) else { return true }
            return scope.lanes(of: axis).contains(value)
        }
    }

    /// A symbol as it is shown, for each choice of names of what is rolled up.
    func shown(_ symbol: Symbol, in scope: Scope) -> [Symbol] {
        var choices: [[Symbol.Index]] = [[]]
        for (place, index) in symbol.indices.enumerated() {
            var images = [index]
            if let value = index.value, let axis = axes.axis(of: symbol.name, at: place) {
                images =
                    scope.rolledUp.contains(axis)
                    ? axes.axisOfIndex.filter { $0.value == axis }.keys.sorted().map { .name($0) }
                    : [scope.shown(value, of: axis)]
            }
            choices = choices.flatMap { choice in images.map { choice + [$0] } }
        }
        return choices.map { indices in
            var rest = indices[...]
            return symbol.replacingIndices { _ in rest.removeFirst() }
        }
    }

    private init(axes: Axes) { self.axes = axes }

    /// - Parameter axes: those that are left rolled up.
    init(_ scope: Scope, _ axes: Axes) throws {
        var builder = NetworkBuilder(scope, Network(axes: axes))
        try builder.build()
        self = builder.network
    }
}
