import Symbolic

/// Looks for forms of a gradient between two that are equal by several facts.
///
/// A fact leads to another form in two ways: what it says to be equal makes the form shorter, or a name is replaced by what it
/// stands for. Each form is proven to equal the one before by the facts that are told there, and not without them.
struct RewritingSearch {
    private let graph: ComputationalGraph
    private let source: Int
    let start, end: Expression
    let groups: [Group]
    private let points: [ProofPoint]
    /// What is known of signs, but not what is equal.
    let algebra: Algebra
    private var best = Way()
    /// How many forms are still looked at.
    private var budget = 200

    /// The facts of one equation.
    struct Group {
        let equation: ComputationalGraph.Fact.Equation
        var facts: [ComputationalGraph.Fact] = []
        var equalities: [Equality] = []
    }

    private struct Way {
        var steps: [(groups: [Int], form: Form)] = []

        func isBetter(than other: Way) -> Bool { cost.lexicographicallyPrecedes(other.cost) }

        /// Many steps are worth more than few, then few names that are replaced, then short forms.
        private var cost: [Int] {
            let forms = steps.map(\.form)
            return [-steps.count, forms.reduce(0) { $0 + $1.replaced }, forms.reduce(0) { $0 + $1.length }]
        }
    }

    init(
        _ graph: ComputationalGraph, along edges: [Int], from start: Expression, to end: Expression,
        by facts: [ComputationalGraph.Fact]
    ) {
        self.graph = graph
        source = graph.edges[edges[0]].source
        (self.start, self.end) = (start, end)
        var groups: [Group] = []
        for fact in facts {
            let known = groups.firstIndex { $0.equation == fact.equation }
            if known == nil { groups.append(Group(equation: fact.equation)) }
            groups[known ?? groups.count - 1].facts.append(fact)
        }
        for place in groups.indices { groups[place].equalities = graph.equalities(of: groups[place].equation) }
        self.groups = groups
        points = graph.proofPoints(along: edges)
        var algebra = graph.gradientAlgebra
        algebra.forgetEqualities()
        self.algebra = algebra
    }

    /// The forms and what each uses, with the last as it is printed; nil where not all facts are needed between the two, or they
    /// aren't enough.
    mutating func rewritings(to gradient: Expression) -> [Rewriting]? {
        let all = Array(groups.indices)
        guard !points.isEmpty, isStep(from: start, to: end, by: all) else { return nil }
        search(from: start, Way(), all)
        let rest = all.filter { group in !best.steps.contains { $0.groups.contains(group) } }
        func facts(_ groups: [Int]) -> [ComputationalGraph.Fact] { groups.flatMap { self.groups[$0].facts } }
        return best.steps.map { Rewriting(facts: facts($0.groups), form: printed($0.form.expression)) }
            + [Rewriting(facts: facts(rest), form: gradient)]
    }

    /// Goes on from a form with one fact, or with two at once, as long as another is left for the last form.
    private mutating func search(from form: Expression, _ way: Way, _ left: [Int]) {
        if way.isBetter(than: best), areEqual(form, end, by: left) { best = way }
        let one = left.count < 2 ? [] : left.map { [$0] }
        let two = left.count < 3 ? [] : left.flatMap { one in left.filter { $0 > one }.map { [one, $0] } }
        for next in one + two where budget > 0 {
            let rest = left.filter { !next.contains($0) }
            let others = [shortened(form, by: next)].compactMap(\.self) + writtenOut(form, by: next)
            budget -= others.count
            for other in others
            where isNew(other.expression, on: way) && isStep(from: form, to: other.expression, by: next) {
                search(from: other.expression, Way(steps: way.steps + [(next, other)]), rest)
            }
        }
    }

    /// Whether two forms are equal by some facts, but not without each of them.
    private func isStep(from form: Expression, to other: Expression, by used: [Int]) -> Bool {
        areEqual(form, other, by: used)
            && used.allSatisfy { fact in !areEqual(form, other, by: used.filter { $0 != fact }) }
    }

    /// Whether a form reads as none that is on the way already.
    private func isNew(_ form: Expression, on way: Way) -> Bool {
        let printed = printed(form)
        return ([start, end] + way.steps.map(\.form.expression)).allSatisfy { self.printed($0) != printed }
    }

    private func printed(_ form: Expression) -> Expression {
        graph.indexNames.named(form, over: graph.axes[source])
    }

    private func areEqual(_ left: Expression, _ right: Expression, by used: [Int]) -> Bool {
        let equations = Set(used.map { groups[$0].equation })
        return points.allSatisfy {
            FactTrial($0.graph, $0.written(left), $0.written(right)).isEqual(by: equations)
        }
    }
}
