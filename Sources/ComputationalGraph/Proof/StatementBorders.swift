import Precision
import Symbolic

/// Where the pieces of a statement's formulas meet, as those of |x − 5| do at 5.
struct StatementBorders {
    /// A result that is 0 where two pieces meet, and what has one on each side.
    struct Border {
        let difference: Int
        let opposite: Int
        /// What jumps here, each with whether it takes the opposite.
        fileprivate(set) var conditions: [Condition] = []
        /// Whether a condition says that it is 0, which is so only here: not that it is one of several values and the largest.
        fileprivate(set) var isEquality = false
        /// The sides where all conditions are true, or any.
        fileprivate(set) var trueSigns: Set<Int> = [-1, 0, 1]
    }

    struct Condition {
        let instruction: Int
        let operation: Operation
        let isTurned: Bool

        /// The value by the sign of the border's difference.
        func value(at sign: Int) -> Double { operation.value(Double(isTurned ? -sign : sign), 0) }
    }

    /// The statement's program, and the differences.
    private(set) var program: Program
    private(set) var borders: [Border] = []
    private let domain: Domain
    private let evaluation: ProgramBalls
    /// Whether differences are computed from a result.
    private let isWanted: [Bool]
    private let signs: Signs
    private let forms: AffineForms
    /// The results where nothing is moved, which `forms` are about.
    private let still: [Int]
    private var found: [[Int: Int]: SamplePoint?] = [:]
    /// Points that are known, each with the side of every border.
    private var known: [(point: SamplePoint, signs: [Int])] = []

    /// So many are looked at on all sides of any two of them; beyond that only conditions that are equations, and by themselves.
    private static let most = 12
    private static let mostEquations = 60
    private static let mostSteps = 60
    private static let tries: [Double] = [2, 2, 8, 0.5]

    /// - Parameters:
    ///   - results: those that the statement compares.
    ///   - domain: where the statement's program has values.
    init(of program: Program, _ results: [Int], _ domain: Domain) {
        var program = program
        var borders: [Border] = []
        for index in program.needed(for: results) {
            guard case .operation(let operation, let x, let y) = program.instructions[index],
                operation.isPiecewise
            else { continue }
            let difference = y.map { program.append(.operation(.difference, x, $0)) } ?? x
            let opposite =
                y.map { program.append(.operation(.difference, $0, x)) }
                ?? program.append(.operation(.negation, x))
            let known = borders.firstIndex { $0.difference == difference }
            let turned = borders.firstIndex { $0.opposite == difference }
            if known == nil, turned == nil {
                borders.append(Border(difference: difference, opposite: opposite))
            }
            guard operation.isComparison || operation == .sign else { continue }
            let border = known ?? turned ?? borders.count - 1
            borders[border].add(
                Condition(instruction: index, operation: operation, isTurned: turned != nil && known == nil))
            if operation == .equal || operation == .notEqual, let y,
                !program.isExtreme(x, of: y), !program.isExtreme(y, of: x)
            {
                borders[border].isEquality = true
            }
        }
        // A product is 0 where one of its factors is, each of which is looked at.
        for factor in Set(borders.flatMap { program.factors(of: $0.difference) }).sorted()
        where !borders.contains(where: { $0.difference == factor || $0.opposite == factor }) {
            borders.append(
                Border(difference: factor, opposite: program.append(.operation(.negation, factor))))
        }
        let still = StillProgram(program, inputs: domain.indexOfOrdinal)
        let merged = Self.merged(borders, by: still)
        let equations = merged.dropFirst(Self.most).filter(\.isEquality).prefix(Self.mostEquations)
        self.borders = Array(merged.prefix(Self.most)) + equations
        self.program = program
        self.domain = domain.extended(to: program)
        evaluation = ProgramBalls(program)
        let needed = Set(program.needed(for: self.borders.map(\.difference)))
        isWanted = program.instructions.indices.map(needed.contains)
        signs = Signs(program, domain.constraints)
        forms = AffineForms(still.program)
        self.still = still.registers
    }

    /// One for those that are the same where nothing is moved, as derivatives do.
    private static func merged(_ borders: [Border], by still: StillProgram) -> [Border] {
        var merged: [Border] = []
        for border in borders {
            func isSame(_ other: Border) -> Bool {
                still.registers[border.difference] == still.registers[other.difference]
            }
            if let known = merged.firstIndex(where: isSame) {
                border.conditions.forEach { merged[known].add($0) }
                if border.isEquality { merged[known].isEquality = true }
            } else {
                merged.append(border)
            }
        }
        return merged
    }

    // MARK: Points

