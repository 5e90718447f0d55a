import Scene

/// The geometry of a figure as it is drawn, as plain data: what `LayoutProof` proves. In points; the page's upper left
/// corner is the origin.
package struct LayoutGeometry: Sendable {
    package enum Outline: Hashable, Sendable {
        case circle(center: Point, radius: Double)
        case box(Rect)
    }

    /// An operation or a collapsed layer.
    package struct Node: Sendable {
        package var id: String
        /// What is written inside.
        package var text: String
        package var outline: Outline
        /// The open layer that it belongs to; nil for a collapsed one.
        package var layer: Int?
        /// Whether it is where the wire of a value splits.
        package var isJunction: Bool

        package init(id: String, text: String, outline: Outline, layer: Int?, isJunction: Bool = false) {
            self.id = id
            self.text = text
            self.outline = outline
            self.layer = layer
            self.isJunction = isJunction
        }
    }

    /// An open layer.
    package struct Layer: Sendable {
        package var name: String
        package var outline: Rect

        package init(name: String, outline: Rect) {
            self.name = name
            self.outline = outline
        }
    }

    package enum Owner: Hashable, Sendable {
        /// A value stands at its arrow.
        case arrow(Int)
        /// A sign or a name stands inside its node.
        case node(Int)
        /// A name stands at its open layer.
        case layer(Int)
    }

    package struct Label: Sendable {
        package var text: String
        /// The convex hull of its ink, or of the box that it takes up.
        package var hull: ConvexHull { didSet { bounds = hull.bounds } }
        /// The rectangle around it.
        package private(set) var bounds: Rect
        /// The frame that is drawn around it; nil where there is none.
        package var frame: ConvexHull?
        package var owner: Owner

        /// The rectangle around it and its frame.
        var extent: Rect { frame.map { bounds.union($0.bounds) } ?? bounds }

        package init(text: String, hull: ConvexHull, frame: ConvexHull? = nil, owner: Owner) {
            self.text = text
            self.hull = hull
            bounds = hull.bounds
            self.frame = frame
            self.owner = owner
        }

        package init(text: String, bounds: Rect, owner: Owner) {
            self.init(text: text, hull: ConvexHull(of: bounds), owner: owner)
        }
    }

    /// What an arrow begins or ends at.
    package enum End: Hashable, Sendable {
        case node(Int)
        /// The outside of all layers.
        case outside
        /// A place beside its node, inside the layer or not: where a constant comes in.
        case beside
    }

    package struct Arrow: Sendable {
        /// The value that runs along it.
        package var text: String
        package var isBackward: Bool
        /// From tail to tip.
        package var line: [Point]
        package var lineWidth: Double
        package var headLength: Double
        package var headWidth: Double
        package var tail: End
        package var tip: End

        package init(
            text: String, isBackward: Bool, line: [Point], lineWidth: Double, headLength: Double,
            headWidth: Double, tail: End, tip: End
        ) {
            self.text = text
            self.isBackward = isBackward
            self.line = line
            self.lineWidth = lineWidth
            self.headLength = headLength
            self.headWidth = headWidth
            self.tail = tail
            self.tip = tip
        }
    }

    package var page: Size
    package var nodes: [Node]
    package var layers: [Layer]
    package var labels: [Label]
    package var arrows: [Arrow]
    /// How wide outlines of nodes and layers are drawn.
    package var outlineWidth: Double

    package init(
        page: Size, nodes: [Node], layers: [Layer], labels: [Label], arrows: [Arrow], outlineWidth: Double
    ) {
        self.page = page
        self.nodes = nodes
        self.layers = layers
        self.labels = labels
        self.arrows = arrows
        self.outlineWidth = outlineWidth
    }
}

extension LayoutGeometry.Outline {
    /// The rectangle around it.
    package var bounds: Rect {
        switch self {
        case .circle(let center, let radius):
            Rect(center: center, size: Size(width: 2 * radius, height: 2 * radius))
        case .box(let rect): rect
        }
    }

    /// The distance to a rectangle; 0 where they meet, below 0 where it reaches far into a circle.
    func distance(to rect: Rect) -> Double {
        switch self {
        case .circle(let center, let radius): rect.distance(to: center) - radius
        case .box(let box): box.distance(to: rect)
        }
    }

    /// The distance to a stroke; 0 or less where they meet.
    func distance(to segment: Segment) -> Double {
        switch self {
        case .circle(let center, let radius): segment.distance(to: center) - radius
        case .box(let box): segment.distance(to: box)
        }
    }

    func distance(to other: LayoutGeometry.Outline) -> Double {
        switch other {
        case .circle(let center, let radius):
            distance(to: Segment(from: center, to: center)) - radius
        case .box(let box): distance(to: box)
        }
    }

    /// How far a point is from the line of the outline, inside or outside.
    func distanceOfLine(to point: Point) -> Double {
        switch self {
        case .circle(let center, let radius): abs((point - center).length - radius)
        case .box(let box):
            box.distance(to: point) > 0 ? box.distance(to: point) : box.depth(of: point)
        }
    }

    /// Whether a text fits in.
    func contains(_ rect: Rect) -> Bool {
        switch self {
        case .circle(let center, let radius): rect.corners.allSatisfy { ($0 - center).length <= radius }
        case .box(let box): box.contains(rect)
        }
    }
}

extension LayoutGeometry.Arrow {
    /// The straight parts of its line.
    var segments: [Segment] { line.segments }

    /// All that is drawn of it.
    var parts: [Segment] { segments + headSides }

    /// The two slants of the head and its base.
    var headSides: [Segment] {
        guard let tip = line.last, let before = line.dropLast().last, tip != before else { return [] }
        let along = (tip - before).unit
        let across = Point(-along.y, along.x) * (headWidth / 2)
        let foot = tip - along * headLength
        let (one, other) = (foot + across, foot - across)
        return [
            Segment(from: one, to: tip), Segment(from: other, to: tip), Segment(from: one, to: other),
        ]
    }
}

extension LayoutGeometry {
    /// Whether nothing is in a rectangle, and nothing nearer to it than a distance.
    package func isFree(_ rect: Rect, margin: Double) -> Bool {
        nodes.allSatisfy { $0.outline.distance(to: rect) >= margin }
            && labels.allSatisfy { $0.bounds.distance(to: rect) >= margin }
            && arrows.allSatisfy { arrow in
                arrow.parts.allSatisfy { $0.distance(to: rect) >= margin + arrow.lineWidth / 2 }
            }
            && layers.allSatisfy {
                $0.outline.distance(to: rect) >= margin || $0.outline.expanded(by: -margin).contains(rect)
            }
    }
}
