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
    }

    private let program: Program
    private lazy var evaluation = ProgramBalls(program)
    private var prepared: (point: SamplePoint, precision: Int, isComputed: [Bool], hasAbsorbed: Bool)?
    private var run: (point: SamplePoint, results: [Double])?

    init(_ program: Program) { self.program = program }

    func doubles(at point: SamplePoint) -> [Double] {
        if let run, run.point === point { return run.results }
        let results = program.run(point.inputs(of: program))
        run = (point, results)
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
