import Diagnostics
import Symbolic

extension ComputationalGraph {
    /// Proves statements: at points of all signs where the assumptions hold, for every value of its open indices, each
    /// formula of a chain must equal the one before it, a derivative as a difference quotient.
    ///
    /// Names that the model doesn't have belong to the statement: `y = log(x)` defines y, and x is any number; n is the
    /// number of classes.
    ///
    /// - Throws: `Diagnostic` at a formula that is false, with a point where it is, or that has no meaning or no value.
    public func check(_ statements: [Statement]) throws {
        var graphs = StatementGraphs(self)
        for statement in statements { try graphs.check(statement) }
    }

    /// Proves one statement.
    public func check(_ statement: Statement) throws { try check([statement]) }
}

/// The graphs by which statements are proven, each made once.
///
/// What is said of any number of values is proven for several. So is what is said of many values that are drawn as one, where
/// they are too many to be told apart: a number in it may be how many there are.
private struct StatementGraphs {
    private let graph: ComputationalGraph
    /// Whether there are many values that are drawn as one.
    private let hasLongAxes: Bool
    private lazy var parts = graph.scope.size(of: graph.model.withCounts([3]))
    private var instances: [ModelProgram] = []
    private var whole: [ModelProgram] = []
    /// More instances, by the number of values of the first index.
    private var more: [Int: ModelProgram] = [:]

    /// The most parts of a model, counted for all values of its indices, with which all values are told apart: as far as that is
    /// no work, and as far as it can be done where nothing else decides.
    private static let (fewParts, mostParts) = (100, 1000)

    init(_ graph: ComputationalGraph) {
        self.graph = graph
        hasLongAxes =
            graph.general != nil && graph.model.indices.contains { $0.hasMore(than: Scope.mostCounted) }
    }

    mutating func check(_ statement: Statement) throws {
        let most = ComputationalGraph.sizesOfInstances.max()!
        if graph.instances.isEmpty || hasLongAxes && statement.mentionsValue(behind: most) {
            return try checkWhole(statement)
        }
        let isSmall = hasLongAxes && graph.scope.lastValues.isEmpty && parts <= Self.mostParts
        if isSmall, parts <= Self.fewParts { return try checkWhole(statement) }
        if instances.isEmpty { instances = try graph.instances.map(ModelProgram.init) }
        do {
            try checkInstances(statement, readsLengths: false)
        } catch {
            guard hasLongAxes else { throw error }
            do {
                try checkInstances(statement, readsLengths: true)
            } catch {
                guard isSmall else { throw undecided(statement) ?? error }
                try checkWhole(statement)
            }
        }
    }

    private mutating func checkWhole(_ statement: Statement) throws {
        if whole.isEmpty { whole = try graph.wholeGraphs().map(ModelProgram.init) }
        for model in whole { try check(statement, by: model) }
    }

    /// What may be true for the numbers of values that there are, and not for others.
    private func undecided(_ statement: Statement) -> Diagnostic? {
        let formulas = graph.scope.definitions.map(\.equation.right) + statement.parts.flatMap(\.formulas)
        guard formulas.contains(where: \.root.mentionsNumber) else { return nil }
        return statement.place.error(
            "this is not true for any number of values; whether it is for those that there are can’t be decided",
            suggestion:
                "where a number comes from how many there are, write letters for these: shapes: { X: [N, D] }")
    }

    private mutating func checkInstances(_ statement: Statement, readsLengths: Bool) throws {
        for model in instances { try check(statement, by: model, readsLengths: readsLengths) }
        guard hasLongAxes || !graph.scope.lastValues.isEmpty else { return }
        // For numbers of values or indices that are numbers themselves.
        var scope = StatementScope(instances[0].graph.scope, graph.gradientNames, readsLengths: readsLengths)
        let meaning = try scope.meaning(of: statement)
        let known = ComputationalGraph.sizesOfInstances
        let sizes = try StatementSizes(meaning, StatementNames(meaning, in: scope.scope, graph.gradientNames))
            .sizes(besides: known, evidence: 5, most: 12, at: statement.place)
        for size in sizes where !known.contains(size) {
            let model = try more[size] ?? ModelProgram(graph.instance([size, size + 1, size + 2]))
            more[size] = model
            try check(statement, by: model, readsLengths: readsLengths)
        }
    }

    private func check(_ statement: Statement, by model: ModelProgram, readsLengths: Bool = false) throws {
        let gradientNames = model.graph.gradientNames
        var scope = StatementScope(model.graph.scope, gradientNames, readsLengths: readsLengths)
        let meaning = try scope.meaning(of: statement)
        let names = StatementNames(meaning, in: scope.scope, gradientNames)
        let classes = model.graph.model.indices.first?.range.length ?? 0
        try StatementProof(meaning, names, model, classCount: classes).run()
        guard names.mentionsClassCount, !names.mentionsModel, !names.saysClassCount else { return }
        // What only speaks of n is true for any n.
        let sizes = try StatementSizes(meaning, names)
            .sizes(besides: Array(Set([classes, 2, 5])).sorted(), evidence: 12, most: 100, at: statement.place)
        for other in sizes where other != classes {
            try StatementProof(meaning, names, model, classCount: other).run(note: "with n = \(other)")
        }
    }
}

extension ComputationalGraph {
    /// The graphs in which all values of long axes are told apart.
    fileprivate func wholeGraphs() throws -> [ComputationalGraph] {
        guard let general else { return [self] }
        let counts = scope.lastValues.isEmpty ? [[1]] : [[2, 3], [3, 2]]
        return try counts.map { try ComputationalGraph(model.withCounts($0), instanceOf: general) }
    }

    /// The graph for some numbers of values, of one that is for any.
    fileprivate func instance(_ counts: [Int]) throws -> ComputationalGraph {
        try ComputationalGraph(model.withCounts(counts, most: Scope.mostCounted), instanceOf: general!)
    }
}

extension Scope {
    /// How many parts the equations have for the numbers of values that the indices of a model have.
    fileprivate func size(of model: Model) -> Int {
        let ranges = Dictionary(
            model.indices.map { ($0.name.trimmed.text, $0.range) }, uniquingKeysWith: { first, _ in first })
        return definitions.reduce(0) { size, definition in
            let (sum, overflow) = size.addingReportingOverflow(definition.equation.right.root.size(ranges))
            return overflow ? .max : sum
        }
    }
}

extension Syntax {
    /// Whether there is a number but 1 and 2 in it.
    fileprivate var mentionsNumber: Bool {
        var mentions = false
        _ = replacingParts { part in
            if case .number(let number) = part.kind, ![1, 2].contains(number) { mentions = true }
            return part
        }
        return mentions
    }
}

extension Statement {
    /// Whether values are mentioned by a number beyond some.
    fileprivate func mentionsValue(behind most: Int) -> Bool {
        var mentions = false
        for formula in parts.flatMap(\.formulas) {
            formula.root.forEachReference { reference, _, _ in
                for case .value(let value) in reference.indices where value > most { mentions = true }
            }
        }
        return mentions
    }
}
