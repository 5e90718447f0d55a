import ComputationalGraph
import Diagnostics
import FigureTemplate
import MathTypesetting

/// The figures of one template, with the graphs that they show: derived, checked, and ready to be rendered.
public struct FigureSet: Sendable {
    public let template: Template
    public let figures: [Figure]
    /// The graphs that something is said of: that of the template's own model only where a figure or an equation is about
    /// it, as others may be of another number of classes, of lanes as one, or of some layers.
    let graphs: [ModelView: ComputationalGraph]

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
        for (_, tex) in template.model.names.entries {
            guard let sign = try MathNode(tex: tex).looseSign else { continue }
            throw tex.error(
                "in formulas this ‘\(sign)’ would stand between a part of the name and what is beside it",
                suggestion: "put the name in brackets: ‘(\(tex.text))’")
        }
        var graphs: [ModelView: ComputationalGraph] = [:]
        var failures: [ModelView: any Error] = [:]
        var finder = FigureNumbersFinder()
        func derived(_ view: ModelView, _ model: () throws -> Model) throws -> ComputationalGraph {
            if let known = graphs[view] { return known }
            // Other figures show the same.
            if let failure = failures[view] { throw failure }
            do {
                let graph = try ComputationalGraph(try model())
                graphs[view] = graph
                return graph
            } catch {
                failures[view] = error
                throw error
            }
        }
        func own() throws -> ComputationalGraph { try derived(ModelView()) { template.model } }
        func figure(_ specification: FigureSpecification) throws -> Figure {
            var view = ModelView()
            view.classes = specification.classes
            view.rolledUp = try specification.rolledUp(of: template.model)
            view.drawnFunctions = specification.drawnFunctions
            if let classes = specification.classes, template.writtenModel.indices.isEmpty {
                throw specification.idPlace.error(
                    "the template has no index whose range could be set to 1...\(classes)")
            }
            var shown = try derived(view) {
                var model = view.classes.map(template.model.with) ?? template.model
                if let drawn = view.drawnFunctions { model.drawnFunctions = drawn }
                return view.rolledUp.map(model.rolledUp) ?? model
            }
            if template.classes?.isAny != true {
                view.lastValues = try finder.lastValues(specification, in: shown)
                let model = shown.model
                if !view.lastValues.isEmpty {
                    shown = try derived(view) { model.withLastValues(view.lastValues) }
                }
            }
            if specification.hasUpstreamSymbols {
                let whole = shown
                let layers = try specification.layers(of: whole)
                view.excerpt = layers
                shown = try derived(view) { try whole.excerpt(of: layers) }
            }
            var figure = try Figure(specification, of: shown)
            figure.view = view
            figure.numbers = try finder.numbers(specification, of: figure, in: shown)
            return figure
        }
        do {
            figures = try template.figures.mapCollectingFailures(figure)
            try finder.finish()
        } catch {
            // What is wrong with the equations is told before what a figure makes of them.
            _ = try own()
            // A name that is none is why there are too few numbers.
            if !template.figures.contains(where: \.hasUpstreamSymbols) {
                try finder.checkNames(in: graphs.values)
            }
            throw Self.once(error)
        }
        if figures.isEmpty {
            _ = try own()
        } else if graphs[ModelView()] == nil {
            try template.model.check()
        }
        let equations = template.equations.map(\.statement)
        if !equations.isEmpty {
            let isLong = template.writtenModel.indices.contains { $0.range.count > Self.mostLanesOfStatements }
            if isLong, let graph = try? ComputationalGraph(template.writtenModel.rolledUp()) {
                try graph.check(equations)
            } else if template.classes != nil {
                try ComputationalGraph(template.writtenModel).check(equations)
            } else {
                try own().check(equations)
            }
        }
        self.graphs = graphs
    }

    /// With more values of an index than this, statements are proven for any number of them, as far as they can be.
    private static let mostLanesOfStatements = 30

    /// Of the errors at one place the first: a step shows what earlier ones do, and has their mistakes again.
    private static func once(_ error: any Error) -> any Error {
        guard let failures = error as? Failures else { return error }
        var places: Set<String> = []
        let errors = failures.errors.filter { error in
            guard let place = (error as? Diagnostic)?.place else { return true }
            return places.insert("\(place.source.name):\(place.range)").inserted
        }
        return Failures.any(errors) ?? error
    }

    /// The graph of the template's model, for the number of classes that is asked for.
    public var graph: ComputationalGraph {
        get throws { try graphs[ModelView()] ?? ComputationalGraph(template.model) }
    }

    /// The graph with all its values, also where figures show several as one, if a number of values is asked for.
    public func writtenOut() throws -> ComputationalGraph {
        guard case .number(let count)? = template.classes,
            template.model.indices.contains(where: { $0.isAny || $0.isRolledUp })
        else { return try graph }
        return try ComputationalGraph(template.model.writtenOut(count))
    }

    /// The graph that a figure shows.
    public func graph(of figure: Figure) throws -> ComputationalGraph {
        try graphs[figure.view] ?? graph
    }
}
