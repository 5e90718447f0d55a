import ComputationalGraph
import FigureTemplate
import MathTypesetting
import Scene
import Symbolic

/// How the value on an arrow comes about: in words, and as a formula.
struct Explanation {
    let reason: String
    private(set) var formula: FormulaSide?
    /// The definitions and assumptions by which the formula's last form is what it is.
    private(set) var facts: [FormulaSide] = []
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
        guard let known = formula, let numeral = value?.number, let shown, !numeral.isSame(as: shown) else {
            return
        }
        formula = FormulaSide(
            node: .row([known.node, .symbol("="), numeral.mathNode]),
            plain: "\(known.plain) = \(numeral.plain)",
            tex: "\(known.tex) = \(numeral.tex)")
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
            formula =
                value == node.value
                ? notation.side(value) : notation.equation(notation.side(node.value), to: value)
        case .backward:
            let edges = edge.graphEdges.filter { graph.edges[$0].backward != nil }
            guard let first = edges.first, let gradient = try graph.gradient(along: edges) else {
                reason = ""
                return
            }
            shown = gradient
            let call = call(at: edge.target)
            var rule = edges.count == 1 ? graph.gradientRule(of: first) : nil
            if let call { rule = graph.gradientRule(of: call, by: edge.value) }
            if let call, rule == nil {
                reason = wording(.through, ["name": wording.quoted([call.function])])
                formula = notation.side(gradient)
                return
            }
            guard let rule, let sign = call?.function ?? graph.nodes[graph.edges[first].target].sign else {
                reason =
                    wording(edges.count > 1 ? .severalUses : gradient == 1 ? .loss : .arriving)
                let branches = edges.compactMap { graph.edges[$0].backward }
                let sum = notation.side(edges.count == 1 ? gradient : .sum(branches))
                formula = edges.count == 1 ? sum : notation.equation(sum, to: gradient)
                if edges.count > 1 {
                    facts = graph.factsOfGradient(along: edges).map(notation.side)
                }
                return
            }
            reason = wording(rule.upstream.count == 1 ? .chain : .branches, ["name": wording.quoted([sign])])
            let product = notation.product(rule.arriving, rule.local, summedOver: rule.summed)
            let used =
                call == nil
                ? graph.factsOfGradient(along: edges)
                : graph.facts(equating: rule.arriving * rule.local, to: gradient)
            facts = used.map(notation.side)
            formula = notation.equation(product, to: gradient)
            guard !facts.isEmpty, let multipliedOut = rule.product,
                graph.areEqual(rule.summedProduct, multipliedOut)
            else { return }
            // What follows without these facts stands between.
            let between = notation.side(multipliedOut)
            if ![product.plain, notation.side(gradient).plain].contains(between.plain) {
                formula = notation.equation(notation.equation(product, between), to: gradient)
            }
        }
    }

    /// The reason, with the facts that are used.
    func reason(_ wording: Wording) -> String {
        facts.isEmpty ? reason : reason + wording(.gap) + wording.uses(facts.map(\.plain))
    }

    /// The formula's drawing, as wide as it is.
    func drawing(typesetter: LabelTypesetter) throws -> Scene? {
        guard let formula else { return nil }
        let box = try typesetter.mathFont.layout(formula.node, size: LabelTypesetter.valueSize, style: .display)
        return EquationDrawing(id: "formula", label: Label(plain: formula.plain, box: box))
            .scene(typesetter: typesetter, margin: 0)
    }
}

/// A formula as it is set, as one would type it, and in TeX.
struct FormulaSide {
    let node: MathNode
    let plain: String
    let tex: String
}

extension ShortNotation {
    fileprivate func side(_ expression: Expression) -> FormulaSide {
        FormulaSide(node: mathNode(expression), plain: plain(expression), tex: notation(expression).written.tex)
    }

    private func side(_ notation: Notation) -> FormulaSide {
        FormulaSide(node: notation.written.mathNode, plain: notation.plain, tex: notation.written.tex)
    }

    fileprivate func side(_ fact: ComputationalGraph.Fact) -> FormulaSide {
        switch fact {
        case .definition(let symbol, let value): equation(side(.symbol(symbol)), to: value)
        case .assumption(let left, _, let right, _): equation(side(left), to: right)
        case .stated(let left, _, let right): equation(side(notation(left)), side(notation(right)))
        }
    }

    /// A product with its sign, that shows what is multiplied by what.
    ///
    /// - Parameter indices: what the product is added up over.
    fileprivate func product(
        _ left: Expression, _ right: Expression, summedOver indices: [String]
    ) -> FormulaSide {
        let sum = indices.reduce(left * right) { .series(.sum, index: .name($1), $0) }
        let signs = indices.map { MathNode.scripts(base: .symbol("∑"), sub: mathNode(.symbol(Symbol($0)))) }
        let product = Notation.multiplication([notation(left), notation(right)])
        return FormulaSide(
            node: .row(signs + [product.mathNode]), plain: plain(sum),
            tex: indices.map { "\\sum_{\($0)} " }.joined() + product.tex)
    }

    fileprivate func equation(_ left: FormulaSide, to right: Expression) -> FormulaSide {
        equation(left, side(right))
    }

    fileprivate func equation(_ left: FormulaSide, _ right: FormulaSide) -> FormulaSide {
        FormulaSide(
            node: .row([left.node, .symbol("="), right.node]), plain: "\(left.plain) = \(right.plain)",
            tex: "\(left.tex) = \(right.tex)")
    }
}
