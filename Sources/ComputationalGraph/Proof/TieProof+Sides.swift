import Symbolic

/// Values that stand at a kink wherever the inputs are, as m − x_k does in relu(m − x_k) for the largest x_k: a gradient there is the
/// slope to one side, or between both. What comes back to an input in all is the slope to both, since moving the input moves the kink.
extension TieProof {
    /// Whether a claim is such a slope of the loss.
    func isSlope(
        _ claim: ValueProof.Claim, at points: [SamplePoint], _ generator: inout SplitMix64
    ) -> Bool {
        guard let loss = proof.loss, case .input(let ordinal) = proof.program.instructions[claim.offset] else {
            return false
        }
        var count = 0
        for point in points.lazy.filter(\.isInDomain).prefix(Self.mostPoints) {
            guard let inputs = inputs(near: point, &generator) else { continue }
            let results = proof.program.run(inputs)
            let claimed = results[claim.formula]
            guard claimed.isFinite, results[loss].isFinite else { continue }
            let slopes = [0x1p-15, -0x1p-15].map { slope(of: loss, by: ordinal, inputs, results[loss], $0) }
            let sides = slopes.compactMap(\.self)
            let agree = sides.filter { abs(claimed - $0) <= 1e-5 * (1 + abs($0)) }
            // The sign of 0 is 0: as good as the slopes to its sides.
            let isBetween = sides.count == 2 && sides.min()! < claimed && claimed < sides.max()!
            guard isWhole(claim) ? agree.count == 2 : !agree.isEmpty || isBetween else { return false }
            count += 1
        }
        return count >= 2
    }

    private static let mostPoints = 16

    /// The slope to one side, where it is the same with half the step but for what falls with the step.
    private func slope(
        of loss: Int, by ordinal: Int, _ inputs: [Double], _ value: Double, _ step: Double
    ) -> Double? {
        let slopes = [step, step / 2].map { step in
            var inputs = inputs
            inputs[ordinal] += step
            return (proof.program.run(inputs)[loss] - value) / step
        }
        let limit = 2 * slopes[1] - slopes[0]
        return abs(slopes[0] - slopes[1]) <= 0.001 * (1 + abs(limit)) ? limit : nil
    }
}
