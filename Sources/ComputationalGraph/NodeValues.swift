import Symbolic

/// What each node computes, written with the named intermediates, once all names are known.
struct NodeValues {
    /// For each node: its name, or else its formula.
    private(set) var values: [Expression] = []
    /// The named intermediates with their formulas.
    private(set) var definitions: [(symbol: Symbol, value: Expression)] = []
    /// For each operation what it computes from what comes in.
    private(set) var formulas: [Int: Expression] = [:]

    /// - Parameter forms: for each node its value and its formula, where they are shown for any number of values of an index;
    ///   else nil.
    init(_ builder: GraphBuilder, _ forms: [(value: Expression, formula: Expression)]?) {
        for (index, draft) in builder.drafts.enumerated() {
            if let form = forms?[index] {
                values.append(form.value)
                if case .operation = draft.kind { formulas[index] = form.formula }
                continue
            }
            switch draft.kind {
            case .input(let symbol), .output(let symbol): values.append(.symbol(symbol))
            case .constant(let number): values.append(.number(number))
            case .operation(let operation):
                let formula = operation.rule(draft.operands.map { values[$0] }, 0).value
                formulas[index] = formula
                values.append(draft.definition.map(Expression.symbol) ?? formula)
            }
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
}
