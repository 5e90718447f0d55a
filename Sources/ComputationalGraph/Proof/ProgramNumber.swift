import Symbolic

/// Numbers that a program runs on. What has no value is undefined, and so is all that is computed from it.
protocol ProgramNumber: Equatable {
    init(_ number: Rational)
    static var undefined: Self { get }
    var isDefined: Bool { get }
    static func + (left: Self, right: Self) -> Self
    static func - (left: Self, right: Self) -> Self
    static func * (left: Self, right: Self) -> Self
    static func / (left: Self, right: Self) -> Self
    static prefix func - (operand: Self) -> Self
    /// A power or a function of x; y is the exponent.
    static func value(of operation: Operation, _ x: Self, _ y: Self) -> Self
}

extension Operation {
    /// The value on two numbers, or on x.
    @inline(__always)
    fileprivate func value<Number: ProgramNumber>(_ x: Number, _ y: Number) -> Number {
        switch self {
        case .sum: x + y
        case .difference: x - y
        case .negation: -x
        case .product: x * y
        case .quotient: x / y
        default: Number.value(of: self, x, y)
        }
    }

    /// A derivative of an operation: in a program that takes x, y and the value, one of these, a number, or what the last
    /// instruction computes.
    fileprivate final class Partial: Sendable {
        let formula: Program.Instruction
        let program: Program

        init(_ formula: Program.Instruction, _ program: Program) {
            self.formula = formula
            self.program = program
        }
    }

    /// The derivatives by x and y of each operation.
    fileprivate static let partials = allCases.map { operation in
        (0..<(operation.arity ?? 2)).map { operand in
            var program = Program()
            let inputs = (0..<3).map { _ in program.input() }
            let x = (0..<(operation.arity ?? 2)).map { Expression.symbol(Symbol("x", $0)) }
            let derivative = operation.rule(x, .symbol(Symbol("z"))).derivatives[operand]
            let result = program.append(derivative) { inputs[$0.indices.first?.value ?? 2] }
            return Partial(program.instructions[result], program)
        }
    }
}

extension Program {
    /// The result of every instruction.
    ///
    /// - Parameters:
    ///   - inputs: a number for each input.
    ///   - isWanted: for each instruction, whether its result is looked at; the others have none.
    func run<Number: ProgramNumber>(_ inputs: [Number], isWanted: [Bool]? = nil) -> [Number] {
        var results: [Number] = []
        results.reserveCapacity(instructions.count)
        var isRuledOut = [Bool](repeating: false, count: hasConditions ? instructions.count : 0)
        for (index, instruction) in instructions.enumerated() {
            if let isWanted, !isWanted[index] {
                results.append(.undefined)
                continue
            }
            if conditionality[index] == .conditional, self.isRuledOut(index, { isRuledOut[$0] }) {
                isRuledOut[index] = true
                results.append(Number(0))
                continue
            }
            switch instruction {
            case .input(let ordinal): results.append(inputs[ordinal])
            case .constant(let ordinal): results.append(Number(constants[ordinal]))
            case .named(let operation): results.append(.value(of: operation, Number(1), Number(1)))
            case .operation(let operation, let x, let y):
                results.append(operation.value(results[x], results[y ?? x]))
            case .derivative: results.append(tangent(index, results, isRuledOut))
            }
            if conditionality[index] == .condition { isRuledOut[index] = results[index] == Number(0) }
        }
        return results
    }

    /// A derivative, forward; undefined where it rests on another one.
    ///
    /// - Parameter isRuledOut: which results are 0 because conditions are false.
    private func tangent<Number: ProgramNumber>(_ derivative: Int, _ results: [Number], _ isRuledOut: [Bool])
        -> Number
    {
        let path = paths[derivative]!
        guard let first = path.first, let last = path.last else { return Number(0) }
        var tangents = [Number?](repeating: nil, count: last - first + 1)
        tangents[0] = Number(1)
        for index in path.dropFirst() {
            if conditionality[index] == .conditional, isRuledOut[index] { continue }
            var tangent: Number?
            forEachPartial(of: index, results) { operand, partial in
                guard operand >= first, let inner = tangents[operand - first] else { return }
                let part = inner * partial()
                tangent = tangent.map { $0 + part } ?? part
            }
            tangents[index - first] = tangent
        }
        return tangents[last - first] ?? Number(0)
    }

