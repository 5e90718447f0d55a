import ComputationalGraph
import MathTypesetting
import Symbolic

/// How the values of a graph are written in its figures: long sums with ⋯ or ∑.
package struct ShortNotation {
    private let shortening: Shortening
    /// With a ∑ for every sum that may have one.
    private let summation: Shortening
    private let names: DisplayNames
    private let called: [String: CalledValue]

    package init(of graph: ComputationalGraph) {
        let ranges = Dictionary(graph.model.indices.map { ($0.name.text, $0.range) }) { first, _ in first }
        names = graph.model.names
        called = graph.calledValues
        shortening = Shortening(mostTerms: 4, ranges: ranges)
        summation = Shortening(mostTerms: 4, mostSummands: 2, ranges: ranges)
    }

    /// The expression as one would type it.
    package func plain(_ expression: Expression) -> String {
        shortening(Notation(expression, in: .linear)).calling(called, in: .linear).plain
    }

    /// A sum of terms, with ⋯ before some of them.
    func sum(_ terms: [Expression], dotsBefore places: Set<Int>) -> FormulaSide {
        func sum(in style: Notation.Style) -> Notation {
            let terms = terms.enumerated().flatMap { place, term in
                (places.contains(place) ? [.dots] : []) + [Notation(term, in: style)]
            }
            return shortening(.operation(.sum, terms)).calling(called, in: style)
        }
        let written = sum(in: .builtUp).displaying(names).written
        return FormulaSide(node: written.mathNode, plain: sum(in: .linear).plain, tex: written.tex)
    }

    func mathNode(_ expression: Expression) -> MathNode {
        notation(expression).written.mathNode
    }

    /// A function by its name: a word upright, a letter italic.
    func name(ofFunction name: String) -> MathNode { Written.functionName(names.function(name)).mathNode }

    /// The expression as it is set.
    func notation(_ expression: Expression) -> Notation {
        displayed(shortening(Notation(expression, in: .builtUp)))
    }

    /// A formula as a template has it.
    func notation(_ formula: Formula) -> Notation { Notation(formula.root, in: .builtUp).displaying(names) }

    /// The expression as it is set where there is little room.
    func summed(_ expression: Expression) -> Notation {
        displayed(summation(Notation(expression, in: .builtUp)))
    }

    private func displayed(_ notation: Notation) -> Notation {
        notation.calling(called, in: .builtUp).displaying(names)
    }
}
