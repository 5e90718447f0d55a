import Diagnostics
import Precision
import Symbolic

/// Proves every value of a graph against the graph itself.
///
/// Forward, the formula of a node is what the node computes. Backward, a value is the derivative of the loss when the
/// value on its edge is moved: over a prime field, as an identity, where it is one without further relations; and in
/// some hundred bits, by difference quotients, at points of all signs and on every branch of the assumptions. The
/// tolerance is the bound of the quotients' own error, see ``ProgramBalls/quotient(of:shift:_:)``.
final class ValueProof {
    let graph: ComputationalGraph
    let domain: Domain
    /// What the graph computes, beside that the same with moved edges, and the formulas to be proven.
    let program: Program
    /// What each node computes.
    let nodes: [Int]
    /// The backward values to prove: `formula` is the instruction of the claim, `offset` that of the edge's movement.
    let claims: [Claim]
    /// Formulas of nodes and names that are not what the node computes by construction.
    let forward: [(formula: Int, node: Int, claim: Expression, name: String)]
    /// The loss of the moved graph; where its outputs are none, the sum of each times the gradient that comes back to it.
    let loss: Int?

    struct Claim {
        let wire: Wire
        let formula: Int
        let offset: Int
        let expression: Expression
    }

    /// Where a value runs: along one edge, or all that leave a node.
    enum Wire {
        case edge(Int)
        /// Several edges, whose gradients add up.
        case bundle([Int])
        case node(Int)
    }

    /// - Parameters:
    ///   - backward: the values to prove, one for each edge; the graph's own if nil.
    ///   - named: the same for the named gradients.
    ///   - bundled: the same for the gradients of several edges together.
    init(
        _ graph: ComputationalGraph, _ assumptions: [Scope.Assumption], backward: [Expression?]? = nil,
        named: [Expression]? = nil, bundled: [Expression]? = nil
    ) {
        self.graph = graph
        var program = Program()
        let symbols = graph.inputSymbols
        let inputs = symbols.map { _ in program.input() }
        let nodes = graph.append(to: &program, inputs: inputs)
        let nodeOfSymbol = graph.nodeOfSymbol
        let upstream = graph.upstreamGradients.map { ($0, program.input()) }
        var gradients = Dictionary(uniqueKeysWithValues: upstream)
        let value = { (symbol: Symbol) in nodes[nodeOfSymbol[symbol]!] }
        let sides = assumptions.map { program.append($0, where: value) }
        domain = Domain(
            program, inputs: zip(symbols, inputs) + upstream, assumptions: sides,
            required: graph.sinks.map { nodes[$0] })

        var series = SeriesParts<Int>(values: graph.indexNames.values)
        var forward: [(formula: Int, node: Int, claim: Expression, name: String)] = []
        for (index, node) in graph.nodes.enumerated() {
            let formula = program.append(node.value, &series, where: value)
            if formula != nodes[index] { forward.append((formula, nodes[index], node.value, node.id)) }
        }
        for (symbol, definition) in graph.definitions {
            let formula = program.append(definition, &series, where: value)
            if formula != value(symbol) {
                forward.append((formula, value(symbol), definition, symbol.plain))
            }
        }
        self.forward = forward
        let backward = backward ?? graph.edges.map(\.backward)
        var claims: [Claim] = []
        var (edgeOffsets, nodeOffsets): ([Int: [Int]], [Int: Int]) = ([:], [:])
        func claim(_ expression: Expression, on wire: Wire) -> Claim {
            let formula = program.append(expression, &series) { gradients[$0] ?? value($0) }
            return Claim(wire: wire, formula: formula, offset: program.input(), expression: expression)
        }
        let named = named ?? graph.gradientDefinitions.map(\.value)
        for (index, definition) in named.enumerated() {
            let node = graph.nodesOfNamedGradients[index]
            let edges = graph.edgesOfNamedGradients[index]
            let claim = claim(definition, on: edges.map(Wire.bundle) ?? .node(node))
            gradients[graph.gradientDefinitions[index].symbol] = claim.formula
            if let edges {
                for edge in edges { edgeOffsets[edge, default: []].append(claim.offset) }
            } else {
                nodeOffsets[node] = claim.offset
            }
            claims.append(claim)
        }
        for (edge, expression) in backward.enumerated() {
            guard let expression else { continue }
            let claim = claim(expression, on: .edge(edge))
            edgeOffsets[edge, default: []].append(claim.offset)
            claims.append(claim)
        }
        let bundled = bundled ?? graph.bundles.map(\.gradient)
        for (bundle, gradient) in zip(graph.bundles, bundled) {
            let claim = claim(gradient, on: .bundle(bundle.edges))
            for edge in bundle.edges { edgeOffsets[edge, default: []].append(claim.offset) }
            claims.append(claim)
        }
        if claims.isEmpty {
            loss = nil
        } else {
            var offsets: [Int: Int] = [:]
            for (edge, movements) in edgeOffsets.sorted(by: { $0.key < $1.key }) {
                offsets[edge] = program.append(.sum, movements)
            }
            let moved = graph.append(to: &program, inputs: inputs, edges: offsets, nodes: nodeOffsets)
            let outputs = zip(graph.upstream, moved.suffix(graph.upstream.count))
            loss = program.append(
                .sum,
                outputs.map { upstream, output in
                    upstream.gradient.map { program.append(.product, [gradients[$0]!, output]) } ?? output
                })
        }
        self.claims = claims
        self.nodes = nodes
        self.program = program
    }

