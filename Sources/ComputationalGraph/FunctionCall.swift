import Symbolic

/// The call of a function in the equations: the operations that stand for it.
public struct FunctionCall: Hashable, Sendable {
    /// The name of the function; `if` for a choice.
    public let function: String
    /// In the graph's order.
    public let nodes: [Int]
    /// Those of them whose values are the call's: several where it is of several, as softmax is.
    public let values: [Int]
    /// The numbers that it is given, not those of its formula.
    public let numbers: Set<Int>
}

/// The calls that an operation is in.
struct CallsOfNode {
    /// In which equation.
    let definition: Int
    /// From the outermost on.
    let calls: [Network.Call]
    /// Of which of them it is the value, as numbers from 1.
    let returned: Set<Int>
    /// Those of which all operations are their own, likewise.
    let complete: Set<Int>

    init(_ node: Network.Node, in network: Network) {
        let (definition, calls) = (node.origin?.definition ?? -1, node.origin?.calls ?? [])
        complete = Set(calls.indices.map { $0 + 1 }).filter { count in
            !network.sharedCalls.contains(.init(definition: definition, calls: Array(calls[..<count])))
        }
        (self.definition, self.calls) = (definition, calls)
        returned = node.callsReturned
    }

    /// The outermost of those that are wanted and complete, as a number from 1.
    func depth(where isWanted: (String) -> Bool) -> Int? {
        calls.indices.first { complete.contains($0 + 1) && isWanted(calls[$0].function) }.map { $0 + 1 }
    }
}

extension ComputationalGraph {
    /// The names of all functions that are called.
    public var calledFunctions: Set<String> { Set(calls.lazy.flatMap(\.calls).map(\.function)) }

    /// The calls of functions that can be drawn as one node each: of their operations only the values are taken by others. Of a
    /// call in another that is asked for only the outer one is among them.
    ///
    /// - Parameter isWanted: which functions are asked for.
    public func functionCalls(_ isWanted: (String) -> Bool) -> [FunctionCall] {
        let depths = calls.map { $0.depth(where: isWanted) }
        func isReturned(_ node: Int) -> Bool { calls[node].returned.contains(depths[node]!) }
        // Operations of one call are connected, but not through its value: that may be taken by the next of its kind.
        var parents = Array(nodes.indices)
        func root(of node: Int) -> Int {
            var node = node
            while parents[node] != node { node = parents[node] }
            return node
        }
        for edge in edges {
            guard nodes[edge.source].operation != nil, let depth = depths[edge.source],
                depths[edge.target] == depth, !isReturned(edge.source),
                calls[edge.source].definition == calls[edge.target].definition,
                calls[edge.source].calls[..<depth] == calls[edge.target].calls[..<depth]
            else { continue }
            parents[root(of: edge.source)] = root(of: edge.target)
        }
        let operations = nodes.indices.filter { depths[$0] != nil && nodes[$0].operation != nil }
        var found = Dictionary(grouping: operations, by: root).values.compactMap {
            operations -> FunctionCall? in
            let own = Set(operations)
            let values = operations.filter(isReturned)
            guard let value = values.first,
                operations.allSatisfy({ isReturned($0) || takers(of: $0).isSubset(of: own) })
            else { return nil }
            let call = calls[value].calls[depths[value]! - 1]
            let numbers = edges.lazy.filter { own.contains($0.target) }.map(\.source).filter { node in
                if case .constant(let number) = nodes[node].kind {
                    call.numbers.contains { .number($0) == number }
                } else {
                    false
                }
            }
            return FunctionCall(
                function: call.function, nodes: operations, values: values, numbers: Set(numbers))
        }
        found.sort { $0.values[0] < $1.values[0] }
        // What takes one value of a call and gives it another stands between its operations.
        if order(contracting: found) == nil { found.removeAll { $0.values.count > 1 } }
        return found
    }

    /// The nodes in an order in which each stands behind what it takes, where some calls are one node each: of a call's nodes
    /// just the last is there. Nil where there is no such order.
    public func order(contracting calls: [FunctionCall]) -> [Int]? {
        if calls.isEmpty { return Array(nodes.indices) }
        var last = Array(nodes.indices)
        var parts = nodes.indices.map { [$0] }
        for call in calls {
            for node in call.nodes { last[node] = call.nodes.last! }
            parts[call.nodes.last!] = call.nodes
        }
        var sources = [[Int]](repeating: [], count: nodes.count)
        for edge in edges { sources[edge.target].append(edge.source) }
        var order: [Int] = []
        var (waiting, placed): (Set<Int>, Set<Int>) = ([], [])
        func place(_ node: Int) -> Bool {
            if placed.contains(node) { return true }
            guard waiting.insert(node).inserted else { return false }
            for source in parts[node].flatMap({ sources[$0] }) where last[source] != node {
                guard place(last[source]) else { return false }
            }
            placed.insert(node)
            order.append(node)
            return true
        }
        return nodes.indices.allSatisfy { place(last[$0]) } ? order : nil
    }

    private func takers(of node: Int) -> Set<Int> { Set(edgesOfSource[node].map { edges[$0].target }) }

    /// The derivative of the value of a call by one that it takes, in its shortest form: h(1 − h), where an equation calls the
    /// value h. Nil where the call has several values, or adds up what is drawn as one.
    ///
    /// - Parameter isNamed: whether the function's name stands for a value that has none: σ(1 − σ).
    public func localDerivative(of call: FunctionCall, by source: Int, isNamed: Bool = false) -> Expression? {
        var algebra = gradientAlgebra
        return derivative(of: call, by: source, isNamed: isNamed, in: &algebra)
            .map { indexNames.named(algebra.expression($0), over: axes[source]) }
    }

    func derivative(
        of call: FunctionCall, by source: Int, isNamed: Bool = false, in algebra: inout Algebra
    ) -> Polynomial? {
        guard call.values.count == 1, !call.nodes.contains(where: { nodes[$0].isMatrixProduct }) else {
            return nil
        }
        var unrolling = unrolling
        return try? unrolling.localDerivative(
            of: call.values[0], called: isNamed ? call.function : nil, within: call.nodes, by: source,
            in: &algebra)
    }
}
