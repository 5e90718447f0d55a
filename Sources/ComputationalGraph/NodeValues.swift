import Symbolic

/// What each node computes, written with the named intermediates, once all names are known.
struct NodeValues {
    /// For each node: its name, or else its formula.
    private(set) var values: [Expression] = []
    /// The named intermediates with their formulas.
    private(set) var definitions: [(symbol: Symbol, value: Expression)] = []
    /// For each operation what it computes from what comes in.
    private(set) var formulas: [Int: Expression] = [:]

    /// - Parameters:
    ///   - forms: for each node its value and its formula, where they are shown for any number of values of an index; else
    ///     nil.
    ///   - series: what a node reduces, as one sum or product over an index.
    init(
        _ builder: GraphBuilder, _ forms: [(value: Expression, formula: Expression)]?,
        series: (Int) -> Expression?
    ) {
        let copies = Self.copies(in: builder.drafts)
        var lengths = [Int](repeating: 1, count: copies.count)
        for (index, draft) in builder.drafts.enumerated() {
            if let form = forms?[index] {
                values.append(form.value)
                if case .operation = draft.kind { formulas[index] = form.formula }
                continue
            }
            switch draft.kind {
            case .input(let symbol), .output(let symbol): values.append(.symbol(symbol))
            case .constant(let number):
                if case .index(let axis, _) = builder.network.nodes[draft.origin.node].kind {
                    values.append(.symbol(.number(of: .value(draft.origin.values[0]), along: axis)))
                } else {
                    values.append(number)
                }
            case .operation(let operation):
                let formula = operation.rule(draft.operands.map { values[$0] }, 0).value
                formulas[index] = formula
                if let name = draft.definition {
                    values.append(.symbol(name))
                    continue
                }
                let count = draft.operands.count
                lengths[index] = draft.operands.reduce(max(count - 1, 1)) { $0 + lengths[$1] }
                // Written out in so many places, values would be as long as the square of the number of lanes.
                let isLong = lengths[index] > Derivation.longestLine && copies[index] >= count
                let short = isLong && builder.isReduction(index) ? series(index) : nil
                values.append(short ?? formula)
                if short != nil { lengths[index] /= count }
            }
        }
        if !builder.network.axesWithNumbers.isEmpty {
            values = values.map(\.withNumbersOfIndices)
            formulas = formulas.mapValues(\.withNumbersOfIndices)
        }
        for symbol in builder.scope.defined {
            guard let node = builder.nodeOfSymbol[symbol] else { continue }
            // A second name for a value, or a name for an input, stands for the first.
            let isFirstName = builder.drafts[node].definition == symbol
            // A transpose has no node, and with indices that are rolled up it is not told from what it is of.
            let generic = builder.network.symbol(symbol)
            let isTurned =
                builder.network.values[generic]?.indices != generic.indices.filter { $0.value == nil }
            if !isFirstName, isTurned, builder.scope.isGeneral { continue }
            let name = isFirstName ? values[node].symbols[0] : builder.scope.shown(symbol)
            definitions.append((name, isFirstName ? formulas[node]! : values[node]))
        }
    }

    /// On how many edges the formula of each node stands, alone or as a part.
    private static func copies(in drafts: [GraphBuilder.Draft]) -> [Int] {
        var copies = [Int](repeating: 0, count: drafts.count)
        for (index, draft) in drafts.enumerated().reversed() {
            let further = draft.definition == nil ? copies[index] : 0
            for operand in draft.operands { copies[operand] = min(copies[operand] + 1 + further, drafts.count) }
        }
        return copies
    }
}
