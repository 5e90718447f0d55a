import Diagnostics
import Symbolic

/// The network that a model's equations say: operations, the values that run between them, and the gradients of the
/// loss that run back.
///
/// Every value has been derived symbolically, brought into its shortest form, and proven.
public struct ComputationalGraph: Sendable {
    /// What it was built from.
    public var model: Model { scope.model }
    /// Inputs first, then operations so that each stands after what it uses, then outputs.
    public let nodes: [Node]
    /// By target, then in the order of the target's operands.
    public let edges: [Edge]
    /// The named intermediates, in the order of the equations, each as the formula of its operation.
    public let definitions: [(symbol: Symbol, value: Expression)]
    /// Nodes of two lanes between which others are left out: those of 2 and n among 1, 2, …, n.
    public let omissions: [(before: Int, after: Int)]
    /// The gradients that come back to the outputs of the model from what follows it, but the loss's, which is 1.
    public let upstreamGradients: [Symbol]
    /// The named gradients, each after those that it is written with.
    public let gradientDefinitions: [(symbol: Symbol, value: Expression)]
    /// The assumptions of all layers: how two formulas compare.
    public let assumptions: [(left: Expression, relation: Relation, right: Expression)]
    /// Why there are no backward values, if there are none: the model has no single scalar output to differentiate.
    public let missingGradientReason: String?

    let scope: Scope
    let gradientNames: GradientNames
    /// For each output, in the order of their nodes.
    var upstream: [GradientNames.Upstream] { gradientNames.upstream }
    /// The nodes whose gradients `gradientDefinitions` are.
    let nodesOfNamedGradients: [Int]
    /// The edges that carry such a value by the name whose gradient it is; nil if it has no other.
    let edgesOfNamedGradients: [[Int]?]
    /// The assumptions with their places.
    let conditions: [Scope.Assumption]
    let nodeOfSymbol: [Symbol: Int]
    let algebra: Algebra
    /// That of the gradients and local derivatives: they are shown for any number of values of an index.
    let gradientAlgebra: Algebra
    /// What each operation computes from what comes in.
    let formulas: [Int: Expression]
    let indexNames: IndexNames
    /// For each node the indices of its value in the order of its shape, where it is written as an array; else nil.
    let axes: [[Symbol.Index]?]
    /// Of a graph for any number of values of an index those for several numbers, for which all is proven; else none.
    let instances: [ComputationalGraph]
    /// What is said of all values of an index together.
    let unrolling: Unrolling
    /// The same, where it is said for any value of an index; nil where all is said of single values.
    var general: Unrolling? { scope.isGeneral ? unrolling : nil }
    /// Gradients that come back along several edges together: along all that leave a node; and, where the values of an
    /// index are drawn as one, what is added up over them.
    let bundles: [(edges: [Int], gradient: Expression)]
    /// The canonical form of each node's value; none where these are only to be proven.
    let polynomials: [Polynomial]
    let nodesOfValue: [Polynomial: [Int]]
    let edgesOfSource: [[Int]]
    /// The nodes whose values nothing takes.
    var sinks: [Int] { nodes.indices.filter { edgesOfSource[$0].isEmpty } }
    /// For each edge, the canonical form of its backward value.
    let gradients: [Polynomial?]
    /// For each node, the derivative of the loss by its value, all its edges together; nil if none arrives.
    let totals: [Polynomial?]
    /// Where each node comes from; nil for inputs and outputs.
    let places: [SourceSlice?]
    /// For each node the calls of functions that it is in.
    let calls: [CallsOfNode]
    /// The values that are called by the functions that give them, by their names.
    package private(set) var calledValues: [String: CalledValue] = [:]
    /// Of the operations in calls that are drawn as one node each those that are the values of further calls: what these are called.
    private(set) var innerCalls: [Int: String] = [:]

    public struct Node: Sendable {
        /// A name that stays the same from run to run and is an XML id: `exp_1`, `product2_3`, `a_1`.
        ///
        /// An operation's is its name, the ordinal of its place in the equations among those of the same name
        /// (without a 1), and the values of the indices there.
        public let id: String
        public let kind: Kind
        /// The layer, as an index into the model's layers, whose equations brought the node; nil for inputs and
        /// outputs.
        public let layer: Int?
        /// The values of the indices that everything in this node shares, in the order of the model's indices: its lane.
        public let lane: [IndexValue]
        /// The indices that a sum runs over, as far as all their values come in by one edge.
        public let summed: [String]
        /// Whether it is a matrix product.
        public let isMatrixProduct: Bool
        /// The lengths of the value along its axes, where it is written as an array; else none.
        public let shape: [String]
        /// What the node computes, written with the named intermediates.
        public let value: Expression
        /// The name that an equation gives to the value.
        public let definition: Symbol?
    }

