import Symbolic

/// The gradients of a network for numbers of values of its indices: what index notation says, for each of them.
struct Unrolling {
    var gradients: NetworkGradients
    let scope: Scope
    let builder: GraphBuilder
    let network: Network
    private var known: [Instance: Polynomial] = [:]
    /// Whether what is said of all is taken at some numbers of values to be proven there.
    var isInstance = false
    /// What comes back along the arrows of whole arrays.
    private var bundles: [Operand: Polynomial] = [:]

    struct Operand: Hashable {
        let node: Int
        let position: Int
    }

    /// An atom for values of its open indices.
    private struct Instance: Hashable {
        let atom: Int
        let values: [Symbol.Index]
    }

    init(_ gradients: NetworkGradients, _ builder: GraphBuilder) {
        self.gradients = gradients
        network = gradients.network
        scope = builder.scope
        self.builder = builder
    }

    /// For each node of the graph that which it is of.
    var origins: [GraphBuilder.Origin] { builder.drafts.map(\.origin) }

    func origin(of draft: Int) -> GraphBuilder.Origin { builder.drafts[draft].origin }

    /// The operand of the network's node that an operand is of, and the values of the indices there.
    func operand(_ position: Int, of origin: GraphBuilder.Origin) -> (
        operand: Int, indices: [Symbol.Index: Int]
    ) {
        var indices = builder.indexValues(of: origin)
        guard case .reduction(_, let axes) = network.nodes[origin.node].kind else { return (position, indices) }
        // The last axis runs fastest.
        var rest = position
        for (axis, index) in zip(axes, Network.reduced(axes)).reversed() {
            let lanes = scope.lanes(of: axis)
            indices[index] = lanes.lowerBound + rest % lanes.count
            rest /= lanes.count
        }
        return (0, indices)
    }

    /// The indices of a node as they are shown: with their values, or where these are rolled up with their names.
    func shown(_ indices: [Symbol.Index: Int], of node: Int) -> [Symbol.Index: Symbol.Index] {
        let names = scope.rolledUp.isEmpty ? [:] : network.indexNames(of: node, in: scope)
        return Dictionary(
            uniqueKeysWithValues: indices.map { index, value in
                guard let axis = index.axis else { return (index, .value(value)) }
                let shown = scope.shown(value, of: axis)
                return (index, scope.rolledUp.contains(axis) ? names[index].map { .name($0) } ?? shown : shown)
            })
    }

    // MARK: Gradients

    /// The derivative of the loss by a node's value; nil if none arrives.
    mutating func total(of draft: Int, in algebra: inout Algebra) throws(ArithmeticError) -> Polynomial? {
        let origin = origin(of: draft)
        guard let total = gradients.totals[origin.node] else { return nil }
        return try unrolled(total, shown(builder.indexValues(of: origin), of: origin.node), &algebra)
    }

    /// The derivative of the loss by a node's operand; nil if none arrives.
    mutating func gradient(
        of draft: Int, at position: Int, in algebra: inout Algebra
    ) throws(ArithmeticError) -> Polynomial? {
        let origin = builder.drafts[draft].taker
        let (operand, indices) = operand(position, of: origin)
        guard let gradient = try bundle(Operand(node: origin.node, position: operand), over: scope.rolledUp)
        else { return nil }
        return try unrolled(gradient, shown(indices, of: origin.node, at: operand), &algebra)
    }

    /// The indices of a node as they are shown on what it takes: those of the value with the names that they have there.
    func shown(
        _ indices: [Symbol.Index: Int], of node: Int, at operand: Int
    ) -> [Symbol.Index: Symbol.Index] {
        var shown = shown(indices, of: node)
        let taken = network.nodes[node].operands[operand]
        let frame = network.nodes[taken.node].frame
        let names = scope.rolledUp.isEmpty ? [:] : network.indexNames(of: taken.node, in: scope)
        // On a diagonal the first of two.
        for (index, own) in zip(taken.indices, frame).reversed() where scope.isRolledUp(index) {
            shown[index] = names[own].map { .name($0) } ?? shown[index]
        }
        return shown
    }

