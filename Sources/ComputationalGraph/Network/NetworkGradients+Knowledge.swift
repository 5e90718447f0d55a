import Diagnostics
import Symbolic

/// What is known of the values: assumptions, and what definitions add up to.
extension NetworkGradients {
    /// Takes note of assumptions.
    ///
    /// - Parameter beforeDefinitions: whether only inputs have values yet; equations wait for the names of the others.
    mutating func assume(beforeDefinitions: Bool) throws {
        for (_, assumption) in scope.assumptions {
            for link in assumption.relations.indices {
                let relation = assumption.relations[link]
                let sides = [assumption.formulas[link].root, assumption.formulas[link + 1].root]
                if beforeDefinitions, relation == .equal || !sides.allSatisfy(isOfInputs) { continue }
                let free = Set(sides.flatMap(\.freeIndices))
                for bindings in try bindings(of: free, at: assumption.place) {
                    try located(at: assumption.place) {
                        let values = try sides.map { try polynomial($0, bindings, depth: 0) }
                        try forEachImage(of: values) { algebra, sides throws(ArithmeticError) in
                            try algebra.know(relation, sides[0], sides[1])
                        }
                    }
                }
            }
        }
    }

    /// Whether a formula is written with inputs alone.
    private func isOfInputs(_ formula: Syntax) -> Bool {
        var isOfInputs = true
        formula.forEachReference { reference, _, _ in
            if scope.definitions.contains(where: { $0.left.name == reference.name }) { isOfInputs = false }
        }
        return isOfInputs
    }

    private func bindings(of names: Set<String>, at place: SourceSlice) throws -> [[String: Symbol.Index]] {
        let unrolled = names.filter { network.axes.axisOfIndex[$0] == nil }
        var rolled: [String: Symbol.Index] = [:]
        var count: [String: Int] = [:]
        for name in names.sorted() {
            guard let axis = network.axes.axisOfIndex[name] else { continue }
            count[axis, default: 0] += 1
            rolled[name] = .free(axis: axis, count[axis]!)
        }
        return try scope.bindings(of: unrolled.sorted(), at: place).map { values in
            values.mapValues(Symbol.Index.value).merging(rolled) { $1 }
        }
    }

    mutating func polynomial(
        _ syntax: Syntax, _ bindings: [String: Symbol.Index], depth: Int
    ) throws -> Polynomial {
        func part(_ syntax: Syntax, _ gradients: inout NetworkGradients) throws -> Polynomial {
            try gradients.polynomial(syntax, bindings, depth: depth)
        }
        switch syntax.kind {
        case .number(let number): return Polynomial(number)
        case .symbol(let reference):
            if let index = scope.indexOfLastValue(named: reference) {
                return lastValue(of: network.axes.axisOfIndex[index] ?? index)
            }
            let value = network.value(of: reference.symbol { bindings[$0]! })!
            return try algebra.replacing(self.indices(of: value), in: values[value.node])
        case .index(let index):
            let index = bindings[index]!
            return index.value.map { Polynomial(Rational($0)) }
                ?? algebra.symbol(.number(of: index, along: index.axis!))
        case .operation(.quotient, let x):
            let bottom = try part(x[1], &self)
            algebra.know(.nonzero, of: bottom)
            return try algebra.apply(.quotient, to: [part(x[0], &self), bottom])
        case .operation(let operation, let operands):
            return try algebra.apply(operation, to: try operands.map { try part($0, &self) })
        case .series(let series, let index, _, let operand):
            var inner = bindings
            guard let axis = network.axes.axisOfIndex[index] else {
                let parts = try scope.ranges[index]!.map { value in
                    inner[index] = .value(value)
                    return try polynomial(operand, inner, depth: depth)
                }
                return try algebra.apply(series.operation, to: parts)
            }
            let open = Symbol.Index.bound(axis: axis, level: -depth)
            inner[index] = open
            return try algebra.series(
                series, over: open, axis: axis, of: try polynomial(operand, inner, depth: depth + 1))
        case .arrays, .boundedSeries, .derivative: preconditionFailure("assumptions have none")
        }
    }

    /// What the values of a definition add up to, where that is shorter: ∑ y_k = 1 for y_k = exp(a_k)/S.
    mutating func sumDefinitions() throws {
        for (index, node) in network.nodes.enumerated() {
            guard let name = node.definition, let place = node.place, values[index].terms.count == 1 else {
                continue
            }
            for case .free(let axis, let ordinal) in node.frame {
                let open = Symbol.Index.free(axis: axis, ordinal)
                try located(at: place) {
                    let sum = try algebra.series(.sum, over: open, axis: axis, of: algebra.symbol(name))
                    guard let value = formula(of: node) else { return }
                    let total = try algebra.shortestSum(over: open, axis: axis, of: value)
                    if algebra.length(of: total) < algebra.length(of: sum) {
                        try forEachImage(of: [sum, total]) { algebra, sides throws(ArithmeticError) in
                            try algebra.relate(sides[0], sides[1])
                        }
                    }
                }
            }
        }
    }

    /// What a node computes from the values of its operands.
    private mutating func formula(of node: Network.Node) -> Polynomial? {
        guard let operands = try? operands(of: node) else { return nil }
        switch node.kind {
        case .operation(let operation): return try? algebra.value(of: operation, on: operands)
        case .reduction(let series, let axes): return try? reduced(operands[0], by: series, over: axes)
        case .input, .constant, .lastValue, .index, .output: return nil
        }
    }
}
