import Precision
import Symbolic

/// Where some of the conditions hold that two formulas have, which may differ there alone: `[x = 5]` is 0 but at 5.
///
/// At a point, conditions are taken for what they are elsewhere: where that changes whether the formulas are equal, a point must
/// be found where it is so.
struct StatementStrata {
    private let left: Int
    private let right: Int
    /// The borders at which conditions of the formulas jump.
    private let jumps: [Int]
    private let sides: [[Int: Int]]

    /// So many sides are looked at together, and from so many points.
    private static let mostSides = 250
    private static let mostBases = 24
    private static let mostSamples = 4

    init(_ left: Int, _ right: Int, in borders: StatementBorders) {
        (self.left, self.right) = (left, right)
        let needed = Set(borders.program.needed(for: [left, right]))
        jumps = borders.borders.indices.filter { border in
            borders.borders[border].conditions.contains { needed.contains($0.instruction) }
        }
        sides = Self.sides(of: jumps, borders)
    }

    /// All sides together that there are, if they are not too many; else single ones, two, and those where all conditions hold.
    private static func sides(of jumps: [Int], _ borders: StatementBorders) -> [[Int: Int]] {
        var all: [[Int: Int]] = [[:]]
        let isFew = jumps.count <= 5
        let most = isFew ? jumps.count : jumps.count <= 8 ? 2 : 1
        for jump in jumps {
            all += all.filter { $0.count < most }.flatMap { sides in
                [0, 1, -1].map { sign in sides.merging([jump: sign]) { $1 } }
            }
        }
        all.removeFirst()
        if isFew { return all.enumerated().sorted { ($0.1.count, $0.0) < ($1.1.count, $1.0) }.map(\.element) }
        for preferred in [[0, 1, -1], [1, -1, 0]] {
            all.append(
                Dictionary(
                    uniqueKeysWithValues: jumps.map { jump in
                        (jump, preferred.first { borders.borders[jump].trueSigns.contains($0) }!)
                    }))
        }
        // As many of the equations together as can be.
        let equations = jumps.filter { borders.borders[$0].isEquality }.prefix(7)
        for subset in 1..<(1 << equations.count) {
            let chosen = equations.enumerated().filter { subset >> $0.offset & 1 == 1 }.map(\.element)
            if chosen.count > 1 { all.append(Dictionary(uniqueKeysWithValues: chosen.map { ($0, 0) })) }
        }
        return all.enumerated().sorted { ($0.1.count, $0.0) < ($1.1.count, $1.0) }.map(\.element)
    }

    /// - Parameter test: compares the formulas at a point.
    /// - Returns: conditions for which no point was found, though that may be the only one where the formulas differ.
    func run(
        _ borders: inout StatementBorders, beside samples: [SamplePoint], _ generator: inout SplitMix64,
        test: (SamplePoint) throws -> Void
    ) throws -> [StatementBorders.Condition]? {
        if jumps.isEmpty { return nil }
        var bases: [(sides: [Int: Int], point: ForcedConditions)] = []
        for sample in samples {
            let point = ForcedConditions(left, right, jumps, borders, at: sample)
            if point.isDefined { bases.append(([:], point)) }
            if bases.count == Self.mostSamples { break }
        }
        for sides in sides {
            var matters = false
            var isNewEquation = false
            for base in bases where base.sides.allSatisfy({ sides[$0.key] == $0.value }) {
                let changed = sides.filter { base.sides[$0.key] == nil }
                guard !changed.isEmpty, changed.allSatisfy({ base.point.signs[$0.key] != $0.value }),
                    base.point.matter(changed)
                else { continue }
                matters = true
                if changed.contains(where: { $0.value == 0 && borders.borders[$0.key].isEquality }) {
                    isNewEquation = true
                }
            }
            if !matters { continue }
            if let point = borders.point(on: sides, &generator) {
                try test(point)
                let base = ForcedConditions(left, right, jumps, borders, at: point, on: sides)
                if base.isDefined, bases.count < Self.mostBases {
                    bases.append((sides.filter { $0.value == 0 }, base))
                }
            } else if isNewEquation, !borders.areContradictory(sides) {
                return sides.keys.sorted().flatMap { borders.borders[$0].conditions }
            }
        }
        return nil
    }
}

/// What two formulas differ by at a point if some conditions were others there than they are.
private final class ForcedConditions {
    /// On which side of each border the point is.
    let signs: [Int]
    let isDefined: Bool
    private let left: Int
    private let right: Int
    private let borders: [StatementBorders.Border]
    private let point: SamplePoint
    private let evaluation: ProgramBalls
    /// What changes with conditions.
    private let changing: [Int]
    private let differences: Balls
    private var known: [[Int: Int]: Int] = [:]

    /// - Parameter sides: on which the point surely is.
    init(
        _ left: Int, _ right: Int, _ jumps: [Int], _ borders: StatementBorders, at point: SamplePoint,
        on sides: [Int: Int] = [:]
    ) {
        (self.left, self.right, self.point) = (left, right, point)
        self.borders = borders.borders
        signs = borders.signs(at: point).enumerated().map { sides[$0.offset] ?? $0.element }
        let program = borders.program
        evaluation = ProgramBalls(program)
        differences = Balls(count: 300, precision: ProgramBalls.leastPrecision)
        let needed = program.needed(for: [left, right])
        var changes = [Bool](repeating: false, count: program.instructions.count)
        for jump in jumps {
            for condition in borders.borders[jump].conditions { changes[condition.instruction] = true }
        }
        for index in needed where !changes[index] {
            // A derivative is what it is near the point.
            if case .derivative = program.instructions[index] { continue }
            changes[index] = program.instructions[index].operands.contains { changes[$0] }
        }
        changing = needed.filter { changes[$0] }
        guard point.prepare(precision: ProgramBalls.leastPrecision) else {
            isDefined = false
            return
        }
        evaluation.run(needed) { ordinal, register, balls in point.set(ordinal, register, balls) }
        isDefined = evaluation.balls.isDefined(left) && evaluation.balls.isDefined(right)
    }

    /// Whether the formulas differ by something else on other sides of some borders, for each of these.
    func matter(_ changed: [Int: Int]) -> Bool {
        guard let difference = difference(changed) else { return false }
        return changed.keys.allSatisfy { border in
            var others = changed
            others[border] = nil
            guard let other = self.difference(others) else { return false }
            let isDefined = differences.isDefined(difference)
            guard isDefined, differences.isDefined(other) else {
                return isDefined != differences.isDefined(other)
            }
            differences.subtract(difference, other, to: 0)
            return differences.sign(of: 0) ?? 0 != 0
        }
    }

    /// The register of what the formulas differ by; nil if there are too many.
    private func difference(_ changed: [Int: Int]) -> Int? {
        if let known = known[changed] { return known }
        let register = known.count + 1
        guard register < differences.count else { return nil }
        var forced: [Int: Double] = [:]
        for (border, sign) in changed {
            for condition in borders[border].conditions {
                forced[condition.instruction] = condition.value(at: sign)
            }
        }
        evaluation.run(changing, forcing: forced) { ordinal, register, balls in
            point.set(ordinal, register, balls)
        }
        let difference = evaluation.spare(10)
        evaluation.balls.subtract(left, right, to: difference)
        differences.set(register, to: difference, of: evaluation.balls)
        known[changed] = register
        return register
    }
}
