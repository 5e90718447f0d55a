import Diagnostics
import Symbolic

/// Writes the operations of a network out: one node for each of the values that are drawn of its indices.
struct GraphBuilder {
    /// A node whose value has no name yet.
    struct Draft {
        let kind: ComputationalGraph.Kind
        /// The nodes whose values it takes, in order.
        let operands: [Int]
        let id: String
        let layer: Int?
        /// The value of each axis of lanes that it has.
        let lane: [String: Int]
        /// The indices that a sum runs over, as far as they are rolled up.
        let summed: [String]
        /// The formula it comes from; nil for inputs and outputs.
        let place: SourceSlice?
        let definition: Symbol?
        /// Which value of the network it is.
        let origin: Origin
        /// The node of the network that takes the operands: of a matrix product that is one node the products, which `origin`
        /// adds up.
        let taker: Origin
    }

    /// A node of the network, and the values of the indices of its frame.
    struct Origin: Hashable {
        let node: Int
        let values: [Int]
    }

    let scope: Scope
    let network: Network
    private(set) var drafts: [Draft] = []
    /// The node of each input and each named intermediate.
    private(set) var nodeOfSymbol: [Symbol: Int] = [:]

    private var draftOfOrigin: [Origin: Int] = [:]
    /// The node for each operation on the same operands.
    private var originOfOperation: [Operands: Origin] = [:]
    private var names: NodeNames
    let laneAxes: LaneAxes
    /// Some of what the network has apart, but is one node where it is written out.
    private var equalNode: SourceSlice?

    /// The operands that each node's value is.
    private var uses: [[Use]] = []

    /// Where a value is taken: the position among the operands of a node.
    struct Use: Hashable {
        let draft: Int
        let position: Int
    }

    private struct Operands: Hashable {
        let kind: ComputationalGraph.Kind
        let operands: [Int]
        let drawnCall: Network.CallSite?
    }

    /// - Parameter rollsUp: whether the operations that are alike in all lanes are found, so that what is said of one is said
    ///   of all.
    /// - Throws: `Diagnostic` for a formula that cannot be computed.
    init(_ scope: Scope, rollsUp: Bool = true) throws {
        let network = try Network(scope, rollsUp ? Axes(scope) : Axes())
        try network.checkAlike(scope)
        let builder = GraphBuilder(scope, network)
        // Equal operations are one node. Where only some of a network's are, as on a diagonal, none are left rolled up.
        guard let equal = builder.equalNode else {
            self = builder
            return
        }
        let reason = "‘\(equal.text)’ is there twice for some of them; name it once, and use the name"
        let writtenOut = try Network(scope, Axes(unrolling: scope.ranges.keys.map(\.self), because: reason))
        try writtenOut.checkAlike(scope)
        self.init(scope, writtenOut)
    }

    /// - Parameter network: that of the scope, or of one with other numbers of values.
    init(_ scope: Scope, _ network: Network) {
        self.scope = scope
        self.network = network
        laneAxes = LaneAxes(scope)
        names = NodeNames(symbols: Set(scope.origins.keys.map(\.name)))
        for symbol in scope.inputs + scope.defined where network.isDrawn(symbol, in: scope) {
            nodeOfSymbol[symbol] = node(of: origin(network.values[network.symbol(symbol)]!, of: symbol))
        }
        for symbol in scope.finalOutputs where network.isDrawn(symbol, in: scope) {
            _ = node(
                of: Origin(node: network.outputs[network.symbol(symbol)]!, values: values(of: symbol).map(\.1)))
        }
        uses = [[Use]](repeating: [], count: drafts.count)
        for (index, draft) in drafts.enumerated() {
            for (position, operand) in draft.operands.enumerated() {
                uses[operand].append(Use(draft: index, position: position))
            }
        }
    }

    /// Where a value is taken by a name; by any of its names, if that is not told from the others.
    func uses(of symbol: Symbol) -> [Use] {
        guard let node = nodeOfSymbol[symbol] else { return [] }
        let name = network.symbol(symbol)
        guard let known = network.names[name], known.mixed == nil else { return uses[node] }
        return uses[node].filter { network.roots(of: self.name(at: $0)).contains(name) }
    }

    /// The name by which a value is taken, as the network has it.
    func name(at use: Use) -> Symbol? {
        let taker = network.nodes[drafts[use.draft].taker.node]
        return taker.operands[taker.operands.count == 1 ? 0 : use.position].name
    }

    /// The values of a symbol's indices that are open in the network.
    private func values(of symbol: Symbol) -> [(Symbol.Index, Int)] {
        zip(network.symbol(symbol).indices, symbol.indices).filter { $0.0.value == nil }
            .map { ($0, $1.value!) }
    }

    private func origin(_ reference: Network.Reference, of symbol: Symbol) -> Origin {
        origin(reference, Dictionary(uniqueKeysWithValues: values(of: symbol)))
    }

    private func origin(_ reference: Network.Reference, _ values: [Symbol.Index: Int]) -> Origin {
        Origin(node: reference.node, values: reference.indices.map { $0.value ?? values[$0]! })
    }

