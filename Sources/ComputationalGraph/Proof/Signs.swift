import Symbolic

/// What is known of the signs of a program's results wherever they have values.
struct Signs {
    private var facts: [Facts]
    /// What is known of their opposites.
    private var opposites: [Facts]
    private var evenConstants: Set<Int> = []

    /// - Parameter constraints: what holds of some results.
    init(_ program: Program, _ constraints: [Domain.Constraint]) {
        facts = Array(repeating: [], count: program.instructions.count)
        opposites = facts
        for constraint in constraints {
            note(constraint.requirement, constraint.register)
            // x > 0 says that x − 0 is positive.
            if case .operation(.difference, let left, let right?) = program.instructions[constraint.register],
                program.constant(right) == .zero
            {
                note(constraint.requirement, left)
            }
        }
        for index in program.instructions.indices {
            if let number = program.constant(index), number.isInteger, !number.fraction.isOdd {
                evenConstants.insert(index)
            }
        }
        for index in program.instructions.indices {
            let (known, opposite) = derived(index, program)
            facts[index].formUnion(known)
            opposites[index].formUnion(opposite)
            // Neither is 0 without the other.
            facts[index].formUnion(opposites[index].intersection(.nonzero))
            opposites[index].formUnion(facts[index].intersection(.nonzero))
        }
    }

    /// Whether a result is never 0.
    func isNeverZero(_ index: Int) -> Bool { facts[index].contains(.nonzero) }

    private mutating func note(_ requirement: Domain.Requirement, _ index: Int) {
        if case .sign(let known) = requirement { facts[index].formUnion(known) }
    }

    private func derived(_ index: Int, _ program: Program) -> (facts: Facts, opposite: Facts) {
        switch program.instructions[index] {
        case .input, .derivative: return ([], [])
        case .named(let operation): return (operation.facts(of: []), [])
        case .constant(let ordinal):
            let number = program.constants[ordinal]
            let nonzero: Facts = number == .zero ? [] : .nonzero
            return (
                number.isNegative ? nonzero : nonzero.union(.nonnegative),
                number.isNegative || number == .zero ? nonzero.union(.nonnegative) : nonzero
            )
        case .operation(let operation, let first, let second):
            let (x, y) = (facts[first], facts[second ?? first])
            let (minusX, minusY) = (opposites[first], opposites[second ?? first])
            switch operation {
            case .sum: return (sum(x, y), sum(minusX, minusY))
            case .difference: return (sum(x, minusY), sum(minusX, y))
            case .negation: return (minusX, x)
            case .product:
                let square: Facts = first == second ? .nonnegative : []
                return (
                    x.intersection(y).union(minusX.intersection(minusY)).union(square),
                    x.intersection(minusY).union(minusX.intersection(y))
                )
            case .quotient:
                // What it divides by is not 0.
                let (y, minusY) = (y.union(.nonzero), minusY.union(.nonzero))
                return (
                    x.intersection(y).union(minusX.intersection(minusY)),
                    x.intersection(minusY).union(minusX.intersection(y))
                )
            case .power:
                let isEven = evenConstants.contains(second!)
                return (x.union(isEven ? .nonnegative : []), isEven ? minusX.intersection(.nonzero) : [])
            default: return (operation.facts(of: second == nil ? [x] : [x, y]), [])
            }
        }
    }

    private func sum(_ x: Facts, _ y: Facts) -> Facts {
        x.contains(.nonnegative) && y.contains(.nonnegative) ? x.union(y) : []
    }
}

extension String {
    /// Whether a whole number in decimal digits is odd.
    fileprivate var isOdd: Bool { last.map { "13579".contains($0) } ?? false }
}
