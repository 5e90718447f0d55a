import ComputationalGraph
import MathTypesetting
import Scene
import Symbolic

/// How the value on an arrow comes about: in words, and as a formula.
struct Explanation {
    let reason: String
    private var formula: Side?

    init(_ edge: VisibleGraph.Edge, _ direction: Direction, in graph: ComputationalGraph, phrases: StepPhrases)
        throws
    {
        let notation = ShortNotation(of: graph)
        switch direction {
        case .forward:
            let node = graph.nodes[edge.value]
            switch node.kind {
            case .input: reason = phrases.input
            case .constant: reason = phrases.constant
            case .operation: reason = phrases.computed(node.sign!)
            case .output: reason = ""
            }
            let value = graph.formula(of: edge.value) ?? node.value
            formula =
                value == node.value
                ? notation.side(value) : notation.equation(notation.side(node.value), to: value)
        case .backward:
            let edges = edge.graphEdges.filter { graph.edges[$0].backward != nil }
            guard let first = edges.first, let gradient = try graph.gradient(along: edges) else {
                reason = ""
                return
            }
            guard edges.count == 1, let rule = graph.gradientRule(of: first),
                let sign = graph.nodes[graph.edges[first].target].sign
            else {
                reason =
                    edges.count > 1 ? phrases.severalUses : gradient == 1 ? phrases.loss : phrases.arriving
                let branches = edges.compactMap { graph.edges[$0].backward }
                let sum = notation.side(edges.count == 1 ? gradient : .sum(branches))
                formula = edges.count == 1 ? sum : notation.equation(sum, to: gradient)
                return
            }
            reason = (rule.upstream.count == 1 ? phrases.chain : phrases.branches)(sign)
            let upstream = rule.upstream.count == 1 ? rule.upstream[0] : .sum(rule.upstream)
            formula = notation.equation(
                notation.product(upstream, rule.local, summedOver: rule.summed), to: gradient)
        }
    }

    /// The formula's drawing, as wide as it is.
    func drawing(typesetter: LabelTypesetter) throws -> Scene? {
        guard let formula else { return nil }
        let box = try typesetter.mathFont.layout(formula.node, size: LabelTypesetter.valueSize, style: .display)
        return EquationDrawing(id: "formula", label: Label(plain: formula.plain, box: box))
            .scene(typesetter: typesetter, margin: 0)
    }
}

/// A formula, and the same as one would type it.
private typealias Side = (node: MathNode, plain: String)

extension ShortNotation {
    fileprivate func side(_ expression: Expression) -> Side { (mathNode(expression), plain(expression)) }

    /// A product with its sign, that shows what is multiplied by what.
    ///
    /// - Parameter indices: what the product is added up over.
    fileprivate func product(_ left: Expression, _ right: Expression, summedOver indices: [String]) -> Side {
        let sum = indices.reduce(left * right) { .series(.sum, index: .name($1), $0) }
        let signs = indices.map { MathNode.scripts(base: .symbol("∑"), sub: mathNode(.symbol(Symbol($0)))) }
        return (.row(signs + [multiplication([left, right])]), plain(sum))
    }

    fileprivate func equation(_ left: Side, to right: Expression) -> Side {
        (.row([left.node, .symbol("="), mathNode(right)]), "\(left.plain) = \(plain(right))")
    }
}
