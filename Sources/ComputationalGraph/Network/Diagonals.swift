import Symbolic

/// Formulas that others are the diagonal of, as exp(s_i_j) is that of which exp(s_i_i) is: that is then taken where both indices
/// are one, and no other operation.
struct Diagonals {
    /// A formula with more indices than others that are written alike.
    struct Whole {
        let syntax: Syntax
        let definition: Int
        let calls: [Network.Call]
        let pattern: Pattern
    }

    /// A formula but for the names of its indices.
    struct Pattern {
        private(set) var text = ""
        /// The names in the order in which they stand.
        private(set) var indices: [String] = []
        /// Those that a series runs over.
        private(set) var bound: Set<String> = []

        /// Nil for what no layer computes with indices.
        init?(_ syntax: Syntax) {
            guard add(syntax), !indices.isEmpty else { return nil }
        }

        private mutating func add(_ syntax: Syntax) -> Bool {
            switch syntax.kind {
            case .number(let number): text += "\(number) "
            case .index(let index):
                text += "# "
                indices.append(index)
            case .symbol(let reference):
                text += reference.name
                for index in reference.indices {
                    switch index {
                    case .name(let name):
                        text += "_#"
                        indices.append(name)
                    case .value(let value): text += "_\(value)"
                    case .sum: return false
                    }
                }
                text += " "
            case .operation(let operation, let operands):
                text += "\(operation)("
                guard operands.allSatisfy({ add($0) }) else { return false }
                text += ")"
            case .series(let series, let index, _, let operand):
                text += "\(series)#("
                indices.append(index)
                bound.insert(index)
                guard add(operand) else { return false }
                text += ")"
            case .arrays, .boundedSeries, .derivative: return false
            }
            return true
        }

        /// What the indices are of which this is the diagonal; nil if it is none of the other.
        func images(of whole: Pattern) -> [String: String]? {
            guard text == whole.text, Set(whole.indices).count > Set(indices).count else { return nil }
            var images: [String: String] = [:]
            for (index, image) in zip(whole.indices, indices) {
                guard images.updateValue(image, forKey: index) ?? image == image,
                    whole.bound.contains(index) == bound.contains(image)
                else { return nil }
            }
            return images
        }
    }

    private var wholes: [String: [Whole]] = [:]
    var isEmpty: Bool { wholes.isEmpty }

    /// None, where no two indices are of one axis.
    init(_ scope: Scope, _ axes: Axes) {
        guard Set(axes.axisOfIndex.values).count < axes.axisOfIndex.count else { return }
        for (definition, equation) in scope.definitions.enumerated() {
            add(equation.equation.right.root, of: definition, in: [], axes)
        }
    }

    private mutating func add(_ syntax: Syntax, of definition: Int, in calls: [Network.Call], _ axes: Axes) {
        var calls = calls
        for frame in syntax.frames {
            switch frame {
            case .enters(let call): calls.append(Network.Call(call))
            case .leaves: calls.removeLast()
            }
        }
        let operands: [Syntax]
        switch syntax.kind {
        case .operation(_, let parts): operands = parts
        case .series(_, _, _, let part): operands = [part]
        case .number, .symbol, .index, .arrays, .boundedSeries, .derivative: return
        }
        if let pattern = Pattern(syntax), Set(pattern.indices).count > 1,
            pattern.indices.allSatisfy({ axes.axisOfIndex[$0] != nil })
        {
            wholes[pattern.text, default: []].append(
                Whole(syntax: syntax.withoutFrames, definition: definition, calls: calls, pattern: pattern))
        }
        for operand in operands { add(operand, of: definition, in: calls, axes) }
    }

    /// What a formula is the diagonal of, with the indices that its own are there.
    func whole(of syntax: Syntax, _ axes: Axes) -> (Whole, images: [String: String])? {
        guard let pattern = Pattern(syntax) else { return nil }
        for whole in wholes[pattern.text] ?? [] {
            guard let images = pattern.images(of: whole.pattern),
                images.allSatisfy({ axes.axisOfIndex[$0.key] == axes.axisOfIndex[$0.value] })
            else { continue }
            return (whole, images)
        }
        return nil
    }
}

extension NetworkBuilder {
    /// The value of a formula that is the diagonal of another.
    mutating func diagonal(_ syntax: Syntax, _ context: Context) throws -> Network.Reference? {
        guard let (whole, images) = diagonals.whole(of: syntax, network.axes) else { return nil }
        var inner = Context(definition: whole.definition, bindings: [:])
        inner.calls = whole.calls
        var taken: [Symbol.Index: Symbol.Index] = [:]
        var count: [String: Int] = [:]
        for index in Set(whole.pattern.indices).subtracting(whole.pattern.bound).sorted() {
            let axis = network.axes.axisOfIndex[index]!
            count[axis, default: 0] += 1
            let free = Symbol.Index.free(axis: axis, count[axis]!)
            inner.bindings[index] = free
            taken[free] = context.bindings[images[index]!]!
        }
        return try lower(whole.syntax, inner).replacing { taken[$0] ?? $0 }
    }
}
