import Glibc

/// Moves a point into the domain of a program: where all operations have values and all assumptions hold.
///
/// What is broken is mended one after the other by a step along its gradient (the relaxation method of Kaczmarz 1937 and
/// Agmon 1954). Each input counts by its size, so that zeros stay zeros and signs stay as long as that is possible.
struct PointSearch {
    /// What keeps a point from being in the domain.
    enum Obstacle {
        case constraint(Domain.Constraint, left: Double, right: Double, rank: Int)
        /// The first instruction without a finite value.
        case noValue(Int)

        var isAssumption: Bool {
            if case .constraint(let constraint, _, _, _) = self { constraint.assumption != nil } else { false }
        }

        var isEquation: Bool {
            if case .constraint(let constraint, _, _, _) = self {
                constraint.requirement == .zero
            } else {
                false
            }
        }

        /// The place among the domain's constraints.
        fileprivate var rank: Int { if case .constraint(_, _, _, let rank) = self { rank } else { -1 } }
    }

    let domain: Domain

    var mostSteps = 300
    /// Whether inputs are made larger or smaller by factors: where what must be true of 1/x, say, is so only far from the
    /// start, steps along slopes lead beyond the pole.
    var movesByFactors = false
    private static let scalingSteps = 8
    /// After so many steps by factors every other one is along a slope.
    private static let factorSteps = 60

    /// A point near `start`.
    ///
    /// - Returns: the point, or what was broken, and where that was.
    func point(
        near start: [Double], _ generator: inout SplitMix64
    ) -> (point: [Double]?, obstacle: Obstacle?, last: [Double]) {
        var point = start
        var kept: (obstacle: Obstacle, point: [Double], rank: Int)?
        for step in 0..<mostSteps {
            let values = domain.values(inputs(point))
            let obstacles = obstacles(values, isExact: false)
            guard let obstacle = obstacles.first else { return (snapped(point), nil, point) }
            // What is wrong is what is broken where all that comes before it holds.
            let rank = obstacle.rank
            if rank > kept?.rank ?? -2 { kept = (obstacle, point, rank) }
            if obstacle.isAssumption || obstacle.isEquation, step > Self.scalingSteps, step % 3 == 0,
                solve(&point, values)
            {
                continue
            }
            for obstacle in obstacles {
                move(&point, past: obstacle, values, step: step, &generator)
                // An equation is solved by itself.
                if obstacle.isAssumption { break }
            }
            if point.contains(where: { !($0.magnitude < 1e150) }) { break }
        }
        // Where a sum of squares is 0, steps only ever come nearer.
        let near = rounded(point)
        if !domain.equations.isEmpty, holdsExactly(near) { return (near, nil, near) }
        return (nil, kept?.obstacle, kept?.point ?? point)
    }

    /// A point of a domain where one result more is 0, of a program that begins with the domain's; near one by chance.
    static func zero(
        of register: Int, in program: Program, _ domain: Domain, _ generator: inout SplitMix64
    ) -> (search: PointSearch, point: [Double])? {
        let search = PointSearch(domain: domain.vanishing(register, in: program), mostSteps: 60)
        let start = domain.inputs.map { _ in
            (Double.random(in: -2...2, using: &generator) * 64).rounded() / 64
        }
        return search.point(near: start, &generator).point.map { (search, $0) }
    }

    /// All inputs of the program; those that are no inputs of the domain are 0.
    func inputs(_ point: [Double]) -> [Double] { inputs(point, of: domain.program) }

    /// The same of a program that begins with the domain's.
    func inputs(_ point: [Double], of program: Program) -> [Double] {
        var inputs = [Double](repeating: 0, count: program.inputCount)
        for (ordinal, value) in zip(domain.ordinals, point) { inputs[ordinal] = value }
        return inputs
    }

    /// What is broken: all that operations ask for, or else the assumptions; or that a value is too large.
    ///
    /// - Parameter isExact: whether equations hold to the last bit, or as far as doubles can tell.
    private func obstacles(_ values: [Double], isExact: Bool) -> [Obstacle] {
        var obstacles: [Obstacle] = []
        let constraints = domain.liveConstraints(values) + domain.constraints
        for (rank, constraint) in constraints.enumerated() where values[constraint.register].isFinite {
            let value = values[constraint.register]
            if constraint.requirement.isMet(by: value) { continue }
            let (left, right) = constraint.sides.map { (values[$0.left], values[$0.right]) } ?? (value, 0)
            if constraint.requirement == .zero {
                if !obstacles.isEmpty { break }
                if !isExact, isNearlyZero(constraint.register, values, max(abs(left), abs(right))) { continue }
            }
            obstacles.append(.constraint(constraint, left: left, right: right, rank: rank))
        }
        if obstacles.isEmpty, let instruction = domain.required.first(where: { !values[$0].isFinite }) {
            obstacles.append(.noValue(instruction))
        }
        return obstacles
    }

