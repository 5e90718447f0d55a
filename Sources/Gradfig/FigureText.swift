import ComputationalGraph
import FigureTemplate
import Layout
import Scene
import Symbolic

/// What is written in figures that show the same layers.
struct FigureText {
    private let typesetter: LabelTypesetter
    private let visible: VisibleGraph
    private let figures: [Figure]
    private let notation: ShortNotation
    /// The values that some figure shows, by edge of the visible graph.
    private let forward: [EdgeValue?]
    private let backward: [EdgeValue?]

    /// The labels, each on one line.
    let labels: FigureLabels

    init(
        _ figures: [Figure], _ visible: VisibleGraph, of graph: ComputationalGraph,
        _ typesetter: LabelTypesetter
    ) throws {
        let notation = ShortNotation(of: graph)
        let values = EdgeValues(of: graph, figures[0].numbers)
        let forward = try visible.edges.map { edge in
            figures.contains { $0.writesForward(edge) } ? try values.forward(edge) : nil
        }
        let backward = try visible.edges.map { edge in
            figures.contains { $0.writesBackward(edge) } ? try values.backward(edge) : nil
        }
        let layers = typesetter.names(
            figures[0].layers.map { graph.model.layers[$0].displayName }, language: figures[0].language)
        let nodes = try visible.nodes.map {
            try Self.label(of: $0, in: visible, of: graph, figures[0].numbers, notation, layers, typesetter)
        }
        let labels = try zip(visible.edges, zip(forward, backward)).map { edge, values in
            (
                forward: try values.0.map {
                    // An array of numbers shows its shape.
                    try typesetter.value(
                        $0, in: notation, shape: $0.number == nil ? graph.nodes[edge.value].shape : [])
                },
                backward: try values.1.map { try typesetter.value($0, in: notation, shape: []) }
            )
        }
        self.labels = FigureLabels(
            nodes: nodes, layers: layers, forward: labels.map(\.forward), backward: labels.map(\.backward))
        self.figures = figures
        self.visible = visible
        self.typesetter = typesetter
        self.notation = notation
        self.forward = forward
        self.backward = backward
    }

    /// Whether matrices of numbers stand on arrows.
    var hasMatrices: Bool { (forward + backward).contains { $0?.number?.isMatrix ?? false } }

    private static func label(
        of node: VisibleGraph.Node, in visible: VisibleGraph, of graph: ComputationalGraph,
        _ numbers: FigureNumbers?, _ notation: ShortNotation, _ layers: [Label], _ typesetter: LabelTypesetter
    ) throws -> Label? {
        switch node.kind {
        case .operation(let index):
            let node = graph.nodes[index]
            return try node.sign.map {
                try typesetter.operation($0, over: node.bigOperator == nil ? [] : node.summed)
            }
        case .call(let call):
            let call = visible.calls[call]
            return try typesetter.function(call.function, derivative(of: call, graph, numbers), in: notation)
        case .layer: return node.layer.map { layers[$0] }
        case .junction, .end: return nil
        }
    }

    /// What a function's value is, and the derivative of it by what it takes, if that is one value.
    private static func derivative(
        of call: FunctionCall, _ graph: ComputationalGraph, _ numbers: FigureNumbers?
    ) -> FunctionDerivative? {
        let own = Set(call.nodes)
        let taken = graph.edges.lazy.filter { own.contains($0.target) && !own.contains($0.source) }
        let sources = Set(taken.map(\.source)).filter { !graph.isConstant($0) }
        guard numbers?.hasSymbols ?? true, sources.count == 1, let source = sources.first,
            let derivative = graph.localDerivative(of: call, by: source, isNamed: true)
        else { return nil }
        let value = graph.nodes[call.values[0]]
        return FunctionDerivative(
            value: graph.isNamedByCall(call.values[0]) ? .symbol(Symbol(call.function)) : value.value,
            derivative: derivative)
    }

