import Diagnostics
import Symbolic

/// The reverse pass.
extension NetworkGradients {
    /// The name of the gradient of a value.
    func gradientName(of value: Symbol) -> Symbol {
        names.name(of: value, like: names.name(of: scope.first(value)))
    }

    /// - Returns: false if a gradient is to have a name that it had not when the pass began.
    mutating func reversePass(
        _ upstream: [Symbol: Symbol], _ isDifferentiated: [Bool]
    ) throws -> Bool {
        named = []
        edges = network.nodes.map { [Polynomial?](repeating: nil, count: $0.operands.count) }
        totals = [Polynomial?](repeating: nil, count: network.nodes.count)
        var arriving = Arriving(count: network.nodes.count)
        for (index, node) in network.nodes.enumerated().reversed() {
            if case .output(let symbol) = node.kind {
                arriving.unnamed[index] = [upstream[symbol].map { algebra.symbol($0) } ?? .one]
            }
            guard isDifferentiated[index], arriving.reaches(index, node) else { continue }
            guard let place = node.place ?? network.nodes.last?.place ?? network.nodes.compactMap(\.place).last
            else {
                continue
            }
            let isComplete = try located(at: place) {
                guard let total = try total(of: index, &arriving) else { return false }
                for (position, operand) in node.operands.enumerated() where isDifferentiated[operand.node] {
                    let gradient = try chained(total, through: index, to: position)
                    // A condition is not moved where it rules out what has no value.
                    if network.nodes[operand.node].kind.operation?.isComparison == true,
                        algebra.isInBranch, algebra.isPartial(gradient)
                    {
                        continue
                    }
                    edges[index][position] = gradient
                    arriving.add(try returned(gradient, from: node, at: position), to: operand)
                }
                return true
            }
            if !isComplete { return false }
        }
        return true
    }

    /// What comes back to a value in all, by its names where these are named; nil if one is to have a name that it had not.
    private mutating func total(of index: Int, _ arriving: inout Arriving) throws(ArithmeticError)
        -> Polynomial?
    {
        let node = network.nodes[index]
        let isByOneName = arriving.isByOneName(index, in: network)
        for name in node.names.reversed() {
            guard let parts = arriving.named[name], let root = network.names[name] else { continue }
            var total = try sum(parts)
            let isWhole = isByOneName && root.root == nil
            if isWhole { totals[index] = total }
            // Of a family whose gradients are long, one that is a number or a symbol needs no other name.
            if names.isNamed(scope.first(name))
                || longNames.contains(name.name) && algebra.length(of: total) > 1
            {
                let gradient = gradientName(of: root.value)
                named.append(
                    Named(gradient: gradient, value: name, node: index, total: total, isWhole: isWhole))
                total = algebra.symbol(gradient)
            } else if root.root == nil, node.definition != nil,
                algebra.writtenOutLength(of: total) > Derivation.longestLine
            {
                longNames.insert(name.name)
                return nil
            }
            if let root = root.root {
                arriving.named[root, default: []].append(total)
            } else {
                arriving.unnamed[index].append(total)
            }
        }
        let total = try sum(arriving.unnamed[index])
        if !isByOneName { totals[index] = total }
        return total
    }

    /// The chain rule at a node: what comes back to it times its derivative by one of its operands.
    mutating func chained(
        _ upstream: Polynomial, through node: Int, to position: Int
    ) throws(ArithmeticError) -> Polynomial {
        let local = derivatives[node][position]
        let product = local == .one ? upstream : try self.product(upstream, local)
        guard position == 0, let quotient = quotients[node] else { return product }
        let other = try algebra.shortestProduct(upstream, quotient)
        return algebra.length(of: other) < algebra.length(of: product) ? other : product
    }

    /// The product of what comes back and a local derivative, which on a diagonal has one index in place of two.
    private mutating func product(
        _ upstream: Polynomial, _ local: Polynomial
    ) throws(ArithmeticError) -> Polynomial {
        var (others, parts): ([Polynomial.Term], [Polynomial]) = ([], [])
        if hasDiagonals {
            for term in try algebra.multipliedOut(upstream).terms {
                let own = try algebra.onDiagonal(local, of: term)
                if own == local {
                    others.append(term)
                } else {
                    parts.append(try algebra.shortestProduct(Polynomial(term), own))
                }
            }
        }
        if parts.isEmpty { return try algebra.shortestProduct(upstream, local) }
        if !others.isEmpty {
            parts.append(try algebra.shortestProduct(Polynomial(summing: others), local))
        }
        return try algebra.shortestSum(parts)
    }

    private mutating func sum(_ parts: [Polynomial]) throws(ArithmeticError) -> Polynomial {
        parts.count == 1 ? parts[0] : try algebra.shortestSum(parts)
    }

    /// What comes back to a value from one use of it at other indices; where one stands twice, as in l_{i,i}, to its diagonal.
    private mutating func returned(
        _ gradient: Polynomial, from node: Network.Node, at position: Int
    ) throws(ArithmeticError) -> Polynomial {
        let operand = node.operands[position]
        var result = gradient
        for index in network.lacking(position, of: node) {
            guard let axis = index.axis else { continue }
            result = try algebra.shortestSum(over: index, axis: axis, of: result)
        }
        var places: [Symbol.Index: Symbol.Index] = [:]
        var diagonal: [Polynomial] = []
        for (index, own) in zip(operand.indices, network.nodes[operand.node].frame) {
            guard let axis = own.axis, let first = places.updateValue(places[index] ?? own, forKey: index)
            else { continue }
            let numbers = [first, own].map { algebra.symbol(.number(of: $0, along: axis)) }
            diagonal.append(try algebra.apply(.equal, to: numbers))
        }
        result = try algebra.replacing(places, in: result)
        for condition in diagonal { result = try algebra.shortestProduct(result, condition) }
        return result
    }

    func reachesFromInputs() -> [Bool] {
        let constants = Set(scope.inputs.filter(scope.isConstant).map(network.symbol))
        var reached: [Bool] = []
        for node in network.nodes {
            switch node.kind {
            case .input(let symbol): reached.append(!constants.contains(symbol))
            default: reached.append(node.operands.contains { reached[$0.node] })
            }
        }
        return reached
    }
}

/// What comes back to values from where they are taken.
private struct Arriving {
    /// To each node as long as it is taken by no name; in the end all.
    var unnamed: [[Polynomial]]
    var named: [Symbol: [Polynomial]] = [:]

    init(count: Int) { unnamed = [[Polynomial]](repeating: [], count: count) }

    mutating func add(_ gradient: Polynomial, to operand: Network.Reference) {
        if let name = operand.name {
            named[name, default: []].append(gradient)
        } else {
            unnamed[operand.node].append(gradient)
        }
    }

    func reaches(_ index: Int, _ node: Network.Node) -> Bool {
        !unnamed[index].isEmpty || node.names.contains { named[$0] != nil }
    }

    /// Whether all comes back by one name and others for it.
    func isByOneName(_ index: Int, in network: Network) -> Bool {
        let names = network.nodes[index].names.filter { named[$0] != nil }
        return unnamed[index].isEmpty && Set(names.map { network.roots(of: $0).last }).count == 1
    }
}
