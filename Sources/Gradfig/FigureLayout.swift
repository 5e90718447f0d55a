import ComputationalGraph
import FigureTemplate
import Layout
import Scene

/// The layout that all figures share which show the same layers, open or collapsed: everything that any of them
/// shows has its place, so that nothing moves from one to the next.
package struct FigureLayout {
    let graph: ComputationalGraph
    let visible: VisibleGraph
    var labels: FigureLabels
    private var layout: LayeredLayout
    /// How many columns its arrows pass.
    private let passages: Int
    let figures: [Figure]
    /// What touches what in each of the figures, if anything does.
    private var conflicts: [LayoutConflict?] = []

    /// - Parameter figures: at least one; all with the same layers open and collapsed.
    ///
    /// - Throws: an `EmptyFigure` where there is nothing to draw; an error at the figure's id where there is too much.
    init(
        _ figures: [Figure], of graph: ComputationalGraph, typesetter: LabelTypesetter,
        mostArrows: Int = FigureLayout.mostArrows, mostPassages: Int = FigureLayout.mostPassages
    ) throws {
        func tooLarge(_ message: String) -> any Error {
            figures[0].error(
                FigureFault(
                    message: message,
                    suggestion:
                        "draw fewer classes, or layers collapsed, with ‘open’; or fewer of them, with ‘layers’")
            )
        }
        let visible = VisibleGraph(figures[0], of: graph)
        guard visible.edges.count <= mostArrows else {
            throw tooLarge(
                "the figure ‘\(figures[0].id)’ has \(visible.edges.count) arrows; at most \(mostArrows) can be drawn"
            )
        }
        let drawn = Set(visible.nodes.compactMap(\.layer))
        guard !drawn.isEmpty, drawn.count == figures[0].layers.count else {
            throw EmptyFigure(
                description: "the figure ‘\(figures[0].id)’ has a layer without an operation, or none")
        }
        let text = try FigureText(figures, visible, of: graph, typesetter)
        labels = text.labels
        let diagram = text.diagram(labels)
        passages = diagram.passages
        guard passages <= mostPassages else {
            throw tooLarge(
                "the arrows of the figure ‘\(figures[0].id)’ pass \(passages) columns in all; at most \(mostPassages) "
                    + "can be drawn")
        }
        var graphs = Self.graphs(diagram, clearance: text.hasMatrices ? Self.clearanceOfMatrices : 0)
        var first: LayeredLayout?
        while first == nil, !graphs.isEmpty {
            let (diagram, spacing) = graphs.removeFirst()
            first = LayeredLayout(diagram, spacing: spacing)
        }
        guard let first else {
            throw figures[0].error(
                FigureFault(
                    message: "the layers of the figure ‘\(figures[0].id)’ can’t be drawn side by side",
                    suggestion: "draw fewer of them, with ‘layers’"))
        }
        layout = first
        self.graph = graph
        self.visible = visible
        self.figures = figures
        choose(first, else: graphs, typesetter)
        if let width = figures[0].width { try fit(width.points, text, typesetter) }
    }

    /// Takes the first layout in which all figures are right, and no line bends too often, runs through a head or leaves its
    /// lane; else that in which the most are.
    private mutating func choose(
        _ first: LayeredLayout, else graphs: [(Diagram, Spacing)], _ typesetter: LabelTypesetter
    ) {
        var (best, least) = (self, Flaws.most)
        // Rather than much wider a figure is laid out in another way.
        var wider: [LayeredLayout] = []
        var tries = self.tries
        // Large ones are not worth the time.
        let mayImprove = visible.edges.count <= (visible.hasLanes ? Self.mostImproved : Self.mostImprovedFree)
        func take(_ attempt: FigureLayout, _ flaws: Flaws) {
            if flaws < least { (best, least) = (attempt, flaws) }
        }
        for (index, graph) in ([nil] + graphs.map(Optional.some)).enumerated() where tries > 0 {
            if least.figures == 0, least.faults == 0 || !mayImprove || index > Self.mostOfFaults { break }
            // With other distances it keeps its order.
            let other = graph.map { LayeredLayout($0.0, spacing: $0.1, like: first) }
            guard let candidate = other ?? first else { continue }
            let attempt = attempt(candidate, typesetter, tries: &tries)
            take(self, attempt.flaws)
            if let next = attempt.wider { wider.append(next) }
        }
        tries = self.tries
        for candidate in wider where least.figures > 0 && tries > 0 {
            let flaws = attempt(candidate, typesetter, widening: Self.mostWidening, tries: &tries).flaws
            take(self, flaws)
        }
        self = best
    }

    /// What is wrong with a layout.
    struct Flaws: Comparable {
        /// In how many of the figures something touches.
        let figures: Int
        /// How many arrows are not as they should be. It weighs less than that.
        let faults: Int

        static let most = Flaws(figures: .max, faults: .max)

        static func < (one: Self, other: Self) -> Bool {
            (one.figures, one.faults) < (other.figures, other.faults)
        }
    }

    /// How many more distances are tried so that lines bend less and heads are free, and with how many arrows at most.
    private static let mostOfFaults = 4
    private static let mostImproved = 1000
    /// The same without lanes, where layouts take longer.
    private static let mostImprovedFree = 400

    /// How much wider a layout is made so that nothing touches, as a part of its width.
    private static let usualWidening = 0.2
    private static let mostWidening = 4.0

    /// Takes a layout, with bends where straight arrows meet something, ways around where others do, and more room where there
    /// are none.
    ///
    /// - Parameters:
    ///   - widening: how much wider it may get, as a part of its width.
    ///   - tries: how many more layouts may be tried.
    /// - Returns: what is wrong with the best of them; and the layout to go on with if it may get wider.
    mutating func attempt(
        _ candidate: LayeredLayout, _ typesetter: LabelTypesetter, widening: Double = usualWidening,
        tries: inout Int
    ) -> (flaws: Flaws, wider: LayeredLayout?) {
        var widening = widening
        var (best, least) = (self, Flaws.most)
        var wider: LayeredLayout?
        var next: LayeredLayout? = candidate
        while let candidate = next {
            layout = candidate
            tries -= 1
            let found = figures.map { FigureDrawing($0, in: self, typesetter: typesetter).findConflicts() }
            conflicts = found.map(\.conflicts.first)
            let flaws = Flaws(figures: conflicts.count { $0 != nil }, faults: candidate.faults)
            if flaws < least { (best, least) = (self, flaws) }
            let touching = found.reduce(into: Set<Int>()) { $0.formUnion($1.edges) }
            let bending = candidate.straightArrows.intersection(touching)
            if least.figures == 0 || tries <= 0 { break }
            // Where each touches many others, there is no way around.
            let isCrowded = found.contains { $0.conflicts.count > Self.manyConflicts * $0.edges.count }
            // Where so many touch, no other way to lay it out has room.
            if isCrowded || touching.count * 3 > visible.edges.count { widening = Self.mostWidening }
            func wide(_ most: Double) -> LayeredLayout? {
                candidate.widening(touching, most: most, isCrowded: isCrowded)
            }
            if !bending.isEmpty {
                next = candidate.bending(bending)
            } else {
                // What is mended at one place is not spoiled at another, where more room does without.
                let rerouted = isCrowded ? nil : candidate.rerouting(touching)
                let isFlawless = rerouted.map { $0.faults <= candidate.faults } ?? false
                next = (isFlawless ? rerouted : wide(widening)) ?? rerouted
                if next == nil, widening < Self.mostWidening { wider = wide(Self.mostWidening) }
            }
        }
        self = best
        return (least, wider)
    }

    /// What is laid out anew rather than mended has so many times as many conflicts as arrows that are in them.
    private static let manyConflicts = 4

    /// As far as what is so tall must be from others so that it is seen to belong to its own arrow.
    private static let clearanceOfMatrices = 14.0

    /// The layered graphs to try: with the lanes, then without; with lanes that need very much room last.
    ///
    /// - Parameter clearance: the least.
    private static func graphs(_ diagram: Diagram, clearance: Double) -> [(Diagram, Spacing)] {
        let growing = Spacing.growing.map { spacing in
            var spacing = spacing
            spacing.clearance = max(spacing.clearance, clearance)
            return spacing
        }
        let withLanes = growing.map { (diagram, $0) }
        guard diagram.hasLanes else { return withLanes }
        return withLanes.dropLast(2) + growing.map { (diagram.withoutLanes, $0) } + withLanes.suffix(2)
    }

    /// What touches what in a drawing: known already of the figures that the layout is made for.
    func conflict(in drawing: FigureDrawing) -> LayoutConflict? {
        if let index = figures.firstIndex(where: { $0.looks(like: drawing.figure) }) { return conflicts[index] }
        return drawing.findConflict()
    }

    /// How many arrows a figure may have, so that time and memory stay within bounds.
    package static let mostArrows = 50_000

    /// How many columns they may pass in all.
    package static let mostPassages = 200_000

    /// How many layouts are tried: the larger a figure, the fewer.
    var tries: Int { max(3, min(20_000 / max(visible.edges.count, 1), 100_000 / max(passages, 1))) }

    /// Where everything stands in one of the figures.
    func placement(of figure: Figure) -> Placement {
        // Along a series of steps the forward arrows keep room for the backward arrows that are still to come.
        // By index: of thousands of figures to copy each would take longer than to draw them.
        let series = figures.indices.filter { index in
            figures[index].id == figure.id
                || (figure.series != nil && figures[index].series == figure.series)
        }
        return layout.placement(
            isPair: visible.edges.map { edge in series.contains { figures[$0].hasBackwardArrow(edge) } })
    }

    /// The characters of its labels that the fonts have no glyph for, each once.
    var missingCharacters: [Character] { labels.missingCharacters }

    /// The step of a figure's series in which an edge's backward arrow comes.
    func step(ofEdge index: Int, in figure: Figure) -> Int? {
        guard let series = figure.series else { return nil }
        let edge = visible.edges[index]
        return figures.first { $0.series == series && $0.isNew(edge) }?.step
    }
}

