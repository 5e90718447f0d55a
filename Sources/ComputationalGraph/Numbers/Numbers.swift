import Diagnostics
import Symbolic

/// The numbers on the edges of a graph at one choice of its inputs.
public struct Numbers: Sendable {
    typealias Result = NumberEvaluation.Result

    /// What the inputs were given, each in the way it was written.
    public let inputs: [Symbol: Number]
    public let graph: ComputationalGraph
    let program: Program
    /// The instruction of each node's value, of each edge's gradient, and of each input.
    let nodes: [Int]
    let edges: [Int?]
    let inputRegisters: [Int: Symbol]
    private let totals: [Int?]
    private let results: [Int: Result]
    /// The nodes of branches whose conditions are false: nothing looks at what they are.
    private let unused: Set<Int>

    /// Evaluates a graph whose values are all written out.
    ///
    /// - Throws: a `Diagnostic` if the numbers contradict an assumption, on which the backward values rest.
    init(of graph: ComputationalGraph, at inputs: [Symbol: Number]) throws {
        self.graph = graph
        self.inputs = inputs
        var program = Program()
        var registers: [Symbol: Int] = [:]
        for symbol in graph.inputSymbols + graph.upstreamGradients { registers[symbol] = program.input() }
        inputRegisters = Dictionary(uniqueKeysWithValues: registers.map { ($1, $0) })
        let nodes = graph.append(to: &program, inputs: graph.inputSymbols.map { registers[$0]! })
        var gradients = registers
        var series = SeriesParts<Int>(values: graph.indexNames.values)
        func append(_ expression: Expression) -> Int {
            program.append(expression, &series) { gradients[$0] ?? nodes[graph.nodeOfSymbol[$0]!] }
        }
        for (symbol, definition) in graph.gradientDefinitions { gradients[symbol] = append(definition) }
        edges = graph.edges.map { $0.backward.map(append) }
        totals = graph.edgesOfSource.map { [edges] leaving in
            let branches = leaving.compactMap { edges[$0] }
            return branches.count > 1 ? program.append(.sum, branches) : nil
        }
        let sides = graph.conditions.map { [append($0.left), append($0.right)] }
        self.nodes = nodes
        self.program = program
        let evaluation = Self.evaluate(
            program, inputs, inputRegisters, nodes + (edges + totals).compactMap(\.self) + sides.joined())
        results = evaluation.numbers
        if program.hasConditions {
            let isLive = program.isLive(for: graph.sinks.map { nodes[$0] }, where: evaluation.isRuledOut)
            unused = Set(nodes.indices.filter { !isLive[nodes[$0]] })
        } else {
            unused = []
        }
        for (assumption, sides) in zip(graph.conditions, sides) { try check(assumption, sides) }
    }

    private func check(_ assumption: Scope.Assumption, _ sides: [Int]) throws {
        guard case (.success(let left)?, .success(let right)?) = (results[sides[0]], results[sides[1]]),
            !assumption.relation.holds(left.doubleValue, right.doubleValue)
        else { return }
        let format = NumberFormat()
        throw assumption.place.error(
            "the numbers contradict this assumption: its left side is \(format.plain(left)), its right side "
                + "\(format.plain(right))\(whereInputs(of: sides))")
    }

    private static func evaluate(
        _ program: Program, _ inputs: [Symbol: Number], _ registers: [Int: Symbol], _ wanted: [Int]
    ) -> (numbers: [Int: Result], isRuledOut: [Bool]) {
        var numbers = [Rational?](repeating: nil, count: program.inputCount)
        for (register, symbol) in registers {
            guard case .input(let ordinal) = program.instructions[register] else { continue }
            numbers[ordinal] = inputs[symbol]?.value
        }
        let evaluation = NumberEvaluation(program, numbers, wanted: wanted)
        return (evaluation.results.mapValues { $0.flatMap(\.ofUsualSize) }, evaluation.isRuledOut)
    }

    // MARK: Results

    /// The value of a node.
    func value(of node: Int) -> Result {
        switch graph.nodes[node].kind {
        case .input(let symbol): inputs[symbol].map { .success($0) } ?? .failure(.missing)
        // As formulas have it.
        case .constant(.number(let number)): .success(Number(number, written: Numeral(number)))
        case .constant, .operation, .output: results[nodes[node]]!
        }
    }

    /// Whether a value has no number because nothing looks at it: it is of a branch whose condition is false.
    public func isUnused(_ value: Value) -> Bool {
        guard case .node(let node) = value, unused.contains(node),
            case .failure(let failure) = self.value(of: node)
        else { return false }
        return failure != .missing
    }

    /// What comes back along edges with one source together; nil where nothing does.
    func gradient(along edges: [Int]) -> Result? {
        let branches = edges.filter { self.edges[$0] != nil }
        guard let first = branches.first else { return nil }
        if branches.count == 1 { return gradient(along: first) }
        let source = graph.edges[first].source
        if branches.count == graph.edgesOfSource[source].count(where: { self.edges[$0] != nil }) {
            return results[totals[source]!]
        }
        var program = program
        let sum = program.append(.sum, branches.map { self.edges[$0]! })
        return Self.evaluate(program, inputs, inputRegisters, [sum]).numbers[sum]
    }

    /// What comes back along an edge; nil where nothing does.
    func gradient(along edge: Int) -> Result? {
        guard let register = edges[edge] else { return nil }
        // A symbol for what comes back from outside is printed as it was given.
        if let symbol = inputRegisters[register] {
            return inputs[symbol].map { .success($0) } ?? .failure(.missing)
        }
        return results[register]
    }
}

extension Number {
    /// The number, if floating point has one of this size.
    fileprivate var ofUsualSize: Result<Number, NumberEvaluation.Failure> {
        value.doubleValue.isFinite ? .success(self) : .failure(.tooLarge)
    }
}
