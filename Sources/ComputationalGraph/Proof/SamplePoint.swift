import Precision
import Symbolic

/// A point where the assumptions hold: to the last bit, or as nearly as a precision asks for.
final class SamplePoint {
    private let domain: Domain
    /// A number for each input of the domain.
    let values: [Double]
    private let evaluation: ProgramBalls
    /// How the equations are solved further; nil if they hold exactly.
    private lazy var solver =
        EquationSolver.holds(domain, at: values, evaluation)
        ? nil : EquationSolver(domain, at: values, domain.program.run(inputs(of: domain.program)), evaluation)
    /// Whether the equations can be solved from here to any precision, and all else holds there.
    private(set) lazy var isInDomain =
        solver == nil || prepare(precision: ProgramBalls.leastPrecision) && meetsInequalities()

    /// - Parameters:
    ///   - values: where all holds as far as doubles tell.
    ///   - evaluation: of the domain's program, which points may share.
    init(_ values: [Double], in search: PointSearch, _ evaluation: ProgramBalls) {
        domain = search.domain
        self.values = values
        self.evaluation = evaluation
    }

    /// Whether what is to have a sign has it where the equations are solved, which may be at the edge.
    private func meetsInequalities() -> Bool {
        let inequalities = domain.constraints.filter { $0.requirement != .zero }
        if inequalities.isEmpty { return true }
        evaluation.run(domain.program.needed(for: inequalities.map(\.register))) { set($0, $1, $2) }
        return inequalities.allSatisfy { constraint in
            evaluation.balls.sign(of: constraint.register).map {
                constraint.requirement.isMet(by: Double($0))
            } ?? !constraint.isStrict
        }
    }

    /// Solves the equations to a precision; to be called before `set`.
    @discardableResult
    func prepare(precision: Int) -> Bool { solver?.solve(precision: precision) ?? true }

    /// Sets a register to the input with an ordinal in the program; to 0 if the domain has no such input.
    func set(_ ordinal: Int, _ register: Int, _ balls: Balls) {
        guard let index = domain.indexOfOrdinal[ordinal] else { return balls.set(register, to: 0.0) }
        if let solver, solver.isPivot[index] {
            balls.set(register, to: index, of: solver.inputs)
        } else {
            balls.set(register, to: values[index])
        }
    }

    /// The inputs of a program that begins with the domain's, as doubles; those that the domain doesn't have are 0.
    func inputs(of program: Program) -> [Double] {
        var inputs = [Double](repeating: 0, count: program.inputCount)
        for (ordinal, value) in zip(domain.ordinals, values) { inputs[ordinal] = value }
        return inputs
    }

    /// `x = -1.5, y = 0`: the inputs that `isWanted`, four at most.
    func description(_ isWanted: (Symbol) -> Bool) -> String {
        let wanted = domain.inputs.indices.filter { isWanted(domain.inputs[$0].symbol) }
        let balls = Balls(count: 1, precision: 64)
        let texts = wanted.prefix(4).map { index in
            balls.set(0, to: values[index])
            return "\(domain.inputs[index].symbol.plain) = \(balls.text(0, digits: 6))"
        }
        return texts.joined(separator: ", ") + (wanted.count > 4 ? ", …" : "")
    }
}

/// Solves equations for as many inputs as there are independent ones, from a solution in doubles: Newton's method with
/// the slopes at that solution, which are good to some ten digits, so that each step brings as many.
final class EquationSolver {
    let isPivot: [Bool]
    /// The solution, a register for each input of the domain; pivots have a radius.
    let inputs: Balls
    private let domain: Domain
    private let values: [Double]
    private let equations: [Int]
    private let rows: [Int]
    private let pivots: [Int]
    /// The inverse of the slopes of `rows` by `pivots`.
    private let inverse: [[Double]]
    private let evaluation: ProgramBalls
    private var solvedPrecision: Int?
    private var failedPrecisions: Set<Int> = []

