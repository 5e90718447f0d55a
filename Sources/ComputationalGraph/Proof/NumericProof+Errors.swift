import Precision
import Symbolic

/// What is said of gradients that are wrong, or not proven.
extension NumericProof {
    /// Why there is no gradient where an operation behind an edge has a kink at all points.
    func standingKink(behind claim: ValueProof.Claim) -> (reason: String, suggestion: String?)? {
        let dependents = proof.program.dependents(on: [claim.offset])
        var candidates = kinks.filter { dependents[$0] }
        for point in points where !candidates.isEmpty {
            let results = proof.program.run(point.inputs(of: proof.program))
            candidates.removeAll { index in
                guard case .operation(let operation, let x, let y) = proof.program.instructions[index] else {
                    return true
                }
                return results[index].isFinite && !operation.isKink(results[x], results[y ?? x])
            }
        }
        guard let index = candidates.first,
            case .operation(let operation, _, let other) = proof.program.instructions[index]
        else { return nil }
        return other == nil
            ? ("‘\(operation.name)’ is at its kink at each of them", nil)
            : (
                "the values that ‘\(operation.name)’ compares are equal at each of them",
                "where they are equal throughout, write one of them"
            )
    }

    func failure(of claim: Int, at point: SamplePoint) -> CheckFailure {
        let (formula, expected) = (proof.claims[claim].formula, evaluation.spare(11))
        balls.set(expected, to: scales[claim].significand, times: scales[claim].exponent)
        balls.divide(evaluation.spare(5), expected, to: expected)
        let texts = balls.isDefined(formula) ? balls.texts(formula, expected) : nil
        return CheckFailure(
            place: proof.name(of: proof.claims[claim].wire),
            formula: proof.claims[claim].expression, value: texts?.0,
            expected: texts?.1 ?? balls.text(expected, digits: 6), point: point.description { _ in true })
    }
}
