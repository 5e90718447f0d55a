import Layout
import Scene

extension LayoutGeometry.Label {
    mutating func move(to center: Point) { hull = hull.moved(by: center - bounds.center) }
}

extension LayoutGeometry {
    /// A placed diagram as it would be drawn.
    init(_ diagram: Diagram, _ placement: Placement) {
        let drawn = diagram.nodes.indices.filter { diagram.nodes[$0].shape != .end }
        let position = Dictionary(uniqueKeysWithValues: drawn.enumerated().map { ($1, $0) })
        let open = diagram.layers.indices.filter { diagram.layers[$0].label != nil }
        self.init(
            page: placement.page,
            nodes: drawn.map { index in
                let (node, center, size) = (
                    diagram.nodes[index], placement.nodes[index], placement.nodeSizes[index]
                )
                return Node(
                    id: "node\(index)", text: node.shape == .circle ? "+" : "Layer \(node.layer ?? 0)",
                    outline: node.shape == .circle
                        ? .circle(center: center, radius: size.width / 2)
                        : .box(Rect(center: center, size: size)),
                    layer: node.layer.flatMap { open.firstIndex(of: $0) })
            },
            layers: open.map { Layer(name: "Layer \($0)", outline: placement.layers[$0]!) },
            labels: [], arrows: [], outlineWidth: 0.9)
        for (index, layer) in open.enumerated() {
            guard let size = diagram.layers[layer].label, let center = placement.layerLabels[layer] else {
                continue
            }
            labels.append(
                Label(text: "Layer \(layer)", bounds: Rect(center: center, size: size), owner: .layer(index)))
        }
        for (index, edge) in diagram.edges.enumerated() {
            let placed = placement.edges[index]
            let ends = [edge.source, edge.target].map { node in
                position[node].map(End.node) ?? (edge.isEntry ? .beside : .outside)
            }
            func add(_ line: [Point], _ value: Diagram.Value?, at center: Point, isBackward: Bool) {
                if let value {
                    labels.append(
                        Label(
                            text: "\(isBackward ? "g" : "v")\(index)",
                            hull: value.hull.moved(by: center),
                            owner: .arrow(arrows.count)))
                }
                arrows.append(
                    Arrow(
                        text: "v\(index)", isBackward: isBackward, line: line,
                        lineWidth: isBackward ? 1.9 : 0.7,
                        headLength: isBackward ? 8.5 : 6, headWidth: isBackward ? 5.95 : 4.2,
                        tail: isBackward ? ends[1] : ends[0], tip: isBackward ? ends[0] : ends[1]))
            }
            add(placed.forward, edge.forward, at: placed.forwardLabel, isBackward: false)
            if let backward = placed.backward {
                add(backward, edge.backward, at: placed.backwardLabel, isBackward: true)
            }
        }
    }
}