    /// One value of an index.
    public struct IndexValue: Hashable, Sendable {
        /// Of indices that are names of one axis, the first.
        public let index: String
        public let value: Int
    }

    public enum Kind: Hashable, Sendable {
        case input(Symbol)
        /// A number, or one that has a name: π.
        case constant(Expression)
        case operation(Operation)
        case output(Symbol)
    }

    public struct Edge: Sendable {
        /// Indices into `nodes`.
        public let source: Int
        public let target: Int
        /// The value of the source.
        public let forward: Expression
        /// The derivative of the loss by the value on this edge; nil for labels and constants, for what no
        /// differentiated input reaches and what does not reach the loss.
        public let backward: Expression?
    }

    /// Builds the graph, derives every value on it and proves each.
    ///
    /// - Throws: `Diagnostic` for what is wrong with the model; `CheckFailure` if a derived value is not what
    ///   the graph says, which is an error of this program.
    public init(_ model: Model) throws {
        do {
            try self.init(model, instanceOf: nil)
        } catch let error as Derivation.TooLong {
            throw error.diagnostic
        }
    }

    /// - Parameter whole: what is said for any value of an index, or any number of them, to be proven for those that the
    ///   model has.
    init(_ model: Model, instanceOf whole: Unrolling?) throws {
        scope = try whole.map { try Scope(model, like: $0.scope) } ?? Scope(model)
        conditions = try scope.instantiatedAssumptions()
        let builder = try whole.map { [scope] in GraphBuilder(scope, $0.network) } ?? GraphBuilder(scope)
        var derivation = try Derivation(builder, conditions, instanceOf: whole)
        algebra = derivation.algebra
        let (edgeGradients, nodeGradients, unrolling) = try derivation.backward()
        self.unrolling = unrolling
        let isGeneral = scope.isGeneral
        let names = IndexNames(scope, builder.network.axes)
        indexNames = names
        let axes = builder.drafts.map { [scope] in builder.network.axes(of: $0.origin.node, in: scope) }
        self.axes = axes
        let general = isGeneral ? unrolling : nil
        let shownValues = general.map { general in
            axes.enumerated().map { node, axes in
                let shown = general.values(of: node)
                return (
                    value: names.named(shown.value, over: axes, asWritten: true),
                    formula: names.named(shown.formula, over: axes, asWritten: true)
                )
            }
        }
        let named = NodeValues(builder, shownValues) { node in
            names.named(unrolling.values(of: node).formula)
        }
        formulas = named.formulas

        var nodes: [Node] = []
        var edges: [Edge] = []
        var gradients: [Polynomial?] = []
        var firstEdges: [Int] = []
        var printed = PrintedForms(derivation.algebra, names)
        var edgesOfSource = [[Int]](repeating: [], count: builder.drafts.count)
        func id(of draft: GraphBuilder.Draft, _ value: Expression) -> String {
            switch draft.kind {
            case .input, .output: value.plain
            case .constant, .operation: draft.id
            }
        }
        for (index, draft) in builder.drafts.enumerated() {
            nodes.append(
                Node(
                    id: isGeneral ? id(of: draft, named.values[index]) : draft.id, kind: draft.kind,
                    layer: draft.layer, lane: builder.laneAxes.sorted(draft.lane), summed: draft.summed,
                    isMatrixProduct: draft.taker != draft.origin, shape: scope.lengths(of: axes[index] ?? []),
                    value: named.values[index],
                    definition: draft.definition))
            firstEdges.append(edges.count)
            for (position, source) in draft.operands.enumerated() {
                let backward = edgeGradients[index][position]
                edgesOfSource[source].append(edges.count)
                edges.append(
                    Edge(
                        source: source, target: index,
                        forward: named.values[source],
                        backward: backward.map { printed.expression($0.polynomial, over: axes[source]) }))
                gradients.append(backward?.polynomial)
            }
        }
        var bundles = derivation.bundles.map { operands, gradient in
            (edges: operands.map { firstEdges[$0.draft] + $0.position }, gradient: printed.expression(gradient))
        }
        let namedNodes = Set(derivation.namedGradients.filter { $0.uses == nil }.map(\.node))
        for node in nodes.indices where !namedNodes.contains(node) {
            let branches = edgesOfSource[node].filter { gradients[$0] != nil }
            guard branches.count > 1, let total = nodeGradients[node] else { continue }
            bundles.append((branches, printed.expression(total.polynomial, over: axes[node])))
        }
        self.bundles = bundles
        self.nodes = nodes
        self.edges = edges
        self.edgesOfSource = edgesOfSource
        self.gradients = gradients
        totals = nodeGradients.map { $0?.polynomial }
        definitions = named.definitions
        gradientNames = derivation.names
        /// The gradient of a node's value, by the name that is shown.
        func shown(_ gradient: Symbol, of value: Symbol, at node: Int) -> Symbol {
            guard isGeneral else { return gradient }
            let name = derivation.names.name(of: builder.scope.shown(value), like: gradient)
            return names.named(.symbol(name), over: axes[node]).symbols[0]
        }
        upstreamGradients = gradientNames.upstream.compactMap { [nodeOfSymbol = builder.nodeOfSymbol] entry in
            entry.gradient.map { shown($0, of: entry.output, at: nodeOfSymbol[entry.output]!) }
        }
        omissions = general?.omissions() ?? []
        gradientDefinitions = derivation.namedGradients.map { named in
            let total = named.uses == nil ? nodeGradients[named.node]!.polynomial : named.polynomial
            return (
                shown(named.symbol, of: named.value, at: named.node),
                printed.expression(total, over: axes[named.node])
            )
        }
        nodesOfNamedGradients = derivation.namedGradients.map(\.node)
        edgesOfNamedGradients = derivation.namedGradients.map { named in
            named.uses?.map { firstEdges[$0.draft] + $0.position }
        }
        assumptions = conditions.map { ($0.left, $0.relation, $0.right) }
        missingGradientReason = derivation.missingGradientReason
        nodeOfSymbol = builder.nodeOfSymbol
        gradientAlgebra = derivation.algebra
        polynomials = derivation.polynomials
        nodesOfValue = Dictionary(grouping: polynomials.indices) { [polynomials] in polynomials[$0] }
        places = builder.drafts.map(\.place)
        calls = builder.drafts.map { CallsOfNode(builder.network.nodes[$0.origin.node], in: builder.network) }
        let isCounted = !scope.hasAnyNumber
        let indexedModel = scope.model
        instances =
            try general.map { general in
                func instances(_ counts: [[Int]]) throws -> [ComputationalGraph] {
                    try concurrentMap(counts) { counts in
                        let counted = indexedModel.withCounts(counts, most: Scope.mostCounted)
                        return try ComputationalGraph(counted, instanceOf: general)
                    }
                }
                if isCounted { return try instances([[1]]) }
                do {
                    let sizes = Self.sizesOfInstances
                    return try instances(sizes.indices.map { Array(sizes[$0...] + sizes[..<$0]) })
                } catch is Derivation.TooLong {
                    return try instances([[2, 3], [3, 2]])
                }
            } ?? []
        if let called = scope.reader.called {
            let inner = callsInDrawnCalls()
            innerCalls = inner.mapValues(\.name)
            calledValues = inner.values.reduce(into: called.values) { $0[$1.name] = $1.value }
        }
        if isGeneral { try checkLengths() } else { try prove() }
    }

