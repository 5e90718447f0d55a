import Precision
import Symbolic

/// A program's results in some hundred bits, each with a bound on its error.
final class ProgramBalls {
    let program: Program
    /// A result for each instruction; behind them are the spare registers.
    let balls: Balls
    /// Other registers, in which what a derivative is of is moved.
    private lazy var moved = ProgramBalls(program)
    /// For each derivative, the instructions that its value needs.
    private var needed: [Int: [Int]] = [:]

    /// Which results are 0 because conditions are false.
    private var isRuledOut: [Bool]

    static let leastPrecision = 192
    static let mostPrecision = 6144

    /// Sets the register of an input by its ordinal.
    typealias Inputs = (_ ordinal: Int, _ register: Int, _ balls: Balls) -> Void

    init(_ program: Program) {
        self.program = program
        isRuledOut = Array(repeating: false, count: program.hasConditions ? program.instructions.count : 0)
        balls = Balls(count: program.instructions.count + 16, precision: Self.leastPrecision)
    }

    /// A register that no instruction uses: the first ten are those of `quotient`, the others a caller's.
    func spare(_ ordinal: Int) -> Int { program.instructions.count + ordinal }

    /// Computes instructions.
    ///
    /// - Parameters:
    ///   - needed: the instructions, in order; all they use have been computed, or are among them.
    ///   - forced: what some of them are to be instead.
    func run(_ needed: some Sequence<Int>, forcing forced: [Int: Double] = [:], _ inputs: Inputs) {
        for index in needed {
            if !forced.isEmpty, let value = forced[index] {
                balls.set(index, to: value)
                noteCondition(index)
                continue
            }
            if program.conditionality[index] == .conditional {
                isRuledOut[index] = program.isRuledOut(index) { isRuledOut[$0] }
                if isRuledOut[index] {
                    balls.set(index, to: 0.0)
                    continue
                }
            }
            switch program.instructions[index] {
            case .input(let ordinal): inputs(ordinal, index, balls)
            case .constant(let ordinal): balls.set(index, to: program.constants[ordinal])
            case .named(let operation): operation.apply(to: balls, index, index, to: index)
            case .operation(let operation, let x, let y):
                operation.apply(to: balls, x, y ?? x, to: index)
            case .derivative: differentiate(index, inputs)
            }
            noteCondition(index)
        }
    }

    private func noteCondition(_ index: Int) {
        if program.conditionality[index] == .condition { isRuledOut[index] = balls.sign(of: index) == 0 }
    }

    private func differentiate(_ derivative: Int, _ inputs: Inputs) {
        let movement = movement(of: derivative)
        let evaluation = movement.evaluation
        evaluation.balls.hasAbsorbed = false
        let quotient = evaluation.quotient(of: movement.value, scale: movement.scale.exponent) {
            movement.evaluate($0, inputs)
        }
        if let quotient,
            !movement.hasJumps || evaluation.isContinuous({ movement.evaluate($0, inputs) }, movement.value)
        {
            balls.set(derivative, to: quotient, of: evaluation.balls)
        } else {
            // At a kink or at the edge of where the value is defined, which says nothing.
            balls.setUnknown(derivative)
        }
        if evaluation.balls.hasAbsorbed { balls.hasAbsorbed = true }
    }

    /// What a derivative is of, in other registers, and what it is by.
    struct Movement {
        let evaluation: ProgramBalls
        let value: Int
        let variable: Int
        let needed: [Int]
        let scale: Scale

        /// Whether the value may be another at a single point.
        var hasJumps: Bool {
            needed.contains { index in
                guard case .operation(let operation, _, _) = evaluation.program.instructions[index] else {
                    return false
                }
                return operation.isComparison || operation == .sign
            }
        }

        /// Computes the value with what it is differentiated by moved.
        func evaluate(_ step: Step, _ inputs: Inputs) {
            evaluation.run(needed) { ordinal, register, balls in
                if register == variable {
                    step.set(register, in: balls, scale: scale)
                } else {
                    inputs(ordinal, register, balls)
                }
            }
        }
    }

    func movement(of derivative: Int) -> Movement {
        guard case .derivative(let value, let variable, let place) = program.instructions[derivative] else {
            preconditionFailure("only derivatives are")
        }
        let needed = needed[derivative] ?? program.needed(for: [value])
        self.needed[derivative] = needed
        moved.balls.setPrecision(balls.precision)
        // What is close to 0, such as exp(-50), is moved by a part of itself.
        let scale = Scale(significand: 1, exponent: min(balls.exponent(of: place) ?? 0, 0))
        return Movement(
            evaluation: moved, value: value, variable: variable, needed: needed, scale: scale)
    }

    /// How far something is moved: ±2^`exponent`.
    struct Step {
        let sign: Double
        let exponent: Int

        func set(_ register: Int, in balls: Balls, scale: Scale = .one) {
            balls.set(register, to: sign * scale.significand, times: exponent + scale.exponent)
        }
    }

    /// A factor of any size.
    struct Scale {
        let significand: Double
        let exponent: Int

        static let one = Scale(significand: 1, exponent: 0)
    }
}

extension Balls {
    /// The one place where exact numbers become balls.
    func set(_ register: Int, to number: Rational) {
        if let integer = number.integer, let double = Double(exactly: integer) {
            set(register, to: double)
        } else {
            set(register, numerator: number.numerator.fraction, denominator: number.denominator.fraction)
        }
    }
}