    /// What a gradient is made of: what comes back to a node, the derivative of its value by one of its operands, and the names
    /// of the indices over which the product of both is added up. Nil where nothing comes back.
    mutating func rule(
        of draft: Int, at position: Int, _ indexNames: IndexNames, in algebra: inout Algebra
    ) throws(ArithmeticError) -> Rule? {
        let origin = builder.drafts[draft].taker
        let (operand, indices) = operand(position, of: origin)
        let name = gradients.named.first { $0.node == origin.node && $0.isWhole }.map {
            gradients.algebra.symbol($0.gradient)
        }
        guard let upstream = name ?? gradients.totals[origin.node] else { return nil }
        var shown = shown(indices, of: origin.node, at: operand)
        let node = network.nodes[origin.node]
        let taken = Set(node.operands[operand].indices.compactMap { shown[$0] })
        var summed: [String] = []
        var axes: [String] = []
        for index in network.lacking(operand, of: node) where scope.isRolledUp(index) {
            let names = [shown[index]!.text] + indexNames.names(of: index.axis!)
            let name = names.first { !taken.contains(.name($0)) && !summed.contains($0) } ?? names[0]
            shown[index] = .name(name)
            summed.append(name)
            axes.append(index.axis!)
        }
        let arriving = try unrolled(upstream, shown, &algebra)
        let local = try unrolled(gradients.derivatives[origin.node][operand], shown, &algebra)
        var product = try algebra.product(arriving, local)
        for (name, axis) in zip(summed, axes).reversed() {
            product = try algebra.series(.sum, over: .name(name), axis: axis, of: product)
        }
        return Rule(upstream: arriving, local: local, summed: summed, product: product)
    }

    /// What `rule(of:at:)` finds.
    struct Rule {
        let upstream: Polynomial
        let local: Polynomial
        let summed: [String]
        /// Both multiplied, and added up.
        let product: Polynomial
    }

    /// What comes back along an arrow that carries all values of some axes: the sum over those that the operand lacks.
    mutating func bundle(
        _ operand: Operand, over axes: Set<String>
    ) throws(ArithmeticError) -> Polynomial? {
        guard !axes.isEmpty, var gradient = gradients.edges[operand.node][operand.position] else {
            return gradients.edges[operand.node][operand.position]
        }
        if let known = bundles[operand] { return known }
        let node = network.nodes[operand.node]
        for index in network.lacking(operand.position, of: node) {
            guard let axis = index.axis, axes.contains(axis) else { continue }
            gradient = try gradients.algebra.shortestSum(over: index, axis: axis, of: gradient)
        }
        bundles[operand] = gradient
        return gradient
    }

    /// The gradients of a graph's single values, added up over the values of some axes that an operand lacks.
    mutating func bundles(
        over axes: Set<String>, in algebra: inout Algebra
    ) throws(ArithmeticError) -> [(edges: [(draft: Int, position: Int)], gradient: Polynomial)] {
        struct Bundle: Hashable {
            let operand: Operand
            let values: [Symbol.Index: Int]
        }
        if axes.isEmpty { return [] }
        var edges: [Bundle: [(draft: Int, position: Int)]] = [:]
        var bundles: [Bundle] = []
        for draft in builder.drafts.indices {
            let origin = origin(of: draft)
            for position in builder.drafts[draft].operands.indices {
                var (operand, values) = operand(position, of: origin)
                let lacking = network.lacking(operand, of: network.nodes[origin.node]).filter {
                    axes.contains($0.axis!)
                }
                if lacking.isEmpty { continue }
                for index in lacking { values[index] = nil }
                let bundle = Bundle(
                    operand: Operand(node: origin.node, position: operand), values: values)
                if edges[bundle] == nil { bundles.append(bundle) }
                edges[bundle, default: []].append((draft, position))
            }
        }
        var sums: [(edges: [(draft: Int, position: Int)], gradient: Polynomial)] = []
        for bundle in bundles {
            guard let gradient = try self.bundle(bundle.operand, over: axes) else { continue }
            let shown = shown(bundle.values, of: bundle.operand.node)
            sums.append((edges[bundle]!, try unrolled(gradient, shown, &algebra)))
        }
        return sums
    }

    /// The named gradients, each after those that it is written with.
    mutating func named(
        _ names: GradientNames, in algebra: inout Algebra
    ) throws(ArithmeticError) -> [Derivation.NamedGradient] {
        if gradients.named.isEmpty { return [] }
        let drawn = Dictionary(
            grouping: scope.defined.filter { network.isDrawn($0, in: scope) }, by: network.symbol)
        var result: [Derivation.NamedGradient] = []
        for named in gradients.named {
            for value in drawn[named.value] ?? [] {
                let node = builder.nodeOfSymbol[value]!
                let indices = shown(builder.indexValues(of: origin(of: node)), of: named.node)
                result.append(
                    Derivation.NamedGradient(
                        symbol: names.name(of: value), value: value, node: node,
                        uses: named.isWhole ? nil : builder.uses(of: value),
                        polynomial: try unrolled(named.total, indices, &algebra)))
            }
        }
        return result
    }

