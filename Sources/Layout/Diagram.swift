import Scene

/// What is to be placed: nodes on lanes, arrows between them, and the sizes of everything that is written.
///
/// Sizes are in points.
public struct Diagram: Sendable {
    public enum Shape: Hashable, Sendable {
        /// An operation.
        case circle
        /// A collapsed layer with its name, of this size, inside.
        case box(Size)
        /// Where a wire splits.
        case junction
        /// A free end: where an arrow comes from or goes to outside the diagram.
        case end

        var isBox: Bool { if case .box = self { true } else { false } }
    }

    public struct Node: Sendable {
        public var shape: Shape
        /// The layer that the node stands in, as an index into `layers`; nil for a free end.
        public var layer: Int?
        /// The lane that the node belongs to; nil for what all lanes share.
        public var lane: Lane?
        /// That of a circle around more than a sign; nil for the usual one.
        public var radius: Double?

        public init(shape: Shape, layer: Int?, lane: Lane?, radius: Double? = nil) {
            self.shape = shape
            self.layer = layer
            self.lane = lane
            self.radius = radius
        }
    }

    /// What is written beside an arrow.
    public struct Value: Sendable {
        /// That of the box around its ink, for which room is kept.
        public var size: Size
        /// The convex hull of its ink, around the centre of the box.
        public var hull: ConvexHull

        /// - Parameter hull: by default the box.
        public init(size: Size, hull: ConvexHull? = nil) {
            self.size = size
            self.hull = hull ?? ConvexHull(of: Rect(center: Point(0, 0), size: size))
        }
    }

    public struct Edge: Sendable {
        public var source: Int
        public var target: Int
        /// The lane that the edge's value belongs to: where it leaves or enters a collapsed layer.
        public var lane: Lane?
        /// Nil where no forward value is written.
        public var forward: Value?
        /// Nil where no backward value is written.
        public var backward: Value?
        /// Whether a backward arrow runs beside the forward one.
        public var isPair: Bool
        /// Whether the value comes in from beside the flow, as labels and constants do.
        public var isEntry: Bool

        public init(
            source: Int, target: Int, lane: Lane?, forward: Value?, backward: Value?, isPair: Bool,
            isEntry: Bool
        ) {
            self.source = source
            self.target = target
            self.lane = lane
            self.forward = forward
            self.backward = backward
            self.isPair = isPair
            self.isEntry = isEntry
        }
    }

    public struct Layer: Sendable {
        /// The size of the name above an open layer; nil for a collapsed one, whose box holds its name.
        public var label: Size?

        public init(label: Size?) { self.label = label }
    }

    /// Dots for lanes that are left out between two others.
    public struct Omission: Sendable {
        /// What stands in the last lane before those that are left out, and what stands for it in the next.
        public enum Ends: Sendable {
            case nodes(Int, Int)
            case edges(Int, Int)
        }

        public var ends: Ends
        /// That of the box around the dots.
        public var size: Size

        public init(between ends: Ends, size: Size) {
            self.ends = ends
            self.size = size
        }
    }

    /// The nodes of one layer stand in topological order: every edge leads from one to a later one.
    public var nodes: [Node]
    public var edges: [Edge]
    /// In the order of the flow.
    public var layers: [Layer]
    public var omissions: [Omission]
    /// The radius of every circle, but of those at which many arrows arrive or leave, or that have one of their own.
    public var radius: Double
    /// The radii of those with many arrows.
    private var grown: [Int: Double] = [:]

    /// The radius of a node that is round.
    func radius(of node: Int) -> Double? {
        nodes[node].shape == .circle ? grown[node] ?? nodes[node].radius ?? radius : nil
    }

    /// With circles so large that the arrows on each side, and their heads, are apart; not beyond measure.
    func makingRoomForArrows(_ spacing: Spacing) -> Diagram {
        let (leaving, arriving) = degrees
        let hasHeads = leavingHaveHeads
        var diagram = self
        for node in nodes.indices where nodes[node].shape == .circle {
            let most = max(
                Double(min(arriving[node], Ports.most) - 1),
                Double(min(leaving[node], Ports.most) - 1) * (hasHeads[node] ? 1 : Ports.tails))
            // Two of which one is level are a radian from each other at most.
            let room = Ports.apart(spacing) * max(most / Ports.range, most > 0 ? 1 : 0)
            let mayGrow = most > 1 && max(leaving[node], arriving[node]) <= Ports.most
            let least = room * (mayGrow ? spacing.growth : 1)
            // Graphviz draws in whole points.
            if least > self.radius(of: node)! { diagram.grown[node] = least.rounded(.up) }
        }
        return diagram
    }

    /// With some of its circles so many times as large.
    func growing(_ nodes: Set<Int>, by factor: Double) -> Diagram {
        var diagram = self
        for node in nodes { diagram.grown[node] = radius(of: node).map { ($0 * factor).rounded(.up) } }
        return diagram
    }

    /// Whether arrows come back along those that leave a node.
    var leavingHaveHeads: [Bool] {
        var hasHeads = nodes.map { _ in false }
        for edge in edges where edge.isPair { hasHeads[edge.source] = true }
        return hasHeads
    }

    /// How many edges leave each node and arrive at it.
    var degrees: (leaving: [Int], arriving: [Int]) {
        var leaving = [Int](repeating: 0, count: nodes.count)
        var arriving = leaving
        for edge in edges {
            leaving[edge.source] += 1
            arriving[edge.target] += 1
        }
        return (leaving, arriving)
    }

    /// How many columns its arrows pass in all, which time and memory for its layout grow with.
    public var passages: Int {
        let columns = NodeColumns(self)
        return edges.reduce(0) { $0 + Tracks.columns(of: $1, columns).count }
    }

    /// Whether any of its nodes stand in lanes.
    public var hasLanes: Bool { nodes.contains { $0.lane != nil } }

    /// The diagram as a free graph.
    public var withoutLanes: Diagram {
        var diagram = self
        for index in nodes.indices { diagram.nodes[index].lane = nil }
        for index in edges.indices { diagram.edges[index].lane = nil }
        return diagram
    }

    /// All nodes, each after those that it comes from.
    var topologicalOrder: [Int] {
        var count = degrees.arriving
        var targets = [[Int]](repeating: [], count: nodes.count)
        for edge in edges { targets[edge.source].append(edge.target) }
        var order = nodes.indices.filter { count[$0] == 0 }
        var next = 0
        while next < order.count {
            for target in targets[order[next]] {
                count[target] -= 1
                if count[target] == 0 { order.append(target) }
            }
            next += 1
        }
        return order
    }

    public init(
        nodes: [Node], edges: [Edge], layers: [Layer], omissions: [Omission] = [], radius: Double
    ) {
        self.nodes = nodes
        self.edges = edges
        self.layers = layers
        self.omissions = omissions
        self.radius = radius
    }
}
