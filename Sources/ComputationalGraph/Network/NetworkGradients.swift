import Diagnostics
import Symbolic

/// The values and gradients of a network in index notation: derived once, for any number of values of each index.
///
/// Reverse mode needs three rules only: what comes back to a value from where it is taken at other indices is summed over the
/// indices that it lacks; a sum over an axis hands back what it gets to each of its terms; all else is elementwise.
struct NetworkGradients {
    let network: Network
    let scope: Scope
    let names: GradientNames
    let hasDiagonals: Bool
    /// The gradients that have been named, each after those that it is written with.
    var named: [Named] = []
    /// The derivatives of products and powers by their first operand as the value by that, where it is known not to be 0: with the
    /// value itself in what comes back they may be shorter.
    private(set) var quotients: [Int: Polynomial] = [:]
    /// The names of values whose gradients would not fit a line, and are named therefore.
    var longNames: Set<String> = []
    var algebra = Algebra()
    /// The value of each node, in the indices of its frame.
    private(set) var values: [Polynomial] = []
    /// The derivative of each node's value by each of its operands, where it takes them.
    private(set) var derivatives: [[Polynomial]] = []
    /// The derivative of the loss by each operand of each node, where it takes it; nil where none arrives.
    var edges: [[Polynomial?]] = []
    /// The derivative of the loss by each node's value, all its uses together.
    var totals: [Polynomial?] = []
    /// The indices with which relations are known, by axis.
    private(set) var pools: [String: [Symbol.Index]] = [:]

    /// The gradient of a value by one of its names: what comes back to it as long as it is taken by that.
    struct Named {
        let gradient: Symbol
        let value: Symbol
        let node: Int
        /// Written in the node's frame.
        let total: Polynomial
        /// Whether the value is taken by no other name.
        let isWhole: Bool
    }

    /// The symbol for the size of an axis.
    static func size(of axis: String) -> Symbol { Symbol("\(axis)′") }

    func axis(ofSize symbol: Symbol) -> String? { pools.keys.first { Self.size(of: $0) == symbol } }

    /// - Parameter sizes: the sizes of axes that are numbers; the others are symbols.
    /// - Throws: `Diagnostic` where a number is too large for exact arithmetic.
    init(_ network: Network, _ scope: Scope, _ names: GradientNames, sizes: [String: Rational] = [:]) throws {
        self.network = network
        self.scope = scope
        self.names = names
        hasDiagonals = network.hasDiagonals
        for (axis, count) in frameSizes() {
            let size = sizes[axis].map { Polynomial($0) } ?? algebra.symbol(Self.size(of: axis))
            algebra.setSize(of: axis, to: size)
            algebra.know(.positive, of: size)
            pools[axis] =
                (0..<count).map { .free(axis: axis, $0 + 1) } + (1...2).map { .bound(axis: axis, level: $0) }
        }
        network.noteNamedConstants(in: &algebra)
        for axis in network.axesWithNumbers { knowNumbers(along: axis) }
        var upstream: [Symbol: Symbol] = [:]
        for entry in names.upstream {
            let output = network.symbol(entry.output)
            upstream[output] = entry.gradient.map { names.name(of: output, like: $0) }
        }
        var seen: Set<Symbol> = []
        let symbols = (scope.inputsAsFactors + scope.defined).map(network.symbol).filter {
            seen.insert($0).inserted
        }
        seen = []
        let gradients = scope.defined.map(network.symbol).filter { seen.insert($0).inserted }.map(gradientName)
        for symbol in upstream.values.sorted() + gradients + symbols {
            for image in images(of: Set(symbol.indices)) {
                _ = algebra.symbol(symbol.replacingIndices { image[$0] ?? $0 })
            }
        }
        let outputs = Set(scope.finalOutputs.map(network.symbol))
        // What is stated of the inputs is known of all that is computed from them.
        let inputs = network.nodes.prefix { if case .input = $0.kind { true } else { false } }
        for node in inputs { try append(node, outputs) }
        try assume(beforeDefinitions: true)
        let certainty = Certainty(
            of: network.nodes.map { node in
                let operands = node.operands.map(\.node)
                // A reduction is of several.
                if case .reduction = node.kind { return (node.kind.operation, operands + operands) }
                return (node.kind.operation, operands)
            })
        for (index, node) in network.nodes.enumerated().dropFirst(inputs.count) {
            algebra.isInBranch = !certainty.isCertain[index]
            try append(node, outputs)
        }
        // What comes back may be to a branch that has a value only where it is taken.
        algebra.isInBranch = zip(certainty.isCertain, values).contains { !$0 && algebra.isPartial($1) }
        try assume(beforeDefinitions: false)
        try sumDefinitions()
        algebra.combineRelations()
        try divideProducts()
        let isDifferentiated = reachesFromInputs()
        // Each new name of a gradient changes all those behind it.
        while try !reversePass(upstream, isDifferentiated) {}
    }

