/// How an expression in index notation is written for whole arrays: ∑_m g_{n,m} w_{d,m} is GWᵀ.
extension Expression {
    /// The expression as one of arrays; nil where there is no such form.
    ///
    /// Each form is held against the indices in numbers.
    ///
    /// - Parameters:
    ///   - axes: the indices that are open in it, in the order of the value's shape.
    package func ofArrays(over axes: [Symbol.Index], _ vectors: Vectors = .rows) -> Expression? {
        guard var form = arrays(over: axes), form != self else { return openIndices.isEmpty ? self : nil }
        if vectors == .columns { form = form.withColumns(ranks) }
        guard ArrayCheck(self, over: axes).holds(for: form) else { return nil }
        return vectors == .transposed ? form.withTransposedVectors(ranks) : form
    }

    /// How the product of a vector and a matrix is written: g W, gᵀ W, or with the vector on the right side, Wᵀg.
    package enum Vectors { case rows, transposed, columns }

    private func arrays(over axes: [Symbol.Index]) -> Expression? {
        let form = directly(over: axes)
        // tanh(XW)ᵀ rather than tanh(WᵀXᵀ).
        guard axes.count > 1, openIndices == Set(axes), isElementwise, form?.transposeCount != 0,
            let other = directly(over: Self.transposed(axes)),
            form.map({ other.transposeCount < $0.transposeCount }) ?? !other.turnsParts
        else { return form }
        return .arrays(.transpose, [other])
    }

    /// The last two axes exchanged.
    private static func transposed(_ axes: [Symbol.Index]) -> [Symbol.Index] {
        axes.dropLast(2) + axes.suffix(2).reversed()
    }

    /// Whether several values at one place of arrays make up that of the whole.
    private var isElementwise: Bool {
        switch self {
        case .operation(.sum, _): true
        case .operation(.product, let factors): factors.count { !$0.openIndices.isEmpty } > 1
        case .operation(let operation, _): operation.isFunction || operation.isComparison
        default: false
        }
    }

    /// The same, with no transpose of more than a symbol or a matrix product, so that each part is tried once.
    private func directly(over axes: [Symbol.Index]) -> Expression? {
        let open = openIndices
        if open.isEmpty { return self }
        guard open.isSubset(of: axes) else { return nil }
        switch self {
        case .number: return self
        case .symbol(let symbol):
            // A number is no part of an array.
            if symbol.numberedIndex != nil { return nil }
            let whole = Expression.symbol(symbol.withIndices([]))
            if Array(axes.suffix(symbol.indices.count)) == symbol.indices { return whole }
            let turned = Self.transposed(axes).suffix(symbol.indices.count)
            return symbol.indices.count > 1 && Array(turned) == symbol.indices
                ? .arrays(.transpose, [whole]) : nil
        case .operation(.product, let factors): return Self.product(of: factors, over: axes)
        case .operation(.quotient, let parts):
            guard parts[1].openIndices.isEmpty, let top = parts[0].directly(over: axes) else { return nil }
            return .operation(.quotient, [top, parts[1]])
        case .operation(.power, let parts):
            // A square of each value, not of a matrix.
            guard parts[1] == 2, let base = parts[0].directly(over: axes) else { return nil }
            return .arrays(.elementwiseProduct, [base, base])
        case .operation(let operation, let operands):
            guard operation == .sum || operation == .negation || operation.isFunction || operation.isComparison
            else { return nil }
            let inOrder = operation == .sum ? Self.largestFirst(operands) : operands
            let arrays = inOrder.compactMap { $0.directly(over: axes) }
            return arrays.count == operands.count ? .operation(operation, arrays) : nil
        case .series(.sum, let index, nil, let body): return Self.sum(of: body, over: index, axes)
        case .arrays, .series: return nil
        }
    }

    package var openIndices: Set<Symbol.Index> {
        switch self {
        case .number: []
        case .symbol(let symbol): Set(symbol.indices)
        case .operation(_, let operands), .arrays(_, let operands):
            operands.reduce(into: []) { $0.formUnion($1.openIndices) }
        case .series(_, let index, let except, let body):
            body.openIndices.subtracting([index]).union(except.map { [$0] } ?? [])
        }
    }

    /// The terms as they are added: XW + b, what is broadcast after what it is broadcast to.
    private static func largestFirst(_ terms: [Expression]) -> [Expression] {
        let ranks = terms.map { term in
            if case .operation(.negation, _) = term { 0 } else { 1 + term.openIndices.count }
        }
        return terms.indices.sorted { (ranks[$1], $0) < (ranks[$0], $1) }.map { terms[$0] }
    }

