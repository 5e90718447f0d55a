import Diagnostics
import Glibc
import Symbolic

/// Points in a domain that leave no case out: with all signs, zeros, several sizes, on every branch of the assumptions.
struct SamplePoints {
    /// Points as far as doubles tell; the first is surely one.
    let candidates: [SamplePoint]
    var points: [SamplePoint] { candidates.filter(\.isInDomain) }
    /// Why a point was not found, the first that was looked for.
    private let obstacle: (obstacle: PointSearch.Obstacle, point: [Double])?
    private let domain: Domain

    private static let fewest = 9

    /// - Parameter program: one that begins with the domain's, where more is computed that is to be neither large nor small.
    init(_ domain: Domain, in program: Program? = nil, _ generator: inout SplitMix64) {
        self.domain = domain
        var search = PointSearch(domain: domain)
        let evaluation = ProgramBalls(domain.program)
        var rows = SignPatterns(inputs: domain.inputs.count, &generator).rows
        if !domain.inputs.isEmpty {
            let patterns = rows
            while rows.count < Self.fewest { rows += patterns }
        }
        rows += Self.choices(domain, &generator)
        let whole = program ?? domain.program
        let exponentials = whole.instructions.indices.filter { index in
            if case .operation(.exp, _, _) = whole.instructions[index] { true } else { false }
        }
        let hasMore = exponentials.last ?? 0 >= domain.program.instructions.count
        func tamed(_ start: [Double]) -> [Double] {
            Self.tamed(start, in: domain, exponentials) { point in
                hasMore ? whole.run(search.inputs(point, of: whole)) : domain.values(search.inputs(point))
            }
        }
        var points: [SamplePoint] = []
        var obstacle: (PointSearch.Obstacle, [Double])?
        var failures = 0
        for (index, signs) in rows.enumerated() {
            // Where no point was found in many rows there is none.
            if points.isEmpty, failures > 24 { break }
            let start = tamed(Self.start(signs, size: index, &generator))
            var found = search.point(near: start, &generator)
            if found.point == nil, points.isEmpty {
                search.movesByFactors.toggle()
                found.point = search.point(near: start, &generator).point
            }
            // What had no value at the start may be large or small where it has one.
            if let tame = found.point.map(tamed), tame != found.point,
                let nearby = search.point(near: tame, &generator).point
            {
                found.point = nearby
            }
            let point = found.point.map { SamplePoint($0, in: search, evaluation) }
            if let point, !points.isEmpty || point.isInDomain {
                points.append(point)
            } else {
                failures += 1
                if let broken = found.obstacle, obstacle == nil { obstacle = (broken, found.last) }
            }
        }
        candidates = points
        self.obstacle = obstacle
    }

    private static let sizes: [ClosedRange<Double>] = [0.5...1.5, 1.5...4, 0.05...0.45, 0.5...1.5, 0.02...16]

    /// Numbers of few binary digits with some signs; 2 stands for 1 itself.
    private static func start(_ signs: [Int], size: Int, _ generator: inout SplitMix64) -> [Double] {
        let range = sizes[size % sizes.count]
        return signs.map { sign in
            if sign == 2 || sign == 0 { return Double(sign / 2) }
            let fraction = Double.random(in: 0...1, using: &generator)
            let number =
                range.lowerBound * 2.squareRoot() > range.upperBound
                ? range.lowerBound : interpolate(range, fraction)
            return Double(sign) * max((number * 0x1p8).rounded(), 1) * 0x1p-8
        }
    }

    /// The same, nearer to 0, or to numbers of one size, if values there are so large or so small that they take many bits, as
    /// exponentials do; unless that is so there, too.
    private static func tamed(
        _ start: [Double], in domain: Domain, _ exponentials: [Int], values: ([Double]) -> [Double]
    ) -> [Double] {
        guard domain.equations.isEmpty else { return start }
        func isTame(_ point: [Double]) -> Bool {
            let values = values(point)
            return domain.required.allSatisfy { values[$0] == 0 || isTame(values[$0]) }
                && exponentials.allSatisfy { isTame(values[$0]) }
        }
        func isTame(_ value: Double) -> Bool { value.isNaN || (-64...64).contains(logb(value)) }
        let moves: [(Double) -> Double] = [
            { $0 * 0.5 },
            { Double(signOf: $0, magnitudeOf: max((abs($0).squareRoot() * 0x1p8).rounded(), 1) * 0x1p-8) },
        ]
        for move in moves {
            var point = start
            for _ in 0..<6 {
                if isTame(point) { return point }
                point = point.map { $0 == 0 ? 0 : move($0) }
            }
        }
        return start
    }

    /// From one end to the other so that each factor of two is as likely.
    private static func interpolate(_ range: ClosedRange<Double>, _ fraction: Double) -> Double {
        pow(range.lowerBound, 1 - fraction) * pow(range.upperBound, fraction)
    }

    /// Where equations are assumed: one input of a name is 1, and the others are 0.
    private static func choices(_ domain: Domain, _ generator: inout SplitMix64) -> [[Int]] {
        var mentioned: Set<Symbol> = []
        for constraint in domain.equations {
            mentioned.formUnion(constraint.assumption.map { $0.left.symbols + $0.right.symbols } ?? [])
        }
        let groups = Dictionary(
            grouping: domain.inputs.indices.filter { mentioned.contains(domain.inputs[$0].symbol) }
        ) { domain.inputs[$0].symbol.name }
        var rows: [[Int]] = []
        for name in groups.keys.sorted() {
            for chosen in groups[name]!.prefix(6) {
                rows.append(
                    domain.inputs.indices.map { index in
                        if index == chosen { return 2 }
                        if domain.inputs[index].symbol.name == name { return 0 }
                        return Int.random(in: -1...1, using: &generator)
                    })
            }
        }
        return rows
    }

    /// The error of a domain without any point.
    ///
    /// - Parameter place: where the instruction stands that has no value; nil if none of the model has.
    func failure(at place: (_ instruction: Int) -> SourceSlice?, suggestion: String? = nil) -> Diagnostic? {
        guard let (obstacle, point) = obstacle else { return nil }
        switch obstacle {
        case .constraint(let constraint, let left, let right, _):
            if let assumption = constraint.assumption {
                let mentioned = Set(assumption.left.symbols + assumption.right.symbols)
                let values = domain.inputs.indices.filter { mentioned.contains(domain.inputs[$0].symbol) }
                let names = values.prefix(3).map { "\(domain.inputs[$0].symbol.plain) = \(rounded(point[$0]))" }
                let suffix =
                    names.isEmpty
                    ? "" : " at " + names.joined(separator: ", ") + (values.count > 3 ? ", …" : "")
                return assumption.place.error(
                    "this does not hold: the left side is \(rounded(left)), the right side \(rounded(right))"
                        + suffix)
            }
            let user = domain.required.first {
                domain.program.instructions[$0].operands.contains(constraint.register)
            }
            return noValue(at: place(user ?? constraint.register), suggestion)
        case .noValue(let instruction): return noValue(at: place(instruction), suggestion)
        }
    }

    private func noValue(at place: SourceSlice?, _ suggestion: String?) -> Diagnostic? {
        place?.error(
            "this has no finite value at any of the points that were tried", suggestion: suggestion)
    }
}
