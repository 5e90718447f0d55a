import Symbolic

/// Gradients where several values of a maximum are equal throughout, as x and relu(x) are, and not only on a border: there the
/// proof of single edges says nothing, since to move one of them makes it the largest.
///
/// What comes back to an input in all must be the slope of the loss all the same. It is held against difference quotients in
/// doubles, which tell a part that is lost, or counted twice, from one that is not.
struct TieProof {
    let proof: ValueProof

    /// - Throws: `Diagnostic` at what takes the input.
    func run(at points: [SamplePoint], _ generator: inout SplitMix64) throws {
        guard let loss = proof.loss else { return }
        let pairs = proof.program.needed(for: proof.nodes).compactMap { index -> (Int, Int)? in
            guard case .operation(let operation, let x, let y?) = proof.program.instructions[index],
                operation == .max || operation == .min, x != y
            else { return nil }
            return (x, y)
        }
        if pairs.isEmpty { return }
        let claims = proof.claims.filter(isWhole)
        let evaluation = ProgramBalls(proof.program)
        for point in points where point.isInDomain {
            guard let inputs = inputs(near: point, &generator) else { continue }
            let results = proof.program.run(inputs)
            let ties = pairs.filter { results[$0] == results[$1] }
            guard !ties.isEmpty, areTies(ties, at: inputs, evaluation) else { continue }
            for claim in claims {
                guard case .input(let ordinal) = proof.program.instructions[claim.offset],
                    let slope = slope(of: loss, by: ordinal, inputs, results[loss])
                else { continue }
                let claimed = results[claim.formula]
                if claimed.isFinite, abs(claimed - slope) > 0.01 * (1 + abs(slope)),
                    let place = proof.place(of: claim.wire)
                {
                    throw place.error(
                        "the gradient here can’t be told: several values of which the largest or the smallest is taken are "
                            + "equal throughout, as at \(point.description { _ in true })",
                        suggestion: "take them two at a time, as in ‘max(a, max(b, c))’")
                }
            }
        }
    }

    /// Whether values are equal, and not only as doubles: tanh(20) and tanh(30) are both 1 as such.
    private func areTies(_ pairs: [(Int, Int)], at inputs: [Double], _ evaluation: ProgramBalls) -> Bool {
        let balls = evaluation.balls
        let needed = proof.program.needed(for: pairs.flatMap { [$0, $1] })
        var precision = ProgramBalls.leastPrecision
        while precision <= ProgramBalls.mostPrecision {
            balls.setPrecision(precision)
            balls.hasAbsorbed = false
            evaluation.run(needed) { ordinal, register, balls in balls.set(register, to: inputs[ordinal]) }
            if !balls.hasAbsorbed { return pairs.allSatisfy { balls.order($0, $1) == 0 } }
            precision *= 4
        }
        return false
    }

    /// Inputs that nothing but the graph makes equal; nil where assumptions keep the point from being moved and it has such.
    func inputs(near point: SamplePoint, _ generator: inout SplitMix64) -> [Double]? {
        let inputs = point.inputs(of: proof.program)
        guard proof.domain.equations.isEmpty else {
            return Set(point.values).count == point.values.count && !point.values.contains(0) ? inputs : nil
        }
        var moved = inputs
        for ordinal in proof.domain.indexOfOrdinal.keys.sorted() {
            let step = Double.random(in: 0.001...0.01, using: &generator)
            moved[ordinal] += step * (inputs[ordinal] == 0 ? 1 : inputs[ordinal])
        }
        return moved
    }

    /// Whether a claim is about all that comes back to an input.
    func isWhole(_ claim: ValueProof.Claim) -> Bool {
        let edges: [Int]
        switch claim.wire {
        case .edge(let edge): edges = [edge]
        case .bundle(let bundle): edges = bundle
        case .node: return false
        }
        let source = proof.graph.edges[edges[0]].source
        guard case .input = proof.graph.nodes[source].kind else { return false }
        return proof.graph.edgesOfSource[source].count { proof.graph.edges[$0].backward != nil } == edges.count
    }

    /// The slope of the loss, if it is the same to both sides and with half the step.
    private func slope(of loss: Int, by ordinal: Int, _ inputs: [Double], _ value: Double) -> Double? {
        func moved(_ step: Double) -> Double {
            var inputs = inputs
            inputs[ordinal] += step
            return (proof.program.run(inputs)[loss] - value) / step
        }
        let slopes = [0x1p-15, -0x1p-15, 0x1p-16, -0x1p-16].map(moved)
        let mean = (slopes[2] + slopes[3]) / 2
        return slopes.allSatisfy { abs($0 - mean) <= 0.001 * (1 + abs(mean)) } ? mean : nil
    }
}