    /// Takes note of the sign of the numbers of an axis.
    private mutating func knowNumbers(along axis: String) {
        let first = scope.ranges[axis]!.lowerBound
        for index in pools[axis]! {
            let number = algebra.symbol(.number(of: index, along: axis))
            if first >= 0 { algebra.know(first > 0 ? .positive : .nonnegative, of: number) }
        }
    }

    /// How many indices of each axis are open in a value at most.
    private func frameSizes() -> [(String, Int)] {
        var sizes = network.axes.sizes.mapValues { _ in 1 }
        for node in network.nodes {
            for case .free(let axis, let place) in node.frame { sizes[axis] = max(sizes[axis]!, place) }
        }
        return sizes.sorted { $0.key < $1.key }
    }

    /// Every choice of other indices for those that are open, each another unless values are taken on diagonals.
    private func images(of indices: Set<Symbol.Index>) -> [[Symbol.Index: Symbol.Index]] {
        var images: [[Symbol.Index: Symbol.Index]] = [[:]]
        for index in indices.sorted() {
            guard case .free(let axis, _) = index else { continue }
            images = images.flatMap { image in
                pools[axis]!.filter { hasDiagonals || !image.values.contains($0) }
                    .map { image.merging([index: $0]) { $1 } }
            }
        }
        return images
    }

