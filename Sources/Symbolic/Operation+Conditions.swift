/// A product with a condition is 0 where this is false, whether or not its other factors have values there (Iverson’s
/// convention; Graham, Knuth, Patashnik: Concrete Mathematics, 2.1). So `if x > 0 then log(x) else 2*x`, which is
/// [x > 0] log(x) + [x ≤ 0] 2 x, has a value everywhere, and so have its gradients, each with its condition as a factor.
extension Operation {
    /// Whether a value is 0 because conditions are false, whatever else it is made of.
    ///
    /// - Parameter operands: whether each operand is such a 0.
    package func isRuledOut(_ operands: [Bool]) -> Bool {
        switch self {
        case .product: operands.contains(true)
        case .sum, .difference, .mean: !operands.isEmpty && !operands.contains(false)
        case .negation, .identity: operands[0]
        case .quotient: operands[0] && !operands[1]
        default: false
        }
    }

    /// Whether a value may be 0 because conditions are false.
    ///
    /// - Parameter operands: whether each operand is a condition, or may be such a 0.
    package func mayBeRuledOut(_ operands: [Bool]) -> Bool {
        self == .quotient || self == .power ? operands[0] : isRuledOut(operands)
    }

    /// The operands that must have values where the result has one.
    ///
    /// - Parameter isRuledOut: whether each operand is 0 because conditions are false, or may be.
    package func needed(_ isRuledOut: [Bool]) -> [Int] {
        let conditional = isRuledOut.indices.filter { isRuledOut[$0] }
        switch self {
        case .product where conditional.count == 1: return conditional
        // Each of them may be what the other rules out.
        case .product where conditional.count > 1: return []
        case .quotient where conditional == [0]: return conditional
        default: return Array(isRuledOut.indices)
        }
    }
}

/// Which values of a computation are there wherever its results are, and which only where some condition is true.
package struct Certainty {
    /// Whether each value is needed whatever conditions say.
    package private(set) var isCertain: [Bool]

    /// - Parameters:
    ///   - steps: what is computed, in order; nil for what is no operation.
    ///   - results: those that are to have values; all that nothing is computed from if nil.
    package init(of steps: [(operation: Operation?, operands: [Int])], results: [Int]? = nil) {
        guard steps.contains(where: { $0.operation?.isComparison == true }) else {
            isCertain = Array(repeating: true, count: steps.count)
            return
        }
        var isConditional: [Bool] = []
        var isTaken = [Bool](repeating: false, count: steps.count)
        for (operation, operands) in steps {
            isConditional.append(
                operation.map { $0.isComparison || $0.mayBeRuledOut(operands.map { isConditional[$0] }) }
                    ?? false)
            for operand in operands { isTaken[operand] = true }
        }
        isCertain = Array(repeating: false, count: steps.count)
        for result in results ?? steps.indices.filter({ !isTaken[$0] }) { isCertain[result] = true }
        for (index, (operation, operands)) in steps.enumerated().reversed() where isCertain[index] {
            let needed = operation?.needed(operands.map { isConditional[$0] }) ?? Array(operands.indices)
            for place in needed { isCertain[operands[place]] = true }
        }
    }
}