    /// - Parameter mostWork: how many results of 64 bits may be computed; the usual bound is reached in some ten seconds.
    ///
    /// - Throws: `CheckFailure` for a wrong value; `Diagnostic` for assumptions that hold nowhere, where no point decides,
    ///   and where it takes too long.
    func run(mostWork: Int = 1_000_000_000) throws {
        var generator = SplitMix64(seed: 0x6772_6164)
        let samples = SamplePoints(domain, in: program, &generator)
        guard !samples.candidates.isEmpty else {
            let suggestion = "say where it has one, as in ‘assume: x > 0’"
            if let failure = samples.failure(at: place, suggestion: suggestion) { throw failure }
            return
        }
        let identities = FieldProof(self).identities(&generator)
        let points = samples.candidates + zerosOfDivisors(&generator)
        let numbers = NumericProof(self, points, identities: identities, mostWork: mostWork)
        try numbers.run(&generator)
        try TieProof(proof: self).run(at: samples.candidates, &generator)
    }

    /// Points where a claim divides by 0, of what the graph itself does not divide by: there it has no value, but the
    /// graph has.
    private func zerosOfDivisors(_ generator: inout SplitMix64) -> [SamplePoint] {
        guard loss != nil else { return [] }
        let divisors = domain.divisors(of: program.needed(for: claims.map(\.formula)), in: program)
        if divisors.isEmpty { return [] }
        let signs = Signs(program, domain.constraints)
        return divisors.filter { !signs.isNeverZero($0) }.prefix(Self.mostDivisors).compactMap { divisor in
            PointSearch.zero(of: divisor, in: program, domain, &generator).flatMap {
                SamplePoint($0.point, in: $0.search, ProgramBalls(program))
            }
        }
    }

    private static let mostDivisors = 12

    /// The formula that a wire belongs to.
    func place(of wire: Wire) -> SourceSlice? {
        switch wire {
        case .edge(let edge): graph.places[graph.edges[edge].target] ?? graph.places[graph.edges[edge].source]
        case .bundle(let edges): place(of: .edge(edges[0]))
        case .node(let node): graph.places[node]
        }
    }

    /// `exp_1 → sum`
    func name(of wire: Wire) -> String {
        switch wire {
        case .edge(let edge):
            [graph.edges[edge].source, graph.edges[edge].target].map { graph.nodes[$0].id }.joined(
                separator: " → ")
        case .bundle(let edges): edges.map { name(of: .edge($0)) }.joined(separator: ", ")
        case .node(let node): graph.nodes[node].id
        }
    }

    /// Where the node stands that an instruction belongs to.
    private func place(of instruction: Int) -> SourceSlice? {
        let candidates = nodes.indices.filter { graph.places[$0] != nil }
        let node = candidates.filter { nodes[$0] >= instruction }.min { nodes[$0] < nodes[$1] }
        return (node ?? candidates.last).flatMap { graph.places[$0] }
    }
}