    /// Does something with what is known for any index, for each choice of indices.
    mutating func forEachImage(
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
    func lastValue(of index: String) -> Polynomial {
        let range = scope.range(of: index)
        guard pools[index] != nil else { return Polynomial(Rational(range.upperBound)) }
        let size = algebra.size(of: index)
        let others = Polynomial(Rational(range.lowerBound - 1))
        return (try? Polynomial.sum([size, others])) ?? size
    }

    // MARK: Forward

    func indices(of operand: Network.Reference) -> [Symbol.Index: Symbol.Index] {
        Dictionary(uniqueKeysWithValues: zip(network.nodes[operand.node].frame, operand.indices))
    }

    /// The values that a node takes.
    mutating func operands(of node: Network.Node) throws(ArithmeticError) -> [Polynomial] {
        var operands: [Polynomial] = []
        for operand in node.operands {
            operands.append(try algebra.replacing(indices(of: operand), in: values[operand.node]))
        }
        return operands
    }

    private mutating func append(_ node: Network.Node, _ outputs: Set<Symbol>) throws {
        let operands = try operands(of: node)
        switch node.kind {
        case .input(let symbol):
            values.append(algebra.symbol(symbol))
            derivatives.append([])
        case .constant(let number):
            try located(at: node.place!) { values.append(try algebra.constant(number)) }
            derivatives.append([])
        case .lastValue(let index):
            values.append(lastValue(of: index))
            derivatives.append([])
        case .index(let axis, _):
            values.append(algebra.symbol(.number(of: node.frame[0], along: axis)))
            derivatives.append([])
        case .output:
            values.append(operands[0])
            derivatives.append([.one])
        case .operation(let operation):
            try located(at: node.place!) { try apply(operation, operands, node, outputs) }
        case .reduction(let series, let axes):
            try located(at: node.place!) {
                let value = try reduced(operands[0], by: series, over: axes)
                values.append(try named(value, node, outputs))
                derivatives.append([try derivative(of: series, over: axes, by: operands[0], values.last!)])
            }
        }
    }

    /// A series over axes, of what has the indices of a reduction there.
    mutating func reduced(
        _ operand: Polynomial, by series: Series, over axes: [String]
    ) throws(ArithmeticError) -> Polynomial {
        var value = operand
        for (axis, index) in zip(axes, Network.reduced(axes)).reversed() {
            value = try algebra.series(series, over: index, axis: axis, of: value)
        }
        return value
    }

    /// The derivative of a series by what it runs over, at indices of its axes.
    private mutating func derivative(
        of series: Series, over axes: [String], by operand: Polynomial, _ value: Polynomial
    ) throws(ArithmeticError) -> Polynomial {
        switch series {
        case .sum: return .one
        case .mean:
            let sizes = axes.map(algebra.size)
            return try algebra.power(algebra.product(sizes), -1)
        case .product:
            // Those with another index of the last axis, then those with another of the axis before, …
            var (others, body) = (Polynomial.one, operand)
            for (axis, index) in zip(axes, Network.reduced(axes)).reversed() {
                let row = try algebra.series(.product, over: index, axis: axis, except: index, of: body)
                others = try algebra.product(others, row)
                body = try algebra.series(.product, over: index, axis: axis, of: body)
            }
            let product = try any(algebra.product(operand, others), of: axes)
            try forEachImage(of: [product, value]) { algebra, sides throws(ArithmeticError) in
                try algebra.relate(sides[0], sides[1])
            }
            return others
        case .max, .min: return try algebra.apply(.equal, to: [operand, value])
        }
    }

    /// What is reduced, at indices that are open.
    private mutating func any(
        _ polynomial: Polynomial, of axes: [String]
    ) throws(ArithmeticError) -> Polynomial {
        var open = algebra.openIndices(of: polynomial)
        var images: [Symbol.Index: Symbol.Index] = [:]
        for (axis, index) in zip(axes, Network.reduced(axes)) {
            let any = (1...).lazy.map { Symbol.Index.free(axis: axis, $0) }.first { !open.contains($0) }!
            images[index] = any
            open.insert(any)
        }
        return try algebra.replacing(images, in: polynomial)
    }

    /// Of products with no factor that is 0: what is shorter, the others or the product by the factor. The derivative of a power,
    /// a x^(a − 1), may be shorter as that power by its base.
    private mutating func divideProducts() throws(ArithmeticError) {
        for (index, node) in network.nodes.enumerated().reversed() {
            if case .operation(.power) = node.kind {
                let operands = try operands(of: node)
                guard operands[1].terms.contains(where: { $0.monomial != .one }),
                    algebra.facts(of: operands[0]).contains(.nonzero)
                else { continue }
                let value = try algebra.product(operands[1], values[index])
                quotients[index] = try algebra.product(value, algebra.power(operands[0], -1))
                continue
            }
            guard case .reduction(.product, let axes) = node.kind else { continue }
            let taken = node.operands[0]
            let operand = try algebra.replacing(indices(of: taken), in: values[taken.node])
            let factor = try any(operand, of: axes)
            if algebra.facts(of: values[index]).contains(.nonzero) {
                try forEachImage(of: [factor]) { algebra, operand throws(ArithmeticError) in
                    algebra.know(.nonzero, of: operand[0])
                }
            }
            guard algebra.facts(of: factor).contains(.nonzero) else { continue }
            let quotient = try algebra.product(values[index], algebra.power(operand, -1))
            if algebra.length(of: quotient) < algebra.length(of: derivatives[index][0]) {
                derivatives[index] = [quotient]
            } else {
                quotients[index] = quotient
            }
        }
    }

    private mutating func apply(
        _ operation: Operation, _ operands: [Polynomial], _ node: Network.Node, _ outputs: Set<Symbol>
    ) throws(ArithmeticError) {
        // What is known where a condition is true is not known elsewhere.
        if !algebra.isInBranch {
            try forEachImage(of: operands) { algebra, operands throws(ArithmeticError) in
                try algebra.know(isDefined: operation, on: operands)
            }
        }
        let value = try named(algebra.value(of: operation, on: operands), node, outputs)
        values.append(value)
        var slopes = try algebra.derivatives(of: operation, on: operands, value: value)
        if operation == .power, let condition = try conditionForSlope(ofPower: operands) {
            slopes[0] = try algebra.product(condition, slopes[0])
        }
        derivatives.append(slopes)
    }

    /// Where a power has another derivative than 0, if its exponent is an index, which may make it 1 throughout: that of x^(t − 1)
    /// is [t ≠ 1] (t − 1) x^(t − 2), where x may be 0.
    private mutating func conditionForSlope(
        ofPower operands: [Polynomial]
    ) throws(ArithmeticError) -> Polynomial? {
        let (base, exponent) = (operands[0], operands[1])
        guard algebra.isCounted(exponent) else { return nil }
        if algebra.facts(of: try algebra.difference(.zero, exponent)) == .positive {
            try forEachImage(of: [base]) { algebra, base throws(ArithmeticError) in
                algebra.know(.nonzero, of: base[0])
            }
        }
        let isSettled = [base, exponent].contains { algebra.facts(of: $0).contains(.nonzero) }
        return isSettled ? nil : try algebra.apply(.notEqual, to: [exponent, .zero])
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
        // In a gradient an output may stand as a factor, as in y (1 − y), but not as short for a sum.
        let isSum = outputs.contains(network.symbol(name)) && algebra.isSum(value)
        if isSame, !isSum || node.kind.isProduct && value.terms.count > 1 {
            try forEachImage(of: [value, symbol]) { algebra, image throws(ArithmeticError) in
                guard case .symbol(let name)? = algebra.soleAtom(of: image[1]) else { return }
                if isSum {
                    try algebra.define(name, asProduct: image[0])
                } else {
                    try algebra.define(name, as: image[0])
                }
            }
        }
        return symbol
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
