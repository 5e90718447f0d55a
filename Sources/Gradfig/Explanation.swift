import ComputationalGraph
import FigureTemplate
import MathTypesetting
import Scene
import Symbolic

/// How the value on an arrow comes about: in words, and as a formula.
struct Explanation {
    let reason: String
    /// Where pieces of what the gradient comes through meet.
    private(set) var piecesMeeting: [FormulaSide] = []
    private var chain: FormulaChain?
    /// The formula's last form.
    private var shown: Expression?

    init(
        _ edge: VisibleGraph.Edge, _ direction: Direction, in visible: VisibleGraph,
        of graph: ComputationalGraph,
        numbers: FigureNumbers?, wording: Wording
    ) throws {
        try self.init(edge, direction, in: visible, of: graph, wording: wording)
        let values = EdgeValues(of: graph, numbers)
        let value = direction == .forward ? try values.forward(edge) : try values.backward(edge)
        if let numeral = value?.number, let shown, !numeral.isSame(as: shown) { chain?.append(numeral) }
    }

    private init(
        _ edge: VisibleGraph.Edge, _ direction: Direction, in visible: VisibleGraph,
        of graph: ComputationalGraph,
        wording: Wording
    ) throws {
        func call(at node: Int) -> FunctionCall? {
            if case .call(let call) = visible.nodes[node].kind { visible.calls[call] } else { nil }
        }
        let notation = ShortNotation(of: graph)
        switch direction {
        case .forward:
            let node = graph.nodes[edge.value]
            switch node.kind {
            case .input: reason = wording(.input)
            case .constant: reason = wording(.constant)
            case .operation:
                reason = wording(
                    .computed, ["name": wording.quoted([call(at: edge.source)?.function ?? node.sign!])])
            case .output: reason = ""
            }
            let value = graph.formula(of: edge.value) ?? node.value
            shown = value
            chain = FormulaChain(
                notation.side(node.value), value == node.value ? [] : [.init(form: notation.side(value))])
        case .backward:
            let edges = edge.graphEdges.filter { graph.edges[$0].backward != nil }
            guard let first = edges.first, let gradient = try graph.gradient(along: edges) else {
                reason = ""
                return
            }
            shown = gradient
            let call = call(at: edge.target)
            let operations = call?.nodes ?? Set(edges.map { graph.edges[$0].target }).sorted()
            piecesMeeting = graph.piecesMeeting(at: operations).map {
                FormulaSide.equation(notation.side($0), notation.side($1))
            }
            var rule = edges.count == 1 ? graph.gradientRule(of: first) : nil
            if let call { rule = graph.gradientRule(of: call, by: edge.value) }
            if let call, rule == nil {
                reason = wording(.through, ["name": wording.quoted([call.function])])
                chain = FormulaChain(notation.side(gradient))
                return
            }
            guard let rule, let sign = call?.function ?? graph.nodes[graph.edges[first].target].sign else {
                reason =
                    wording(edges.count > 1 ? .severalUses : gradient == 1 ? .loss : .arriving)
                chain = FormulaChain(notation.side(gradient))
                if edges.count > 1 {
                    let facts = graph.factsOfGradient(along: edges)
                    let rewritings = graph.rewritings(along: edges, from: nil, to: gradient, by: facts)
                    let branches = notation.sum(
                        edges.compactMap { graph.edges[$0].backward }, dotsBefore: graph.omitted(among: edges))
                    chain = FormulaChain(branches, notation.links(rewritings, in: graph))
                }
                return
            }
            var sentences = [wording(rule.isOfBranches ? .branches : .chain, ["name": wording.quoted([sign])])]
            let target = graph.nodes[graph.edges[first].target]
            // A matrix product adds up what it is of.
            if !rule.summed.isEmpty, !(target.isMatrixProduct && !target.shape.isEmpty) {
                sentences.append(wording(.ruleAddedUp))
            }
            reason = sentences.joined(separator: wording(.gap))
            let product = notation.product(rule.arriving, rule.local, summedOver: rule.summed)
            let facts =
                call == nil
                ? graph.factsOfGradient(along: edges)
                : graph.facts(equating: rule.arriving * rule.local, to: gradient)
            let rewritings = graph.rewritings(along: edges, from: rule, to: gradient, by: facts)
            var links = notation.links(rewritings, in: graph)
            // What follows without these facts stands between.
            if !rewritings[0].facts.isEmpty, let multipliedOut = rule.product,
                graph.areEqual(rule.summedProduct, multipliedOut)
            {
                let between = notation.side(multipliedOut)
                if ![product.plain, links[0].form.plain].contains(between.plain) {
                    links.insert(.init(form: between), at: 0)
                }
            }
            chain = FormulaChain(product, links)
        }
    }

    /// The formula: what the value comes about as, and what it is printed as.
    var formula: FormulaSide? { chain?.side }

    /// The definitions and assumptions by which the formula's last form is what it is, where none of its lines has them.
    var facts: [FormulaSide] { chain?.factsApart ?? [] }

    /// The reason, with the facts that are used, and where pieces meet.
    func reason(_ wording: Wording) -> String {
        var sentences = [reason]
        if !facts.isEmpty { sentences.append(wording.uses(facts.map(\.plain))) }
        if !piecesMeeting.isEmpty { sentences.append(wording.piecesMeet(piecesMeeting.map(\.plain))) }
        return sentences.joined(separator: wording(.gap))
    }

    /// The formula's drawing, as wide as it is.
    func drawing(typesetter: LabelTypesetter) throws -> Scene? {
        guard let formula else { return nil }
        let box = try typesetter.mathFont.layout(formula.node, size: LabelTypesetter.valueSize, style: .display)
        return EquationDrawing(id: "formula", label: Label(plain: formula.plain, box: box))
            .scene(typesetter: typesetter, margin: 0)
    }
}
