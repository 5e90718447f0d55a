import Symbolic

/// Formulas as one list of operations, each on the results of earlier ones; equal operations are one. What proves a
/// value computes it so: with doubles, over a prime field, or in some hundred bits.
struct Program {
    /// Operands are indices of earlier instructions.
    enum Instruction: Hashable {
        /// A number that is given, by its ordinal.
        case input(Int)
        case constant(Rational)
        case sum(Int, Int)
        case difference(Int, Int)
        case product(Int, Int)
        case quotient(Int, Int)
        case power(Int, Int)
        case negation(Int)
        case function(Function, Int)
        /// The derivative of a result by an input.
        case derivative(of: Int, by: Int)
    }

    private(set) var instructions: [Instruction] = []
    private(set) var inputCount = 0
    private var known: [Instruction: Int] = [:]

    mutating func append(_ instruction: Instruction) -> Int {
        if let known = known[instruction] { return known }
        known[instruction] = instructions.count
        instructions.append(instruction)
        return instructions.count - 1
    }

    mutating func input() -> Int {
        inputCount += 1
        return append(.input(inputCount - 1))
    }

    mutating func sum(_ terms: [Int]) -> Int {
        guard let first = terms.first else { return append(.constant(0)) }
        return terms.dropFirst().reduce(first) { append(.sum($0, $1)) }
    }

    mutating func product(_ factors: [Int]) -> Int {
        guard let first = factors.first else { return append(.constant(1)) }
        return factors.dropFirst().reduce(first) { append(.product($0, $1)) }
    }

    /// - Parameter register: the instruction that computes a symbol.
    mutating func append(_ expression: Expression, where register: (Symbol) throws -> Int) rethrows -> Int {
        switch expression {
        case .number(let number): return append(.constant(number))
        case .symbol(let symbol): return try register(symbol)
        case .sum(let terms):
            var result: Int?
            for term in terms {
                if let left = result, case .negation(let subtracted) = term {
                    result = append(.difference(left, try append(subtracted, where: register)))
                } else {
                    let right = try append(term, where: register)
                    result = result.map { append(.sum($0, right)) } ?? right
                }
            }
            return result ?? append(.constant(0))
        case .product(let factors):
            var registers: [Int] = []
            for factor in factors { registers.append(try append(factor, where: register)) }
            return product(registers)
        case .quotient(let top, let bottom):
            return append(.quotient(try append(top, where: register), try append(bottom, where: register)))
        case .power(let base, let exponent):
            return append(.power(try append(base, where: register), try append(exponent, where: register)))
        case .negation(let operand): return append(.negation(try append(operand, where: register)))
        case .function(let function, let argument):
            return append(.function(function, try append(argument, where: register)))
        case .series: preconditionFailure("what is computed has no open series")
        }
    }

    mutating func append(_ operation: Operation, _ operands: [Int]) -> Int {
        switch operation {
        case .sum: sum(operands)
        case .difference: append(.difference(operands[0], operands[1]))
        case .negation: append(.negation(operands[0]))
        case .product: product(operands)
        case .quotient: append(.quotient(operands[0], operands[1]))
        case .reciprocal: append(.quotient(append(.constant(1)), operands[0]))
        case .power: append(.power(operands[0], operands[1]))
        case .function(let function): append(.function(function, operands[0]))
        }
    }

    /// The instructions that some results need, in order, themselves among them.
    func needed(for results: some Sequence<Int>) -> [Int] {
        var isNeeded = [Bool](repeating: false, count: instructions.count)
        for result in results { isNeeded[result] = true }
        for index in instructions.indices.reversed() where isNeeded[index] {
            for operand in instructions[index].operands { isNeeded[operand] = true }
        }
        return isNeeded.indices.filter { isNeeded[$0] }
    }

    /// Whether each instruction depends on one of some others.
    func dependents(on sources: Set<Int>) -> [Bool] {
        var depends: [Bool] = []
        depends.reserveCapacity(instructions.count)
        for (index, instruction) in instructions.enumerated() {
            depends.append(sources.contains(index) || instruction.operands.contains { depends[$0] })
        }
        return depends
    }
}

extension Program.Instruction {
    var operands: [Int] {
        switch self {
        case .input, .constant: []
        case .sum(let first, let second), .difference(let first, let second), .product(let first, let second),
            .quotient(let first, let second), .power(let first, let second), .derivative(let first, let second):
            [first, second]
        case .negation(let operand), .function(_, let operand): [operand]
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
                operands.append(edgeOffsets[edge].map { program.append(.sum(value, $0)) } ?? value)
                edge += 1
            }
            switch node.kind {
            case .input: registers.append(inputs[index])
            case .constant(let number): registers.append(program.append(.constant(number)))
            case .operation(let operation): registers.append(program.append(operation, operands))
            case .output: registers.append(operands[0])
            }
            if let offset = nodeOffsets[index] {
                registers[index] = program.append(.sum(registers[index], offset))
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
