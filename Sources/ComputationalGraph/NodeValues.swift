import Symbolic

/// What each node computes, written with the named intermediates, once all names are known.
struct NodeValues {
    /// For each node: its name, or else its formula.
    private(set) var values: [Expression] = []
    /// The named intermediates with their formulas.
    private(set) var definitions: [(symbol: Symbol, value: Expression)] = []

    init(_ builder: GraphBuilder) {
        var formulas: [Int: Expression] = [:]
        for (index, draft) in builder.drafts.enumerated() {
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
            let node = builder.nodeOfSymbol[symbol]!
            // A second name for a value, or a name for an input, stands for the first.
            let isFirstName = builder.drafts[node].definition == symbol
            definitions.append((symbol, isFirstName ? formulas[node]! : values[node]))
        }
    }
}
