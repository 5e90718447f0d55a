import Symbolic
import Testing

@testable import ComputationalGraph

@Suite struct ProgramTests {
    /// Of three operands, so that sums and products are made of two instructions.
    @Test(arguments: Operation.allCases)
    func `a program differentiates each operation as its row says`(operation: Operation) {
        let x = [1.25, 0.5, 3].prefix(operation.arity ?? 3).map { $0 }
        var program = Program()
        let inputs = x.map { _ in program.input() }
        let value = program.append(operation, inputs)
        let results = program.run(x)
        let adjoints = program.adjoints(of: value, results)
        let rule = operation.rule(x.indices.map { .symbol(Symbol("x", $0)) }, .symbol(Symbol("z")))
        #expect(results[value] == operation.value(x))
        for (input, derivative) in zip(inputs, rule.derivatives) {
            let expected = derivative.evaluate { $0.indices.first?.value.map { x[$0] } ?? results[value] }
            #expect(abs(adjoints[input]! - expected) < 1e-15 * max(1, abs(expected)))
        }
    }

    /// Over a prime field a derivative is the same polynomial in the operands and the value.
    @Test(arguments: Operation.allCases)
    func `derivatives over a prime field are those of the row`(operation: Operation) {
        // Which of three values is the largest says no chain of two.
        let isExtremum = operation == .max || operation == .min
        let x = [7, 11, 13].prefix(operation.arity ?? (isExtremum ? 2 : 3)).map { PrimeField(word: $0) }
        var program = Program()
        let inputs = x.map { _ in program.input() }
        let value = program.append(operation, inputs)
        let z = program.input()
        let rule = operation.rule(x.indices.map { .symbol(Symbol("x", $0)) }, .symbol(Symbol("z")))
        let derivatives = rule.derivatives.map { derivative in
            program.append(derivative) { $0.indices.first?.value.map { inputs[$0] } ?? z }
        }
        let values = program.run(x + [PrimeField.zero])
        let results = program.run(x + [values[value]])
        let adjoints = program.adjoints(of: value, results)
        for (input, derivative) in zip(inputs, derivatives) { #expect(adjoints[input] == results[derivative]) }
    }
}
