import Precision
import Symbolic

/// Derivatives by difference quotients.
extension ProgramBalls {
    /// The derivative of a result when something is moved, by central differences with two steps h and h/2.
    ///
    /// The error falls with h², so that of the second is a third of what the two differ by: that is its radius, beside
    /// what the rounding of the result is worth when divided by h. At a kink the differences on the two sides differ.
    ///
    /// - Parameters:
    ///   - shift: by how many bits the steps are smaller than usual.
    ///   - scale: the power of 2 by which `evaluate` multiplies them.
    ///   - evaluate: computes the result for a step.
    /// - Returns: the register that holds the derivative; nil where the quotients do not settle at this precision, or
    ///   not all of them are defined.
    func quotient(of value: Int, shift: Int = 0, scale: Int = 0, _ evaluate: (Step) -> Void) -> Int? {
        let size = balls.precision / 3 + shift
        for (ordinal, step) in [(1.0, -size), (-1, -size), (1, -size - 1), (-1, -size - 1)].enumerated() {
            evaluate(Step(sign: step.0, exponent: step.1))
            balls.set(spare(ordinal), to: value, of: balls)
        }
        func difference(_ left: Int, _ right: Int, _ power: Int, _ result: Int) {
            balls.subtract(spare(left), spare(right), to: spare(result))
            balls.scale(spare(result), by: power - scale, to: spare(result))
        }
        difference(0, 1, size - 1, 4)
        difference(2, 3, size, 5)
        difference(0, 2, size + 1, 6)
        difference(3, 1, size + 1, 7)
        balls.subtract(spare(4), spare(5), to: spare(8))
        balls.subtract(spare(6), spare(7), to: spare(9))
        let bend = spare(9)
        guard balls.isDefined(spare(5)), balls.isDefined(spare(8)), balls.isDefined(bend) else {
            return nil
        }
        let isSmooth =
            balls.isSmall(bend, power: -size * 3 / 4)
            || balls.isBounded(bend, power: -size / 2, beside: [spare(6), spare(7)])
        // At a jump the quotients grow as the steps shrink, though both sides are level.
        let settles =
            balls.isSmall(spare(8), power: -size * 3 / 4)
            || balls.isBounded(spare(8), power: -size / 4, beside: [spare(4), spare(5)])
        guard isSmooth, settles else { return nil }
        balls.widen(spare(5), by: spare(8))
        return spare(5)
    }

    /// Whether a result is where it is not moved what it is close by, after its quotient was computed.
    func isContinuous(_ evaluate: (Step) -> Void, _ value: Int) -> Bool {
        evaluate(Step(sign: 0, exponent: 0))
        balls.subtract(value, spare(2), to: spare(9))
        balls.subtract(spare(3), value, to: spare(8))
        balls.subtract(spare(9), spare(8), to: spare(9))
        return balls.isSmall(spare(9), power: -balls.precision / 3)
            || balls.isBounded(spare(9), power: -balls.precision / 3, beside: [value, spare(2)])
    }

    /// The slope of a result to one side, by differences with a step h and h/2, the second of which is off by what the two
    /// differ by; see `quotient`.
    private func slope(
        of value: Int, isAbove: Bool, scale: Int, _ evaluate: (Step) -> Void
    ) -> Int? {
        let size = balls.precision / 3
        let sign = isAbove ? 1.0 : -1
        for (ordinal, step) in [(0.0, 0), (sign, -size), (sign, -size - 1)].enumerated() {
            evaluate(Step(sign: step.0, exponent: step.1))
            balls.set(spare(ordinal), to: value, of: balls)
        }
        for (ordinal, power) in [(1, size), (2, size + 1)] {
            let (left, right) = isAbove ? (ordinal, 0) : (0, ordinal)
            balls.subtract(spare(left), spare(right), to: spare(ordinal + 3))
            balls.scale(spare(ordinal + 3), by: power - scale, to: spare(ordinal + 3))
        }
        balls.subtract(spare(4), spare(5), to: spare(8))
        guard balls.isDefined(spare(8)) else { return nil }
        let settles =
            balls.isSmall(spare(8), power: -size * 3 / 4)
            || balls.isBounded(spare(8), power: -size / 2, beside: [spare(4), spare(5)])
        guard settles else { return nil }
        // By twice as much, to be on the safe side.
        for _ in 0..<2 { balls.widen(spare(5), by: spare(8)) }
        return spare(5)
    }

    /// The slopes that a derivative can have at a kink: by the chain rule with the slopes to each side of all that have one there.
    ///
    /// - Returns: nil where the value itself has no slope to both sides, or where that is not known.
    func slopes(of derivative: Int, _ inputs: Inputs) -> ClosedRange<Double>? {
        let movement = movement(of: derivative)
        let evaluation = movement.evaluation
        for isAbove in [false, true] {
            let slope = evaluation.slope(
                of: movement.value, isAbove: isAbove, scale: movement.scale.exponent
            ) { movement.evaluate($0, inputs) }
            if slope == nil { return nil }
        }
        movement.evaluate(Step(sign: 0, exponent: 0), inputs)
        var results = [Double](repeating: .nan, count: program.instructions.count)
        for index in movement.needed { results[index] = evaluation.balls.double(index) }
        var kinks: [Int: [(x: Double, y: Double)]] = [:]
        for index in movement.needed {
            guard case .operation(let operation, let first, let second) = program.instructions[index],
                operation.isPiecewise, !operation.isComparison
            else { continue }
            let order = second.map { evaluation.balls.order(first, $0) } ?? evaluation.balls.sign(of: first)
            if order ?? 0 != 0 { continue }
            let (x, y) = (results[first], results[second ?? first])
            let step = 0x1p-20 * max(abs(x), abs(y), 1)
            kinks[index] = [(x + step, y), (x - step, y)]
        }
        return program.tangents(of: movement.value, by: movement.variable, results, at: kinks)
    }
}
