import Scene

/// The parts of a figure's scene, taken apart for measuring.
struct SceneParts {
    struct Value {
        /// The arrow that the value belongs to.
        let arrow: String
        let text: Text
        /// The frame of its highlight.
        let frame: ConvexHull?
    }

    struct Arrow {
        let id: String
        let direction: String
        let isNew: Bool
        let step: Int?
        /// The corners of its line, from its tail to the foot of its head.
        var line: [Point] = []
        var lineWidth = 0.0
        var head: [Point] = []

        /// The corner of the head that is farthest from its foot.
        var tip: Point { head.max { ($0 - line[line.count - 1]).length < ($1 - line[line.count - 1]).length }! }
    }

    struct Node {
        let id: String
        let center: Point
        let radius: Double
    }

    private(set) var values: [Value] = []
    private(set) var arrows: [Arrow] = []
    private(set) var nodes: [Node] = []
    /// The outlines of the layers.
    private(set) var layers: [Rect] = []
    /// What is written in the nodes, and the layers' names.
    private(set) var names: [Text] = []

    init(_ scene: Scene) {
        for case .group(let group) in scene.elements {
            if group.classes.contains("edge") { addArrow(group) } else { addBox(group) }
        }
    }

    private mutating func addArrow(_ group: Group) {
        var arrow = Arrow(
            id: group.id, direction: group.classes[1], isNew: group.classes.contains("new"), step: group.step)
        for element in group.elements {
            switch element {
            case .shape(let shape):
                guard case .path(let path) = shape.geometry else { continue }
                if shape.stroke != nil {
                    arrow.line = path.points
                    arrow.lineWidth = shape.lineWidth
                } else {
                    arrow.head = path.points
                }
            case .group(let value):
                var frame: ConvexHull?
                for case .shape(let shape) in value.elements {
                    switch shape.geometry {
                    case .rectangle(let rect, let radius): frame = ConvexHull(of: rect.points(radius))
                    case .path(let path): frame = ConvexHull(of: path.curvePoints)
                    case .circle: break
                    }
                }
                for case .text(let text) in value.elements {
                    values.append(Value(arrow: group.id, text: text, frame: frame))
                }
            case .text: break
            }
        }
        arrows.append(arrow)
    }

    private mutating func addBox(_ group: Group) {
        for element in group.elements {
            switch element {
            case .shape(let shape):
                if case .circle(let center, let radius) = shape.geometry {
                    nodes.append(Node(id: group.id, center: center, radius: radius))
                }
                if case .rectangle(let rect, _) = shape.geometry { layers.append(rect) }
            case .text(let text): names.append(text)
            case .group: break
            }
        }
    }

    func values(_ direction: String, new: Bool? = nil) -> [String] {
        let ids = Set(arrows.filter { $0.direction == direction && (new == nil || $0.isNew == new) }.map(\.id))
        return values.filter { ids.contains($0.arrow) }.map(\.text.plain).sorted()
    }
}

extension Path {
    /// The corners of a path of straight lines.
    var points: [Point] {
        commands.compactMap { command in
            switch command {
            case .move(let point), .line(let point): point
            case .curve(_, _, let end): end
            case .close: nil
            }
        }
    }
}

/// The distance between a rectangle and a line, as far as it is under 10 points; 0 where they meet. Sampled four times
/// a point, so that the test doesn't share the layout's own geometry.
func distance(_ rect: Rect, _ line: [Point]) -> Double {
    let near = rect.expanded(by: 10)
    var least = Double.infinity
    for (from, to) in zip(line, line.dropFirst()) {
        let along = to - from
        // The part of the segment beside the rectangle.
        var part = 0.0...1.0
        for (start, step, low, high) in [
            (from.x, along.x, near.minX, near.maxX), (from.y, along.y, near.minY, near.maxY),
        ] where abs(step) > 1e-9 {
            let (first, last) = ((low - start) / step, (high - start) / step)
            guard max(first, last) >= part.lowerBound, min(first, last) <= part.upperBound else {
                part = 1...1
                continue
            }
            part = part.clamped(to: min(first, last)...max(first, last))
        }
        let length = (part.upperBound - part.lowerBound) * along.length
        let steps = max(Int(length * 4), 1)
        for step in 0...steps {
            let at = part.lowerBound + (part.upperBound - part.lowerBound) * Double(step) / Double(steps)
            let point = from + along * at
            let dx = max(rect.minX - point.x, 0, point.x - rect.maxX)
            let dy = max(rect.minY - point.y, 0, point.y - rect.maxY)
            least = min(least, dx * dx + dy * dy)
        }
    }
    return least.squareRoot()
}
