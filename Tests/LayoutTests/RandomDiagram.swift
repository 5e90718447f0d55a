import Layout
import Scene
import TestSupport

extension Diagram {
    /// A network at random: some lanes; layers in a row, open or collapsed; in the open ones operations on lanes and shared
    /// ones, with skips, inputs that are used several times, and constants.
    static func random(with generator: inout SeededGenerator) -> Diagram {
        var builder = RandomDiagram(generator: generator)
        builder.build()
        generator = builder.generator
        return builder.diagram
    }
}

private struct RandomDiagram {
    var generator: SeededGenerator
    var diagram = Diagram(nodes: [], edges: [], layers: [], radius: 14)
    /// What the lanes carry, and what all of them share: where each comes from, nil for the outside.
    private var flow: [(node: Int?, lane: Diagram.Lane?)] = []
    private var isPaired = true
    private var hasValues = true

    init(generator: SeededGenerator) { self.generator = generator }

    private mutating func chance(_ part: Double) -> Bool { Double.random(in: 0..<1, using: &generator) < part }

    /// Its ink has a point on each side of its box.
    private mutating func value() -> Diagram.Value? {
        if !hasValues || chance(0.1) { return nil }
        let size = Size(
            width: .random(in: 5...60, using: &generator), height: .random(in: 8...26, using: &generator))
        let (x, y) = (size.width / 2, size.height / 2)
        let points = [-1.0, 1].flatMap { side in
            [
                Point(side * x, .random(in: -y...y, using: &generator)),
                Point(.random(in: -x...x, using: &generator), side * y),
            ]
        }
        return Diagram.Value(size: size, hull: ConvexHull(of: points))
    }

    mutating func build() {
        isPaired = chance(0.7)
        hasValues = chance(0.7)
        let lanes = Int.random(in: 1...4, using: &generator)
        flow = (1...lanes).map { (nil, lanes == 1 && $0 == 1 ? nil : Diagram.Lane($0)) }
        for layer in 0..<Int.random(in: 1...3, using: &generator) {
            if chance(0.35) { addCollapsed(layer) } else { addOpen(layer) }
        }
        for (node, lane) in flow { if let node { edge(from: node, to: end(lane), lane: lane) } }
    }

    private mutating func end(_ lane: Diagram.Lane?) -> Int { node(.end, layer: nil, lane: lane) }

    private mutating func node(_ shape: Diagram.Shape, layer: Int?, lane: Diagram.Lane?) -> Int {
        diagram.nodes.append(Diagram.Node(shape: shape, layer: layer, lane: lane))
        return diagram.nodes.count - 1
    }

    private mutating func edge(
        from source: Int, to target: Int, lane: Diagram.Lane?, isEntry: Bool = false
    ) {
        let backward = isPaired && !isEntry
        diagram.edges.append(
            Diagram.Edge(
                source: source, target: target, lane: lane, forward: value(),
                backward: backward ? value() : nil,
                isPair: backward, isEntry: isEntry))
    }

    private mutating func connect(_ value: (node: Int?, lane: Diagram.Lane?), to target: Int) {
        let source = value.node ?? end(value.lane)
        edge(from: source, to: target, lane: value.lane)
    }

    private mutating func addCollapsed(_ layer: Int) {
        diagram.layers.append(Diagram.Layer(label: nil))
        let box = node(
            .box(Size(width: .random(in: 20...80, using: &generator), height: 10)), layer: layer, lane: nil)
        for value in flow { connect(value, to: box) }
        if chance(0.3), let lane = flow.first?.lane {
            edge(from: end(lane), to: box, lane: lane, isEntry: chance(0.5))
        }
        flow = chance(0.3) ? [(box, nil)] : flow.map { (box, $0.lane) }
    }

    private mutating func addOpen(_ layer: Int) {
        diagram.layers.append(
            Diagram.Layer(label: Size(width: .random(in: 20...90, using: &generator), height: 10)))
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            if flow.count > 1, chance(0.3) {
                reduce(layer, isFedBack: chance(0.6))
            } else {
                addLaneOperations(layer)
            }
        }
    }

    /// An operation on each lane, perhaps with a constant, a second use of the value before, or an input of its own.
    private mutating func addLaneOperations(_ layer: Int) {
        let (hasConstant, skips, hasInput) = (chance(0.4), chance(0.15), chance(0.2))
        flow = flow.map { value in
            let next = node(.circle, layer: layer, lane: value.lane)
            connect(value, to: next)
            if hasConstant { edge(from: end(value.lane), to: next, lane: value.lane, isEntry: true) }
            if hasInput {
                edge(from: end(value.lane), to: next, lane: value.lane)
            }
            guard skips else { return (next, value.lane) }
            let join = node(.circle, layer: layer, lane: value.lane)
            connect(value, to: join)
            edge(from: next, to: join, lane: value.lane)
            return (join, value.lane)
        }
    }

    /// What all lanes run into; it may come back to each of them.
    private mutating func reduce(_ layer: Int, isFedBack: Bool) {
        let hub = node(.circle, layer: layer, lane: nil)
        for value in flow { connect(value, to: hub) }
        guard isFedBack else {
            flow = [(hub, nil)]
            return
        }
        flow = flow.map { value in
            let next = node(.circle, layer: layer, lane: value.lane)
            connect(value, to: next)
            edge(from: hub, to: next, lane: nil)
            return (next, value.lane)
        }
    }
}
