import ComputationalGraph
import FigureTemplate
import Gradfig
import Layout

/// A figure of the corpus as it is drawn, or why it is not.
package struct DrawnFigure: Sendable {
    package let template: String
    /// Nil for any number.
    package let classes: Int?
    package let kind: FigureKind
    package let id: String
    package let outcome: Result<LayoutGeometry, any Error>
    /// The lanes of its nodes, by their ids.
    package let lanes: [String: [ComputationalGraph.IndexValue]]

    /// The figure in a few words.
    package var name: String { "\(template), \(classes.map(String.init) ?? "n") classes, \(id)" }
}

extension CorpusTemplate {
    /// Draws figures of the network.
    package func drawn(
        classes: Int?, _ kinds: [FigureKind] = FigureKind.allCases, by renderer: FigureRenderer
    ) throws -> [DrawnFigure] {
        let graph = try graph(classes: classes)
        let lanes = graph.nodes.filter { !$0.lane.isEmpty }.map { ($0.id, $0.lane) }
        return kinds.filter(self.kinds.contains).flatMap { kind in
            kind.figures(of: graph).filter { !$0.isEmpty }.flatMap { figures in
                let layout = Result { try renderer.layout(figures, of: graph) }
                return figures.map { figure in
                    DrawnFigure(
                        template: name, classes: classes, kind: kind, id: figure.id,
                        outcome: Result { try renderer.geometry(of: figure, in: layout.get()) },
                        lanes: Dictionary(uniqueKeysWithValues: lanes))
                }
            }
        }
    }
}
