import Symbolic

/// The call of a function in the equations: the operations that stand for it.
public struct FunctionCall: Hashable, Sendable {
    /// The name of the function; `if` for a choice.
    public let function: String
    /// In the graph's order.
    public let nodes: [Int]
    /// The nodes whose values it takes, in the order of its parameters.
    public let taken: [Int]
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
    /// The one that is drawn as one node, likewise.
    let drawn: Int?
    /// Those of which all operations are their own, likewise.
    let complete: Set<Int>

    init(_ node: Network.Node, in network: Network) {
        let (definition, calls) = (node.origin?.definition ?? -1, node.origin?.calls ?? [])
        complete = Set(calls.indices.map { $0 + 1 }).filter { count in
            !network.sharedCalls.contains(.init(definition: definition, calls: Array(calls[..<count])))
        }
        (self.definition, self.calls) = (definition, calls)
        returned = node.callsReturned
        drawn = node.origin?.drawnCall?.calls.count
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
        func isReturned(_ node: Int) -> Bool { depths[node].map(calls[node].returned.contains) ?? false }
        // Operations of one call are connected, but not through its value: that may be taken by the next of its kind.
        var parents = Array(nodes.indices)
        func root(of node: Int) -> Int {
            var node = node
            while parents[node] != node { node = parents[node] }
            return node
        }
        func isOneCall(_ node: Int, _ other: Int) -> Bool {
            guard let depth = depths[node], depths[other] == depth else { return false }
            return calls[node].definition == calls[other].definition
                && calls[node].calls[..<depth] == calls[other].calls[..<depth]
        }
        let numbers = numberOperations
        var placed: Set<Int> = []
        for edge in edges {
            guard nodes[edge.source].operation != nil, !isReturned(edge.source),
                isOneCall(edge.source, edge.target)
            else { continue }
            // What is a number is the same in all lanes: it stands with the first.
            let isShared = numbers.contains(edge.source) && !numbers.contains(edge.target)
            if isShared, !placed.insert(edge.source).inserted { continue }
            parents[root(of: edge.source)] = root(of: edge.target)
        }
        let operations = nodes.indices.filter { depths[$0] != nil && nodes[$0].operation != nil }
        var found = Dictionary(grouping: operations, by: root).values.compactMap {
            operations -> FunctionCall? in
            let own = Set(operations)
            func isInside(_ node: Int) -> Bool {
                takers(of: node).allSatisfy {
                    own.contains($0) || numbers.contains(node) && isOneCall(node, $0)
                }
            }
            let values = operations.filter(isReturned)
            guard let value = values.first, operations.allSatisfy({ isReturned($0) || isInside($0) }) else {
                return nil
            }
            let call = calls[value].calls[depths[value]! - 1]
            let sources = Set(edges.lazy.filter { own.contains($0.target) }.map(\.source)).subtracting(own)
            let given = sources.filter { node in
                if case .constant(let number) = nodes[node].kind {
                    call.numbers.contains { .number($0) == number }
                } else {
                    false
                }
            }
            let taken = sources.filter { node in
                given.contains(node) || !isNumber(node) && (isReturned(node) || !isOneCall(node, value))
            }
            let site = Network.CallSite(
                definition: calls[value].definition, calls: Array(calls[value].calls[..<depths[value]!]))
            return FunctionCall(
                function: call.function, nodes: operations, taken: inOrder(taken, givenTo: site),
                values: values, numbers: given)
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

    /// The values of calls in the formulas of calls that are drawn as one node each, by their nodes, where they are of what these
    /// take: the σ(x) of a swish(x).
    func callsInDrawnCalls() -> [Int: (name: String, value: CalledValue)] {
        var found: [Int: (name: String, value: CalledValue)] = [:]
        for node in nodes.indices {
            let own = calls[node]
            guard let drawn = own.drawn, let depth = own.returned.filter({ $0 > drawn }).min(),
                let place = places[node], scope.reader.isOfSingleValues(own.calls[depth - 1].function)
            else { continue }
            func isIn(_ other: Int, depth: Int) -> Bool {
                calls[other].definition == own.definition
                    && calls[other].calls.starts(with: own.calls[..<depth])
            }
            // Other calls of the same function with the same argument are one with this.
            var members: Set<Int> = [node]
            for edge in edges.reversed()
            where members.contains(edge.target) && isIn(edge.source, depth: depth)
                && !calls[edge.source].returned.contains(depth)
            {
                members.insert(edge.source)
            }
            let taken = Set(edges.lazy.filter { members.contains($0.target) }.map(\.source))
                .subtracting(members).filter { !isNumber($0) }
            let site = Network.CallSite(definition: own.definition, calls: Array(own.calls[..<depth]))
            let arguments = inOrder(taken, givenTo: site).map { source -> Syntax? in
                guard case .symbol(let symbol) = nodes[source].value, !isIn(source, depth: drawn) else {
                    return nil
                }
                let indices = symbol.indices.map { Syntax.Index($0.text) }
                return Syntax(.symbol(.init(name: symbol.name, indices: indices)), at: place)
            }
            guard own.calls[depth - 1].numbers.isEmpty, !arguments.contains(where: { $0 == nil }) else {
                continue
            }
            let value = CalledValue(
                function: own.calls[depth - 1].function, arguments: arguments.compactMap(\.self), indices: [])
            // Not what stands for a value with indices.
            found[node] = (value.plain + "′", value)
        }
        return found
    }

    /// What a call takes, in the order of its parameters.
    private func inOrder(_ taken: Set<Int>, givenTo call: Network.CallSite) -> [Int] {
        let network = unrolling.network
        func parameter(_ node: Int) -> Int {
            network.parameters[.init(call: call, node: unrolling.origin(of: node).node)] ?? .max
        }
        return taken.sorted { (parameter($0), $0) < (parameter($1), $1) }
    }

    /// The operations on nothing but numbers.
    private var numberOperations: Set<Int> {
        let operands = operands
        return nodes.indices.reduce(into: []) { numbers, node in
            guard nodes[node].operation != nil,
                operands[node].allSatisfy({ isNumber($0) || numbers.contains($0) })
            else {
                return
            }
            numbers.insert(node)
        }
    }

    private func isNumber(_ node: Int) -> Bool {
        if case .constant = nodes[node].kind { true } else { false }
    }

    private func takers(of node: Int) -> Set<Int> { Set(edgesOfSource[node].map { edges[$0].target }) }
}
