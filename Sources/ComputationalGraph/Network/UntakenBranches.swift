import Diagnostics
import Symbolic

/// Branches of an `if` that have no value for some values of indices, and are not taken there: `x_t / (t - 1)` in
/// `if t = 1 then x_t else x_t / (t - 1)`. Where an index is a number they are not there, so that it is unrolled.
extension Scope {
    /// The indices that such a branch depends on, each with the reason why its values are not all alike.
    ///
    /// - Throws: `Diagnostic` at a quotient by 0 that is taken.
    func indicesOfUntakenBranches() throws -> [(index: String, reason: String)] {
        var found: [(index: String, reason: String)] = []
        for definition in definitions { try visit(definition.equation.right.root, where: [], &found) }
        return found
    }

    /// - Parameter conditions: those of the branches around the part.
    private func visit(
        _ part: Syntax, where conditions: [Syntax], _ found: inout [(index: String, reason: String)]
    ) throws {
        let branches = part.branches
        for (condition, value) in branches {
            try visit(condition, where: conditions, &found)
            try visit(value, where: conditions + [condition], &found)
        }
        if !branches.isEmpty { return }
        switch part.kind {
        case .operation(let operation, let operands):
            if operation == .quotient { try checkDivisor(operands[1], of: part, conditions, &found) }
            for operand in operands { try visit(operand, where: conditions, &found) }
        case .series(_, _, _, let operand): try visit(operand, where: conditions, &found)
        case .number, .symbol, .index, .arrays, .boundedSeries, .derivative: break
        }
    }

    private func checkDivisor(
        _ divisor: Syntax, of quotient: Syntax, _ conditions: [Syntax],
        _ found: inout [(index: String, reason: String)]
    ) throws {
        let indices = divisor.freeIndices
        guard !indices.isEmpty, indices.allSatisfy({ ranges[$0] != nil }) else { return }
        let others = conditions.flatMap(\.freeIndices).filter { ranges[$0] != nil && !indices.contains($0) }
        for bindings in try bindings(of: indices + Set(others).sorted(), at: quotient.place) {
            guard divisor.number(bindings) == 0 else { continue }
            let place = indices.map { "\($0) = \(bindings[$0]!)" }.joined(separator: " and ")
            guard let condition = conditions.first(where: { $0.number(bindings) == 0 }) else {
                throw quotient.place.error(
                    "this divides by zero where \(place)",
                    suggestion:
                        "say what is there instead, as in ‘if \(divisor.place.text) = 0 then 0 else …’")
            }
            let reason = "‘\(quotient.place.text)’ has no value for \(place)"
            for index in condition.freeIndices + indices where !found.contains(where: { $0.index == index }) {
                found.append((index, reason))
            }
        }
    }
}

extension Syntax {
    /// The number that a formula of indices alone is; nil where it has values of a model.
    func number(_ bindings: [String: Int]) -> Double? {
        switch kind {
        case .number(let number): return number.doubleValue
        case .index(let index): return bindings[index].map(Double.init)
        case .operation(let operation, let operands):
            var numbers: [Double] = []
            for operand in operands {
                guard let number = operand.number(bindings) else { return nil }
                numbers.append(number)
            }
            return operation.value(numbers)
        case .symbol, .arrays, .series, .boundedSeries, .derivative: return nil
        }
    }
}
