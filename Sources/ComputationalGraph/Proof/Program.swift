import Symbolic

/// Formulas as one list of operations, each on the results of earlier ones; equal operations are one. What proves a
/// value computes it so: with doubles, over a prime field, or in some hundred bits.
struct Program {
    /// Operands are indices of earlier instructions.
    enum Instruction: Equatable {
        /// A number that is given, by its ordinal.
        case input(Int)
        /// An exact number, by its ordinal.
        case constant(Int)
        /// A number that has a name: π.
        case named(Operation)
        /// On one operand or two: what takes more is made of these.
        case operation(Operation, Int, Int? = nil)
        /// The derivative of a result by an input, by which the result `at` is moved.
        case derivative(of: Int, by: Int, at: Int)
    }

    private(set) var instructions: [Instruction] = []
    private(set) var inputCount = 0
    /// The exact numbers, each once.
    private(set) var constants: [Rational] = []
    /// How each result depends on conditions.
    private(set) var conditionality: [Conditionality] = []
    /// The conditions, and what may be 0 because one is false, in order.
    private(set) var conditionals: [Int] = []
    /// By each derivative's instruction what lies between its input and its value: what changes as the input is moved.
    private(set) var paths: [Int: [Int]] = [:]
    private var known: [Instruction: Int] = [:]
    private var ordinalOfConstant: [Rational: Int] = [:]

    /// - Parameter isRun: whether it is computed: a derivative that is not may be that of another program's results.
    mutating func append(_ instruction: Instruction, isRun: Bool = true) -> Int {
        if let known = known[instruction] { return known }
        known[instruction] = instructions.count
        let own = conditionality(of: instruction)
        if own != .none { conditionals.append(instructions.count) }
        conditionality.append(own)
        instructions.append(instruction)
        if isRun, case .derivative(let value, let variable, _) = instruction {
            paths[instructions.count - 1] = path(from: variable, to: value)
        }
        return instructions.count - 1
    }

    /// The instructions by which a result depends on an earlier one, in order, that one the first.
    private func path(from source: Int, to result: Int) -> [Int] {
        guard source <= result else { return [] }
        var depends = [Bool](repeating: false, count: result - source + 1)
        depends[0] = true
        for index in source...result {
            instructions[index].forEachOperand { operand in
                if operand >= source, depends[operand - source] { depends[index - source] = true }
            }
        }
        var isNeeded = [Bool](repeating: false, count: depends.count)
        isNeeded[result - source] = true
        var path: [Int] = []
        for index in (source...result).reversed() where isNeeded[index - source] && depends[index - source] {
            path.append(index)
            instructions[index].forEachOperand { if $0 >= source { isNeeded[$0 - source] = true } }
        }
        return path.reversed()
    }

    mutating func input() -> Int {
        inputCount += 1
        return append(.input(inputCount - 1))
    }

    mutating func append(_ number: Rational) -> Int {
        if let known = ordinalOfConstant[number] { return append(.constant(known)) }
        ordinalOfConstant[number] = constants.count
        constants.append(number)
        return append(.constant(constants.count - 1))
    }

    /// The exact number that a result is, if it is one.
    func constant(_ index: Int) -> Rational? {
        if case .constant(let ordinal) = instructions[index] { constants[ordinal] } else { nil }
    }

    mutating func append(_ operation: Operation, _ operands: [Int]) -> Int {
        switch operation.arity {
        // As formulas have it.
        case nil where operation == .mean:
            return append(.quotient, [append(.sum, operands), append(Rational(operands.count))])
        case nil:
            guard let first = operands.first else {
                return append(Rational(Int(operation.value([]))))
            }
            return operands.dropFirst().reduce(first) { append(.operation(operation, $0, $1)) }
        case 0: return append(.named(operation))
        case 1 where operation == .identity: return operands[0]
        case 1 where operation == .reciprocal: return append(.quotient, [append(1), operands[0]])
        case 1: return append(.operation(operation, operands[0]))
        default: return append(.operation(operation, operands[0], operands[1]))
        }
    }

    /// - Parameter register: the instruction that computes a symbol.
    mutating func append(_ expression: Expression, where register: (Symbol) throws -> Int) rethrows -> Int {
        var series = SeriesParts<Int> { _, _ in preconditionFailure("what is computed has no open series") }
        return try append(expression, &series, where: register)
    }

