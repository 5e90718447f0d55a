import Diagnostics
import Precision
import Symbolic
import TestSupport
import Testing

/// What holds of every row of the table of operations: a new function is tested by being there.
@Suite struct OperationTests {
    /// Numbers on both sides of every edge, and on it.
    private static let numbers = [-2.5, -1, -0.375, 0, 0.625, 1, 3]

    private static let all = Operation.allCases.flatMap { operation in
        operands(operation.arity ?? 3).map { (operation, $0) }
    }

    private static func operands(_ count: Int) -> [[Double]] {
        count == 0 ? [[]] : operands(count - 1).flatMap { rest in numbers.map { rest + [$0] } }
    }

    private func formula(_ operation: Operation) -> (value: Expression, derivatives: [Expression]) {
        operation.rule((0..<(operation.arity ?? 3)).map { .symbol(Symbol("x", $0)) }, .symbol(Symbol("z")))
    }

    /// The value in 400 bits, which stay in the last register; the first is lost.
    private func compute(_ operation: Operation, _ balls: Balls) {
        let (count, result) = (operation.arity ?? 3, balls.count - 1)
        operation.apply(to: balls, 0, min(1, count - 1), to: result)
        for operand in 2..<max(count, 2) { operation.apply(to: balls, result, operand, to: result) }
        guard operation == .mean else { return }
        balls.set(0, to: Double(count))
        balls.divide(result, 0, to: result)
    }

    @Test func `the value is that in high precision, and that of the formula`() {
        for (operation, x) in Self.all {
            let balls = Balls(count: x.count + 1, precision: 400)
            for (register, number) in x.enumerated() { balls.set(register, to: number) }
            compute(operation, balls)
            let value = operation.value(x)
            #expect(value.isFinite == balls.isDefined(x.count), "\(operation) of \(x)")
            if value.isFinite {
                #expect(
                    abs(value - balls.double(x.count)) <= 1e-14 * max(1, abs(value)), "\(operation) of \(x)")
            }
            let formula = formula(operation).value.evaluate { x[$0.indices[0].value!] }
            #expect(formula == value || !formula.isFinite && !value.isFinite, "\(operation) of \(x)")
        }
    }

    @Test func `a value is where the domain says, and its sign is what is said of it`() {
        for (operation, x) in Self.all {
            let exponent = x.last.map { (isInteger: $0 == $0.rounded(), isNegative: $0 < 0) }
            let domain = operation.domain(exponent: exponent)
            let isInside = domain.map { x[$0.operand].has($0.facts) } ?? true
            let value = operation.value(x)
            #expect(value.isFinite == isInside, "\(operation) of \(x)")
            guard operation.isFunction, operation.arity == 1, value.isFinite else { continue }
            for facts: Facts in [[], .nonzero, .nonnegative, .positive] {
                if x[0].has(facts) { #expect(value.has(operation.facts(of: [facts])), "\(operation) of \(x)") }
                if value.has(facts) {
                    #expect(x[0].has(operation.argumentFacts(of: facts)), "\(operation) of \(x)")
                }
            }
        }
    }

    /// Whether there is a kink where any two of the operands stand, as they are taken one after the other.
    private func isAtKink(_ operation: Operation, _ x: [Double]) -> Bool {
        guard operation.arity == nil else { return operation.isKink(x[0], x[1 % x.count]) }
        return x.indices.dropFirst().contains { operation.isKink(operation.value(Array(x[..<$0])), x[$0]) }
    }

    @Test func `what is known of several operands is true of the value`() {
        let facts: [Facts] = [[], .nonzero, .nonnegative, .positive]
        for (operation, x) in Self.all where operation.isFunction && operation.arity == nil {
            let value = operation.value(x)
            for first in facts where x[0].has(first) {
                for second in facts where x[1].has(second) {
                    for third in facts where x[2].has(third) {
                        #expect(value.has(operation.facts(of: [first, second, third])), "\(operation) of \(x)")
                    }
                }
            }
        }
    }

    /// By central differences with steps of 2⁻¹⁰⁰, which differ from the derivative by some 2⁻²⁰⁰ of its size.
    @Test func `the derivatives are what differences of the value tend to`() {
        for (operation, x) in Self.all where operation.value(x).isFinite {
            let z = operation.value(x)
            for (operand, derivative) in formula(operation).derivatives.enumerated() {
                let balls = Balls(count: x.count + 3, precision: 400)
                let (result, kept, step) = (x.count + 2, x.count + 1, x.count)
                for sign in [-1.0, 1] {
                    for (register, number) in x.enumerated() { balls.set(register, to: number) }
                    balls.set(step, to: sign, times: -100)
                    balls.add(operand, step, to: operand)
                    compute(operation, balls)
                    if sign < 0 { balls.set(kept, to: result, of: balls) }
                }
                balls.subtract(result, kept, to: result)
                balls.scale(result, by: 99, to: result)
                let claimed = derivative.evaluate { $0.name == "z" ? z : x[$0.indices[0].value!] }
                guard balls.isDefined(result), !isAtKink(operation, x) else {
                    #expect(
                        !claimed.isFinite || operation == .power || operation.isPiecewise,
                        "\(operation) of \(x) has no derivative")
                    continue
                }
                // log(x) in the derivative by an exponent is one of positive numbers.
                if !claimed.isFinite, operation == .power { continue }
                let difference = balls.double(result)
                #expect(
                    abs(claimed - difference) <= 1e-13 * max(1, abs(difference)),
                    "\(operation) of \(x) by \(operand)")
            }
        }
    }

    @Test(arguments: Operation.allCases)
    func `what is printed is read as the same`(operation: Operation) throws {
        let names = ["a", "b", "c"].prefix(operation.arity ?? 3).map { Expression.symbol(Symbol($0)) }
        // Each operation within each, at every place.
        for inner in Operation.allCases {
            let part = inner.formula((0..<(inner.arity ?? 2)).map { .symbol(Symbol("x", $0)) })
            for place in names.indices {
                var operands = names
                operands[place] = part
                let formula = operation.formula(operands)
                let read = try Formula(SourceSlice(formula.plain)).instantiate()
                #expect(read.plain == formula.plain)
                #expect(Meaning(read).value == Meaning(formula).value, "\(formula)")
            }
        }
    }

    @Test(arguments: Operation.functions)
    func `a function has a name that formulas know`(function: Operation) throws {
        let names = Array(["x", "y", "z"].prefix(function.arity ?? 3))
        #expect(
            try Formula(SourceSlice("\(function.name)(\(names.joined(separator: ", ")))")).instantiate()
                == .operation(function, names.map { .symbol(Symbol($0)) }))
    }
}

extension Double {
    fileprivate func has(_ facts: Facts) -> Bool {
        (self != 0 || !facts.contains(.nonzero)) && (self >= 0 || !facts.contains(.nonnegative))
    }
}
