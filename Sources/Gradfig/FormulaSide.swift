import ComputationalGraph
import MathTypesetting
import Symbolic

/// A formula as it is set, as one would type it, and in TeX.
struct FormulaSide {
    let node: MathNode
    let plain: String
    let tex: String

    static func equation(_ left: FormulaSide, _ right: FormulaSide) -> FormulaSide {
        FormulaSide(
            node: .row([left.node, .symbol("="), right.node]), plain: "\(left.plain) = \(right.plain)",
            tex: "\(left.tex) = \(right.tex)")
    }
}

extension ShortNotation {
    func side(_ expression: Expression) -> FormulaSide {
        FormulaSide(node: mathNode(expression), plain: plain(expression), tex: notation(expression).written.tex)
    }

    func side(_ notation: Notation) -> FormulaSide {
        FormulaSide(node: notation.written.mathNode, plain: notation.plain, tex: notation.written.tex)
    }

    func links(_ rewritings: [Rewriting], in graph: ComputationalGraph) -> [FormulaChain.Link] {
        rewritings.map { FormulaChain.Link(form: side($0.form), facts: graph.told($0.facts).map(side)) }
    }

    func side(_ fact: ComputationalGraph.Fact) -> FormulaSide {
        switch fact {
        case .definition(let symbol, let value): .equation(side(.symbol(symbol)), side(value))
        case .assumption(let left, _, let right, _): .equation(side(left), side(right))
        case .stated(let left, _, let right, _): .equation(side(notation(left)), side(notation(right)))
        }
    }

    /// A product with its sign, that shows what is multiplied by what.
    ///
    /// - Parameter indices: what the product is added up over.
    func product(
        _ left: Expression, _ right: Expression, summedOver indices: [String]
    ) -> FormulaSide {
        let sum = indices.reduce(left * right) { .series(.sum, index: .name($1), $0) }
        let signs = indices.map { MathNode.scripts(base: .symbol("∑"), sub: mathNode(.symbol(Symbol($0)))) }
        let product = Notation.multiplication([notation(left), notation(right)])
        return FormulaSide(
            node: .row(signs + [product.mathNode]), plain: plain(sum),
            tex: indices.map { "\\sum_{\($0)} " }.joined() + product.tex)
    }
}
