import Diagnostics
import Symbolic

/// The operations of a model on indexed values: one for all values of its open indices.
struct Network {
    /// A value as it is taken: of which node, and at which indices.
    struct Reference: Hashable {
        let node: Int
        /// For each place of the node's frame.
        let indices: [Symbol.Index]

        func replacing(_ image: (Symbol.Index) -> Symbol.Index) -> Reference {
            Reference(node: node, indices: indices.map(image))
        }
    }

    enum Kind: Hashable {
        case input(Symbol)
        case constant(Rational)
        /// The last value of an axis, or of an index that is unrolled.
        case lastValue(of: String)
        case operation(Operation)
        /// The sum over an axis; its operand has the index `Network.reduced(axis)` there.
        case reduction(Series, axis: String)
        case output(Symbol)

        /// What the node is where its axis is unrolled; nil for one that is no operation.
        var operation: Operation? {
            switch self {
            case .operation(let operation): operation
            case .reduction(.sum, _): .sum
            case .reduction(.product, _): .product
            case .input, .constant, .lastValue, .output: nil
            }
        }
    }

    struct Node {
        let kind: Kind
        /// Written in the frame.
        let operands: [Reference]
        /// The indices that are open in the value, each another, in the order that they appear.
        let frame: [Symbol.Index]
        /// Nil for inputs and outputs.
        let origin: Origin?
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
        /// Whether it is a sum or product in which nothing is open.
        let isOverAll: Bool
    }

    /// The index that a reduction takes its operand at.
    static func reduced(_ axis: String) -> Symbol.Index { .bound(axis: axis, level: 0) }

    let axes: Axes
    var nodes: [Node] = []
    /// The node of each symbol, which is written in the indices of `symbol(_:)`, and taken at these.
    var values: [Symbol: Reference] = [:]
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
        return values[symbol]?.replacing { indices[$0] ?? $0 }
    }

    /// A symbol as it is shown.
    func shown(_ symbol: Symbol, in scope: Scope) -> Symbol {
        var place = -1
        return symbol.replacingIndices { index in
            place += 1
            guard let value = index.value, let axis = axes.axis(of: symbol.name, at: place) else {
                return index
            }
            return scope.shown(value, of: axis)
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
