import Scene

/// The proof that nothing in a figure touches what is not its own.
///
/// - No two nodes touch; each stands inside its own open layer and outside the others, which don't overlap.
/// - No value, name or title comes near another, a node, an outline, or an arrow that is not its own. A value stands beside
///   its arrow, nearer to it than to any other.
/// - An arrow begins and ends on the outlines of its ends, or outside of all layers. It runs through nothing on its way, and
///   along no other arrow. Arrows may cross, and converge at a node that they share.
/// - Everything is on the page.
///
/// It takes the geometry that is drawn and knows nothing of how it was made. Each part is held only against what is near
/// it, see `PartGrid`.
package struct LayoutProof {
    /// The least distance of two things, in points, at which they don't look as if they touched.
    static let clearance = 2.0
    /// A value may come so near to its own arrow's head.
    static let ownClearance = 0.5
    /// A value is nearer to its own arrow than to any other, by so much,
    static let lead = 0.5
    /// and not farther from it.
    static let farthest = 6.0
    /// Two strokes so nearly in one direction, as the sine of the angle between them, don't cross but run along each other,
    static let leastSine = 0.05
    /// if they are near each other over this length,
    static let longestStretch = 4.0
    /// or, where they change sides, over this part of the shorter one.
    static let longestPart = 0.125
    /// What rounding may do to a coordinate.
    static let rounding = 0.01

    let geometry: LayoutGeometry
    /// How far each value is from its arrow; 0 for other labels.
    let distances: [Double]
    private let most: Int
    private(set) var conflicts: [LayoutConflict] = []

    /// What touches what; empty for a figure that may be drawn.
    ///
    /// - Parameter most: how many conflicts are looked for.
    package static func conflicts(in geometry: LayoutGeometry, atMost most: Int = .max) -> [LayoutConflict] {
        var proof = LayoutProof(geometry, most)
        proof.run()
        return proof.conflicts
    }

    private init(_ geometry: LayoutGeometry, _ most: Int) {
        self.geometry = geometry
        self.most = most
        distances = geometry.labels.map { label in
            guard case .arrow(let index) = label.owner else { return 0 }
            let arrow = geometry.arrows[index]
            let distance = arrow.segments.reduce(Double.infinity) { min($0, $1.distance(to: label.hull)) }
            return distance - arrow.lineWidth / 2
        }
    }

    var isDone: Bool { conflicts.count >= most }

    mutating func report(
        _ kind: LayoutConflict.Kind, _ first: LayoutConflict.Part, _ second: LayoutConflict.Part
    ) {
        guard !isDone else { return }
        conflicts.append(LayoutConflict(kind: kind, first: first, second: second))
    }

    private mutating func run() {
        checkPage()
        checkLayers()
        if isDone { return }
        let grid = PartGrid(geometry)
        checkNodes(grid)
        checkLabels(grid)
        for arrow in geometry.arrows.indices where !isDone { checkArrow(arrow, grid) }
        if !isDone { checkDirections() }
    }

    // MARK: Page, layers, nodes, labels

    private mutating func checkPage() {
        let half = geometry.outlineWidth / 2
        let page = Rect(minX: 0, minY: 0, maxX: geometry.page.width, maxY: geometry.page.height)
            .expanded(by: Self.rounding)
        for (index, node) in geometry.nodes.enumerated()
        where !page.contains(node.outline.bounds.expanded(by: half)) { report(.touch, .node(index), .page) }
        for (index, layer) in geometry.layers.enumerated()
        where !page.contains(layer.outline.expanded(by: half)) {
            report(.touch, .layer(index), .page)
        }
        for (index, label) in geometry.labels.enumerated() where !page.contains(label.extent) {
            report(.touch, .label(index), .page)
        }
        for (index, arrow) in geometry.arrows.enumerated()
        where !arrow.line.allSatisfy({
            page.contains(Rect(center: $0, size: .zero).expanded(by: arrow.lineWidth / 2))
        })
            || !arrow.headSides.allSatisfy({ page.contains(Rect(center: $0.from, size: .zero)) })
        {
            report(.touch, .arrow(index), .page)
        }
    }

    /// From left to right, each against those that begin before it ends.
    private mutating func checkLayers() {
        let outlines = geometry.layers.map(\.outline)
        let order = outlines.indices.sorted { (outlines[$0].minX, $0) < (outlines[$1].minX, $1) }
        let apart = Self.clearance + geometry.outlineWidth
        for (position, layer) in order.enumerated() {
            for other in order[(position + 1)...] {
                if outlines[other].minX > outlines[layer].maxX + apart { break }
                if outlines[layer].distance(to: outlines[other]) < apart {
                    report(.touch, .layer(min(layer, other)), .layer(max(layer, other)))
                }
            }
        }
    }

    private mutating func checkNodes(_ grid: PartGrid) {
        let width = geometry.outlineWidth
        for (index, node) in geometry.nodes.enumerated() where !isDone {
            let near = grid.parts(near: node.outline.bounds)
            for case .node(let other) in near where other > index {
                if node.outline.distance(to: geometry.nodes[other].outline) < Self.clearance + width {
                    report(.touch, .node(index), .node(other))
                }
            }
            for case .layer(let layer) in near where layer != node.layer {
                if node.outline.distance(to: geometry.layers[layer].outline) < Self.clearance + width {
                    report(.touch, .node(index), .layer(layer))
                }
            }
            if let layer = node.layer,
                !geometry.layers[layer].outline.contains(
                    node.outline.bounds.expanded(by: Self.clearance + width))
            {
                report(.leave, .node(index), .layer(layer))
            }
        }
    }

    private mutating func checkLabels(_ grid: PartGrid) {
        let half = geometry.outlineWidth / 2
        for (index, label) in geometry.labels.enumerated() where !isDone {
            if case .node(let node) = label.owner {
                if !geometry.nodes[node].outline.contains(label.extent) {
                    report(.leave, .label(index), .node(node))
                }
                continue
            }
            for part in grid.parts(near: label.extent) {
                switch part {
                case .label(let other) where other > index:
                    if label.extent.distance(to: geometry.labels[other].extent) < Self.clearance - Self.rounding
                    {
                        report(.touch, .label(index), .label(other))
                    }
                case .node(let node):
                    if geometry.nodes[node].outline.distance(to: label.extent) < Self.clearance + half {
                        report(.touch, .label(index), .node(node))
                    }
                case .layer(let layer):
                    let outline = geometry.layers[layer].outline
                    let isInside = outline.contains(label.extent.expanded(by: Self.clearance + half))
                    if !isInside, outline.distance(to: label.extent) < Self.clearance + half {
                        report(.touch, .label(index), .layer(layer))
                    }
                default: break
                }
            }
            if case .arrow(let arrow) = label.owner, distances[index] > Self.farthest {
                report(.stray, .label(index), .arrow(arrow))
            }
        }
    }
}
