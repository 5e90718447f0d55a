import Diagnostics
import Symbolic

/// The values and gradients of a network in index notation: derived once, for any number of values of each index.
///
/// Reverse mode needs three rules only: what comes back to a value from where it is taken at other indices is summed over the
/// indices that it lacks; a sum over an axis hands back what it gets to each of its terms; all else is elementwise.
struct NetworkGradients {
    let network: Network
    private let scope: Scope
    private let names: GradientNames
    /// The gradients that have been named, each after those that it is written with.
    private(set) var named: [(symbol: Symbol, node: Int)] = []
    /// The names of values whose gradients would not fit a line, and are named therefore.
    private var longNames: Set<String> = []
    private(set) var algebra = Algebra()
    /// The value of each node, in the indices of its frame.
    private(set) var values: [Polynomial] = []
    /// The derivative of each node's value by each of its operands, where it takes them.
    private(set) var derivatives: [[Polynomial]] = []
    /// The derivative of the loss by each operand of each node, where it takes it; nil where none arrives.
    private(set) var edges: [[Polynomial?]] = []
    /// The derivative of the loss by each node's value, all its uses together.
    private(set) var totals: [Polynomial?] = []
    /// The indices with which relations are known, by axis.
    private var pools: [String: [Symbol.Index]] = [:]

    /// The symbol for the size of an axis.
    static func size(of axis: String) -> Symbol { Symbol("\(axis)′") }

    func axis(ofSize symbol: Symbol) -> String? { pools.keys.first { Self.size(of: $0) == symbol } }

    /// - Parameter sizes: the sizes of axes that are numbers; the others are symbols.
    /// - Throws: `Diagnostic` where a number is too large for exact arithmetic.
    init(_ network: Network, _ scope: Scope, _ names: GradientNames, sizes: [String: Rational] = [:]) throws {
        self.network = network
        self.scope = scope
        self.names = names
        for (axis, count) in frameSizes() {
            let size = sizes[axis].map { Polynomial($0) } ?? algebra.symbol(Self.size(of: axis))
            algebra.setSize(of: axis, to: size)
            algebra.know(.positive, of: size)
            pools[axis] =
                (0..<count).map { .free(axis: axis, $0 + 1) } + (1...2).map { .bound(axis: axis, level: $0) }
        }
        var upstream: [Symbol: Symbol] = [:]
        for entry in names.upstream {
            let output = network.symbol(entry.output)
            upstream[output] = entry.gradient.map { names.name(of: output, like: $0) }
        }
        let symbols = (scope.inputs + scope.defined).map(network.symbol)
        let gradients = scope.defined.map(network.symbol).map(gradientName)
        for symbol in upstream.values.sorted() + gradients + symbols {
            for image in images(of: Set(symbol.indices)) {
                _ = algebra.symbol(symbol.replacingIndices { image[$0] ?? $0 })
            }
        }
        let outputs = Set(scope.finalOutputs.map(network.symbol))
        for node in network.nodes { try append(node, outputs) }
        try assume()
        try sumDefinitions()
        algebra.combineRelations()
        let isDifferentiated = reachesFromInputs()
        // Each new name of a gradient changes all those behind it.
        while try !reversePass(upstream, isDifferentiated) {}
    }

    /// How many indices of each axis are open in a value at most.
    private func frameSizes() -> [(String, Int)] {
        var sizes = network.axes.sizes.mapValues { _ in 1 }
        for node in network.nodes {
            for case .free(let axis, let place) in node.frame { sizes[axis] = max(sizes[axis]!, place) }
        }
        return sizes.sorted { $0.key < $1.key }
    }

    /// Every choice of other indices for those that are open, each another.
    private func images(of indices: Set<Symbol.Index>) -> [[Symbol.Index: Symbol.Index]] {
        var images: [[Symbol.Index: Symbol.Index]] = [[:]]
        for index in indices.sorted() {
            guard case .free(let axis, _) = index else { continue }
            images = images.flatMap { image in
                pools[axis]!.filter { !image.values.contains($0) }.map { image.merging([index: $0]) { $1 } }
            }
        }
        return images
    }

    /// Does something with what is known for any index, for each choice of indices.
    private mutating func forEachImage(
        of polynomials: [Polynomial], _ body: (inout Algebra, [Polynomial]) throws(ArithmeticError) -> Void
    ) throws(ArithmeticError) {
        let open = polynomials.reduce(into: Set()) { $0.formUnion(algebra.openIndices(of: $1)) }
        let level = polynomials.map { algebra.level(of: $0) }.max() ?? 0
        for image in images(of: open) {
            // A sum that is taken at what it runs over would be another.
            let isCaptured = image.values.contains {
                if case .bound(_, let other) = $0 { other <= level } else { false }
            }
            if isCaptured { continue }
            var replaced: [Polynomial] = []
            for polynomial in polynomials { replaced.append(try algebra.replacing(image, in: polynomial)) }
            try body(&algebra, replaced)
        }
    }