    /// - Parameters:
    ///   - series: the parts of sums and products over an index.
    ///   - register: the instruction that computes a symbol.
    mutating func append(
        _ expression: Expression, _ series: inout SeriesParts<Int>, where register: (Symbol) throws -> Int
    ) rethrows -> Int {
        switch expression {
        case .number(let number): return append(number)
        case .symbol(let symbol): return try register(symbol)
        case .operation(.sum, let terms):
            var result: Int?
            for term in terms {
                if let left = result, case .operation(.negation, let subtracted) = term {
                    let right = try append(subtracted[0], &series, where: register)
                    result = append(.operation(.difference, left, right))
                } else {
                    let right = try append(term, &series, where: register)
                    result = result.map { append(.operation(.sum, $0, right)) } ?? right
                }
            }
            return result ?? append(0)
        case .operation(let operation, let operands):
            var registers: [Int] = []
            for operand in operands { registers.append(try append(operand, &series, where: register)) }
            return append(operation, registers)
        case .series(let kind, let index, let except, let body):
            return try series.result(
                of: kind, over: index, except: except, body, in: &self,
                evaluated: { try $2.append($0, &$1, where: register) }, combine: { $2.append($0, $1) })
        case .arrays: preconditionFailure("what is computed has no arrays")
        }
    }

    /// The instructions that some results need, in order, themselves among them.
    func needed(for results: some Sequence<Int>) -> [Int] {
        var isNeeded = [Bool](repeating: false, count: instructions.count)
        for result in results { isNeeded[result] = true }
        for index in instructions.indices.reversed() where isNeeded[index] {
            instructions[index].forEachOperand { isNeeded[$0] = true }
        }
        return isNeeded.indices.filter { isNeeded[$0] }
    }

    /// Whether each instruction depends on one of some others.
    func dependents(on sources: Set<Int>) -> [Bool] {
        var depends = [Bool](repeating: false, count: instructions.count)
        for source in sources { depends[source] = true }
        for (index, instruction) in instructions.enumerated() {
            instruction.forEachOperand { if depends[$0] { depends[index] = true } }
        }
        return depends
    }
}

extension Program.Instruction: Hashable {
    /// In one word, for there are many.
    func hash(into hasher: inout Hasher) {
        switch self {
        case .input(let ordinal): hasher.combine(ordinal << 8 | 0xFF)
        case .constant(let ordinal): hasher.combine(ordinal << 8 | 0xFE)
        case .named(let operation): hasher.combine(Int(operation.rawValue) << 8 | 0xFD)
        case .operation(let operation, let x, let y):
            hasher.combine((y ?? -1) << 36 ^ x << 8 ^ Int(operation.rawValue))
        case .derivative(let value, let variable, let place):
            hasher.combine(place << 42 ^ variable << 21 ^ value)
        }
    }
}

extension Program.Instruction {
    var operands: [Int] {
        var operands: [Int] = []
        forEachOperand { operands.append($0) }
        return operands
    }

    func forEachOperand(_ body: (Int) -> Void) {
        switch self {
        case .input, .constant, .named: break
        case .operation(_, let first, let second):
            body(first)
            if let second { body(second) }
        case .derivative(let value, let variable, let place):
            body(value)
            body(variable)
            body(place)
        }
    }
}

extension ComputationalGraph {
    /// Appends what the graph computes, node by node.
    ///
    /// - Parameters:
    ///   - inputs: the instruction of each input node, in their order.
    ///   - edgeOffsets: for some edges, the instruction whose result is added to the value on its way.
    ///   - nodeOffsets: the same for some nodes, on all ways.
    /// - Returns: the instruction of each node.
    func append(
        to program: inout Program, inputs: [Int], edges edgeOffsets: [Int: Int] = [:],
        nodes nodeOffsets: [Int: Int] = [:]
    ) -> [Int] {
        var registers: [Int] = []
        registers.reserveCapacity(nodes.count)
        var edge = 0
        for (index, node) in nodes.enumerated() {
            var operands: [Int] = []
            while edge < edges.count, edges[edge].target == index {
                let value = registers[edges[edge].source]
                operands.append(edgeOffsets[edge].map { program.append(.operation(.sum, value, $0)) } ?? value)
                edge += 1
            }
            switch node.kind {
            case .input: registers.append(inputs[index])
            case .constant(let number):
                registers.append(program.append(number) { _ in preconditionFailure("a number has no symbols") })
            case .operation(let operation): registers.append(program.append(operation, operands))
            case .output: registers.append(operands[0])
            }
            if let offset = nodeOffsets[index] {
                registers[index] = program.append(.operation(.sum, registers[index], offset))
            }
        }
        return registers
    }

    /// The symbols of the input nodes, which come before all others.
    var inputSymbols: [Symbol] {
        nodes.prefix { if case .input = $0.kind { true } else { false } }.compactMap {
            if case .input(let symbol) = $0.kind { symbol } else { nil }
        }
    }
}