extension VisibleGraph {
    var hasLanes: Bool { nodes.contains { $0.lane != nil } }
}

extension VisibleGraph.Node {
    /// Whether it is one operation, or a call of a function.
    var isOperation: Bool {
        switch kind {
        case .operation, .call: true
        case .layer, .junction, .end: false
        }
    }
}

extension Figure {
    func writesForward(_ edge: VisibleGraph.Edge) -> Bool {
        !edge.isBranch && !forward.isDisjoint(with: edge.graphEdges)
    }
    func writesBackward(_ edge: VisibleGraph.Edge) -> Bool { includes(edge, backward) }
    func hasBackwardArrow(_ edge: VisibleGraph.Edge) -> Bool { includes(edge, backwardArrows) }
    /// Whether the edge's backward arrow comes in this step of a series.
    func isNew(_ edge: VisibleGraph.Edge) -> Bool {
        hasBackwardArrow(edge) && !new.isDisjoint(with: edge.graphEdges)
    }

    /// The sum comes back on a stem when all its parts have come.
    private func includes(_ edge: VisibleGraph.Edge, _ gradients: Set<Int>) -> Bool {
        edge.isStem
            ? !edge.gradientEdges.isEmpty && gradients.isSuperset(of: edge.gradientEdges)
            : !gradients.isDisjoint(with: edge.graphEdges)
    }
}

extension Figure {
    /// Whether two figures are drawn alike.
    fileprivate func looks(like other: Figure) -> Bool {
        id == other.id && layers == other.layers && open == other.open
            && closedCalls == other.closedCalls && stems == other.stems
            && forward == other.forward && backwardArrows == other.backwardArrows && backward == other.backward
            && new == other.new
            && series == other.series
    }
}

/// A figure that shows nothing.
public struct EmptyFigure: Error, CustomStringConvertible {
    public let description: String
}
