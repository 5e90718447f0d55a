import Symbolic

/// What is known of the signs of a program's results wherever they have values.
struct Signs {
    private var isNotZero: [Bool]
    private var isNotNegative: [Bool]
    private var evenConstants: Set<Int> = []

    /// - Parameter constraints: what holds of some results.
    init(_ program: Program, _ constraints: [Domain.Constraint]) {
        let count = program.instructions.count
        (isNotZero, isNotNegative) = (
            Array(repeating: false, count: count), Array(repeating: false, count: count)
        )
        for constraint in constraints {
            note(constraint.requirement, constraint.register)
            // x > 0 says that x − 0 is positive.
            if case .difference(let left, let right) = program.instructions[constraint.register],
                program.instructions[right] == .constant(0)
            {
                note(constraint.requirement, left)
            }
        }
        for (index, instruction) in program.instructions.enumerated() {
            if case .constant(let number) = instruction, number.isInteger, !number.fraction.isOdd {
                evenConstants.insert(index)
            }
        }
        for index in program.instructions.indices {
            let (notZero, notNegative) = derived(program.instructions[index])
            isNotZero[index] = isNotZero[index] || notZero
            isNotNegative[index] = isNotNegative[index] || notNegative
        }
    }

    /// Whether a result is never 0.
    func isNeverZero(_ index: Int) -> Bool { isNotZero[index] }

    private mutating func note(_ requirement: Domain.Requirement, _ index: Int) {
        switch requirement {
        case .zero: break
        case .positive: (isNotZero[index], isNotNegative[index]) = (true, true)
        case .notNegative: isNotNegative[index] = true
        case .notZero: isNotZero[index] = true
        }
    }

    private func derived(_ instruction: Program.Instruction) -> (notZero: Bool, notNegative: Bool) {
        switch instruction {
        case .input, .difference, .derivative: return (false, false)
        case .constant(let number): return (number != .zero, !number.isNegative)
        case .sum(let left, let right):
            let notNegative = isNotNegative[left] && isNotNegative[right]
            return (notNegative && (isNotZero[left] || isNotZero[right]), notNegative)
        case .product(let left, let right):
            return (
                isNotZero[left] && isNotZero[right],
                left == right || isNotNegative[left] && isNotNegative[right]
            )
        case .quotient(let top, let bottom):
            return (isNotZero[top], isNotNegative[top] && isNotNegative[bottom])
        case .power(let base, let exponent):
            return (isNotZero[base], isNotNegative[base] || evenConstants.contains(exponent))
        case .negation(let operand): return (isNotZero[operand], false)
        case .function(let function, let argument):
            switch function {
            case .exp, .cosh: return (true, true)
            case .sqrt: return (isNotZero[argument], true)
            case .sinh, .tanh: return (isNotZero[argument], isNotNegative[argument])
            case .log, .sin, .cos, .tan: return (false, false)
            }
        }
    }

}

extension String {
    /// Whether a whole number in decimal digits is odd.
    fileprivate var isOdd: Bool { last.map { "13579".contains($0) } ?? false }
}
