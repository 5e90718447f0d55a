import Precision

/// Compares two results of a program at points, in as many bits as it takes.
final class StatementVerdicts {
    enum Verdict {
        case equal
        /// With both in digits that differ; nil for one that has no value.
        case different(String?, String?)
        /// Neither has a value.
        case undefined
        case undecided
        /// Of derivatives at kinks, by which both may be equal, or not.
        case kinked
    }

    private let program: Program
    private lazy var evaluation = ProgramBalls(program)
    private var prepared: (point: SamplePoint, precision: Int, isComputed: [Bool], hasAbsorbed: Bool)?
    /// The results in doubles, by point.
    private var runs: [ObjectIdentifier: (point: SamplePoint, results: [Double])] = [:]

    init(_ program: Program) { self.program = program }

    func doubles(at point: SamplePoint) -> [Double] {
        if let run = runs[ObjectIdentifier(point)] { return run.results }
        let results = program.run(point.inputs(of: program))
        runs[ObjectIdentifier(point)] = (point, results)
        return results
    }

    /// - Parameter isIdentity: whether both are the same number over a prime field.
    func verdict(on left: Int, _ right: Int, isIdentity: Bool, at point: SamplePoint) -> Verdict {
        var last: Int?
        var precision = ProgramBalls.leastPrecision
        while precision <= ProgramBalls.mostPrecision {
            defer { precision *= 2 }
            guard let hasAbsorbed = compute([left, right], at: point, precision) else { return .undecided }
            let balls = evaluation.balls
            switch (balls.isUndefined(left), balls.isUndefined(right)) {
            case (true, true): return .undefined
            case (true, false) where balls.isDefined(right):
                return .different(nil, balls.text(right, digits: 6))
            case (false, true) where balls.isDefined(left):
                return .different(balls.text(left, digits: 6), nil)
            default: break
            }
            guard balls.isDefined(left), balls.isDefined(right) else {
                // A kink, or the edge of where something has a value, stays one.
                if precision >= 4 * ProgramBalls.leastPrecision,
                    let sides = verdictOfSlopes(left, right, at: point)
                {
                    return sides
                }
                if precision >= 16 * ProgramBalls.leastPrecision { return .undecided }
                continue
            }
            let difference = evaluation.spare(10)
            balls.subtract(left, right, to: difference)
            guard balls.isDefined(difference) else { continue }
            if let sign = balls.sign(of: difference), sign != 0 {
                let (left, right) = balls.texts(left, right)
                return .different(left, right)
            }
            if balls.sign(of: difference) == 0 { return .equal }
            if hasAbsorbed, !isIdentity { continue }
            // Equal as far as the bits go: that is all for an identity; otherwise it must go on with more bits.
            let isTight = balls.isTight(difference, power: -precision / 3, beside: [left, right])
            if isIdentity, isTight { return .equal }
            let radius = balls.radiusExponent(of: difference)
            if let last, last - radius >= precision / 8 { return .equal }
            last = radius
        }
        return .undecided
    }

    /// At kinks a derivative may be the slope to one side, or to the other, or anything between: whether two results can be
    /// equal so. What is computed from derivatives is taken to be so in proportion.
    ///
    /// - Returns: nil where there are no such slopes.
    private func verdictOfSlopes(_ left: Int, _ right: Int, at point: SamplePoint) -> Verdict? {
        let balls = evaluation.balls
        let needed = program.needed(for: [left, right])
        let kinked = needed.filter { index in
            if case .derivative = program.instructions[index] { !balls.isDefined(index) } else { false }
        }
        if kinked.isEmpty || kinked.count > Self.mostSlopes { return nil }
        let inputs: ProgramBalls.Inputs = { ordinal, register, balls in point.set(ordinal, register, balls) }
        let slopes = kinked.compactMap { evaluation.slopes(of: $0, inputs) }
        if slopes.count < kinked.count { return nil }
        let changes = program.dependents(on: Set(kinked))
        let others = needed.filter { changes[$0] && !kinked.contains($0) }
        // What has been computed is not what it is said to be.
        defer { prepared = nil }
        func values(_ slopes: [Double]) -> (left: Double, right: Double) {
            for (derivative, slope) in zip(kinked, slopes) { balls.set(derivative, to: slope) }
            evaluation.run(others, inputs)
            let isDefined = balls.isDefined(left) && balls.isDefined(right)
            return isDefined ? (balls.double(left), balls.double(right)) : (.nan, .nan)
        }
        let lowest = slopes.map(\.lowerBound)
        let base = values(lowest)
        var (leftRange, rightRange, range) = ((base.left, base.left), (base.right, base.right), (0.0, 0.0))
        func widen(_ range: inout (Double, Double), by effect: Double) {
            range = (range.0 + min(effect, 0), range.1 + max(effect, 0))
        }
        for ordinal in kinked.indices where slopes[ordinal].lowerBound < slopes[ordinal].upperBound {
            var moved = lowest
            moved[ordinal] = slopes[ordinal].upperBound
            let other = values(moved)
            widen(&leftRange, by: other.left - base.left)
            widen(&rightRange, by: other.right - base.right)
            widen(&range, by: other.left - other.right - (base.left - base.right))
        }
        // As slopes are doubles.
        let error = 1e-9 * [leftRange.0, leftRange.1, rightRange.0, rightRange.1].map(abs).max()!
        let (least, most) = (base.left - base.right + range.0, base.left - base.right + range.1)
        guard least > error || most < -error, least.isFinite, most.isFinite else { return .kinked }
        func text(_ range: (Double, Double)) -> String {
            let texts = [range.0, range.1].map { number in
                balls.set(evaluation.spare(11), to: number)
                return balls.text(evaluation.spare(11), digits: 6)
            }
            return texts[0] == texts[1] ? texts[0] : "between \(texts[0]) and \(texts[1])"
        }
        return .different(text(leftRange), text(rightRange))
    }

    private static let mostSlopes = 16

    /// Whether a result has a value at one of some points.
    func isDefined(_ register: Int, at points: [SamplePoint]) -> Bool {
        points.contains { point in
            compute([register], at: point, ProgramBalls.leastPrecision) != nil
                && evaluation.balls.isDefined(register)
        }
    }

    /// Computes results, as far as they have not been at this point with this precision.
    ///
    /// - Returns: whether a number got lost beside a larger one, at this point; nil if the point can't be had so exactly.
    private func compute(_ results: [Int], at point: SamplePoint, _ precision: Int) -> Bool? {
        if prepared?.point !== point || prepared?.precision != precision {
            guard point.prepare(precision: precision) else { return nil }
            evaluation.balls.setPrecision(precision)
            prepared = (
                point, precision, [Bool](repeating: false, count: program.instructions.count), false
            )
        }
        let needed = program.needed(for: results).filter { prepared?.isComputed[$0] == false }
        evaluation.balls.hasAbsorbed = false
        evaluation.run(needed) { ordinal, register, balls in point.set(ordinal, register, balls) }
        for index in needed { prepared?.isComputed[index] = true }
        if evaluation.balls.hasAbsorbed { prepared?.hasAbsorbed = true }
        return prepared?.hasAbsorbed
    }
}
