import Diagnostics
import Precision
import Symbolic

/// Proves every value of a graph against the graph itself.
///
/// Forward, the formula of a node is what the node computes. Backward, a value is the derivative of the loss when the
/// value on its edge is moved: over a prime field, as an identity, where it is one without further relations; and in
/// some hundred bits, by difference quotients, at points of all signs and on every branch of the assumptions. The
/// tolerance is the bound of the quotients' own error, see ``ProgramBalls/quotient(of:shift:_:)``.
struct ValueProof {
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
    /// The loss of the moved graph.
    let loss: Int?

    struct Claim {
        let edge: Int
        let formula: Int
        let offset: Int
        let expression: Expression
    }

    /// - Parameter backward: the values to prove, one for each edge; the graph's own if nil.
    init(
        _ graph: ComputationalGraph, _ assumptions: [Scope.Assumption], backward: [Expression?]? = nil
    ) {
        self.graph = graph
        var program = Program()
        let symbols = graph.inputSymbols
        let inputs = symbols.map { _ in program.input() }
        let nodes = graph.append(to: &program, inputs: inputs)
        let nodeOfSymbol = graph.nodeOfSymbol
        let register = { (symbol: Symbol) in nodes[nodeOfSymbol[symbol]!] }
        let sides = assumptions.map { program.append($0, where: register) }
        domain = Domain(program, inputs: Array(zip(symbols, inputs)), assumptions: sides, required: nodes)

        var forward: [(formula: Int, node: Int, claim: Expression, name: String)] = []
        for (index, node) in graph.nodes.enumerated() {
            let formula = program.append(node.value, where: register)
            if formula != nodes[index] { forward.append((formula, nodes[index], node.value, node.id)) }
        }
        for (symbol, value) in graph.definitions {
            let formula = program.append(value, where: register)
            if formula != register(symbol) {
                forward.append((formula, register(symbol), value, symbol.plain))
            }
        }
        self.forward = forward
        let backward = backward ?? graph.edges.map(\.backward)
        var claims: [Claim] = []
        var offsets: [Int: Int] = [:]
        for (edge, expression) in backward.enumerated() {
            guard let expression else { continue }
            let offset = program.input()
            offsets[edge] = offset
            claims.append(
                Claim(
                    edge: edge, formula: program.append(expression, where: register), offset: offset,
                    expression: expression))
        }
        loss =
            claims.isEmpty ? nil : graph.append(to: &program, inputs: inputs, offsets: offsets).last
        self.claims = claims
        self.nodes = nodes
        self.program = program
    }

    /// - Throws: `CheckFailure` for a wrong value; `Diagnostic` for assumptions that hold nowhere, and where no point
    ///   decides.
    func run() throws {
        var generator = SplitMix64(seed: 0x6772_6164)
        let samples = SamplePoints(domain, &generator)
        guard !samples.points.isEmpty else {
            let suggestion = "say where it has one, as in ‘assume: x > 0’"
            if let failure = samples.failure(at: place, suggestion: suggestion) { throw failure }
            return
        }
        let identities = FieldProof(self).identities(&generator)
        let points = samples.points + zerosOfDivisors(&generator)
        let numbers = NumericProof(self, points, identities: identities)
        try numbers.run(&generator)
    }

    /// Points where a claim divides by 0, of what the graph itself does not divide by: there it has no value, but the
    /// graph has.
    private func zerosOfDivisors(_ generator: inout SplitMix64) -> [SamplePoint] {
        guard loss != nil else { return [] }
        let signs = Signs(program, domain.constraints)
        let claimed = program.needed(for: claims.map(\.formula))
        let divisors = domain.divisors(of: claimed, in: program, signs).prefix(Self.mostDivisors)
        return divisors.compactMap { divisor in
            let search = PointSearch(domain: domain.vanishing(divisor, in: program), mostSteps: 60)
            let start = domain.inputs.map { _ in
                (Double.random(in: -2...2, using: &generator) * 64).rounded() / 64
            }
            return search.point(near: start, &generator).point.flatMap {
                SamplePoint($0, in: search, ProgramBalls(program))
            }
        }
    }

    private static let mostDivisors = 12

    /// Where the node stands that an instruction belongs to.
    private func place(of instruction: Int) -> SourceSlice? {
        let candidates = nodes.indices.filter { graph.places[$0] != nil }
        let node = candidates.filter { nodes[$0] >= instruction }.min { nodes[$0] < nodes[$1] }
        return (node ?? candidates.last).flatMap { graph.places[$0] }
    }
}
