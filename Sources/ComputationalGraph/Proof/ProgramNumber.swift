import Glibc
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
    static func power(_ base: Self, _ exponent: Self) -> Self
    func applying(_ function: Function) -> Self
}

extension Program {
    /// The result of every instruction.
    ///
    /// - Parameter inputs: a number for each input.
    func run<Number: ProgramNumber>(_ inputs: [Number]) -> [Number] {
        var results: [Number] = []
        results.reserveCapacity(instructions.count)
        for instruction in instructions {
            switch instruction {
            case .input(let ordinal): results.append(inputs[ordinal])
            case .constant(let number): results.append(Number(number))
            case .sum(let left, let right): results.append(results[left] + results[right])
            case .difference(let left, let right): results.append(results[left] - results[right])
            case .product(let left, let right): results.append(results[left] * results[right])
            case .quotient(let top, let bottom): results.append(results[top] / results[bottom])
            case .power(let base, let exponent): results.append(.power(results[base], results[exponent]))
            case .negation(let operand): results.append(-results[operand])
            case .function(let function, let argument): results.append(results[argument].applying(function))
            case .derivative(let value, let variable):
                results.append(tangent(of: value, by: variable, results))
            }
        }
        return results
    }

    /// The derivative of one result by an input, forward; undefined where it rests on another derivative.
    private func tangent<Number: ProgramNumber>(of value: Int, by variable: Int, _ results: [Number]) -> Number
    {
        var tangents: [Number?] = []
        tangents.reserveCapacity(value + 1)
        for index in 0...value {
            if index == variable {
                tangents.append(Number(1))
                continue
            }
            var tangent: Number?
            forEachPartial(of: index, results) { operand, partial in
                guard let inner = tangents[operand] else { return }
                let part = inner * partial()
                tangent = tangent.map { $0 + part } ?? part
            }
            tangents.append(tangent)
        }
        return tangents[value] ?? Number(0)
    }

    /// The derivatives of one result by every instruction, backward; nil where it does not depend on it.
    func adjoints<Number: ProgramNumber>(of value: Int, _ results: [Number]) -> [Number?] {
        var adjoints = [Number?](repeating: nil, count: value + 1)
        adjoints[value] = Number(1)
        for index in stride(from: value, through: 0, by: -1) {
            guard let outer = adjoints[index] else { continue }
            forEachPartial(of: index, results) { operand, partial in
                let part = outer * partial()
                adjoints[operand] = adjoints[operand].map { $0 + part } ?? part
            }
        }
        return adjoints
    }

    /// What an instruction takes, with the derivative of its result by each. These rules are the proof's own: the
    /// graph's are what it proves.
    @inline(__always)
    private func forEachPartial<Number: ProgramNumber>(
        of index: Int, _ results: [Number], _ body: (_ operand: Int, _ partial: () -> Number) -> Void
    ) {
        let z = results[index]
        switch instructions[index] {
        case .input, .constant: break
        case .sum(let left, let right):
            body(left) { Number(1) }
            body(right) { Number(1) }
        case .difference(let left, let right):
            body(left) { Number(1) }
            body(right) { Number(-1) }
        case .product(let left, let right):
            body(left) { results[right] }
            body(right) { results[left] }
        case .quotient(let top, let bottom):
            body(top) { Number(1) / results[bottom] }
            body(bottom) { -z / results[bottom] }
        case .power(let base, let exponent):
            let (x, y) = (results[base], results[exponent])
            body(base) { y * Number.power(x, y - Number(1)) }
            if case .constant = instructions[exponent] { break }
            body(exponent) { z * x.applying(.log) }
        case .negation(let operand): body(operand) { Number(-1) }
        case .function(let function, let argument): body(argument) { function.slope(results[argument], z) }
        case .derivative(let value, let variable):
            body(value) { .undefined }
            body(variable) { .undefined }
        }
    }
}

extension Function {
    /// The derivative at x, where the value is z.
    fileprivate func slope<Number: ProgramNumber>(_ x: Number, _ z: Number) -> Number {
        switch self {
        case .exp: z
        case .log: Number(1) / x
        case .sqrt: Number(1) / (z + z)
        case .sin: x.applying(.cos)
        case .cos: -x.applying(.sin)
        case .tan: Number(1) + z * z
        case .sinh: x.applying(.cosh)
        case .cosh: x.applying(.sinh)
        case .tanh: Number(1) - z * z
        }
    }
}

/// Doubles; what overflows is undefined like what has no value.
extension Double: ProgramNumber {
    init(_ number: Rational) { self = number.doubleValue }
    static var undefined: Double { .nan }
    var isDefined: Bool { isFinite }

    static func power(_ base: Double, _ exponent: Double) -> Double {
        // C's pow says that 1 to the power of anything is 1, and anything to the power of 0.
        base.isFinite && exponent.isFinite ? raise(base, to: exponent) : .nan
    }

    func applying(_ function: Function) -> Double {
        guard isFinite else { return .nan }
        return switch function {
        case .exp: Glibc.exp(self)
        case .log: Glibc.log(self)
        case .sqrt: squareRoot()
        case .sin: Glibc.sin(self)
        case .cos: Glibc.cos(self)
        case .tan: Glibc.tan(self)
        case .sinh: Glibc.sinh(self)
        case .cosh: Glibc.cosh(self)
        case .tanh: Glibc.tanh(self)
        }
    }
}
