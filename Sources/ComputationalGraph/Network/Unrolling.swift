import Symbolic

/// The gradients of a network for numbers of values of its indices: what index notation says, for each of them.
struct Unrolling {
    let gradients: NetworkGradients
    var scope: Scope { builder.scope }
    private let builder: GraphBuilder
    var network: Network { gradients.network }
    /// For each node of the graph that which it is of; nil for constants.
    private(set) var origins: [Origin?] = []

    struct Origin: Hashable {
        let node: Int
        let values: [Int]
    }

    private var known: [Instance: Polynomial] = [:]

    /// An atom for values of its open indices.
    private struct Instance: Hashable {
        let atom: Int
        let values: [Symbol.Index]
    }

    /// - Returns: nil if the graph shares values that the network has apart.
    init?(_ gradients: NetworkGradients, _ builder: GraphBuilder) {
        self.gradients = gradients
        self.builder = builder
        for draft in builder.drafts.indices { origins.append(origin(of: draft)) }
        for (draft, origin) in zip(builder.drafts, origins) {
            guard let origin else { continue }
            for (position, source) in draft.operands.enumerated() {
                let (operand, indices) = operand(position, of: origin)
                guard let expected = origins[source] else { continue }
                let taken = network.nodes[origin.node].operands[operand]
                guard taken.node == expected.node,
                    taken.indices.map({ $0.value ?? indices[$0]! }) == expected.values
                else { return nil }
            }
        }
    }

    /// The node of the network that an operation is of, and the values of its indices.
    private func origin(of draft: Int) -> Origin? {
        switch builder.drafts[draft].kind {
        case .constant: return nil
        case .input(let symbol):
            return network.values[network.symbol(symbol)].map {
                Origin(node: $0.node, values: openValues(of: symbol))
            }
        case .output(let symbol):
            return network.outputs[network.symbol(symbol)].map {
                Origin(node: $0, values: openValues(of: symbol))
            }
        case .operation(let operation):
            guard let part = builder.parts[draft] else { return nil }
            let unrolled = part.bindings.filter { network.axes.axisOfIndex[$0.key] == nil }
            let key = Network.Part(
                definition: part.definition, range: part.range, operation: operation, unrolled: unrolled)
            guard let (reference, names) = network.parts[key] else { return nil }
            let values = Dictionary(
                uniqueKeysWithValues: names.filter { $0.value.value == nil }.map { ($1, part.bindings[$0]!) })
            return Origin(node: reference.node, values: reference.indices.map { $0.value ?? values[$0]! })
        }
    }

    private func openValues(of symbol: Symbol) -> [Int] {
        zip(network.symbol(symbol).indices, symbol.indices).filter { $0.0.value == nil }.map { $0.1.value! }
    }

    /// The operand of the network's node that an operand is of, and the values of the indices there.
    func operand(_ position: Int, of origin: Origin) -> (operand: Int, indices: [Symbol.Index: Int]) {
        let node = network.nodes[origin.node]
        var indices = Dictionary(uniqueKeysWithValues: zip(node.frame, origin.values))
        guard case .reduction(_, let axis) = node.kind else { return (position, indices) }
        indices[Network.reduced(axis)] = scope.ranges[axis]!.lowerBound + position
        return (0, indices)
    }

    func shown(_ indices: [Symbol.Index: Int]) -> [Symbol.Index: Symbol.Index] {
        Dictionary(
            uniqueKeysWithValues: indices.map { index, value in
                (index, index.axis.map { scope.shown(value, of: $0) } ?? .value(value))
            })
    }

    // MARK: Gradients

    /// The derivative of the loss by a node's value; nil if none arrives.
    mutating func total(of draft: Int, in algebra: inout Algebra) throws(ArithmeticError) -> Polynomial? {
        guard let origin = origins[draft], let total = gradients.totals[origin.node] else { return nil }
        let indices = zip(network.nodes[origin.node].frame, origin.values)
        return try unrolled(total, shown(Dictionary(uniqueKeysWithValues: indices)), &algebra)
    }

