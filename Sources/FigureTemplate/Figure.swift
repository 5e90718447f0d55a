import ComputationalGraph
import Diagnostics

/// What one figure shows of a computational graph: layers open or collapsed, and the values that are written.
///
/// Edges and layers are indices into the graph's.
public struct Figure: Sendable {
    /// The file's stem, and the prefix of the ids inside it.
    public var id: String
    /// Where the id stands in the template; nil for a figure of none.
    public var place: SourceSlice?
    public var title: String
    /// What is written under the figure in a document.
    public var caption: String?
    /// What the figure shows, in words of the template.
    public var description: String?
    /// The language of the figure's texts, such as `zh`; nil for English, or what the template has.
    public var language: String?
    /// What is said in that language besides.
    public var wording = Wording.english
    /// The layers that are drawn, in the order of the flow.
    public var layers: [Int]
    /// Those of the drawn layers that show their inside.
    public var open: Set<Int>
    /// The calls of functions that are drawn as one node each.
    public private(set) var closedCalls: [FunctionCall] = []
    /// For each operation of these the call.
    private var callOfNode: [Int: Int] = [:]
    /// Which values of operations leave by one wire that splits; nil for none.
    public var stems: Stems?
    /// What the figure's graph is of the template's model.
    public var view = ModelView()
    /// The edges whose forward value is written.
    public var forward: Set<Int>
    /// The edges whose backward arrow is drawn.
    public var backwardArrows: Set<Int>
    /// Those of `backwardArrows` whose value is written.
    public var backward: Set<Int>
    /// Those of `backwardArrows` that are new in this step of a series.
    public var new: Set<Int>
    /// The place in a series of steps, from 1; nil for a figure that is no step.
    public var step: Int?
    /// The figure's series, as a number among the template's; nil for a figure that is no step.
    public var series: Int?
    /// The numbers that are written; nil for symbols alone.
    public var numbers: FigureNumbers?
    /// The width that the figure is to fit; nil for what it takes up.
    public var width: FigureWidth?

    /// A figure of the whole graph: every layer open, every value written.
    public init(of graph: ComputationalGraph, id: String, title: String) {
        let gradients = Set(graph.edges.indices.filter { graph.edges[$0].backward != nil })
        self.init(
            id: id, title: title, layers: Array(graph.model.layers.indices),
            open: Set(graph.model.layers.indices), forward: Set(graph.edges.indices), backwardArrows: gradients,
            backward: gradients)
    }

    public init(
        id: String, title: String, layers: [Int], open: Set<Int>, forward: Set<Int>, backwardArrows: Set<Int>,
        backward: Set<Int>, new: Set<Int> = [], step: Int? = nil, series: Int? = nil
    ) {
        self.id = id
        self.title = title
        self.layers = layers
        self.open = open
        self.forward = forward
        self.backwardArrows = backwardArrows
        self.backward = backward
        self.new = new
        self.step = step
        self.series = series
    }

    /// The figure that a template describes.
    ///
    /// - Throws: a `Diagnostic` for a name or a value that the graph doesn't have, or that the figure doesn't show.
    public init(_ specification: FigureSpecification, of graph: ComputationalGraph) throws {
        let names = graph.model.layers.map(\.name)
        let layers: [Int]
        do {
            layers = try specification.layers(of: graph)
        } catch {
            throw Failures.any([error] + specification.undefinedValues(of: graph))!
        }
        let open = try specification.open.indices(among: names, what: "layer", default: Set(layers))
        // What a layer passes on goes past it.
        for layer in layers where !graph.nodes.contains(where: { $0.layer == layer && $0.operation != nil }) {
            let others = layers.filter { $0 != layer }.map { names[$0] }
            throw specification.idPlace.error(
                "the layer ‘\(names[layer])’ has no operation of its own to show",
                suggestion: others.isEmpty
                    ? nil : "leave it out: ‘layers: [\(others.joined(separator: ", "))]’")
        }
        self.init(
            id: specification.id, title: specification.title, layers: layers, open: open, forward: [],
            backwardArrows: [], backward: [], step: specification.step, series: specification.series)
        place = specification.idPlace
        caption = specification.caption
        description = specification.description
        language = specification.language
        wording = specification.wording
        width = specification.width
        stems = specification.stems
        try close(specification.closedFunctions, of: graph)
        let gradients = [specification.backward, specification.backwardArrows] + specification.earlier
        let selected = try ([(specification.forward, false)] + gradients.map { ($0, true) })
            .mapCollectingFailures { try edges($0, of: graph, needsGradient: $1) }
        forward = selected[0]
        var own = selected[1]
        var earlier = Array(selected[3...])
        if let automatic = specification.automatic {
            let steps = backwardSteps(of: graph, by: automatic.unit).map(Set.init)
            own = steps[automatic.ordinal]
            earlier = Array(steps[..<automatic.ordinal])
        }
        backward = earlier.reduce(own) { $0.union($1) }
        backwardArrows = backward.union(selected[2])
        if step != nil { new = earlier.reduce(own) { $0.subtracting($1) } }
    }