    /// All that the derivative of one result by an input can be by the chain rule, where some operations have a kink.
    ///
    /// - Parameter kinks: for those, operands on each side.
    func tangents(
        of value: Int, by variable: Int, _ results: [Double], at kinks: [Int: [(x: Double, y: Double)]]
    ) -> ClosedRange<Double>? {
        var tangents: [(least: Double, most: Double)?] = []
        tangents.reserveCapacity(value + 1)
        let isRuledOut = ruledOut(results)
        for index in 0...value {
            if index == variable {
                tangents.append((1, 1))
                continue
            }
            if conditionality[index] == .conditional, isRuledOut[index] {
                tangents.append(nil)
                continue
            }
            // By operand; one that is taken twice adds up.
            var slopes: [(operand: Int, least: Double, most: Double)] = []
            for (side, moved) in ([nil] + (kinks[index] ?? []).map { $0 }).enumerated() {
                var place = 0
                forEachPartial(of: index, results, moved: moved) { operand, partial in
                    if tangents[operand] == nil { return }
                    let slope = partial()
                    if side == 0 {
                        slopes.append((operand, slope, slope))
                    } else {
                        slopes[place].least = min(slopes[place].least, slope)
                        slopes[place].most = max(slopes[place].most, slope)
                    }
                    place += 1
                }
            }
            if slopes.isEmpty {
                tangents.append(nil)
                continue
            }
            var (least, most) = (0.0, 0.0)
            for (operand, low, high) in slopes {
                let inner = tangents[operand]!
                let ends = [inner.least * low, inner.least * high, inner.most * low, inner.most * high]
                least += ends.min()!
                most += ends.max()!
            }
            tangents.append((least, most))
        }
        let (least, most) = tangents[value] ?? (0, 0)
        return least.isFinite && most.isFinite ? least...most : nil
    }

    /// The derivatives of one result by every instruction, backward; nil where it does not depend on it.
    func adjoints<Number: ProgramNumber>(of value: Int, _ results: [Number]) -> [Number?] {
        var adjoints = [Number?](repeating: nil, count: value + 1)
        adjoints[value] = Number(1)
        let isRuledOut = ruledOut(results)
        for index in stride(from: value, through: 0, by: -1) {
            guard let outer = adjoints[index] else { continue }
            // What is 0 because a condition is false stays so.
            if conditionality[index] == .conditional, isRuledOut[index] { continue }
            forEachPartial(of: index, results) { operand, partial in
                let part = outer * partial()
                adjoints[operand] = adjoints[operand].map { $0 + part } ?? part
            }
        }
        return adjoints
    }

    /// What an instruction takes, with the derivative of its result by each.
    @inline(__always)
    private func forEachPartial<Number: ProgramNumber>(
        of index: Int, _ results: [Number], moved: (x: Number, y: Number)? = nil,
        _ body: (_ operand: Int, _ partial: () -> Number) -> Void
    ) {
        switch instructions[index] {
        case .input, .constant, .named: break
        case .operation(let operation, let x, let y):
            let partials = Operation.partials[Int(operation.rawValue)]
            func partial(_ operand: Int) -> Number {
                let (left, right) = moved ?? (results[x], results[y ?? x])
                let partial = partials[operand]
                return switch partial.formula {
                case .input(0): left
                case .input(1): right
                case .input: results[index]
                case .constant(let ordinal): Number(partial.program.constants[ordinal])
                default: partial.program.run([left, right, results[index]]).last!
                }
            }
            body(x) { partial(0) }
            guard let y else { break }
            // The derivative of a power by its exponent has a value for a positive base only.
            if operation == .power, case .constant = instructions[y] { break }
            body(y) { partial(1) }
        case .derivative(let value, let variable, _):
            body(value) { .undefined }
            body(variable) { .undefined }
        }
    }
}

/// Doubles; what overflows is undefined like what has no value.
extension Double: ProgramNumber {
    init(_ number: Rational) { self = number.doubleValue }
    static var undefined: Double { .nan }
    var isDefined: Bool { isFinite }

    static func value(of operation: Operation, _ x: Double, _ y: Double) -> Double {
        // C's pow says that 1 to the power of anything is 1, and anything to the power of 0.
        x.isFinite && y.isFinite ? operation.value(x, y) : .nan
    }
}
