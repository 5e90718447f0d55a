import Symbolic

/// What the statements of a model share: its program, and points of its domain.
final class ModelProgram {
    let graph: ComputationalGraph
    let program: Program
    let inputs: [(symbol: Symbol, register: Int)]
    let nodes: [Int]
    let assumptions: [(assumption: Scope.Assumption, left: Int, right: Int, difference: Int)]
    private(set) lazy var points: [SamplePoint] = {
        var generator = SplitMix64(seed: 0x6571_7561)
        return SamplePoints(domain(of: program, inputs, and: []), &generator).points
    }()

    init(_ graph: ComputationalGraph) throws {
        self.graph = graph
        var program = Program()
        inputs = graph.inputSymbols.map { ($0, program.input()) }
        let nodes = graph.append(to: &program, inputs: inputs.map(\.register))
        let nodeOfSymbol = graph.nodeOfSymbol
        let register = { (symbol: Symbol) in nodes[nodeOfSymbol[symbol]!] }
        assumptions = graph.conditions.map { program.append($0, where: register) }
        self.nodes = nodes
        self.program = program
    }

    /// Where a program that begins with the model's has values.
    func domain(of program: Program, _ inputs: [(symbol: Symbol, register: Int)], and required: [Int]) -> Domain
    {
        Domain(
            program, inputs: inputs, assumptions: assumptions,
            required: graph.sinks.map { nodes[$0] } + required)
    }
}
