import Symbolic

/// What is known of the signs of a program's results wherever they have values.
struct Signs {
    private var facts: [Facts]
    private var evenConstants: Set<Int> = []

    /// - Parameter constraints: what holds of some results.
    init(_ program: Program, _ constraints: [Domain.Constraint]) {
        facts = Array(repeating: [], count: program.instructions.count)
        for constraint in constraints {
            note(constraint.requirement, constraint.register)
            // x > 0 says that x − 0 is positive.
            if case .operation(.difference, let left, let right?) = program.instructions[constraint.register],
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
            facts[index].formUnion(derived(program.instructions[index]))
        }
    }

    /// Whether a result is never 0.
    func isNeverZero(_ index: Int) -> Bool { facts[index].contains(.nonzero) }

    private mutating func note(_ requirement: Domain.Requirement, _ index: Int) {
        if case .sign(let known) = requirement { facts[index].formUnion(known) }
    }

    private func derived(_ instruction: Program.Instruction) -> Facts {
        switch instruction {
        case .input, .derivative: return []
        case .named(let operation): return operation.facts(of: [])
        case .constant(let number):
            return Facts.positive.subtracting(
                number == .zero ? .nonzero : number.isNegative ? .nonnegative : [])
        case .operation(let operation, let first, let second):
            let (x, y) = (facts[first], facts[second ?? first])
            switch operation {
            case .sum:
                let isNonnegative = x.contains(.nonnegative) && y.contains(.nonnegative)
                return isNonnegative ? x.union(y) : []
            case .difference: return []
            case .negation: return x.intersection(.nonzero)
            case .product: return x.intersection(y).union(first == second ? .nonnegative : [])
            case .quotient: return x.intersection(y.union(.nonzero))
            case .power: return x.union(evenConstants.contains(second!) ? .nonnegative : [])
            default: return operation.facts(of: second == nil ? [x] : [x, y])
            }
        }
    }
}

extension String {
    /// Whether a whole number in decimal digits is odd.
    fileprivate var isOdd: Bool { last.map { "13579".contains($0) } ?? false }
}
