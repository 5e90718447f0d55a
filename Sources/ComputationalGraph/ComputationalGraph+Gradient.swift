import Symbolic

extension ComputationalGraph {
    /// The edges that a node's value goes along.
    public func uses(of node: Int) -> [Int] { edgesOfSource[node] }

    /// For each node those whose values it takes, in the order of its operands.
    var operands: [[Int]] {
        edges.reduce(into: [[Int]](repeating: [], count: nodes.count)) { $0[$1.target].append($1.source) }
    }

    /// The derivative of the loss by a value, along several of its edges together: branches add up.
    ///
    /// - Parameter edges: edges with one source.
    /// - Returns: nil if no gradient flows along any of them.
    public func gradient(along edges: [Int]) throws -> Expression? {
        let branches = edges.filter { gradients[$0] != nil }
        guard branches.count > 1 else { return branches.first.flatMap { self.edges[$0].backward } }
        return try unnamedGradient(along: branches).map {
            indexNames.named($0, over: axes[self.edges[branches[0]].source])
        }
    }

    /// The same before what its sums run over has names.
    ///
    /// - Parameter branches: edges along which something comes back.
    func unnamedGradient(along branches: [Int]) throws -> Expression? {
        let source = edges[branches[0]].source
        if branches.count > 1, branches.count == edgesOfSource[source].count(where: { gradients[$0] != nil }) {
            return totals[source].map { gradientAlgebra.expression($0) }
        }
        var algebra = gradientAlgebra
        let parts = branches.map { gradients[$0]! }
        return algebra.expression(parts.count == 1 ? parts[0] : try algebra.shortestSum(parts))
    }

    /// Whether a node is a number, or an input for which no gradient is drawn.
    public func isConstant(_ node: Int) -> Bool {
        switch nodes[node].kind {
        case .constant: true
        case .input(let symbol): scope.isConstant(symbol)
        case .operation, .output: false
        }
    }
}

extension ComputationalGraph.Node {
    /// The operation of a node that is one.
    public var operation: Operation? {
        if case .operation(let operation) = kind { operation } else { nil }
    }

    /// What is drawn in the node of an operation: the operation's sign, or ∑ where all that is added up comes in by one edge.
    public var sign: String? {
        isMatrixProduct ? "dot" : bigOperator ?? operation?.sign
    }

    /// ∑ or ∏ where all that is taken comes in at once.
    public var bigOperator: String? {
        summed.isEmpty ? nil : operation?.series?.bigOperator.map(String.init)
    }
}
