import Diagnostics
import Symbolic

@testable import ComputationalGraph

extension ComputationalGraph {
    /// What a graph prints of its values, each as a statement: what it was printed for = what was printed.
    var printedStatements: [String] {
        var statements: [String] = []
        let loss = gradientNames.loss
        let isGeneral = scope.isGeneral
        /// What has indices on the right has them on the left.
        func add(_ left: Symbol, isGradient: Bool = false, _ right: Expression, at node: Int?) {
            let axes = node.flatMap { self.axes[$0] } ?? []
            let isOpen = !Set(right.symbols.flatMap(\.indices)).isDisjoint(with: axes)
            let name = isOpen && left.indices.isEmpty ? Symbol(left.name, indices: axes) : left
            statements.append("(\(isGradient ? "d \(loss) / d " : "")\(name.plain)) = \(right.plain)")
        }
        for (symbol, value) in definitions {
            add(symbol, value, at: nodes.firstIndex { $0.definition?.name == symbol.name })
        }
        for ((symbol, value), node) in zip(gradientDefinitions, nodesOfNamedGradients) {
            add(symbol, value, at: node)
        }
        let computed = Dictionary(grouping: places.compactMap(\.self), by: \.range)
        for (index, node) in nodes.enumerated() {
            let isArray = axes[index]?.isEmpty == false
            // As it was typed, which says the same of all values of its indices.
            if isGeneral, !isArray, node.operation != nil, node.value != node.definition.map(Expression.symbol),
                let place = places[index], computed[place.range]!.count == 1
            {
                statements.append("\(place.text) = \(node.value.plain)")
            } else {
                statements.append(node.value.plain)
            }
            let branches = edges.indices.filter { edges[$0].source == index && edges[$0].backward != nil }
            for edge in branches { statements.append(edges[edge].backward!.plain) }
            guard !branches.isEmpty, case .symbol(let shown) = node.value, shown.gradient == nil else {
                continue
            }
            // In all, and branch by branch.
            let name = isGeneral ? shown : node.definition ?? shown
            let uses = branches.filter { isUse(of: node, edge: $0) }
            if uses.isEmpty { continue }
            if let total = try? gradient(along: uses) { add(name, isGradient: true, total, at: index) }
            // Of lanes 1, 2, ⋮, n some branches are left out.
            if !omissions.isEmpty || isArray { continue }
            let sum = uses.map { "(\(edges[$0].backward!.plain))" }.joined(separator: " + ")
            statements.append("(d \(loss) / d \(name.plain)) = \(sum)")
        }
        var seen: Set<String> = []
        return statements.filter { seen.insert($0).inserted }
    }

    /// Whether an edge carries a value by its name, which can be told from others.
    private func isUse(of node: Node, edge: Int) -> Bool {
        let builder = unrolling.builder
        guard let name = node.definition else { return true }
        guard let known = builder.network.names[builder.network.symbol(name)], known.mixed == nil else {
            return false
        }
        let position = edge - edges.firstIndex { $0.target == edges[edge].target }!
        return builder.uses(of: name)
            .contains(GraphBuilder.Use(draft: edges[edge].target, position: position))
    }
}
