import Diagnostics
import Precision
import Symbolic

/// The proof of one statement for one number of classes.
struct StatementProof {
    private let statement: Statement
    let compiler: StatementCompiler
    private let model: ModelProgram
    let mentionsModel: Bool
    let links: [Link]
    /// For each link, the values of the open indices with which it was met first.
    let choices: [[String: Int]]
    /// Formulas that are just written, which have values somewhere.
    private let singles: [(register: Int, formula: Formula)]

    /// Two formulas that are to be equal, for one choice of the open indices.
    struct Link: Hashable {
        let left: Int
        let right: Int
        /// The place of the right one among the statement's formulas.
        let formula: Int
    }

    init(_ statement: Statement, _ names: StatementNames, _ model: ModelProgram, classCount: Int) throws {
        self.statement = statement
        self.model = model
        mentionsModel = names.mentionsModel
        let indices = names.openIndices
        var compiler = StatementCompiler(
            statement, names, in: model, classCount: classCount,
            mentionsModel ? model.program : Program(), inputs: mentionsModel ? model.inputs : [])
        var links: [Link] = []
        var seen: Set<Link> = []
        var singles: [(Int, Formula)] = []
        var choices: [[String: Int]] = []
        for bindings in try names.scope.bindings(of: indices, at: statement.place) {
            var ordinal = 0
            for part in statement.parts {
                var last: Int?
                for formula in part.formulas {
                    let register = try compiler.compile(formula.root, bindings)
                    if case .chain = part, let last {
                        let link = Link(left: last, right: register, formula: ordinal)
                        if seen.insert(link).inserted {
                            links.append(link)
                            choices.append(bindings)
                        }
                    } else {
                        singles.append((register, formula))
                    }
                    last = register
                    ordinal += 1
                }
            }
        }
        self.compiler = compiler
        self.links = links
        self.choices = choices
        self.singles = singles
    }

    var formulas: [Formula] { statement.parts.flatMap(\.formulas) }

    /// - Parameter note: what is said beside the point of an error.
    func run(note: String? = nil) throws {
        let program = compiler.program
        let derivatives = program.instructions.indices.filter {
            if case .derivative = program.instructions[$0] { true } else { false }
        }
        // What rests on derivatives has no domain that doubles could tell.
        let rests = program.dependents(on: Set(derivatives))
        let own = compiler.definitions.filter { !rests[$0.register] }
        var generator = SplitMix64(seed: 0x6571_7561)
        func domain(and required: [Int]) -> Domain {
            let all = own.map(\.register) + required.filter { !rests[$0] }
            return mentionsModel
                ? model.domain(of: program, compiler.inputs, and: all)
                : Domain(program, inputs: compiler.inputs, assumptions: [], required: all)
        }
        func place(_ instruction: Int) -> SourceSlice? {
            let first = own.filter { $0.register >= instruction }.min { $0.register < $1.register }
            return first?.place ?? statement.place
        }
        var points: [SamplePoint]
        if mentionsModel, own.isEmpty, compiler.variables.isEmpty {
            points = model.points
        } else {
            let samples = SamplePoints(domain(and: []), &generator)
            points = samples.points
            if points.isEmpty { throw samples.failure(at: place) ?? noValue(statement.place) }
        }
        var borders = StatementBorders(
            of: program, links.flatMap { [$0.left, $0.right] }, domain(and: []))
        points += borders.points(beside: points, &generator)
        let identities = identities(domain(and: []), &generator)
        let verdicts = StatementVerdicts(borders.program)
        for (link, isIdentity) in zip(links, identities) {
            let formula = formulas[link.formula]
            var found = try decide(link, isIdentity, points, verdicts, note)
            if !found.isDefined {
                let more = SamplePoints(domain(and: [link.left, link.right]), &generator)
                guard !more.points.isEmpty else { throw noValue(formula.place) }
                found = try decide(link, isIdentity, more.points, verdicts, note)
                if !found.isDefined { throw noValue(formula.place) }
            }
            guard found.isEqual else { throw undecided(formula.place, kink: found.kink) }
            let strata = StatementStrata(link.left, link.right, in: borders)
            let unmet = try strata.run(&borders, beside: points, &generator) { point in
                _ = try decide(link, isIdentity, [point], verdicts, note)
            }
            if let unmet { throw undecided(formula.place, where: unmet) }
        }
        for (register, formula) in singles where !rests[register] {
            let isDefined = points.contains { point in
                program.run(inputs(of: point))[register].isFinite
            }
            if isDefined || verdicts.isDefined(register, at: points) { continue }
            let more = SamplePoints(domain(and: [register]), &generator)
            if more.points.isEmpty { throw noValue(formula.place) }
        }
    }

    private func inputs(of point: SamplePoint) -> [Double] {
        point.inputs(of: compiler.program)
    }

    /// Whether both sides of each link are the same number over a prime field.
    private func identities(_ domain: Domain, _ generator: inout SplitMix64) -> [Bool] {
        var inputs = (0..<domain.program.inputCount).map { _ in PrimeField(word: generator.next()) }
        FieldAssumptions(domain)?.impose(on: &inputs, &generator)
        // Only what is chosen is random; what moves names is 0.
        for ordinal in inputs.indices where domain.indexOfOrdinal[ordinal] == nil { inputs[ordinal] = .zero }
        let results = domain.program.run(inputs)
        return links.map { results[$0.left].isDefined && results[$0.left] == results[$0.right] }
    }

    /// Compares two formulas at points.
    private func decide(
        _ link: Link, _ isIdentity: Bool, _ points: [SamplePoint], _ verdicts: StatementVerdicts,
        _ note: String?
    ) throws -> (isDefined: Bool, isEqual: Bool, kink: SamplePoint?) {
        var equal = 0
        var isDefined = false
        var kink: SamplePoint?
        for point in points {
            // An identity is held against numbers at two points, and where a side has no value.
            if isIdentity, equal >= 2 {
                let results = verdicts.doubles(at: point)
                if results[link.left].isFinite == results[link.right].isFinite { continue }
            }
            switch verdicts.verdict(on: link.left, link.right, isIdentity: isIdentity, at: point) {
            case .equal:
                equal += 1
                isDefined = true
            case .undecided: isDefined = true
            case .kinked:
                isDefined = true
                kink = kink ?? point
            case .undefined: break
            case .different(let left, let right):
                throw failure(link, left, right, at: point, note)
            }
        }
        return (isDefined, equal > 0, kink)
    }
}