    /// The last value of an axis, which is as many more than the first as there are others.
    private func lastValue(of index: String) -> Polynomial {
        let range = scope.ranges[index]!
        guard pools[index] != nil else { return Polynomial(Rational(range.upperBound)) }
        let size = algebra.size(of: index)
        let others = Polynomial(Rational(range.lowerBound - 1))
        return (try? Polynomial.sum([size, others])) ?? size
    }

    // MARK: Forward

    private func indices(of operand: Network.Reference) -> [Symbol.Index: Symbol.Index] {
        Dictionary(uniqueKeysWithValues: zip(network.nodes[operand.node].frame, operand.indices))
    }

    private mutating func append(_ node: Network.Node, _ outputs: Set<Symbol>) throws {
        var operands: [Polynomial] = []
        for operand in node.operands {
            operands.append(try algebra.replacing(indices(of: operand), in: values[operand.node]))
        }
        switch node.kind {
        case .input(let symbol):
            values.append(algebra.symbol(symbol))
            derivatives.append([])
        case .constant(let number):
            values.append(Polynomial(number))
            derivatives.append([])
        case .lastValue(let index):
            values.append(lastValue(of: index))
            derivatives.append([])
        case .output:
            values.append(operands[0])
            derivatives.append([.one])
        case .operation(let operation):
            try located(at: node.place!) { try apply(operation, operands, node, outputs) }
        case .reduction(let series, let axis):
            try located(at: node.place!) {
                let value = try algebra.series(series, over: Network.reduced(axis), axis: axis, of: operands[0])
                values.append(try named(value, node, outputs))
                derivatives.append([.one])
            }
        }
    }

    private mutating func apply(
        _ operation: Operation, _ operands: [Polynomial], _ node: Network.Node, _ outputs: Set<Symbol>
    ) throws(ArithmeticError) {
        let x = operands.indices.map { Expression.symbol(Symbol("x", $0)) }
        let rule = operation.rule(x, .symbol(Symbol("z")))
        try forEachImage(of: operands) { algebra, operands throws(ArithmeticError) in
            try algebra.know(isDefined: rule.value) { operands[$0.indices[0].value!] }
        }
        var value = try algebra.polynomial(rule.value) { operands[$0.indices[0].value!] }
        value = try named(value, node, outputs)
        // Of many factors each keeps its brackets, which the gradient may multiply out.
        var factors = operands
        if operation == .product, operands.count > 2 {
            for index in factors.indices { factors[index] = try algebra.bracketed(factors[index]) }
        }
        values.append(value)
        var local: [Polynomial] = []
        for derivative in rule.derivatives {
            local.append(
                try algebra.polynomial(derivative) {
                    $0.indices.isEmpty ? value : factors[$0.indices[0].value!]
                })
        }
        derivatives.append(local)
    }

    /// A value by its name, if it has one.
    private mutating func named(
        _ value: Polynomial, _ node: Network.Node, _ outputs: Set<Symbol>
    ) throws(ArithmeticError) -> Polynomial {
        // What is always 0 is never a name to divide by.
        guard let name = node.definition, !value.terms.isEmpty else { return value }
        let symbol = algebra.symbol(name)
        // A name with more indices than its value has is no other name for that.
        let isSame = algebra.openIndices(of: value) == Set(name.indices.filter { $0.value == nil })
        if isSame, !outputs.contains(network.symbol(name)) || !algebra.isSum(value) {
            try forEachImage(of: [value, symbol]) { algebra, image throws(ArithmeticError) in
                guard case .symbol(let name)? = algebra.soleAtom(of: image[1]) else { return }
                try algebra.define(name, as: image[0])
            }
        }
        return symbol
    }

    // MARK: What is known