    /// - Parameter results: those of the domain's program at the values.
    init(_ domain: Domain, at values: [Double], _ results: [Double], _ evaluation: ProgramBalls) {
        self.domain = domain
        self.evaluation = evaluation
        self.values = values
        equations = domain.equations.map(\.register)
        let slopes = equations.map { equation in
            let adjoints = domain.program.adjoints(of: equation, results)
            return domain.inputs.map { $0.register < adjoints.count ? adjoints[$0.register] ?? 0 : 0 }
        }
        // Zeros are kept where they can be: large inputs are solved for first.
        let elimination = Elimination(slopes, weights: values.map { abs($0) + 1e-3 })
        (rows, pivots) = (elimination?.rows ?? [], elimination?.columns ?? [])
        inverse = elimination?.inverse ?? []
        isPivot = values.indices.map(Set(pivots).contains)
        inputs = Balls(count: values.count, precision: ProgramBalls.leastPrecision)
    }

    /// Whether the equations of a domain hold at a point of doubles to the last bit.
    static func holds(_ domain: Domain, at values: [Double], _ evaluation: ProgramBalls) -> Bool {
        if domain.equations.isEmpty { return true }
        evaluation.balls.setPrecision(ProgramBalls.leastPrecision)
        evaluation.run(domain.neededForEquations) { ordinal, register, balls in
            balls.set(register, to: domain.indexOfOrdinal[ordinal].map { values[$0] } ?? 0)
        }
        return domain.equations.allSatisfy { evaluation.balls.sign(of: $0.register) == 0 }
    }

    /// - Returns: false if the steps do not get smaller, or an equation is left that does not hold.
    func solve(precision: Int) -> Bool {
        if precision == solvedPrecision { return true }
        if pivots.isEmpty || failedPrecisions.contains(precision) { return false }
        let isSolved = converges(precision: precision)
        solvedPrecision = isSolved ? precision : nil
        if !isSolved { failedPrecisions.insert(precision) }
        return isSolved
    }

    private func converges(precision: Int) -> Bool {
        inputs.setPrecision(precision)
        evaluation.balls.setPrecision(precision)
        for (index, value) in values.enumerated() { inputs.set(index, to: value) }
        let balls = evaluation.balls
        let (step, product, factor) = (evaluation.spare(0), evaluation.spare(1), evaluation.spare(2))
        var last = Int.max
        var fastest = 0
        for left in (0..<100).reversed() {
            evaluate()
            var largest = Int.min
            for (pivot, weights) in zip(pivots, inverse) {
                balls.set(step, to: 0.0)
                for (row, weight) in zip(rows, weights) where weight != 0 {
                    balls.set(factor, to: weight)
                    balls.multiply(factor, equations[row], to: product)
                    balls.add(step, product, to: step)
                }
                guard balls.isDefined(step) else { return false }
                if let exponent = balls.exponent(of: step) { largest = max(largest, exponent) }
                inputs.subtract(step, of: balls, from: pivot)
            }
            let size = pivots.compactMap { inputs.exponent(of: $0) }.max() ?? 0
            let goal = size - precision + 24
            if largest == .min || largest < goal { return holdsEverywhere() }
            // Each step brings some digits, or it does not lead anywhere.
            if largest > last - 4 { return false }
            // As the slopes stay the same, all steps bring about as many: too few steps may be left.
            if last < .max { fastest = max(fastest, last - largest) }
            if left < 96, largest - fastest * left > goal { return false }
            last = largest
            for pivot in pivots { inputs.forgetRadius(of: pivot) }
        }
        return false
    }

    private func evaluate() {
        evaluation.run(domain.neededForEquations) { ordinal, register, balls in
            if let index = domain.indexOfOrdinal[ordinal] {
                balls.set(register, to: index, of: inputs)
            } else {
                balls.set(register, to: 0.0)
            }
        }
    }

    private func holdsEverywhere() -> Bool {
        evaluate()
        return equations.allSatisfy {
            evaluation.balls.isDefined($0) && evaluation.balls.sign(of: $0) ?? 0 == 0
        }
    }
}
