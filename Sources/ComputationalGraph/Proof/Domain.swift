import Diagnostics
import Symbolic

/// Where a program has values, and where the assumptions hold.
struct Domain {
    /// What must be true of a result.
    enum Requirement {
        case zero, positive, notNegative, notZero

        func isMet(by value: Double) -> Bool {
            switch self {
            case .zero: value == 0
            case .positive: value > 0
            case .notNegative: value >= 0
            case .notZero: value != 0
            }
        }
    }

    struct Constraint {
        let register: Int
        let requirement: Requirement
        /// What it comes from; nil where an operation asks for it.
        let assumption: Assumption?
        /// The two sides of an assumption.
        let sides: (left: Int, right: Int)?
    }

    let program: Program
    /// The instruction of each input that is to be chosen.
    let inputs: [(symbol: Symbol, register: Int)]
    /// The place of an input among `inputs`, by its ordinal in the program.
    private(set) var indexOfOrdinal: [Int: Int] = [:]
    /// What operations ask for, in their order, then the assumptions.
    private(set) var constraints: [Constraint] = []
    /// The instructions that must have values.
    let required: [Int]

    typealias Assumption = Scope.Assumption

    /// - Parameter required: the results that must have values.
    init(
        _ program: Program, inputs: [(symbol: Symbol, register: Int)],
        assumptions: [(assumption: Assumption, left: Int, right: Int, difference: Int)], required: [Int]
    ) {
        self.program = program
        self.inputs = inputs
        let sides = assumptions.flatMap { [$0.left, $0.right, $0.difference] }
        self.required = program.needed(for: required + sides)
        for (index, input) in inputs.enumerated() {
            if case .input(let ordinal) = program.instructions[input.register] {
                indexOfOrdinal[ordinal] = index
            }
        }
        let varies = program.dependents(on: Set(inputs.map(\.register)))
        let constants = program.run([Double](repeating: 0, count: program.inputCount))
        for index in self.required { addConstraint(of: index) { varies[$0] ? nil : constants[$0] } }
        for (assumption, left, right, difference) in assumptions {
            constraints.append(
                Constraint(
                    register: difference, requirement: assumption.relation.requirement, assumption: assumption,
                    sides: (left, right)))
        }
    }

    /// - Parameter constant: the value of an instruction that no input changes.
    private mutating func addConstraint(of index: Int, _ constant: (Int) -> Double?) {
        func add(_ register: Int, _ requirement: Requirement) {
            constraints.append(
                Constraint(register: register, requirement: requirement, assumption: nil, sides: nil))
        }
        switch program.instructions[index] {
        case .quotient(_, let bottom): add(bottom, .notZero)
        case .function(.log, let argument): add(argument, .positive)
        case .function(.sqrt, let argument): add(argument, .notNegative)
        case .power(let base, let exponent):
            guard let number = constant(exponent) else { return add(base, .positive) }
            switch (number == number.rounded(), number < 0) {
            case (true, false): break
            case (true, true): add(base, .notZero)
            case (false, false): add(base, .notNegative)
            case (false, true): add(base, .positive)
            }
        default: break
        }
    }

    /// The part of the domain where one result more is 0, in a program that begins with the domain's.
    func vanishing(_ register: Int, in program: Program) -> Domain {
        var domain = Domain(self, program)
        domain.constraints.append(
            Constraint(register: register, requirement: .zero, assumption: nil, sides: nil))
        return domain
    }

    private init(_ other: Domain, _ program: Program) {
        self.program = program
        (inputs, indexOfOrdinal) = (other.inputs, other.indexOfOrdinal)
        (constraints, required) = (other.constraints, other.required)
    }

    /// What some instructions of a program divide by, or take the logarithm of, and may be 0.
    func divisors(of instructions: [Int], in program: Program, _ known: Signs) -> [Int] {
        var divisors: [Int] = []
        var seen: Set<Int> = []
        for instruction in instructions.map({ program.instructions[$0] }) {
            let divisor: Int? =
                switch instruction {
                case .quotient(_, let bottom): bottom
                case .function(.log, let argument): argument
                case .power(let base, let exponent):
                    if case .constant(let number) = program.instructions[exponent], !number.isNegative {
                        nil
                    } else {
                        base
                    }
                default: nil
                }
            if let divisor, !known.isNeverZero(divisor), seen.insert(divisor).inserted {
                divisors.append(divisor)
            }
        }
        return divisors
    }

    /// The equations among the constraints.
    var equations: [Constraint] { constraints.filter { $0.requirement == .zero } }
}

extension Relation {
    /// What the left side minus the right must be; of ‘<’ and ‘≤’ the right side minus the left.
    fileprivate var requirement: Domain.Requirement {
        switch self {
        case .equal: .zero
        case .notEqual: .notZero
        case .less, .greater: .positive
        case .lessOrEqual, .greaterOrEqual: .notNegative
        }
    }
}

extension Program {
    /// Appends the sides of an assumption and their difference, so turned that what is said of it is its sign.
    mutating func append(
        _ assumption: Scope.Assumption, where register: (Symbol) throws -> Int
    ) rethrows -> (assumption: Scope.Assumption, left: Int, right: Int, difference: Int) {
        let left = try append(assumption.left, where: register)
        let right = try append(assumption.right, where: register)
        let difference =
            switch assumption.relation {
            case .less, .lessOrEqual: append(.difference(right, left))
            default: append(.difference(left, right))
            }
        return (assumption, left, right, difference)
    }
}
