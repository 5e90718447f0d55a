import Precision

extension NumericProof {
    /// Holds the formulas of nodes and names against what the nodes compute.
    func checkForward(at point: SamplePoint, isFirst: Bool) throws {
        let open = proof.forward.indices.filter { isFirst || !identities.forward[$0] }
        if open.isEmpty || !point.isInDomain { return }
        let needed = proof.program.needed(
            for: open.flatMap { [proof.forward[$0].formula, proof.forward[$0].node] })
        balls.setPrecision(ProgramBalls.leastPrecision)
        point.prepare(precision: balls.precision)
        balls.hasLeftRange = false
        evaluation.run(needed) { ordinal, register, balls in point.set(ordinal, register, balls) }
        for index in open {
            let (formula, node, claim, name) = proof.forward[index]
            let difference = evaluation.spare(10)
            balls.subtract(formula, node, to: difference)
            if balls.isDefined(difference), balls.sign(of: difference) ?? 0 == 0 { continue }
            // At a point of the domain a condition rules out what has no value.
            if balls.isUndefined(node) { continue }
            if balls.hasLeftRange, !balls.isDefined(difference) { continue }
            let (value, expected) = balls.texts(formula, node)
            throw CheckFailure(
                place: name, formula: claim, value: value, expected: expected,
                point: point.description { _ in true })
        }
    }
}