    private mutating func assume() throws {
        for (_, assumption) in scope.assumptions {
            for link in assumption.relations.indices {
                let relation = assumption.relations[link]
                let sides = [assumption.formulas[link].root, assumption.formulas[link + 1].root]
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

    private mutating func polynomial(
        _ syntax: Syntax, _ bindings: [String: Symbol.Index], depth: Int
    ) throws -> Polynomial {
        func part(_ syntax: Syntax, _ gradients: inout NetworkGradients) throws -> Polynomial {
            try gradients.polynomial(syntax, bindings, depth: depth)
        }
        switch syntax.kind {
        case .number(let number): return Polynomial(number)
        case .symbol(let reference):
            let indices = reference.indices.map { index -> Symbol.Index in
                switch index {
                case .value(let value): .value(value)
                case .name(let name): bindings[name]!
                }
            }
            if scope.isLastValue(reference) {
                let index = scope.indexOfLastValue[reference.name]!
                return lastValue(of: network.axes.axisOfIndex[index] ?? index)
            }
            let symbol = network.symbol(Symbol(reference.name, indices: indices))
            let taken = Dictionary(
                uniqueKeysWithValues: zip(symbol.indices, indices).filter { $0.0.value == nil })
            let value = network.values[symbol]!.replacing { taken[$0] ?? $0 }
            return try algebra.replacing(self.indices(of: value), in: values[value.node])
        case .sum(let parts): return try Polynomial.sum(try parts.map { try part($0, &self) })
        case .product(let parts): return try algebra.product(try parts.map { try part($0, &self) })
        case .quotient(let top, let bottom):
            let bottom = try part(bottom, &self)
            algebra.know(.nonzero, of: bottom)
            return try algebra.product(try part(top, &self), try algebra.power(bottom, -1))
        case .power(let base, let exponent):
            return try algebra.power(try part(base, &self), try part(exponent, &self))
        case .negation(let operand):
            return try algebra.difference(.zero, try part(operand, &self))
        case .function(let function, let argument):
            return try algebra.apply(function, to: try part(argument, &self))
        case .series(let series, let index, _, let operand):
            var inner = bindings
            guard let axis = network.axes.axisOfIndex[index] else {
                let parts = try scope.ranges[index]!.map { value in
                    inner[index] = .value(value)
                    return try polynomial(operand, inner, depth: depth)
                }
                return series == .sum ? try Polynomial.sum(parts) : try algebra.product(parts)
            }
            let open = Symbol.Index.bound(axis: axis, level: -depth)
            inner[index] = open
            return try algebra.series(
                series, over: open, axis: axis, of: try polynomial(operand, inner, depth: depth + 1))
        case .boundedSeries, .derivative: preconditionFailure("assumptions have none")
        }
    }

    /// What the values of a definition add up to, where that is shorter: ∑ y_k = 1 for y_k = exp(a_k)/S.
    private mutating func sumDefinitions() throws {
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
        var operands: [Polynomial] = []
        for operand in node.operands {
            guard let value = try? algebra.replacing(indices(of: operand), in: values[operand.node]) else {
                return nil
            }
            operands.append(value)
        }
        switch node.kind {
        case .operation(let operation):
            let x = operands.indices.map { Expression.symbol(Symbol("x", $0)) }
            return try? algebra.polynomial(operation.rule(x, 0).value) { operands[$0.indices[0].value!] }
        case .reduction(let series, let axis):
            return try? algebra.series(series, over: Network.reduced(axis), axis: axis, of: operands[0])
        case .input, .constant, .lastValue, .output: return nil
        }
    }

    // MARK: Backward

    /// The name of the gradient of a value.
    private func gradientName(of value: Symbol) -> Symbol {
        names.name(of: value, like: names.name(of: first(value)))
    }

    /// A value at the first values of its indices.
    private func first(_ value: Symbol) -> Symbol {
        value.replacingIndices { index in
            if case .free(let axis, _) = index { .value(scope.ranges[axis]!.lowerBound) } else { index }
        }
    }

    /// - Returns: false if a gradient is to have a name that it had not when the pass began.
    private mutating func reversePass(
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
                    if names.isNamed(first(value)) || longNames.contains(value.name) {
                        let name = gradientName(of: value)
                        named.append((name, index))
                        total = algebra.symbol(name)
                    } else if algebra.writtenOutLength(of: total) > Derivation.longestLine {
                        longNames.insert(value.name)
                        return false
                    }
                }
                for (position, operand) in node.operands.enumerated() where isDifferentiated[operand.node] {
                    let local = derivatives[index][position]
                    let gradient = local == .one ? total : try algebra.shortestProduct(total, local)
                    edges[index][position] = gradient
                    arriving[operand.node].append(try returned(gradient, from: node, to: operand))
                }
                return true
            }
            if !isComplete { return false }
        }
        return true
    }

    /// What comes back to a value from one use of it at other indices.
    private mutating func returned(
        _ gradient: Polynomial, from node: Network.Node, to operand: Network.Reference
    ) throws(ArithmeticError) -> Polynomial {
        var open = node.frame
        if case .reduction(_, let axis) = node.kind { open.append(Network.reduced(axis)) }
        var result = gradient
        for index in open where !operand.indices.contains(index) {
            guard let axis = index.axis else { continue }
            result = try algebra.shortestSum(over: index, axis: axis, of: result)
        }
        let places = Dictionary(uniqueKeysWithValues: zip(operand.indices, network.nodes[operand.node].frame))
        return try algebra.replacing(places, in: result)
    }

    private func reachesFromInputs() -> [Bool] {
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

extension Symbol.Index {
    /// The axis of an open index.
    var axis: String? {
        switch self {
        case .free(let axis, _), .bound(let axis, _): axis
        case .value, .name: nil
        }
    }
}
