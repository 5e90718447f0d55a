import Symbolic

/// Results that are 0 because a condition is false.
extension Program {
    enum Conditionality {
        case none, condition
        /// 0 where conditions are false, whatever it is computed from.
        case conditional
    }

    var hasConditions: Bool { !conditionals.isEmpty }

    func conditionality(of instruction: Instruction) -> Conditionality {
        guard case .operation(let operation, _, _) = instruction else { return .none }
        if operation.isComparison { return .condition }
        if !hasConditions { return .none }
        return operation.mayBeRuledOut(instruction.operands.map { conditionality[$0] != .none })
            ? .conditional : .none
    }

    /// Whether a result is 0 because conditions are false, whatever else it is computed from.
    ///
    /// - Parameter isRuledOut: the same for earlier results.
    @inline(__always)
    func isRuledOut(_ index: Int, _ isRuledOut: (Int) -> Bool) -> Bool {
        guard conditionality[index] == .conditional,
            case .operation(let operation, let x, let y) = instructions[index]
        else { return false }
        switch operation {
        // A condition stays what it is as a square.
        case .power:
            guard isRuledOut(x), let exponent = constant(y!) else { return false }
            return !exponent.isNegative && exponent != .zero
        default: return operation.isRuledOut(instructions[index].operands.map(isRuledOut))
        }
    }

    /// Which of the first results are 0 because conditions are false; none if there are no conditions.
    func ruledOut<Number: ProgramNumber>(_ results: [Number]) -> [Bool] {
        if !hasConditions { return [] }
        var isRuledOut = [Bool](repeating: false, count: results.count)
        for index in conditionals.prefix(while: { $0 < results.count }) {
            isRuledOut[index] =
                conditionality[index] == .condition
                ? results[index] == Number(0) : self.isRuledOut(index) { isRuledOut[$0] }
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