    /// Whether a difference is no larger than what its terms may have lost by rounding.
    private func isNearlyZero(_ register: Int, _ values: [Double], _ size: Double) -> Bool {
        let scale = zip(slopes(of: register, values), domain.inputs).reduce(size) { scale, part in
            max(scale, abs(part.0 * values[part.1.register]))
        }
        return abs(values[register]) <= 1e-14 * scale
    }

    private func move(
        _ point: inout [Double], past obstacle: Obstacle, _ values: [Double], step: Int,
        _ generator: inout SplitMix64
    ) {
        guard case .constraint(let constraint, _, _, _) = obstacle else {
            // Too large for a double.
            for index in point.indices { point[index] *= 0.5 }
            return
        }
        let value = values[constraint.register]
        // What leaves little room is met by small steps.
        let margin = Double.random(in: 0.125...1, using: &generator) * pow(0.5, Double(step / 10))
        let target: Double =
            switch constraint.requirement {
            case .zero: 0
            case .sign(let facts):
                facts.contains(.nonnegative) || Bool.random(using: &generator) ? margin : -margin
            }
        let slopes = slopes(of: constraint.register, values)
        // At first by a common factor, which keeps all signs: exact at once for a sum that is to be 1.
        let slope = slopes.indices.reduce(0) { $0 + slopes[$1] * point[$1] }
        let factor = 1 + (target - value) / slope
        if constraint.requirement == .zero, step < Self.scalingSteps, factor > 0, factor < 1e6 {
            for index in point.indices where slopes[index] != 0 { point[index] *= factor }
            return
        }
        if movesByFactors, constraint.requirement != .zero,
            step < Self.factorSteps || step.isMultiple(of: 2)
        {
            let factor = pow(2, Double.random(in: 0...Double(1 + step / 4), using: &generator))
            // On the other side of 0 it may be.
            let isTurned = step % 20 == 19
            for index in point.indices where slopes[index] != 0 {
                let grows = (target - value) * slopes[index] * point[index] > 0
                point[index] =
                    isTurned
                    ? (point[index] == 0 ? 1 : -point[index]) : point[index] * (grows ? factor : 1 / factor)
            }
            return
        }
        let isGentle = step < mostSteps / 2
        func weight(_ index: Int) -> Double { isGentle ? point[index] * point[index] : 1 }
        var square = slopes.indices.reduce(0) { $0 + slopes[$1] * slopes[$1] * weight($1) }
        let isFree = !(square > 0)
        if isFree { square = slopes.reduce(0) { $0 + $1 * $1 } }
        guard square.isFinite, square > 0 else {
            for index in point.indices where index < slopes.count {
                let factor = Double.random(in: 0.25...2, using: &generator)
                point[index] = point[index] == 0 ? factor - 1 : point[index] * factor
            }
            return
        }
        for index in point.indices {
            point[index] += (target - value) * slopes[index] * (isFree ? 1 : weight(index)) / square
        }
    }

    /// Newton's step for all equations together, if there are several; large inputs are moved first.
    private func solve(_ point: inout [Double], _ values: [Double]) -> Bool {
        let equations = domain.equations.map(\.register)
        guard equations.count > 1, equations.count <= 64, equations.allSatisfy({ values[$0].isFinite }) else {
            return false
        }
        let slopes = equations.map { self.slopes(of: $0, values) }
        guard let elimination = Elimination(slopes, weights: point.map { abs($0) + 1e-3 }) else { return false }
        for (pivot, weights) in zip(elimination.columns, elimination.inverse) {
            for (row, weight) in zip(elimination.rows, weights) {
                point[pivot] -= weight * values[equations[row]]
            }
        }
        return true
    }

    /// The derivatives of a result by the inputs of the domain.
    private func slopes(of register: Int, _ values: [Double]) -> [Double] {
        let adjoints = domain.program.adjoints(of: register, values)
        return domain.inputs.map { $0.register < adjoints.count ? adjoints[$0.register] ?? 0 : 0 }
    }

    /// The point in few binary digits, if all holds there to the last bit.
    private func snapped(_ point: [Double]) -> [Double] {
        if domain.equations.isEmpty { return point }
        let near = rounded(point)
        return holdsExactly(near) ? near : point
    }

    private func rounded(_ point: [Double]) -> [Double] { point.map { ($0 * 0x1p16).rounded() * 0x1p-16 } }

    private func holdsExactly(_ point: [Double]) -> Bool {
        obstacles(domain.values(inputs(point)), isExact: true).isEmpty
    }
}
