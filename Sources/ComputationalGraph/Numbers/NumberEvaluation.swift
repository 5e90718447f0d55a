import Precision
import Symbolic

/// What a program comes to at given numbers: exactly where the operations allow it, else so precisely that every digit that
/// is written is right.
struct NumberEvaluation {
    /// Why there is no number.
    enum Failure: Error, Hashable {
        /// An input that it rests on has none.
        case missing
        /// An operation has no value, here or in what it rests on.
        case undefined
        /// It is beyond all that can be written, or nearer to 0.
        case tooLarge, tooSmall
        /// It can't be told, as whether a number is 0.
        case unclear
    }

    typealias Result = Swift.Result<Number, Failure>

    private enum State {
        case exact(Rational)
        /// In a register, of which this precision may say nothing.
        case ball
        case failed(Failure)
    }

    /// Those that are wanted.
    private(set) var results: [Int: Result] = [:]
    private let program: Program
    private let balls: Balls
    private var states: [State?]
    /// Which results are 0 because conditions are false.
    private(set) var isRuledOut: [Bool]
    /// Which registers hold their number at the present precision.
    private var isSet: [Bool] = []

    private static let digits = 30
    /// Thirty digits are right where the radius is less than this part of a number.
    private static let power = -104
    private static let precisions = [192, 384, 768, 1536, 3072]

    /// - Parameters:
    ///   - inputs: a number for each input of the program, or for some of them.
    ///   - wanted: the instructions whose results are to be known.
    init(_ program: Program, _ inputs: [Rational?], wanted: [Int]) {
        self.program = program
        let count = program.instructions.count
        states = Array(repeating: nil, count: count)
        isRuledOut = Array(repeating: false, count: count)
        balls = Balls(count: count, precision: Self.precisions[0])
        var wanted = Set(wanted).sorted()
        for precision in Self.precisions where !wanted.isEmpty {
            balls.setPrecision(precision)
            isSet = Array(repeating: false, count: count)
            for index in program.needed(for: wanted) { run(index, inputs) }
            for index in wanted { results[index] = result(index) }
            wanted = wanted.filter { results[$0] == nil }
        }
        for index in wanted {
            // What so many bits don't tell from 0 is 0, unless that is because there was much larger beside it.
            results[index] =
                balls.isSmall(index, power: -1100)
                ? .success(Number(0, isExact: false)) : .failure(.unclear)
        }
    }

    private mutating func run(_ index: Int, _ inputs: [Rational?]) {
        if program.isRuledOut(index, { isRuledOut[$0] }) {
            isRuledOut[index] = true
            states[index] = .exact(0)
            return
        }
        switch (states[index], program.instructions[index]) {
        case (.exact, _), (.failed, _): break
        case (_, .input(let ordinal)): states[index] = inputs[ordinal].map(State.exact) ?? .failed(.missing)
        case (_, .constant(let ordinal)): states[index] = .exact(program.constants[ordinal])
        case (_, .named(let operation)): states[index] = state(of: operation, index, index, to: index)
        case (_, .operation(let operation, let x, let y)):
            states[index] =
                failure(of: [x, y ?? x]).map(State.failed) ?? state(of: operation, x, y ?? x, to: index)
        case (_, .derivative): preconditionFailure("difference quotients are no part of what is evaluated")
        }
        if program.conditionality[index] == .condition { isRuledOut[index] = exact(index) == .zero }
    }

    /// Why operands have no number: first of all because there is none.
    private func failure(of operands: [Int]) -> Failure? {
        let failures = operands.compactMap { operand in
            if case .failed(let failure)? = states[operand] { failure } else { nil }
        }
        return failures.first { $0 != .missing } ?? failures.first
    }

    private mutating func state(of operation: Operation, _ x: Int, _ y: Int, to index: Int) -> State {
        if let left = exact(x), let right = exact(y) {
            do {
                if let value = try operation.exactValue(left, right) { return .exact(value) }
            } catch {
                return .failed(.undefined)
            }
        }
        setBall(x)
        setBall(y)
        balls.hasOverflowed = false
        operation.apply(to: balls, x, y, to: index)
        isSet[index] = true
        if balls.isUndefined(index) { return .failed(.undefined) }
        if balls.hasOverflowed { return .failed(.tooLarge) }
        // exp(0) is 1, and 0 times anything is 0.
        return balls.exactDouble(index).flatMap(Rational.init(exactly:)).map(State.exact) ?? .ball
    }

    private func exact(_ register: Int) -> Rational? {
        if case .exact(let value)? = states[register] { value } else { nil }
    }

    private mutating func setBall(_ register: Int) {
        guard !isSet[register], let number = exact(register) else { return }
        balls.set(register, to: number)
        isSet[register] = true
    }

    /// What is known at the present precision; nil if that is not enough.
    private func result(_ index: Int) -> Result? {
        switch states[index] {
        case .exact(let value): return .success(Number(value))
        case .failed(let failure): return .failure(failure)
        case .ball, nil: break
        }
        guard balls.isPrecise(index, power: Self.power),
            let decimal = balls.decimal(index, digits: Self.digits)
        else { return nil }
        let sign = decimal.isNegative ? "-" : ""
        return Rational(decimal: "\(sign)\(decimal.digits)e\(decimal.exponent - Self.digits)")
            .map { .success(Number($0, isExact: false)) }
            ?? .failure(decimal.exponent > 0 ? .tooLarge : .tooSmall)
    }
}