    /// A polynomial for values of its open indices, its sums written out.
    mutating func unrolled(
        _ polynomial: Polynomial, _ values: [Symbol.Index: Symbol.Index], _ algebra: inout Algebra
    ) throws(ArithmeticError) -> Polynomial {
        if isInstance { return try withBrackets(polynomial, values, &algebra) }
        var terms: [Polynomial] = []
        var bracketed: [Polynomial.Term] = []
        for term in polynomial.terms {
            var product = Polynomial(term.coefficient)
            var factors = product
            for power in term.monomial.powers {
                let base = try unrolled(power.atom, values, &algebra)
                product = try algebra.product(product, algebra.power(base, power.exponent))
                let bracket = try algebra.bracketed(algebra.withoutBareBrackets(base))
                factors = try algebra.product(factors, algebra.power(bracket, power.exponent))
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

    /// What is to be proven only need not be short.
    private mutating func withBrackets(
        _ polynomial: Polynomial, _ values: [Symbol.Index: Symbol.Index], _ algebra: inout Algebra
    ) throws(ArithmeticError) -> Polynomial {
        var terms: [Polynomial.Term] = []
        for term in polynomial.terms {
            var product = Polynomial(term.coefficient)
            for power in term.monomial.powers {
                let base = try algebra.bracketed(unrolled(power.atom, values, &algebra))
                product = try algebra.product(product, algebra.power(base, power.exponent))
            }
            terms += product.terms
        }
        return try Polynomial(summing: terms)
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
            } else if let index = symbol.numberedIndex {
                polynomial = number(of: values[index] ?? index, along: index.axis!, in: &algebra)
            } else {
                polynomial = algebra.symbol(shown(symbol, values))
            }
        case .operation(let operation, let operands):
            var parts: [Polynomial] = []
            for operand in operands { parts.append(try unrolled(operand, values, &algebra)) }
            polynomial = try algebra.apply(operation, to: parts)
            if operation == .exp { algebra.write(polynomial, like: atom, of: gradients.algebra) }
        case .sum(let sum): polynomial = try algebra.bracketed(unrolled(sum, values, &algebra))
        case .series(let series, let axis, let level, let except, let body):
            let left = except.map { values[$0] ?? $0 }
            let bound = Symbol.Index.bound(axis: axis, level: level)
            var inner = values
            if isKept(atom, except: left) {
                inner[bound] = bound
                let term = try unrolled(body, inner, &algebra)
                polynomial = try algebra.series(series, over: bound, axis: axis, except: left, of: term)
            } else {
                var parts: [Polynomial] = []
                for value in scope.ranges[axis]! where value != left?.value {
                    inner[bound] = .value(value)
                    let part = try unrolled(body, inner, &algebra)
                    // Many factors keep their brackets.
                    parts.append(series == .product ? try algebra.bracketed(part) : part)
                }
                polynomial = try algebra.apply(series.operation, to: parts)
            }
        }
        known[instance] = polynomial
        return polynomial
    }

    /// Whether a sum or product over an axis stays one: where there are any number of values, or all are drawn as one; and
    /// where as many lanes as there are values would write it out, if it is short for what they write.
    private func isKept(_ atom: Int, except: Symbol.Index?) -> Bool {
        guard case .series(_, let axis, _, _, let body) = gradients.algebra.atoms[atom] else { return false }
        // What is left out has no value yet where it is that of a sum around it.
        if let except, except.value == nil { return true }
        if scope.lastValues[axis] != nil || scope.rolledUp.contains(axis) { return true }
        let count = scope.ranges[axis]!.count - (except == nil ? 0 : 1)
        let length = count * (gradients.algebra.length(of: body) + 1) - 1
        let isLong = except != nil || length > Derivation.longestLine
        return isLong && length > gradients.algebra.atomLengths[atom]
    }

    /// A symbol for values of its open indices; a value that is written out as one of those that are shown.
    private func shown(_ symbol: Symbol, _ values: [Symbol.Index: Symbol.Index]) -> Symbol {
        var place = -1
        return symbol.replacingIndices { index in
            place += 1
            guard let value = index.value, let axis = network.axes.axis(of: symbol.name, at: place) else {
                return values[index] ?? index
            }
            return scope.rolledUp.contains(axis) ? index : scope.shown(value, of: axis)
        }
    }

    /// The number of an index as it is shown: of one that is the last of any number its name, as it has none.
    private func number(of index: Symbol.Index, along axis: String, in algebra: inout Algebra) -> Polynomial {
        switch index {
        case .value(let value): Polynomial(Rational(value))
        case .name(let last) where !scope.rolledUp.contains(axis): algebra.symbol(Symbol(last))
        case .name, .free, .bound: algebra.symbol(.number(of: index, along: axis))
        }
    }

    /// How many values an axis has.
    func size(of axis: String, in algebra: inout Algebra) -> Polynomial {
        scope.lastValues[axis].map { last in
            let others = Polynomial(Rational(1 - scope.ranges[axis]!.lowerBound))
            return (try? Polynomial.sum([algebra.symbol(Symbol(last)), others])) ?? others
        } ?? Polynomial(Rational(scope.range(of: axis).length))
    }
}