    /// Whether an edge is seen: it touches a drawn layer and is not inside a collapsed one.
    public func shows(_ edge: ComputationalGraph.Edge, of graph: ComputationalGraph) -> Bool {
        let source = drawnLayer(of: graph.nodes[edge.source])
        let target = drawnLayer(of: graph.nodes[edge.target])
        guard let either = source ?? target else { return false }
        // What is in a call is not seen, but for its values.
        if let call = call(of: edge.source), !closedCalls[call].values.contains(edge.source) { return false }
        if let call = call(of: edge.target) {
            if self.call(of: edge.source) == call { return false }
            if case .constant = graph.nodes[edge.source].kind {
                return closedCalls[call].numbers.contains(edge.source)
            }
        }
        if case .constant = graph.nodes[edge.source].kind { return open.contains(either) }
        return source != target || open.contains(either)
    }

    /// The drawn layer whose operation a node is.
    public func drawnLayer(of node: ComputationalGraph.Node) -> Int? {
        guard case .operation = node.kind, let layer = node.layer, layers.contains(layer) else { return nil }
        return layer
    }

    /// The closed call that a node is an operation of, as an index into `closedCalls`, where its layer is open.
    public func call(of node: Int) -> Int? { callOfNode[node] }

    private mutating func close(_ functions: Selection, of graph: ComputationalGraph) throws {
        let wanted: (String) -> Bool
        switch functions {
        case .none: return
        case .all: wanted = { _ in true }
        case .some(let places):
            let known = graph.calledFunctions
            let wrong = places.filter { !known.contains($0.text.nameInFormulas) }.map { place in
                place.error(
                    "the equations call no function ‘\(place.text)’",
                    suggestion: didYouMean(place.text, among: known.sorted()))
            }
            if let failure = Failures.any(wrong) { throw failure }
            let names = Set(places.map(\.text.nameInFormulas))
            wanted = names.contains
        }
        for call in graph.functionCalls(wanted) {
            guard let layer = drawnLayer(of: graph.nodes[call.values[0]]), open.contains(layer) else {
                continue
            }
            for node in call.nodes { callOfNode[node] = closedCalls.count }
            closedCalls.append(call)
        }
    }

    private func edges(
        _ selection: Selection, of graph: ComputationalGraph, needsGradient: Bool
    ) throws -> Set<Int> {
        func isShown(_ edge: Int) -> Bool { shows(graph.edges[edge], of: graph) }
        switch selection {
        case .none: return []
        case .all(let place):
            let selected = Set(
                graph.edges.indices.filter {
                    isShown($0) && (!needsGradient || graph.edges[$0].backward != nil)
                })
            if needsGradient, selected.isEmpty, let place {
                throw place.error(
                    "no gradient flows along any arrow of the figure ‘\(id)’",
                    suggestion: graph.missingGradientReason)
            }
            return selected
        case .some(let places):
            let selected = try places.mapCollectingFailures { place in
                let matching = try graph.edges(matching: place).filter(isShown)
                guard !matching.isEmpty else {
                    throw place.error("the figure ‘\(id)’ does not show the value \(place.text)")
                }
                if needsGradient, matching.contains(where: { graph.edges[$0].backward == nil }) {
                    throw place.error(
                        "no gradient flows along \(place.text)", suggestion: graph.missingGradientReason)
                }
                return matching
            }
            return Set(selected.joined())
        }
    }
}

extension FigureSpecification {
    /// The layers that are drawn, as indices, in the order of the flow.
    ///
    /// - Throws: a `Diagnostic` for a layer that the graph doesn't have, or that is open though it isn't drawn.
    public func layers(of graph: ComputationalGraph) throws -> [Int] {
        let names = graph.model.layers.map(\.name)
        let layers = try [layers, open].mapCollectingFailures { try $0.indices(among: names, what: "layer") }[0]
        if case .some(let places) = open {
            for place in places where !layers.contains(names.firstIndex(of: place.text)!) {
                throw place.error("the layer ‘\(place.text)’ is open, but is not among the figure’s layers")
            }
        }
        return layers.sorted()
    }
}

extension FigureSpecification {
    /// The errors of values that the graph doesn't have.
    fileprivate func undefinedValues(of graph: ComputationalGraph) -> [any Error] {
        ([forward, backward, backwardArrows] + earlier).flatMap { selection -> [any Error] in
            guard case .some(let places) = selection else { return [] }
            return places.compactMap { place in
                do {
                    _ = try graph.edges(matching: place)
                    return nil
                } catch {
                    return error
                }
            }
        }
    }
}

extension Selection {
    /// The indices of the selected names. `all` selects `default`, or every name.
    fileprivate func indices(
        among names: [String], what: String, default: Set<Int>? = nil
    ) throws -> Set<Int> {
        switch self {
        case .all: return `default` ?? Set(names.indices)
        case .none: return []
        case .some(let places):
            return Set(
                try places.mapCollectingFailures { place in
                    guard let index = names.firstIndex(of: place.text) else {
                        throw place.error(
                            "there is no \(what) ‘\(place.text)’",
                            suggestion: didYouMean(place.text, among: names))
                    }
                    return index
                })
        }
    }
}
