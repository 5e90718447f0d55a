import Diagnostics
import Symbolic

/// Where a program has values, and where the assumptions hold.
struct Domain {
    /// What must be true of a result.
    enum Requirement: Equatable {
        case zero
        case sign(Facts)

        func isMet(by value: Double) -> Bool {
            switch self {
            case .zero: value == 0
            case .sign(let facts):
                (value != 0 || !facts.contains(.nonzero)) && (value >= 0 || !facts.contains(.nonnegative))
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

        /// Whether what is said of a result is that it is not 0, beside others.
        var isStrict: Bool {
            if case .sign(let facts) = requirement { facts.contains(.nonzero) } else { false }
        }
    }

    let program: Program
    /// The instruction of each input that is to be chosen.
    let inputs: [(symbol: Symbol, register: Int)]
    /// The place of an input among `inputs`, by its ordinal in the program.
    private(set) var indexOfOrdinal: [Int: Int] = [:]
    /// The ordinals of `inputs` in the program.
    private(set) var ordinals: [Int] = []
    /// What operations ask for, in their order, then the assumptions.
    private(set) var constraints: [Constraint] = []
    /// What operations ask for that only a condition makes needed.
    private(set) var conditionalConstraints: [(instruction: Int, constraint: Constraint)] = []
    /// The instructions that must have values, whatever conditions say.
    let required: [Int]
    /// Those that are asked for.
    private let results: [Int]
    /// What these and the constraints are computed from.
    private var isWanted: [Bool] = []
    /// The equations among the constraints, and what they are computed from.
    private(set) var equations: [Constraint] = []
    private(set) var neededForEquations: [Int] = []

    typealias Assumption = Scope.Assumption

    /// - Parameter required: the results that must have values.
    init(
        _ program: Program, inputs: [(symbol: Symbol, register: Int)],
        assumptions: [(assumption: Assumption, left: Int, right: Int, difference: Int)], required: [Int]
    ) {
        self.program = program
        self.inputs = inputs
        let sides = assumptions.flatMap { [$0.left, $0.right, $0.difference] }
        results = required + sides
        self.required = program.certain(for: results)
        for (index, input) in inputs.enumerated() {
            if case .input(let ordinal) = program.instructions[input.register] {
                indexOfOrdinal[ordinal] = index
                ordinals.append(ordinal)
            }
        }
        let varies = program.dependents(on: Set(inputs.map(\.register)))
        let constants = program.run([Double](repeating: 0, count: program.inputCount))
        let constant = { varies[$0] ? nil : constants[$0] }
        for index in self.required {
            if let constraint = constraint(of: index, constant) { constraints.append(constraint) }
        }
        if program.hasConditions {
            let certain = Set(self.required)
            for index in program.needed(for: results) where !certain.contains(index) {
                guard let constraint = constraint(of: index, constant) else { continue }
                conditionalConstraints.append((index, constraint))
            }
        }
        for (assumption, left, right, difference) in assumptions {
            constraints.append(
                Constraint(
                    register: difference, requirement: assumption.relation.requirement, assumption: assumption,
                    sides: (left, right)))
        }
        findWanted()
    }

    private mutating func findWanted() {
        isWanted = [Bool](repeating: false, count: program.instructions.count)
        for index in program.needed(for: results + constraints.map(\.register)) { isWanted[index] = true }
        equations = constraints.filter { $0.requirement == .zero }
        neededForEquations = equations.isEmpty ? [] : program.needed(for: equations.map(\.register))
    }

    /// The results of what must have values, and of what the constraints are about.
    func values(_ inputs: [Double]) -> [Double] { program.run(inputs, isWanted: isWanted) }

    /// - Parameter constant: the value of an instruction that no input changes.
    private func constraint(of index: Int, _ constant: (Int) -> Double?) -> Constraint? {
        program.restriction(of: index, constant).map { register, facts in
            Constraint(register: register, requirement: .sign(facts), assumption: nil, sides: nil)
        }
    }

    /// The part of the domain where one result more is 0, in a program that begins with the domain's.
    func vanishing(_ register: Int, in program: Program) -> Domain {
        var domain = Domain(self, program)
        domain.constraints.append(
            Constraint(register: register, requirement: .zero, assumption: nil, sides: nil))
        domain.findWanted()
        return domain
    }

    /// The part of the domain where one result more is positive, in a program that begins with the domain's.
    func keeping(_ register: Int, in program: Program) -> Domain {
        var domain = Domain(self, program)
        domain.constraints.append(
            Constraint(
                register: register, requirement: .sign([.nonzero, .nonnegative]), assumption: nil, sides: nil))
        domain.findWanted()
        return domain
    }

    /// The same for a program that begins with the domain's.
    func extended(to program: Program) -> Domain { Domain(self, program) }

    private init(_ other: Domain, _ program: Program) {
        self.program = program
        (inputs, indexOfOrdinal, ordinals) = (other.inputs, other.indexOfOrdinal, other.ordinals)
        (constraints, conditionalConstraints) = (other.constraints, other.conditionalConstraints)
        (required, results) = (other.required, other.results)
        findWanted()
    }

    /// What some instructions of a program divide by, or take the logarithm of, and what is not said to have a value only
    /// where that is not 0.
    func divisors(of instructions: [Int], in program: Program) -> [Int] {
        var divisors: [Int] = []
        var seen = Set(constraints.filter(\.isStrict).map(\.register))
        for instruction in instructions {
            let restriction = program.restriction(of: instruction) { program.constant($0)?.doubleValue }
            guard let (divisor, facts) = restriction, facts.contains(.nonzero) else { continue }
            if seen.insert(divisor).inserted { divisors.append(divisor) }
        }
        return divisors
    }

    /// The conditional constraints that count where the results are these.
    func liveConstraints(_ values: [Double]) -> [Constraint] {
        if conditionalConstraints.isEmpty { return [] }
        let isLive = program.isLive(for: results, where: program.ruledOut(values))
        return conditionalConstraints.filter { isLive[$0.instruction] }.map(\.constraint)
    }
}

extension Relation {
    /// What the left side minus the right must be; of ‘<’ and ‘≤’ the right side minus the left.
    fileprivate var requirement: Domain.Requirement {
        switch self {
        case .equal: .zero
        case .notEqual: .sign(.nonzero)
        case .less, .greater: .sign(.positive)
        case .lessOrEqual, .greaterOrEqual: .sign(.nonnegative)
        }
    }
}

extension Program {
    /// What must be true of an operand so that an instruction has a value.
    ///
    /// - Parameter number: what is known of an exponent.
    fileprivate func restriction(
        of index: Int, _ number: (Int) -> Double?
    ) -> (register: Int, facts: Facts)? {
        guard case .operation(let operation, let x, let y) = instructions[index] else { return nil }
        let exponent = operation == .power ? number(y!) : nil
        let restriction = operation.domain(exponent: exponent.map { ($0 == $0.rounded(), $0 < 0) })
        return restriction.map { ($0.operand == 0 ? x : y!, $0.facts) }
    }

    /// Appends the sides of an assumption and their difference, so turned that what is said of it is its sign.
    mutating func append(
        _ assumption: Scope.Assumption, where register: (Symbol) throws -> Int
    ) rethrows -> (assumption: Scope.Assumption, left: Int, right: Int, difference: Int) {
        let left = try append(assumption.left, where: register)
        let right = try append(assumption.right, where: register)
        let difference =
            switch assumption.relation {
            case .less, .lessOrEqual: append(.operation(.difference, right, left))
            default: append(.operation(.difference, left, right))
            }
        return (assumption, left, right, difference)
    }
}
