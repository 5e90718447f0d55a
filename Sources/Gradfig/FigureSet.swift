import ComputationalGraph
import Diagnostics
import FigureTemplate

/// The figures of one template, with the graph that they show: derived, checked, and ready to be rendered.
public struct FigureSet: Sendable {
    public let template: Template
    public let graph: ComputationalGraph
    public let figures: [Figure]
    /// The graphs of figures that show another model: another number of classes, lanes as one, or only some layers.
    private let others: [ModelView: ComputationalGraph]

    /// Reads a template, derives its values and checks them, and its equations.
    ///
    /// - Parameters:
    ///   - source: the YAML text.
    ///   - classes: how many values the first index takes, instead of what the template says. Equations are about the
    ///     template's own classes all the same: they are printed as they are written.
    /// - Throws: a `Diagnostic` for an error in the template; a failed check of the derivation.
    public init(_ source: SourceText, classes: Int? = nil) throws {
        try self.init(Template(source, classes: classes.map(ClassCount.number)))
    }

    /// Derives the values of a template that was read, and checks them, and its equations.
    public init(_ template: Template) throws {
        self.template = template
        let graph = try ComputationalGraph(template.model)
        self.graph = graph
        var others = [ModelView(): graph]
        func derived(_ view: ModelView, _ model: () throws -> Model) throws -> ComputationalGraph {
            if let known = others[view] { return known }
            let graph = try ComputationalGraph(try model())
            others[view] = graph
            return graph
        }
        figures = try template.figures.map { specification in
            var view = ModelView()
            view.classes = specification.classes
            view.rolledUp = try specification.rolledUp(of: template.model)
            if let classes = specification.classes, template.writtenModel.indices.isEmpty {
                throw specification.idPlace.error(
                    "the template has no index whose range could be set to 1...\(classes)")
            }
            var shown = try derived(view) {
                let model = view.classes.map(template.model.with) ?? template.model
                return view.rolledUp.map(model.rolledUp) ?? model
            }
            if specification.hasUpstreamSymbols {
                let whole = shown
                let layers = try specification.layers(of: whole)
                view.excerpt = layers
                shown = try derived(view) { try whole.excerpt(of: layers) }
            }
            var figure = try Figure(specification, of: shown)
            figure.view = view
            return figure
        }
        self.others = others
        if template.equations.isEmpty { return }
        let written = template.classes == nil ? graph : try ComputationalGraph(template.writtenModel)
        try written.check(template.equations.map(\.statement))
    }

    /// The graph with all its values, also where figures show several as one, if a number of values is asked for.
    public func writtenOut() throws -> ComputationalGraph {
        guard case .number(let count)? = template.classes,
            template.model.indices.contains(where: { $0.isAny || $0.isRolledUp })
        else { return graph }
        return try ComputationalGraph(template.model.writtenOut(count))
    }

    /// The graph that a figure shows.
    public func graph(of figure: Figure) -> ComputationalGraph {
        others[figure.view] ?? graph
    }
}
