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
        var arriving = [[Polynomial]](repeating: [], count: network.nodes.count)
        for (index, node) in network.nodes.enumerated().reversed() {
            if case .output(let symbol) = node.kind {
                arriving[index] = [upstream[symbol].map { algebra.symbol($0) } ?? .one]
            }
            guard isDifferentiated[index], !arriving[index].isEmpty else { continue }
            guard let place = node.place ?? network.nodes.last?.place ?? network.nodes.compactMap(\.place).last
            else {
                continue
            }
            let isComplete = try located(at: place) {
                var total =
                    arriving[index].count == 1
                    ? arriving[index][0] : try algebra.shortestSum(arriving[index])
                totals[index] = total
                if let value = node.definition {
                    if names.isNamed(scope.first(value)) || longNames.contains(value.name) {
                        let name = gradientName(of: value)
                        named.append((name, index))
                        total = algebra.symbol(name)
                    } else if !names.isShared(scope.first(value)), !node.isWrittenAgain,
                        algebra.writtenOutLength(of: total) > Derivation.longestLine
                    {
                        longNames.insert(value.name)
                        return false
                    }
                }
                for (position, operand) in node.operands.enumerated() where isDifferentiated[operand.node] {
                    let local = derivatives[index][position]
                    var gradient = local == .one ? total : try algebra.shortestProduct(total, local)
                    if let quotient = quotients[index] {
                        let other = try algebra.shortestProduct(total, quotient)
                        if algebra.length(of: other) < algebra.length(of: gradient) { gradient = other }
                    }
                    edges[index][position] = gradient
                    arriving[operand.node].append(try returned(gradient, from: node, at: position))
                }
                return true
            }
            if !isComplete { return false }
        }
        return true
    }

    /// What comes back to a value from one use of it at other indices.
    private mutating func returned(
        _ gradient: Polynomial, from node: Network.Node, at position: Int
    ) throws(ArithmeticError) -> Polynomial {
        let operand = node.operands[position]
        var result = gradient
        for index in network.lacking(position, of: node) {
            guard let axis = index.axis else { continue }
            result = try algebra.shortestSum(over: index, axis: axis, of: result)
        }
        let places = Dictionary(uniqueKeysWithValues: zip(operand.indices, network.nodes[operand.node].frame))
        return try algebra.replacing(places, in: result)
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
