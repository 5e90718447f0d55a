import ComputationalGraph
import Diagnostics
import FigureTemplate
import Layout
import Scene

/// The proof of a figure, before it is drawn.
extension FigureDrawing {
    /// Why the figure is not to be drawn, if so: an error at its id in the template, or a `FigureFault`.
    func fault() -> (any Error)? { collision.map { figure.error($0) } }

    /// Proves the placement.
    ///
    /// - Returns: what touches what, if anything does.
    func findConflict() -> LayoutConflict? { LayoutProof.conflicts(in: geometry, atMost: 1).first }

    /// All that touches, and the edges of the visible graph whose arrows or values do.
    func findConflicts() -> (conflicts: [LayoutConflict], edges: Set<Int>) {
        let geometry = geometry
        // Where more than a few for each arrow are found, no more of them make it clearer.
        let conflicts = LayoutProof.conflicts(in: geometry, atMost: 100 + 4 * geometry.arrows.count)
        if conflicts.isEmpty { return ([], []) }
        let edges = layout.visible.edges.indices.flatMap { index in
            Direction.allCases.filter { arrow($0, along: index) != nil }.map { _ in index }
        }
        let touching = conflicts.flatMap { [$0.first, $0.second] }.compactMap { part -> Int? in
            switch part {
            case .arrow(let arrow): return edges[arrow]
            case .label(let label):
                guard case .arrow(let arrow) = geometry.labels[label].owner else { return nil }
                return edges[arrow]
            default: return nil
            }
        }
        return (conflicts, Set(touching))
    }

    /// Two things that touch.
    private var collision: FigureFault? {
        layout.conflict(in: self).map { conflict in
            FigureFault(
                message: "the figure ‘\(figure.id)’ is not drawn: \(geometry.words(for: conflict))",
                suggestion: figure.open.isEmpty
                    ? "draw some of the layers open, with ‘open’; or fewer layers, with ‘layers’"
                    : "draw layers collapsed, with ‘open: none’ or the names of those to open; or fewer of them, "
                        + "with ‘layers’; or fewer classes")
        }
    }

    /// What is drawn, as plain data.
    var geometry: LayoutGeometry {
        let visible = layout.visible
        let drawn = visible.nodes.indices.filter { visible.nodes[$0].kind != .end }
        let position = Dictionary(uniqueKeysWithValues: drawn.enumerated().map { ($1, $0) })
        let open = placement.layers.indices.filter { placement.layers[$0] != nil }
        func layer(_ node: VisibleGraph.Node) -> Int? { node.layer.flatMap { open.firstIndex(of: $0) } }
        func name(_ layer: Int) -> String { layout.graph.model.layers[figure.layers[layer]].name }

        var geometry = LayoutGeometry(
            page: placement.page,
            nodes: drawn.map { index in
                let node = visible.nodes[index]
                return LayoutGeometry.Node(
                    id: node.id,
                    text: text(ofNode: index) ?? node.layer.map(name) ?? "", outline: outline(ofNode: index),
                    layer: layer(node), isJunction: node.kind == .junction)
            },
            layers: open.map { LayoutGeometry.Layer(name: name($0), outline: placement.layers[$0]!) },
            labels: [], arrows: [], outlineWidth: max(FigureStyle.nodeLine, FigureStyle.layerLine))
        func add(
            _ label: Label?, at center: Point, _ owner: LayoutGeometry.Owner, newBeside arrow: [Point]? = nil
        ) {
            guard let label else { return }
            let frame = arrow.map { Frame(around: Rect(center: center, size: label.size), beside: $0).hull }
            geometry.labels.append(
                LayoutGeometry.Label(
                    text: label.plain, hull: label.hull(around: center), frame: frame, owner: owner))
        }
        for (index, node) in drawn.enumerated() {
            add(layout.labels.nodes[node], at: placement.nodes[node], .node(index))
        }
        for (index, layer) in open.enumerated() {
            guard let center = placement.layerLabels[layer] else { continue }
            add(layout.labels.layers[layer], at: center, .layer(index))
        }
        for omission in placement.omissions {
            geometry.nodes.append(
                LayoutGeometry.Node(
                    id: "omission", text: "⋮",
                    outline: .box(Rect(center: omission.center, size: omission.size)),
                    layer: omission.layer.flatMap { open.firstIndex(of: $0) }))
        }
        for (index, edge) in visible.edges.enumerated() {
            let ends = [edge.source, edge.target].map { node in
                position[node].map(LayoutGeometry.End.node)
                    ?? (layout.graph.isConstant(edge.value) ? .beside : .outside)
            }
            for direction in Direction.allCases {
                guard let arrow = arrow(direction, along: index) else { continue }
                add(
                    arrow.label, at: arrow.labelCenter, .arrow(geometry.arrows.count),
                    newBeside: direction == .backward && figure.isNew(edge) ? arrow.line : nil)
                geometry.arrows.append(
                    LayoutGeometry.Arrow(
                        text: layout.labels.forward[index]?.plain ?? layout.graph.nodes[edge.value].value.plain,
                        isBackward: direction == .backward,
                        line: arrow.line, lineWidth: arrow.style.lineWidth,
                        headLength: arrow.hasHead ? arrow.style.headLength : 0,
                        headWidth: arrow.hasHead ? arrow.style.headWidth : 0,
                        tail: direction == .forward ? ends[0] : ends[1],
                        tip: direction == .forward ? ends[1] : ends[0]))
            }
        }
        return geometry
    }

    /// The sign of an operation, or the value that splits at a junction; nil for a layer.
    private func text(ofNode index: Int) -> String? {
        switch layout.visible.nodes[index].kind {
        case .operation, .call: layout.labels.nodes[index]?.plain
        case .junction:
            layout.visible.edges.first { $0.target == index }.map { layout.graph.nodes[$0.value].value.plain }
        case .layer, .end: nil
        }
    }

    private func outline(ofNode index: Int) -> LayoutGeometry.Outline {
        let (center, size) = (placement.nodes[index], placement.nodeSizes[index])
        if layout.visible.nodes[index].isOperation { return .circle(center: center, radius: size.width / 2) }
        // Graphviz draws boxes in whole points.
        let drawn = Size(width: size.width.rounded(), height: size.height.rounded())
        return .box(Rect(center: center, size: drawn))
    }
}

extension Figure {
    /// A fault as an error at the figure's id, if that stands in a template.
    func error(_ fault: FigureFault) -> any Error {
        place.map { $0.error(fault.message, suggestion: fault.suggestion) } ?? fault
    }
}

/// Why a figure is not drawn: it would show something false, or hide something.
public struct FigureFault: Error, CustomStringConvertible {
    public let message: String
    /// What can be done about it.
    public let suggestion: String

    public var description: String { "\(message)\n\(suggestion)" }
}
