import Symbolic

/// Results that are 0 because a condition is false.
extension Program {
    /// Whether a result is 0 because conditions are false, whatever else it is computed from.
    ///
    /// - Parameter isRuledOut: the same for earlier results.
    @inline(__always)
    func isRuledOut(_ index: Int, _ isRuledOut: (Int) -> Bool) -> Bool {
        guard case .operation(let operation, let x, let y) = instructions[index] else { return false }
        switch operation {
        case .product, .sum, .difference, .quotient:
            return operation.isRuledOut([isRuledOut(x), isRuledOut(y!)])
        case .negation: return isRuledOut(x)
        // A condition stays what it is as a square.
        case .power:
            guard isRuledOut(x), case .constant(let exponent) = instructions[y!] else { return false }
            return !exponent.isNegative && exponent != .zero
        default: return false
        }
    }

    /// Which of some results are 0 because conditions are false; none if there are no conditions.
    func ruledOut<Number: ProgramNumber>(_ results: [Number]) -> [Bool] {
        if !hasConditions { return [] }
        var isRuledOut: [Bool] = []
        isRuledOut.reserveCapacity(results.count)
        for (index, result) in results.enumerated() {
            isRuledOut.append(
                instructions[index].isCondition
                    ? result == Number(0) : self.isRuledOut(index) { isRuledOut[$0] })
        }
        return isRuledOut
    }

    /// The instructions that must have values so that some results have, whatever conditions say.
    func certain(for results: some Collection<Int>) -> [Int] {
        let needed = needed(for: results)
        if !hasConditions { return needed }
        let certainty = Certainty(
            of: instructions.map { instruction in
                if case .operation(let operation, _, _) = instruction {
                    (operation, instruction.operands)
                } else {
                    (nil, instruction.operands)
                }
            }, results: Array(results))
        return needed.filter { certainty.isCertain[$0] }
    }

    /// Whether each instruction is one that some results need where conditions are what they are.
    ///
    /// - Parameter isRuledOut: which results are 0 because conditions are false.
    func isLive(for results: some Sequence<Int>, where isRuledOut: [Bool]) -> [Bool] {
        var isLive = [Bool](repeating: false, count: instructions.count)
        for result in results { isLive[result] = true }
        for index in instructions.indices.reversed() where isLive[index] {
            let operands = instructions[index].operands
            guard case .operation(let operation, _, _) = instructions[index], isRuledOut[index] else {
                for operand in operands { isLive[operand] = true }
                continue
            }
            for place in operation.needed(operands.map { isRuledOut[$0] }) { isLive[operands[place]] = true }
        }
        return isLive
    }
}

extension Program.Instruction {
    var isCondition: Bool {
        if case .operation(let operation, _, _) = self { operation.isComparison } else { false }
    }
}