    /// The derivative of the loss by a node's operand; nil if none arrives.
    mutating func gradient(
        of draft: Int, at position: Int, in algebra: inout Algebra
    ) throws(ArithmeticError) -> Polynomial? {
        guard let origin = origins[draft] else { return nil }
        let (operand, indices) = operand(position, of: origin)
        guard let gradient = gradients.edges[origin.node][operand] else { return nil }
        return try unrolled(gradient, shown(indices), &algebra)
    }

    /// The named gradients with their nodes, each after those that it is written with.
    func named(_ names: GradientNames) -> [(symbol: Symbol, node: Int)] {
        gradients.named.flatMap { _, node in
            builder.drafts.indices.compactMap { draft in
                guard origins[draft]?.node == node, let value = builder.drafts[draft].definition else {
                    return nil
                }
                return (names.name(of: value), draft)
            }
        }
    }

    /// A polynomial for values of its open indices, its sums written out.
    mutating func unrolled(
        _ polynomial: Polynomial, _ values: [Symbol.Index: Symbol.Index], _ algebra: inout Algebra
    ) throws(ArithmeticError) -> Polynomial {
        var terms: [Polynomial] = []
        var bracketed: [Polynomial.Term] = []
        for term in polynomial.terms {
            var product = Polynomial(term.coefficient)
            var factors = product
            for power in term.monomial.powers {
                let base = try unrolled(power.atom, values, &algebra)
                product = try algebra.product(product, algebra.power(base, power.exponent))
                factors = try algebra.product(
                    factors, algebra.power(algebra.bracketed(base), power.exponent))
            }
            terms.append(product)
            bracketed += factors.terms
        }
        let multipliedOut = try Polynomial.sum(terms)
        // A sum may be shorter as a factor.
        let withBrackets = try algebra.withoutBareBrackets(Polynomial(summing: bracketed))
        return algebra.length(of: withBrackets) < algebra.length(of: multipliedOut)
            ? withBrackets : multipliedOut
    }

    private mutating func unrolled(
        _ atom: Int, _ values: [Symbol.Index: Symbol.Index], _ algebra: inout Algebra
    ) throws(ArithmeticError) -> Polynomial {
        let open = gradients.algebra.openIndices[atom].sorted()
        let instance = Instance(atom: atom, values: open.map { values[$0]! })
        if let polynomial = known[instance] { return polynomial }
        let polynomial: Polynomial
        switch gradients.algebra.atoms[atom] {
        case .symbol(let symbol):
            if let axis = gradients.axis(ofSize: symbol) {
                polynomial = size(of: axis, in: &algebra)
            } else {
                polynomial = algebra.symbol(symbol.replacingIndices { values[$0] ?? $0 })
            }
        case .operation(let operation, let operands):
            var parts: [Polynomial] = []
            for operand in operands { parts.append(try unrolled(operand, values, &algebra)) }
            polynomial = try algebra.apply(operation, to: parts)
        case .sum(let sum): polynomial = try algebra.bracketed(unrolled(sum, values, &algebra))
        case .series(let series, let axis, let level, let body):
            let bound = Symbol.Index.bound(axis: axis, level: level)
            var inner = values
            if scope.lastValues[axis] != nil {
                inner[bound] = bound
                let term = try unrolled(body, inner, &algebra)
                polynomial = try algebra.series(series, over: bound, axis: axis, of: term)
            } else {
                var parts: [Polynomial] = []
                for value in scope.ranges[axis]! {
                    inner[bound] = .value(value)
                    parts.append(try unrolled(body, inner, &algebra))
                }
                polynomial = series == .sum ? try .sum(parts) : try algebra.product(parts)
            }
        }
        known[instance] = polynomial
        return polynomial
    }

    /// How many values an axis has.
    func size(of axis: String, in algebra: inout Algebra) -> Polynomial {
        scope.lastValues[axis].map { last in
            let others = Polynomial(Rational(1 - scope.ranges[axis]!.lowerBound))
            return (try? Polynomial.sum([algebra.symbol(Symbol(last)), others])) ?? others
        } ?? Polynomial(Rational(scope.ranges[axis]!.count))
    }
}