    /// Points on borders, and close to them on all sides.
    ///
    /// Where there are several, points on all sides of any two of them, too, and of all at once.
    mutating func points(
        beside samples: [SamplePoint], _ generator: inout SplitMix64
    ) -> [SamplePoint] {
        if borders.isEmpty { return [] }
        let search = PointSearch(domain: domain)
        var points: [SamplePoint] = []
        for border in borders.indices {
            guard let found = self.search(for: [border: 0], &generator) else { continue }
            points.append(found)
            for step in [0, 0x1p-8, 0x1p-8, 0x1p-30, 0x1p-30] {
                let sign = points.count.isMultiple(of: 2) ? 1.0 : -1
                let moved = found.values.map {
                    $0 + sign * step * Double.random(in: 0.5...1, using: &generator) * max(1, abs($0))
                }
                let point = search.point(near: moved, &generator).point
                if let point = point.map({ SamplePoint($0, in: search, evaluation) }), point.isInDomain {
                    points.append(point)
                }
            }
        }
        known = (samples + points).map { ($0, signs(at: $0)) }
        for signs in sides(&generator) where knownPoint(on: signs) == nil {
            if let point = self.search(for: signs, &generator) { points.append(point) }
        }
        return points
    }

    private func knownPoint(on sides: [Int: Int]) -> SamplePoint? {
        known.first { known in sides.allSatisfy { known.signs[$0.key] == $0.value } }?.point
    }

    /// On which side of each border a point is, as doubles have it.
    func signs(at point: SamplePoint) -> [Int] {
        let values = program.run(point.inputs(of: program), isWanted: isWanted)
        return borders.map { values[$0.difference] > 0 ? 1 : values[$0.difference] < 0 ? -1 : 0 }
    }

    /// A point on some sides of some borders, if one is found.
    mutating func point(on sides: [Int: Int], _ generator: inout SplitMix64) -> SamplePoint? {
        knownPoint(on: sides) ?? search(for: sides, &generator)
    }

    private mutating func search(for signs: [Int: Int], _ generator: inout SplitMix64) -> SamplePoint? {
        if let known = found[signs] { return known }
        var part = domain
        for (border, sign) in signs.sorted(by: { $0.key < $1.key }) {
            let border = borders[border]
            part =
                sign == 0
                ? part.vanishing(border.difference, in: program)
                : part.keeping(sign > 0 ? border.difference : border.opposite, in: program)
        }
        let search = PointSearch(domain: part, mostSteps: Self.mostSteps)
        let isOnBorder = signs.values.contains(0)
        var sample: SamplePoint?
        for size in isOnBorder ? Self.tries : [4, 16] where sample == nil {
            let start = domain.inputs.map { _ in
                (Double.random(in: -size...size, using: &generator) * 64).rounded() / 64
            }
            let point = search.point(near: start, &generator).point
            sample = point.map {
                SamplePoint($0, in: isOnBorder ? search : PointSearch(domain: domain), evaluation)
            }
            if sample?.isInDomain == false { sample = nil }
        }
        found.updateValue(sample, forKey: signs)
        return sample
    }

    /// Whether there is surely no point on some sides of some borders.
    func areContradictory(_ sides: [Int: Int]) -> Bool {
        var zero = domain.equations.map(\.register)
        var positive: [Int] = []
        for (border, sign) in sides.sorted(by: { $0.key < $1.key }) {
            let border = borders[border]
            switch sign {
            case 0:
                if signs.isNeverZero(border.difference) { return true }
                zero.append(border.difference)
            case 1: positive.append(border.difference)
            default: positive.append(border.opposite)
            }
        }
        return forms.areContradictory(zero: zero.map { still[$0] }, positive: positive.map { still[$0] })
    }

    /// On which sides of borders to look for points: for any two all four; of all those on which all conditions are true, the
    /// others, and some by chance.
    private func sides(_ generator: inout SplitMix64) -> [[Int: Int]] {
        let count = min(borders.count, Self.most)
        guard count > 1 else { return [] }
        var sides: [[Int: Int]] = []
        for one in 0..<count {
            for other in (one + 1)..<count {
                for (sign, otherSign) in [(1, 1), (1, -1), (-1, 1), (-1, -1)] {
                    sides.append([one: sign, other: otherSign])
                }
            }
        }
        guard count > 2 else { return sides }
        let isBelow = borders.prefix(count).map { !$0.trueSigns.contains(1) && $0.trueSigns.contains(-1) }
        let chance = (0..<14).map { _ in isBelow.map { _ in Bool.random(using: &generator) } }
        for isAbove in [isBelow.map { !$0 }, isBelow] + chance {
            sides.append(Dictionary(uniqueKeysWithValues: isAbove.enumerated().map { ($0, $1 ? 1 : -1) }))
        }
        return sides
    }
}

extension StatementBorders.Border {
    fileprivate mutating func add(_ condition: StatementBorders.Condition) {
        conditions.append(condition)
        let signs = trueSigns.filter { condition.value(at: $0) == 1 }
        if !signs.isEmpty { trueSigns = signs }
    }
}
