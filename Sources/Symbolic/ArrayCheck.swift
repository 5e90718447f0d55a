/// Holds formulas of arrays against the same with indices, in numbers: at arrays whose axes differ in length.
struct ArrayCheck {
    private struct Place: Hashable {
        let name: Symbol
        let place: Int
    }

    /// The length of each index's axis, and of those of each array.
    private var lengths: [Symbol.Index: Int] = [:]
    private var shapes: [Symbol: [Int]] = [:]

    private let formula: Expression
    private let axes: [Symbol.Index]

    /// - Parameters:
    ///   - formula: one with all its indices.
    ///   - axes: the indices that are open in it, in the order of the value's shape.
    init(_ formula: Expression, over axes: [Symbol.Index]) {
        self.formula = formula
        self.axes = axes
        // Indices at one place of an array run over one axis.
        var groups: [Set<Symbol.Index>] = []
        var places: [Place: Set<Symbol.Index>] = [:]
        for symbol in formula.symbols {
            for (place, index) in symbol.indices.enumerated() {
                places[Place(name: symbol.withIndices([]), place: place), default: []].insert(index)
            }
        }
        for indices in places.values {
            let joined = groups.filter { !$0.isDisjoint(with: indices) }
            groups.removeAll { !$0.isDisjoint(with: indices) }
            groups.append(joined.reduce(indices) { $0.union($1) })
        }
        for (number, group) in groups.sorted(by: { $0.min()! < $1.min()! }).enumerated() {
            for index in group { lengths[index] = number + 2 }
        }
        for index in axes where lengths[index] == nil { lengths[index] = lengths.count + 2 }
        for symbol in formula.symbols { shapes[symbol.withIndices([])] = symbol.indices.map { lengths[$0]! } }
    }

    /// Whether a formula of arrays has the values of the one with indices.
    func holds(for arrays: Expression) -> Bool {
        guard let value = value(arrays, [:]) else { return false }
        let shape = axes.map { lengths[$0]! }
        let expected = ArrayValue(shape) { place in
            let indices = Dictionary(uniqueKeysWithValues: zip(axes, place))
            return self.value(formula, indices)?.numbers[0] ?? .nan
        }
        // What is the same over the first axes is repeated there.
        guard let whole = ArrayValue.elementwise([ArrayValue(shape) { _ in 0 }, value], { $0[1] }) else {
            return false
        }
        return whole.isNearly(expected)
    }

    private func value(_ formula: Expression, _ indices: [Symbol.Index: Int]) -> ArrayValue? {
        switch formula {
        case .number(let number): return ArrayValue(number.doubleValue)
        case .symbol(let symbol):
            let name = symbol.withIndices([])
            guard let shape = shapes[name], symbol.indices.allSatisfy({ indices[$0] != nil }) else {
                return nil
            }
            return Self.array(name, shape).slice(symbol.indices.map { indices[$0]! })
        case .operation(let operation, let operands):
            let values = operands.compactMap { value($0, indices) }
            guard values.count == operands.count else { return nil }
            return .elementwise(values) { operation.value($0) }
        case .arrays(let operation, let operands):
            let values = operands.compactMap { value($0, indices) }
            guard values.count == operands.count else { return nil }
            switch operation {
            case .elementwiseProduct: return .elementwise(values) { $0.reduce(1, *) }
            case .transpose: return values[0].transposed
            case .row(let index): return indices[.name(index)].map { values[0].slice([$0]) }
            case .matrixProduct:
                return values.dropFirst().reduce(values[0]) { (left: ArrayValue?, right) in left?.times(right) }
            }
        case .series(let series, let index, let except, let body):
            guard let length = lengths[index] else { return nil }
            let places = (0..<length).filter { $0 != except.flatMap { indices[$0] } }
            let values = places.compactMap { value(body, indices.merging([index: $0]) { $1 }) }
            return values.count == places.count ? .elementwise(values) { series.operation.value($0) } : nil
        }
    }

    /// Positive numbers, others for each array.
    private static func array(_ name: Symbol, _ shape: [Int]) -> ArrayValue {
        let seed = name.plain.unicodeScalars.reduce(17) { ($0 * 31 + Int($1.value)) % 9973 }
        return ArrayValue(shape) { place in
            let number = place.reduce(seed) { ($0 * 57 + $1 * 1013 + 7) % 9973 }
            return 0.5 + Double(number) / 9973
        }
    }
}

extension Symbol {
    /// The same with other indices, or none: the array itself.
    func withIndices(_ indices: [Index]) -> Symbol {
        let value = Symbol(name, indices: indices)
        return gradient.map { Symbol($0, of: value) } ?? value
    }
}