    /// Whether a node takes all values of an index.
    func isReduction(_ draft: Int) -> Bool {
        if case .reduction = network.nodes[drafts[draft].origin.node].kind { true } else { false }
    }

    /// The values of the indices of a node's frame.
    func indexValues(of origin: Origin) -> [Symbol.Index: Int] {
        Dictionary(uniqueKeysWithValues: zip(network.nodes[origin.node].frame, origin.values))
    }

    // MARK: Nodes

    private mutating func node(of origin: Origin) -> Int {
        if let known = draftOfOrigin[origin] { return known }
        let taker = taker(of: origin)
        let operands = operands(of: taker)
        let draft = draft(origin, taker, operands)
        if draft.place != nil {
            let key = Operands(
                kind: draft.kind, operands: operands,
                drawnCall: network.nodes[origin.node].origin?.drawnCall)
            // Of values that are rolled up just the first stand for all, equal or not.
            if originOfOperation.updateValue(origin, forKey: key) != nil, !operands.isEmpty,
                scope.rolledUp.isEmpty
            {
                equalNode = draft.place
            }
        }
        draftOfOrigin[origin] = drafts.count
        drafts.append(draft)
        return drafts.count - 1
    }

    private mutating func operands(of taker: Origin) -> [Int] {
        let node = network.nodes[taker.node]
        let values = indexValues(of: taker)
        guard case .reduction(_, let axes) = node.kind else {
            return node.operands.map { self.node(of: origin($0, values)) }
        }
        var choices = [values]
        for (axis, index) in zip(axes, Network.reduced(axes)) {
            choices = choices.flatMap { choice in
                scope.lanes(of: axis).map { value in choice.merging([index: value]) { $1 } }
            }
        }
        return choices.map { self.node(of: origin(node.operands[0], $0)) }
    }

    private func taker(of origin: Origin) -> Origin {
        let node = network.nodes[origin.node]
        guard case .reduction(_, let axes) = node.kind, isMatrixProduct(node, axes) else { return origin }
        var values = indexValues(of: origin)
        for (axis, index) in zip(axes, Network.reduced(axes)) {
            values[index] = scope.lanes(of: axis).lowerBound
        }
        return self.origin(node.operands[0], values)
    }

    /// Whether a sum is drawn as a matrix product, together with the products that it adds up: where no axis has lanes.
    private func isMatrixProduct(_ node: Network.Node, _ axes: [String]) -> Bool {
        node.origin!.isMatrixProduct
            && (node.frame.compactMap(\.axis) + axes).allSatisfy(scope.rolledUp.contains)
    }

    private mutating func draft(_ origin: Origin, _ taker: Origin, _ operands: [Int]) -> Draft {
        let node = network.nodes[origin.node]
        let values = indexValues(of: origin)
        func named(_ symbol: Symbol) -> Symbol {
            symbol.replacingIndices { index in values[index].map(Symbol.Index.value) ?? index }
        }
        let kind: ComputationalGraph.Kind
        let id: String
        let lane: [String: Int]
        var summed: [String] = []
        if case .reduction(_, let axes) = node.kind, taker == origin {
            summed = zip(axes, node.origin!.reduced).filter { scope.rolledUp.contains($0.0) }.map(\.1)
        }
        switch node.kind {
        case .input(let symbol):
            kind = .input(named(symbol))
            id = named(symbol).plain
            lane = laneAxes.lane(of: named(symbol)) { scope.isRolledUp(symbol.indices[$0]) }
        case .output(let symbol):
            kind = .output(named(symbol))
            id = names.output(named(symbol))
            lane = drafts[operands[0]].lane
        case .constant(let number):
            kind = .constant(number)
            id = names.constant()
            lane = [:]
        case .lastValue(let index):
            kind = .constant(.number(Rational(scope.range(of: index).upperBound)))
            id = names.constant()
            lane = [:]
        case .index(let axis, let name):
            kind = .constant(.number(Rational(origin.values[0])))
            id = names.constant()
            lane =
                scope.rolledUp.contains(axis)
                ? [:] : laneAxes.lane(of: name, origin.values[0])
        case .operation, .reduction:
            let operation = taker == origin ? node.kind.operation! : .product
            kind = .operation(operation)
            let suffix = node.origin!.indices.map { name, index in
                scope.shown(index.value ?? values[index]!, of: name).text
            }
            id = names.operation(operation, at: node.origin!, suffix)
            // A sum over all lanes belongs to none, even where there is only one.
            lane =
                node.origin!.isOverAll
                ? [:]
                : laneAxes.lane(
                    of: operands.map { drafts[$0].lane },
                    open: node.origin!.indices.filter { !scope.isRolledUp($1) }
                        .map { ($0, $1.value ?? values[$1]!) },
                    summed: node.origin!.reduced)
        }
        return Draft(
            kind: kind, operands: operands, id: id,
            layer: node.origin.map { scope.definitions[$0.definition].layer }, lane: lane, summed: summed,
            place: node.origin?.place, definition: node.definition.map(named), origin: origin, taker: taker)
    }
}
