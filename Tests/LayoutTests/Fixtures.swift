import Layout
import Scene

extension Diagram {
    /// One open layer: a node on every lane runs into a hub, which feeds a second node on every lane.
    ///
    ///     x_k → first_k → sum → second_k → out      and first_k → second_k along the lane
    static func fanInAndOut(lanes: Int) -> Diagram {
        var diagram = Diagram(
            nodes: [], edges: [], layers: [Layer(label: Size(width: 70, height: 9))], radius: 14)
        func node(_ shape: Shape = .circle, lane: Lane? = nil) -> Int {
            diagram.nodes.append(Node(shape: shape, layer: shape == .end ? nil : 0, lane: lane))
            return diagram.nodes.count - 1
        }
        func edge(_ source: Int, _ target: Int, lane: Lane? = nil, forward: Double, backward: Double) {
            diagram.edges.append(
                Edge(
                    source: source, target: target, lane: lane,
                    forward: Value(size: Size(width: forward, height: 10)),
                    backward: Value(size: Size(width: backward, height: 24)), isPair: true, isEntry: false))
        }
        let first = (1...lanes).map { node(lane: Lane($0)) }
        let sum = node()
        let reciprocal = node()
        let second = (1...lanes).map { node(lane: Lane($0)) }
        edge(sum, reciprocal, forward: 8, backward: 9)
        for lane in 1...lanes {
            edge(node(.end, lane: Lane(lane)), first[lane - 1], lane: Lane(lane), forward: 12, backward: 40)
            edge(first[lane - 1], sum, lane: Lane(lane), forward: 42, backward: 9)
            edge(reciprocal, second[lane - 1], forward: 9, backward: 36)
            edge(first[lane - 1], second[lane - 1], lane: Lane(lane), forward: 42, backward: 48)
            edge(second[lane - 1], node(.end, lane: Lane(lane)), lane: Lane(lane), forward: 12, backward: 20)
        }
        return diagram
    }

    /// An open layer in which an input splits, and a part of it joins each of some other inputs.
    ///
    ///     x → junction → node_1, node_2, …      and x_k → node_k → out
    static func fanOutOfJunction(_ branches: Int) -> Diagram {
        let end = Node(shape: .end, layer: nil, lane: nil)
        let value = Value(size: Size(width: 40, height: 10))
        func edge(_ source: Int, _ target: Int) -> Edge {
            Edge(
                source: source, target: target, lane: nil, forward: nil, backward: value, isPair: true,
                isEntry: false)
        }
        var diagram = Diagram(
            nodes: [end, Node(shape: .junction, layer: 0, lane: nil)], edges: [edge(0, 1)],
            layers: [Layer(label: Size(width: 70, height: 9))], radius: 14)
        for _ in 0..<branches {
            let first = diagram.nodes.count
            diagram.nodes += [end, Node(shape: .circle, layer: 0, lane: nil), end]
            diagram.edges += [edge(first, first + 1), edge(1, first + 1), edge(first + 1, first + 2)]
        }
        return diagram
    }
}
