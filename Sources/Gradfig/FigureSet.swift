import ComputationalGraph
import Diagnostics
import FigureTemplate

/// The figures of one template, with the graph that they show: derived, checked, and ready to be rendered.
public struct FigureSet: Sendable {
    public let template: Template
    public let graph: ComputationalGraph
    public let figures: [Figure]
    /// Parts of the model with the gradients that come back from outside as symbols, by their layers.
    private let excerpts: [[Int]: ComputationalGraph]

    /// Reads a template, derives its values and checks them, and its equations.
    ///
    /// - Parameters:
    ///   - source: the YAML text.
    ///   - classes: how many values the first index takes, instead of what the template says. Equations are about the
    ///     template's own classes all the same: they are printed as they are written.
    /// - Throws: a `Diagnostic` for an error in the template; a failed check of the derivation.
    public init(_ source: SourceText, classes: Int? = nil) throws {
        try self.init(Template(source, classes: classes))
    }

    /// Derives the values of a template that was read, and checks them, and its equations.
    public init(_ template: Template) throws {
        self.template = template
        let graph = try ComputationalGraph(template.model)
        self.graph = graph
        var excerpts: [[Int]: ComputationalGraph] = [:]
        figures = try template.figures.map { specification in
            guard specification.hasUpstreamSymbols else { return try Figure(specification, of: graph) }
            let layers = try specification.layers(of: graph)
            let excerpt = try excerpts[layers] ?? ComputationalGraph(graph.excerpt(of: layers))
            excerpts[layers] = excerpt
            var figure = try Figure(specification, of: excerpt)
            figure.excerpt = layers
            return figure
        }
        self.excerpts = excerpts
        if template.equations.isEmpty { return }
        let written = template.classes == nil ? graph : try ComputationalGraph(template.writtenModel)
        try written.check(template.equations.map(\.statement))
    }

    /// The graph that a figure shows.
    public func graph(of figure: Figure) -> ComputationalGraph {
        figure.excerpt.flatMap { excerpts[$0] } ?? graph
    }
}