    /// What is the same for all values stands before the arrays.
    ///
    /// - Parameter array: a further factor, which is one of arrays already.
    private static func product(
        of factors: [Expression], over axes: [Symbol.Index], with array: [Expression] = []
    ) -> Expression? {
        let single = factors.filter(\.openIndices.isEmpty)
        let open = factors.filter { !$0.openIndices.isEmpty }
        let others = open.map { $0.directly(over: axes) }
        if others.contains(nil) {
            guard array.isEmpty, let product = outerProduct(of: open, axes) else { return nil }
            return single.isEmpty ? product : .operation(.product, single + [product])
        }
        let arrays = others.compactMap(\.self) + array
        let whole = arrays.count == 1 ? arrays[0] : .arrays(.elementwiseProduct, arrays)
        return single.isEmpty ? whole : .operation(.product, single + [whole])
    }

    /// Each value of one vector times each of another: x gᵀ.
    private static func outerProduct(of factors: [Expression], _ axes: [Symbol.Index]) -> Expression? {
        guard axes.count == 2, factors.allSatisfy({ $0.openIndices.count == 1 }) else { return nil }
        let parts = axes.compactMap { axis in
            let own = factors.filter { $0.openIndices == [axis] }
            return own.isEmpty
                ? nil : (own.count == 1 ? own[0] : .operation(.product, own)).arrays(over: [axis])
        }
        return parts.count == 2 ? .arrays(.matrixProduct, [parts[0], .arrays(.transpose, [parts[1]])]) : nil
    }

    private static func sum(
        of body: Expression, over index: Symbol.Index, _ axes: [Symbol.Index]
    ) -> Expression? {
        if let form = sumInOrder(of: body, over: index, axes) { return form }
        // A sum of sums, the other one first.
        guard case .series(.sum, let inner, nil, let part) = body else { return nil }
        return sumInOrder(of: .series(.sum, index: index, part), over: inner, axes)
    }

    private static func sumInOrder(
        of body: Expression, over index: Symbol.Index, _ axes: [Symbol.Index]
    ) -> Expression? {
        if let form = sumOfParts(of: body, over: index, axes) { return form }
        let factors = if case .operation(.product, let factors) = body { factors } else { [body] }
        let outer = factors.filter { !$0.openIndices.contains(index) }
        let inner = factors.filter { $0.openIndices.contains(index) }
        let groups = Dictionary(grouping: inner) { $0.openIndices.subtracting([index]) }
        guard let sum = contraction(groups, over: index, axes) ?? rowSum(inner, over: index, axes) else {
            return nil
        }
        return product(of: outer, over: axes, with: [sum])
    }

    /// A matrix product: what has the first axis and the index, times what has the index and the last axis.
    private static func contraction(
        _ groups: [Set<Symbol.Index>: [Expression]], over index: Symbol.Index, _ axes: [Symbol.Index]
    ) -> Expression? {
        guard groups.count == 2 else { return nil }
        func part(_ own: [Symbol.Index], _ axes: [Symbol.Index]) -> Expression? {
            groups[Set(own)].flatMap { factors in
                (factors.count == 1 ? factors[0] : .operation(.product, factors)).arrays(over: axes)
            }
        }
        let ranks = Expression.product(Array(groups.values.joined())).ranks
        var forms: [Expression] = []
        for split in 0...axes.count {
            let (rows, columns) = (Array(axes.prefix(split)), Array(axes.dropFirst(split)))
            guard columns.count <= 1 else { continue }
            if let left = part(rows, rows + [index]), let right = part(columns, [index] + columns) {
                // A(xB) is not (Ax)B.
                let right = right.matrixFactors
                let isVector = right.dropLast().contains { $0.rank(ranks) == 1 }
                forms.append(
                    .arrays(
                        .matrixProduct,
                        left.matrixFactors + (isVector ? [.arrays(.matrixProduct, right)] : right)))
            }
        }
        // As many products as there are values of the axes before the last two, which one side may lack.
        let (others, last) = (Array(axes.dropLast(2)), Array(axes.suffix(2)))
        for (first, second) in axes.count > 2 ? [(others, others), ([], others), (others, [])] : [] {
            guard let left = part(first + [last[0]], first + [last[0], index]),
                let right = part(second + [last[1]], second + [index, last[1]])
            else { continue }
            forms.append(.arrays(.matrixProduct, [left, right]))
        }
        return forms.min { $0.transposeCount < $1.transposeCount }
    }

    /// The sum over the first axes of an array, ∑_b ∑_n G_{b,n}.
    private static func sumOfParts(
        of body: Expression, over index: Symbol.Index, _ axes: [Symbol.Index]
    ) -> Expression? {
        var (indices, part) = ([index], body)
        while case .series(.sum, let inner, nil, let next) = part {
            indices.append(inner)
            part = next
        }
        guard indices.count > 1, case .symbol(let symbol) = part,
            Set(symbol.indices.prefix(indices.count)) == Set(indices),
            Array(symbol.indices.dropFirst(indices.count)) == axes
        else { return nil }
        let first = Array(symbol.indices.prefix(indices.count))
        return first.reversed().reduce(.symbol(symbol.withIndices(first))) {
            .series(.sum, index: $1, $0)
        }
    }