    /// Checks that no length stands in a value where an array is called so: 1/(N H) would be read as something else.
    private func checkLengths() throws {
        for (index, _) in scope.lengthsWithNamesOfValues {
            let length = Symbol(index.last!)
            let values = polynomials + (gradients + totals).compactMap(\.self)
            if values.contains(where: { gradientAlgebra.expression($0).symbols.contains(length) }) {
                throw scope.lengthIsValue(index)
            }
        }
    }

    /// The numbers of values for which what holds for any number is proven.
    static let sizesOfInstances = [2, 3, 5]

    /// Proves every value; see ``ValueProof``.
    package func prove() throws { try ValueProof(self, conditions).run() }
}

/// The printed forms of polynomials, each printed once: many wires share one.
private struct PrintedForms {
    private let algebra: Algebra
    private let names: IndexNames
    private var expressions: [Key: Expression] = [:]

    private struct Key: Hashable {
        let polynomial: Polynomial
        let axes: [Symbol.Index]?
    }

    init(_ algebra: Algebra, _ names: IndexNames) {
        self.algebra = algebra
        self.names = names
    }

    mutating func expression(_ polynomial: Polynomial, over axes: [Symbol.Index]? = nil) -> Expression {
        let key = Key(polynomial: polynomial, axes: axes)
        if let known = expressions[key] { return known }
        var expression = algebra.expression(polynomial)
        if axes != nil || algebra.level(of: polynomial) > 0 { expression = names.named(expression, over: axes) }
        expressions[key] = expression
        return expression
    }
}
