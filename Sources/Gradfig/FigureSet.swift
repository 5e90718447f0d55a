import ComputationalGraph
import Diagnostics
import FigureTemplate

/// The figures of one template, with the graph that they show: derived, checked, and ready to be rendered.
public struct FigureSet: Sendable {
    public let template: Template
    public let graph: ComputationalGraph
    public let figures: [Figure]

    /// Reads a template, derives its values and checks them.
    ///
    /// - Parameters:
    ///   - source: the YAML text.
    ///   - classes: how many values the first index takes, instead of what the template says.
    /// - Throws: a `Diagnostic` for an error in the template; a failed check of the derivation.
    public init(_ source: SourceText, classes: Int? = nil) throws {
        template = try Template(source, classes: classes)
        let graph = try ComputationalGraph(template.model)
        self.graph = graph
        figures = try template.figures.map { try Figure($0, of: graph) }
    }

    /// Where a figure's id stands in the template.
    public func place(of figure: Figure) -> SourceSlice {
        template.figures.first { $0.id == figure.id }?.idPlace ?? SourceSlice(figure.id)
    }
}