    /// The labels, on several lines where they are wider than asked.
    ///
    /// - Parameters:
    ///   - width: of values, and of names in collapsed layers,
    ///   - titles: and of the names above open layers, by layer; nil for as wide as they are.
    func labels(within width: Double, titles: [Double?]) throws -> FigureLabels {
        func values(_ labels: [Label?], _ values: [EdgeValue?]) throws -> [Label?] {
            try zip(labels, values).map { label, value in
                guard let label, let value else { return nil }
                return try typesetter.value(label, of: value, in: notation, within: width)
            }
        }
        // Graphviz knows a text of one size as one label.
        let widths = Dictionary(
            zip(figures[0].layers, labels.layers).enumerated().map { position, layer in
                let isOpen = figures[0].open.contains(layer.0)
                return (layer.1.plain, isOpen ? titles[position] ?? .infinity : width)
            }, uniquingKeysWith: min)
        let layers = labels.layers.map { name in
            typesetter.name(name, language: figures[0].language, within: widths[name.plain] ?? .infinity)
        }
        return FigureLabels(
            nodes: zip(visible.nodes, labels.nodes).map { node, label in
                if case .layer = node.kind { node.layer.map { layers[$0] } } else { label }
            },
            layers: layers, forward: try values(labels.forward, forward),
            backward: try values(labels.backward, backward))
    }

    /// What is to be laid out.
    ///
    /// - Parameter air: from the sign in a node to its outline, in points.
    func diagram(_ labels: FigureLabels, air: Double = Spacing().air) -> Diagram {
        let edges = visible.edges.indices.map { index in
            let edge = visible.edges[index]
            return Diagram.Edge(
                source: edge.source, target: edge.target, lane: edge.lane,
                forward: labels.forward[index]?.value,
                backward: labels.backward[index]?.value,
                isPair: figures.contains { $0.hasBackwardArrow(edge) }, isEntry: edge.isEntry)
        }
        let layers = zip(figures[0].layers, labels.layers).map { layer, label in
            Diagram.Layer(label: figures[0].open.contains(layer) ? label.size : nil)
        }
        return Diagram(
            nodes: zip(visible.nodes, labels.nodes).map { Self.diagramNode($0, label: $1, air: air) },
            edges: edges, layers: layers,
            omissions: visible.omissions.map { Diagram.Omission(between: $0, size: OmissionDots.size) },
            radius: zip(visible.nodes, labels.nodes).map { node, label in
                if case .operation = node.kind, let label { Self.radius(for: label, air: air) } else { air }
            }.max() ?? air)
    }

    private static func diagramNode(_ node: VisibleGraph.Node, label: Label?, air: Double) -> Diagram.Node {
        let shape: Diagram.Shape =
            switch node.kind {
            case .operation, .call: .circle
            case .layer: .box(label?.size ?? .zero)
            case .junction: .junction
            case .end: .end
            }
        var radius: Double?
        if case .call = node.kind, let label { radius = Self.radius(for: label, air: air) }
        return Diagram.Node(shape: shape, layer: node.layer, lane: node.lane, radius: radius)
    }

    /// That of the circle around a label, with a little air.
    private static func radius(for label: Label, air: Double) -> Double {
        Point(label.size.width / 2, label.size.height / 2).length.rounded(.up) + air
    }
}

/// What is written in figures, typeset.
struct FigureLabels {
    /// In the nodes; nil for an end.
    let nodes: [Label?]
    /// The names of the layers, in the figures' order.
    let layers: [Label]
    /// On the arrows, by edge of the visible graph.
    let forward: [Label?]
    let backward: [Label?]

    private var all: [Label] { (nodes + layers + forward + backward).compactMap { $0 } }

    /// The characters that the fonts have no glyph for, each once.
    var missingCharacters: [Character] {
        var seen: Set<Character> = []
        return all.flatMap(\.missingCharacters).filter { seen.insert($0).inserted }
    }

    /// The characters that installed fonts were asked for.
    var substitutions: [Substitution] { all.flatMap(\.box.substitutions) }
}
