import Symbolic

/// How the lanes of a graph can be exchanged.
struct LaneSymmetry {
    /// An exchange of index values by which the graph stays the same, node for node.
    struct Automorphism {
        /// What becomes of a symbol, as the values have it: by the first of its names.
        let image: (Symbol) -> Symbol
        /// What becomes of a value that a sum or product over an axis leaves out.
        let omission: (_ axis: String, Symbol.Index) -> Symbol.Index
        /// For each node, and for each edge, that which takes its place.
        let nodes: [Int]
        let edges: [Int]
    }

    private(set) var automorphisms: [Automorphism] = []

    private let drafts: [GraphBuilder.Draft]
    /// The number of each node's first edge.
    private let firstEdges: [Int]
    private var nodesOfKey: [Key: [Int]] = [:]

    /// What a node computes, the order of terms and factors left aside.
    private struct Key: Hashable {
        let kind: ComputationalGraph.Kind
        let operands: [Int]
    }

    /// What an operation takes, and by which name.
    private struct Operand: Hashable {
        let node: Int
        let name: Symbol?
        /// Where the order matters.
        let place: Int?
    }

    /// - Parameter keepsAssumptions: whether the assumptions say the same after an exchange.
    init(
        _ builder: GraphBuilder, _ names: GradientNames,
        keepsAssumptions: (@escaping (Symbol) -> Symbol) throws(ArithmeticError) -> Bool
    ) throws(ArithmeticError) {
        drafts = builder.drafts
        var firstEdges: [Int] = []
        var edgeCount = 0
        for draft in drafts {
            firstEdges.append(edgeCount)
            edgeCount += draft.operands.count
        }
        self.firstEdges = firstEdges
        for (node, draft) in drafts.enumerated() {
            nodesOfKey[Self.key(draft.kind, draft.operands), default: []].append(node)
        }
        func automorphisms(_ exchanges: [IndexExchange]) throws(ArithmeticError) -> [Automorphism] {
            var found: [Automorphism] = []
            for exchange in exchanges {
                guard let automorphism = automorphism(exchange, builder, names),
                    try keepsAssumptions(automorphism.image)
                else { continue }
                found.append(automorphism)
            }
            return found
        }
        for candidates in IndexExchange.candidates(in: builder.scope) {
            let found = try automorphisms(candidates.all)
            self.automorphisms +=
                found.count == candidates.all.count ? found : try automorphisms(candidates.unnamed)
        }
    }

    private static func key(_ kind: ComputationalGraph.Kind, _ operands: [Int]) -> Key {
        Key(kind: kind, operands: isCommutative(kind) ? operands.sorted() : operands)
    }

    private static func isCommutative(_ kind: ComputationalGraph.Kind) -> Bool {
        kind == .operation(.sum) || kind == .operation(.product)
    }

    private func automorphism(
        _ exchange: IndexExchange, _ builder: GraphBuilder, _ names: GradientNames
    ) -> Automorphism? {
        var nodes: [Int] = []
        var edges: [Int] = []
        nodes.reserveCapacity(drafts.count)
        for (index, draft) in drafts.enumerated() {
            let isCommutative = Self.isCommutative(draft.kind)
            guard let node = image(of: draft, exchange, nodes, builder) else { return nil }
            let image = drafts[node]
            if let name = draft.definition {
                guard builder.nodeOfSymbol[exchange.image(of: name)] == node else { return nil }
            }
            nodes.append(node)
            func name(_ draft: Int, _ position: Int) -> Symbol? {
                builder.name(at: GraphBuilder.Use(draft: draft, position: position))
            }
            // An operand that is there several times takes the places of its image in turn.
            var places: [Operand: [Int]] = [:]
            for (position, operand) in image.operands.enumerated().reversed() {
                let place = isCommutative ? nil : position
                places[Operand(node: operand, name: name(node, position), place: place), default: []]
                    .append(position)
            }
            for (position, operand) in draft.operands.enumerated() {
                let name = name(index, position).map(exchange.image)
                let operand = Operand(
                    node: nodes[operand], name: name, place: isCommutative ? nil : position)
                guard let place = places[operand]?.popLast() else { return nil }
                edges.append(firstEdges[node] + place)
            }
        }
        // Nothing is lost.
        guard Set(nodes).count == nodes.count else { return nil }
        let image = { (symbol: Symbol) in
            names.image(of: symbol, by: exchange.image) { value in
                let image = exchange.image(of: value)
                // What a sum or product runs over stays that: it has all values.
                if image.indices.contains(where: { $0.value == nil }) { return image }
                return builder.drafts[builder.nodeOfSymbol[image]!].definition ?? image
            }
        }
        let axes = Set(exchange.names.compactMap { builder.network.axes.axisOfIndex[$0] })
        let omission = { (axis: String, index: Symbol.Index) in
            guard axes.contains(axis), let image = index.value.flatMap({ exchange.images[$0] }) else {
                return index
            }
            return Symbol.Index.value(image)
        }
        return Automorphism(image: image, omission: omission, nodes: nodes, edges: edges)
    }

    private func image(
        of draft: GraphBuilder.Draft, _ exchange: IndexExchange, _ nodes: [Int], _ builder: GraphBuilder
    ) -> Int? {
        if case .input(let symbol) = draft.kind {
            let image = exchange.image(of: symbol)
            guard case .input(let isConstant)? = builder.scope.origins[symbol],
                case .input(isConstant)? = builder.scope.origins[image]
            else { return nil }
            return builder.nodeOfSymbol[image]
        }
        let kind: ComputationalGraph.Kind =
            if case .output(let symbol) = draft.kind { .output(exchange.image(of: symbol)) } else { draft.kind }
        let operands = draft.operands.map { nodes[$0] }
        let candidates = nodesOfKey[Self.key(kind, operands)] ?? []
        // a + b and b + a are two nodes if both are written.
        return candidates.count < 2 ? candidates.first : candidates.first { drafts[$0].operands == operands }
    }

    /// Lets corresponding forms correspond: each gets the form of that which is shortest among them, renamed.
    ///
    /// - Parameters:
    ///   - forms: for each edge, or each node.
    ///   - images: what takes the place of each, by the automorphism.
    ///   - lengths: how long each prints.
    ///   - renamed: a form with its symbols exchanged, by the automorphism with this number.
    func unify<Form>(
        _ forms: inout [Form?], _ images: KeyPath<Automorphism, [Int]>, lengths: [Int],
        renamed: (Form, Int) throws -> Form
    ) rethrows {
        if automorphisms.isEmpty { return }
        // From one to the next, so that only few exchanges rename.
        func orbit(of start: Int, _ isReached: inout [Bool]) -> [(place: Int, from: Int, by: Int)] {
            var orbit = [(place: start, from: start, by: -1)]
            isReached[start] = true
            var next = 0
            while next < orbit.count {
                let place = orbit[next].place
                for (index, automorphism) in automorphisms.enumerated() {
                    let image = automorphism[keyPath: images][place]
                    if !isReached[image] {
                        isReached[image] = true
                        orbit.append((image, place, index))
                    }
                }
                next += 1
            }
            return orbit
        }
        var isDone = forms.map { $0 == nil }
        for start in forms.indices where !isDone[start] {
            var steps = orbit(of: start, &isDone)
            if steps.count == 1 { continue }
            let shortest = steps.min { lengths[$0.place] < lengths[$1.place] }!.place
            if shortest != start {
                for step in steps { isDone[step.place] = false }
                steps = orbit(of: shortest, &isDone)
            }
            for step in steps.dropFirst() { forms[step.place] = try renamed(forms[step.from]!, step.by) }
        }
    }
}
