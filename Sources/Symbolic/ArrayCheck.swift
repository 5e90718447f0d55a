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
        guard let expected = values(formula)?.over(axes, lengths) else { return false }
        // What is the same over the first axes is repeated there.
        guard let whole = ArrayValue.elementwise([ArrayValue(shape) { _ in 0 }, value], { $0[1] }) else {
            return false
        }
        return whole.isNearly(expected)
    }

    // MARK: With indices

    /// Numbers for each choice of some indices.
    private struct Values {
        var indices: [Symbol.Index]
        var array: ArrayValue

        /// The same for further indices, in an order.
        func over(_ others: [Symbol.Index], _ lengths: [Symbol.Index: Int]) -> ArrayValue {
            let places = indices.map { others.firstIndex(of: $0)! }
            return ArrayValue(others.map { lengths[$0]! }) { place in array.number(at: places.map { place[$0] })
            }
        }
    }

    private func values(_ formula: Expression) -> Values? {
        switch formula {
        case .number(let number): return Values(indices: [], array: ArrayValue(number.doubleValue))
        case .symbol(let symbol):
            let name = symbol.withIndices([])
            guard let shape = shapes[name] else { return nil }
            let array = Self.array(name, shape)
            let indices = Array(Set(symbol.indices)).sorted()
            let places = symbol.indices.map { indices.firstIndex(of: $0)! }
            return Values(
                indices: indices,
                array: ArrayValue(indices.map { lengths[$0]! }) { place in
                    array.number(at: places.map { place[$0] })
                })
        case .operation(.product, _), .series(.sum, _, nil, _):
            return factors(of: formula).map { combined($0) { $0.reduce(1, *) } }
        case .operation(let operation, let operands):
            let parts = operands.compactMap(values)
            return parts.count == operands.count ? combined(parts) { operation.value($0) } : nil
        case .series(let series, let index, let except, let body):
            guard let length = lengths[index], let body = values(body) else { return nil }
            let outer = Set(body.indices).subtracting([index]).union(except.map { [$0] } ?? []).sorted()
            let array = body.over(outer + [index], lengths)
            return Values(
                indices: outer,
                array: ArrayValue(outer.map { lengths[$0]! }) { place in
                    let left = except.map { place[outer.firstIndex(of: $0)!] }
                    let parts = (0..<length).filter { $0 != left }.map { array.number(at: place + [$0]) }
                    return series.operation.value(parts)
                })
        case .arrays: return nil
        }
    }

    /// A product as its factors; of a sum of products only those are multiplied in which its index is open, so that it takes
    /// no more than a product of matrices does.
    private func factors(of formula: Expression) -> [Values]? {
        switch formula {
        case .operation(.product, let operands):
            let parts = operands.compactMap(factors)
            return parts.count == operands.count ? parts.flatMap(\.self) : nil
        case .series(.sum, let index, nil, let body):
            guard let length = lengths[index], let parts = factors(of: body) else { return nil }
            let product = combined(parts.filter { $0.indices.contains(index) }) { $0.reduce(1, *) }
            let outer = product.indices.filter { $0 != index }
            let array = product.over(outer + [index], lengths)
            let sum = ArrayValue(outer.map { lengths[$0]! }) { place in
                (0..<length).reduce(0) { $0 + array.number(at: place + [$1]) }
            }
            return parts.filter { !$0.indices.contains(index) } + [Values(indices: outer, array: sum)]
        default: return values(formula).map { [$0] }
        }
    }

    private func combined(_ parts: [Values], _ value: ([Double]) -> Double) -> Values {
        let indices = parts.reduce(into: Set()) { $0.formUnion($1.indices) }.sorted()
        let arrays = parts.map { $0.over(indices, lengths) }
        let shape = indices.map { lengths[$0]! }
        return Values(
            indices: indices, array: ArrayValue(shape) { place in value(arrays.map { $0.number(at: place) }) })
    }

    // MARK: Of arrays

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
        case .arrays(.matrixProduct, let operands):
            guard var result = value(operands[0], indices) else { return nil }
            for operand in operands.dropFirst() {
                var product: ArrayValue?
                if case .arrays(.transpose, let vector) = operand, result.shape.count == 1,
                    let other = value(vector[0], indices), other.shape.count == 1
                {
                    product = result.outer(other)
                } else {
                    product = value(operand, indices).flatMap(result.times)
                }
                guard let product else { return nil }
                result = product
            }
            return result
        case .arrays(let operation, let operands):
            let values = operands.compactMap { value($0, indices) }
            guard values.count == operands.count else { return nil }
            switch operation {
            case .elementwiseProduct: return .elementwise(values) { $0.reduce(1, *) }
            case .transpose: return values[0].transposed
            case .row(let index):
                guard let place = indices[.name(index)], place < values[0].shape.first ?? 0 else { return nil }
                return values[0].slice([place])
            case .matrixProduct, .overLastAxis: return nil
            }
        case .series(let series, let index, let except, let body):
            guard let length = lengths[index] else { return nil }
            let values = (0..<length).compactMap { value(body, indices.merging([index: $0]) { $1 }) }
            return except == nil && values.count == length
                ? .elementwise(values) { series.operation.value($0) } : nil
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