    /// g W as Wᵀ g.
    private func withColumns(_ ranks: [Symbol: Int]) -> Expression {
        func columns(_ part: Expression) -> Expression { part.withColumns(ranks) }
        switch self {
        case .number, .symbol: return self
        case .operation(let operation, let operands): return .operation(operation, operands.map(columns))
        case .series(let series, let index, let except, let body):
            return .series(series, index: index, except: except, columns(body))
        case .arrays(.matrixProduct, let factors)
        where factors[0].rank(ranks) == 1 && factors.dropFirst().allSatisfy { $0.rank(ranks) == 2 }:
            let matrices = factors.dropFirst().reversed().map { factor -> Expression in
                if case .arrays(.transpose, let matrix) = factor { return columns(matrix[0]) }
                return Expression.arrays(.transpose, [columns(factor)])
            }
            return .arrays(.matrixProduct, matrices + [columns(factors[0])])
        case .arrays(let operation, let operands): return .arrays(operation, operands.map(columns))
        }
    }

    /// g W as gᵀ W.
    private func withTransposedVectors(_ ranks: [Symbol: Int]) -> Expression {
        func turned(_ part: Expression) -> Expression { part.withTransposedVectors(ranks) }
        switch self {
        case .number, .symbol: return self
        case .operation(let operation, let operands): return .operation(operation, operands.map(turned))
        case .series(let series, let index, let except, let body):
            return .series(series, index: index, except: except, turned(body))
        case .arrays(.matrixProduct, let factors)
        where factors[0].rank(ranks) == 1 && factors[1].rank(ranks) > 1:
            return .arrays(
                .matrixProduct, [.arrays(.transpose, [turned(factors[0])])] + factors.dropFirst().map(turned))
        case .arrays(let operation, let operands): return .arrays(operation, operands.map(turned))
        }
    }

    private var firstSymbol: Symbol? {
        switch self {
        case .number: nil
        case .symbol(let symbol): symbol
        case .operation(_, let operands), .arrays(_, let operands):
            operands.lazy.compactMap(\.firstSymbol).first
        case .series(_, _, _, let body): body.firstSymbol
        }
    }

    /// How many axes each array has, by its symbol without indices.
    private var ranks: [Symbol: Int] {
        Dictionary(symbols.map { ($0.withIndices([]), $0.indices.count) }, uniquingKeysWith: max)
    }

    private var matrixFactors: [Expression] {
        if case .arrays(.matrixProduct, let factors) = self { factors } else { [self] }
    }

    /// The number of axes of an array.
    ///
    /// - Parameter ranks: those of the symbols, without indices.
    private func rank(_ ranks: [Symbol: Int]) -> Int {
        switch self {
        case .number: 0
        case .symbol(let symbol): (ranks[symbol.withIndices([])] ?? 0) - symbol.indices.count
        case .arrays(.matrixProduct, let factors): factors.reduce(2) { $0 + $1.rank(ranks) - 2 }
        case .arrays(.row, let array): array[0].rank(ranks) - 1
        case .operation(_, let operands), .arrays(_, let operands):
            operands.map { $0.rank(ranks) }.max() ?? 0
        case .series(_, _, _, let body): body.rank(ranks)
        }
    }

    /// Whether something is transposed outside of a matrix product.
    private var turnsParts: Bool {
        switch self {
        case .number, .symbol, .arrays(.matrixProduct, _): false
        case .arrays(.transpose, _): true
        case .operation(_, let operands), .arrays(_, let operands): operands.contains(where: \.turnsParts)
        case .series(_, _, _, let body): body.turnsParts
        }
    }

    private var transposeCount: Int {
        switch self {
        case .number, .symbol: 0
        case .arrays(.transpose, let x): 1 + x[0].transposeCount
        case .operation(_, let operands), .arrays(_, let operands):
            operands.reduce(0) { $0 + $1.transposeCount }
        case .series(_, _, _, let body): body.transposeCount
        }
    }

    /// The sum over the first axis of an array: of its rows, ∑_n G_n.
    private static func rowSum(
        _ factors: [Expression], over index: Symbol.Index, _ axes: [Symbol.Index]
    ) -> Expression? {
        guard !factors.isEmpty else { return nil }
        let body = factors.count == 1 ? factors[0] : .operation(.product, factors)
        if case .symbol(let symbol) = body, symbol.indices == [index] + axes {
            return .series(.sum, index: index, .symbol(symbol.withIndices([index])))
        }
        // A row of a transpose is told shorter with indices.
        guard let form = body.arrays(over: [index] + axes), !form.turnsParts else { return nil }
        // Along the last axis it is a sum of columns, which have no name.
        if form.transposeCount > 0, body.firstSymbol?.indices.contains(index) == false { return nil }
        return .series(.sum, index: index, .arrays(.row(index.text), [form]))
    }
}
